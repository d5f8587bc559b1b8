"""What is before the room, as everybody may see it: phones, consoles and the big screen all look through here.

Nothing that was not revealed comes out: only how many have answered. What was revealed is read from what the reveal
kept, never from the answers.

``see`` is what is before the room now, ``history`` everything so far, ``earlier`` the medians of the last round beside
what is revealed. ``pulse`` and ``phase`` are cheap and say whether it is time to look again. ``vote``, ``confirm`` and
``own_votes`` are for respondents. What a result says in words is in ``journey.wording.reveal``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import (
    Checklist,
    Counts,
    EarlierMedian,
    NewQuestion,
    Option,
    Pitfall,
    Question,
    QuestionKind,
    Questionnaire,
    Respondent,
    Section,
    Statement,
    StatementRef,
    Vignette,
    Vote,
    Workshop,
    WorkshopStage,
)
from journey.model.refusals import Refusal
from journey.rules.answer_options import DOTS, is_lawful
from journey.service.answering.previous_answers import before
from journey.service.context import Product
from journey.service.pinned_content import checklists_of, questionnaire_of
from journey.service.refused import AnswersLocked, Refused
from journey.store import Connection, NotFound, assessments, organisations, questions, workshops
from journey.store.questions import QuestionTurnout
from journey.wording.answer_options import ASKED, options
from journey.wording.reveal import counts as counts_of


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is read: ``text`` is the statement, pitfall or case; ``options`` what may be chosen.

    ``answered`` counts answers of any kind, paper ones included; while a statement is asked again, those who have
    looked again. ``section`` is the statement's, ``statement`` also that of a vignette. ``vignette`` is the whole case:
    its level is for after the reveal. ``first`` is what the first vote said, where this is the second.
    """

    question: Question
    title: str
    text: str
    options: tuple[Option, ...]
    answered: int
    section: Section | None = None
    statement: Statement | None = None
    vignette: Vignette | None = None
    pitfall: Pitfall | None = None
    first: Mapping[str, int] | None = None

    @property
    def is_revealed(self) -> bool:
        """Whether what was chosen may be seen."""
        return self.question.result is not None


History = Sequence[Item]
"""Everything that was put to a room so far, in that order."""


@dataclass(frozen=True, slots=True)
class Phase:
    """Where a workshop is, as far as phones show it: they look again once it is another."""

    stage: WorkshopStage
    question_set: int
    is_revealed: bool


@dataclass(frozen=True, slots=True)
class Room:
    """The workshop, how many take part, and what is before them now; no items in the lobby.

    ``came`` counts devices, ``people`` also those who answer on paper, as far as ballots were typed in. ``put`` is how
    many questions were put so far.
    """

    workshop: Workshop
    organisation: str
    unit: str
    came: int
    items: tuple[Item, ...]
    people: int = 0
    put: int = 0

    @property
    def is_revealed(self) -> bool:
        """Whether the question set before the room was revealed. A question set is revealed as a whole."""
        return bool(self.items) and all(item.is_revealed for item in self.items)

    @property
    def phase(self) -> Phase:
        """Where the workshop is."""
        return Phase(self.workshop.stage, self.workshop.question_set, self.is_revealed)


@dataclass(frozen=True, slots=True)
class Pulse:
    """What changes while a room answers. ``answered``: number of the question → how many, of what is before the room.

    ``display_version`` and ``control_version`` as in Workshop; ``came`` and ``people`` as in Room.
    """

    display_version: int
    control_version: int
    came: int
    people: int
    answered: Mapping[int, int]


def see(product: Product, organisation_id: str, workshop_id: str) -> Room:
    """What is before the room now. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        participation = workshops.participation(tx, organisation_id, workshop_id)
        workshop = participation.workshop
        put = questions.with_turnout(tx, organisation_id, workshop_id)
        return Room(
            workshop,
            organisations.get(tx, organisation_id).name,
            organisations.unit(tx, organisation_id, workshop.unit_id).name,
            participation.joined,
            tuple(_Words(tx, product, workshop, put).items(workshop.question_set)),
            participation.joined + participation.on_paper,
            len(put),
        )


def latest(history: History, kind: QuestionKind) -> dict[str, Item]:
    """What was put last of each case or pitfall, by its id; see ``latest_statements``."""
    return {item.question.subject: item for item in history if item.question.kind is kind}


def latest_statements(history: History) -> dict[StatementRef, Item]:
    """What was put last of each statement."""
    return {item.question.ref: item for item in history if item.question.kind is QuestionKind.STATEMENT}


def history(product: Product, organisation_id: str, workshop_id: str) -> tuple[Item, ...]:
    """Everything that was put to the room so far, in that order. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        workshop = workshops.get(tx, organisation_id, workshop_id)
        put = questions.with_turnout(tx, organisation_id, workshop_id)
        return tuple(_Words(tx, product, workshop, put).items())


def pulse(product: Product, organisation_id: str, workshop_id: str) -> Pulse:
    """Whether and what to look at again, in two queries: consoles and screens ask each second. NotFound."""
    with product.store.read() as tx:
        participation = workshops.participation(tx, organisation_id, workshop_id)
        now = participation.workshop
        put = questions.with_turnout(tx, organisation_id, workshop_id, now.question_set) if now.question_set else []
    people = participation.joined + participation.on_paper
    return Pulse(
        now.display_version,
        now.control_version,
        participation.joined,
        people,
        {one.question.number: _answered(one) for one in put},
    )


def pulse_by_code(product: Product, code: str) -> Pulse | None:
    """The pulse of the workshop that an open code leads to; None for any code that leads to none. Unavailable."""
    with product.store.read() as tx:
        found = workshops.by_code(tx, code)
    return None if found is None else pulse(product, found.organisation_id, found.workshop_id)


def phase(product: Product, code: str) -> Phase | None:
    """Where the workshop is that an open code leads to, in one query: every phone asks every two seconds.

    None for any code that leads to no workshop. Raises Unavailable.
    """
    with product.store.read() as tx:
        found = workshops.by_code(tx, code)
    return None if found is None else Phase(found.stage, found.question_set, found.is_revealed)


def earlier(product: Product, items: Sequence[Item]) -> dict[int, EarlierMedian]:
    """The last earlier round's median of each statement that is revealed, by the number of the question, as far as it
    may be shown. Raises NotFound, Unavailable.
    """
    shown = [item for item in items if item.is_revealed and item.question.kind is QuestionKind.STATEMENT]
    ids = {(item.question.organisation_id, item.question.assessment_id or "") for item in shown}
    with product.store.read() as tx:
        min_group_setting = product.settings.min_group
        said = {key: before(tx, min_group_setting, assessments.get(tx, *key)) for key in ids}
    found = {}
    for item in shown:
        own = said[item.question.organisation_id, item.question.assessment_id or ""].get(item.question.subject)
        if own is not None and own.level is not None:
            found[item.question.number] = EarlierMedian(own.round_name, own.level)
    return found


def counts(result: Mapping[str, int]) -> Counts:
    """A revealed statement's or vignette's result as counts of levels."""
    return counts_of(result)


def own_votes(product: Product, respondent: Respondent, workshop: Workshop) -> dict[int, Vote]:
    """What the respondent chose so far, by the number of the question. Statements are not among them."""
    with product.store.read() as tx:
        return questions.votes(tx, respondent.organisation_id, workshop.id, respondent.id)


def vote(
    product: Product,
    respondent: Respondent,
    workshop: Workshop,
    number: int,
    choices: Sequence[str],
    *,
    expected_version: int,
) -> Vote:
    """Save what the respondent chooses, for every kind of question except statements.

    What is stored already is not saved again.

    Raises Refused, AnswersLocked (revealed, or not before the room any more), Conflict, NotFound, Unavailable.
    """
    organisation_id = respondent.organisation_id
    with product.store.write() as tx:
        held = workshops.lock_for_share(tx, organisation_id, workshop.id)
        asked = questions.get(tx, organisation_id, workshop.id, number)
        if asked.result is not None or asked.question_set != held.question_set:
            raise AnswersLocked
        (item,) = _Words(tx, product, held, [QuestionTurnout(asked, 0, 0)]).items()
        if asked.kind is QuestionKind.STATEMENT or not is_lawful(
            asked.kind, {option.key for option in item.options}, choices
        ):
            raise Refused(Refusal.VOTE_UNKNOWN)
        stored = questions.votes(tx, organisation_id, workshop.id, respondent.id).get(number)
        if stored is not None and stored.choices == tuple(choices):
            return stored
        return questions.vote(
            tx,
            organisation_id,
            workshop.id,
            number,
            respondent.id,
            choices,
            expected_version=expected_version,
            at=product.clock(),
        )


def asked_again(product: Product, workshop: Workshop) -> dict[tuple[str, str], int]:
    """The statements of which a second vote is before the room: questionnaire and statement id → the question's number.

    Raises NotFound, Unavailable.
    """
    with product.store.read() as tx:
        now = workshops.get(tx, workshop.organisation_id, workshop.id)
        put = questions.of_workshop(tx, workshop.organisation_id, workshop.id) if now.question_set else []
        again = [
            one for one in put if one.question_set == now.question_set and one.ballot_round == 2 and one.result is None
        ]
        asked = {one.assessment_id: assessments.get(tx, one.organisation_id, one.assessment_id or "") for one in again}
        return {(asked[one.assessment_id].questionnaire_id, one.subject): one.number for one in again}


def confirm(product: Product, respondent: Respondent, workshop: Workshop, number: int) -> None:
    """In a revote, note that the respondent has looked again: their answer itself is saved as any other.

    Raises AnswersLocked, NotFound, Unavailable.
    """
    organisation_id = respondent.organisation_id
    with product.store.write() as tx:
        workshops.lock_for_share(tx, organisation_id, workshop.id)
        asked = questions.get(tx, organisation_id, workshop.id, number)
        if asked.result is not None:
            raise AnswersLocked
        known = questions.votes(tx, organisation_id, workshop.id, respondent.id)
        if asked.ballot_round == 2 and number not in known:
            questions.vote(
                tx, organisation_id, workshop.id, number, respondent.id, (), expected_version=0, at=product.clock()
            )


def _answered(one: QuestionTurnout) -> int:
    """How many have answered; in a second vote, how many have looked again. Cards with dots are counted as filled."""
    question = one.question
    if question.kind is QuestionKind.STATEMENT:
        if question.result is not None:
            return sum(question.result.values())
        return one.votes if question.ballot_round == 2 else one.answers
    a_head = DOTS if question.kind is QuestionKind.PRIORITY else 1
    return one.votes + math.ceil(sum(question.paper.values()) / a_head)


class _Words:
    """What the questions of one workshop say, each source read once, and only where it is needed."""

    def __init__(self, tx: Connection, product: Product, workshop: Workshop, put: Sequence[QuestionTurnout]) -> None:
        self.tx = tx
        self.product = product
        self.workshop = workshop
        self.put = put
        self._checklists: dict[str, Checklist] | None = None
        self._questionnaires: dict[str, Questionnaire] = {}

    def items(self, question_set: int | None = None) -> list[Item]:
        """What was put, of one question set or of all; set 0 is the lobby, before which nothing is."""
        return [
            self._item(one) for one in self.put if question_set is None or one.question.question_set == question_set
        ]

    def _item(self, one: QuestionTurnout) -> Item:
        question, answered = one.question, _answered(one)
        if question.kind is QuestionKind.STATEMENT:
            section, statement = self._statement(question)
            offered = options(question.kind, statement=statement, offered=())
            first = self._first(question) if question.ballot_round == 2 else None
            return Item(question, section.title, statement.text, offered, answered, section, statement, first=first)
        if question.kind is QuestionKind.VIGNETTE:
            vignette, statement = self._vignette(question.subject)
            offered = options(question.kind, statement=statement, offered=())
            return Item(
                question, vignette.title, vignette.text, offered, answered, statement=statement, vignette=vignette
            )
        if question.kind is QuestionKind.PITFALL:
            checklist, pitfall = self._pitfall(question.subject)
            offered = options(question.kind, statement=None, offered=())
            return Item(question, checklist.title, pitfall.text, offered, answered, pitfall=pitfall)
        title, text = ASKED[question.kind]
        return Item(question, title, text, options(question.kind, statement=None, offered=question.options), answered)

    def _first(self, second: Question) -> Mapping[str, int] | None:
        same = (one.question for one in self.put if one.question.subject == second.subject)
        return next((one.result for one in same if one.kind is second.kind and one.ballot_round == 1), None)

    def _questionnaire(self, question: Question) -> Questionnaire:
        id_ = question.assessment_id or ""
        if id_ not in self._questionnaires:
            assessment = assessments.get(self.tx, question.organisation_id, id_)
            self._questionnaires[id_] = questionnaire_of(self.tx, assessment)
        return self._questionnaires[id_]

    def _statement(self, question: Question) -> tuple[Section, Statement]:
        for section in self._questionnaire(question).sections:
            for statement in section.statements:
                if statement.id == question.subject:
                    return section, statement
        raise NotFound("statement", question.subject)

    def _vignette(self, vignette_id: str) -> tuple[Vignette, Statement]:
        for id_ in self.product.library.ids("workshop"):
            for vignette in self.product.library.workshop(id_).vignettes:
                if vignette.id == vignette_id:
                    every = self.product.library.questionnaire(vignette.questionnaire).statements()
                    return vignette, next(one for one in every if one.id == vignette.statement)
        raise NotFound("vignette", vignette_id)

    def _pitfall(self, subject: str) -> tuple[Checklist, Pitfall]:
        if self._checklists is None:
            self._checklists = checklists_of(self.tx, self.workshop.organisation_id, self.workshop.round_id)
        checklist_id, _, pitfall_id = subject.partition("/")
        for checklist in self._checklists.values():
            for pitfall in checklist.pitfalls:
                if (checklist.id, pitfall.id) == (checklist_id, pitfall_id):
                    return checklist, pitfall
        raise NotFound("pitfall", subject)


def of_pitfall(checklist: Checklist, pitfall: Pitfall) -> NewQuestion:
    """A pitfall as it is put to a room."""
    return NewQuestion(QuestionKind.PITFALL, f"{checklist.id}/{pitfall.id}")
