"""What is before the room, as everybody may see it: phones, consoles and the big screen all look through here.

Nothing that was not revealed comes out: only how many have answered. What was revealed is read from what the reveal
kept, never from the answers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.ballot import DOTS, is_lawful, options
from journey.model import (
    Checklist,
    Counts,
    NewQuestion,
    Option,
    Pitfall,
    Question,
    QuestionKind,
    Questionnaire,
    Respondent,
    Section,
    Statement,
    Vignette,
    Vote,
    Workshop,
)
from journey.service.joining import Shut
from journey.service.pinned import checklists_of, questionnaire_of
from journey.service.product import Product
from journey.store import Connection, NotFound, answers, assessments, invitations, organisations, questions, workshops


class InvalidVote(ValueError):
    """A vote that cannot be counted; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is read: ``text`` is the statement, pitfall or case; ``options`` what may be chosen.

    ``answered`` counts answers of any kind, paper ones included. ``section`` is the statement's, ``statement`` also
    that of a vignette. ``vignette`` is the whole case: its level is for after the reveal.
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

    @property
    def is_revealed(self) -> bool:
        """Whether what was chosen may be seen."""
        return self.question.result is not None


@dataclass(frozen=True, slots=True)
class Room:
    """The workshop, how many came, and what is before them now; no items in the lobby."""

    workshop: Workshop
    organisation: str
    unit: str
    came: int
    items: tuple[Item, ...]

    @property
    def is_revealed(self) -> bool:
        """Whether the batch before the room was revealed. A batch is revealed as a whole."""
        return bool(self.items) and all(item.is_revealed for item in self.items)


def see(product: Product, organisation_id: str, workshop_id: str) -> Room:
    """What is before the room now. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        workshop = workshops.get(tx, organisation_id, workshop_id)
        put = questions.of_workshop(tx, organisation_id, workshop_id)
        now = [one for one in put if one.batch == workshop.batch]
        return Room(
            workshop,
            organisations.get(tx, organisation_id).name,
            organisations.unit(tx, organisation_id, workshop.unit_id).name,
            _came(tx, workshop),
            tuple(_items(tx, product, workshop, now)),
        )


def history(product: Product, organisation_id: str, workshop_id: str) -> tuple[Item, ...]:
    """Everything that was put to the room so far, in that order. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        workshop = workshops.get(tx, organisation_id, workshop_id)
        put = questions.of_workshop(tx, organisation_id, workshop_id)
        return tuple(_items(tx, product, workshop, put))


def counts(result: Mapping[str, int]) -> Counts:
    """A revealed statement's or vignette's result as counts of levels."""
    one, two, three, four = (result.get(str(level), 0) for level in (1, 2, 3, 4))
    return Counts((one, two, three, four), result.get("dont_know", 0), result.get("not_applicable", 0))


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

    What is stored already is not saved again. Raises InvalidVote, Shut (revealed, or not before the room any more),
    Conflict, NotFound, Unavailable.
    """
    organisation_id = respondent.organisation_id
    with product.store.write() as tx:
        held = workshops.hold_still(tx, organisation_id, workshop.id)
        asked = questions.one(tx, organisation_id, workshop.id, number)
        if asked.result is not None or asked.batch != held.batch:
            raise Shut
        (item,) = _items(tx, product, held, [asked])
        if asked.kind is QuestionKind.STATEMENT or not is_lawful(asked.kind, item.options, choices):
            raise InvalidVote("Not saved: choose one of what is offered; of priorities, three at the most.")
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


def confirm(product: Product, respondent: Respondent, workshop: Workshop, number: int) -> None:
    """In a revote, note that the respondent has looked again: their answer itself is saved as any other.

    Raises Shut, NotFound, Unavailable.
    """
    organisation_id = respondent.organisation_id
    with product.store.write() as tx:
        workshops.hold_still(tx, organisation_id, workshop.id)
        asked = questions.one(tx, organisation_id, workshop.id, number)
        if asked.result is not None:
            raise Shut
        known = questions.votes(tx, organisation_id, workshop.id, respondent.id)
        if asked.turn == 2 and number not in known:
            questions.vote(
                tx, organisation_id, workshop.id, number, respondent.id, (), expected_version=0, at=product.clock()
            )


def _came(tx: Connection, workshop: Workshop) -> int:
    found = invitations.of_unit(tx, workshop.organisation_id, workshop.round_id, workshop.unit_id)
    return invitations.came(tx, workshop.organisation_id, found.id) if found else 0


def _items(tx: Connection, product: Product, workshop: Workshop, put: Sequence[Question]) -> list[Item]:
    words = _Words(tx, product, workshop)
    return [words.item(question) for question in put]


class _Words:
    """What the questions of one workshop say, each source read once, and only where it is needed."""

    def __init__(self, tx: Connection, product: Product, workshop: Workshop) -> None:
        self.tx = tx
        self.product = product
        self.workshop = workshop
        self._checklists: dict[str, Checklist] | None = None

    def item(self, question: Question) -> Item:
        """The question with its words, and how many have answered."""
        answered = self._answered(question)
        if question.kind is QuestionKind.STATEMENT:
            section, statement = self._statement(question)
            offered = options(question.kind, statement=statement, own=())
            return Item(question, section.title, statement.text, offered, answered, section, statement)
        if question.kind is QuestionKind.VIGNETTE:
            vignette, statement = self._vignette(question.subject)
            offered = options(question.kind, statement=statement, own=())
            return Item(
                question, vignette.title, vignette.text, offered, answered, statement=statement, vignette=vignette
            )
        if question.kind is QuestionKind.PITFALL:
            checklist, pitfall = self._pitfall(question.subject)
            offered = options(question.kind, statement=None, own=())
            return Item(question, checklist.title, pitfall.text, offered, answered, pitfall=pitfall)
        title, text = _ASKED[question.kind]
        return Item(question, title, text, options(question.kind, statement=None, own=question.options), answered)

    def _answered(self, question: Question) -> int:
        """In a revote those who have looked again; cards with dots are counted as filled."""
        organisation_id = question.organisation_id
        if question.kind is not QuestionKind.STATEMENT or question.turn == 2:
            a_head = DOTS if question.kind is QuestionKind.PRIORITY else 1
            on_paper = math.ceil(sum(question.paper.values()) / a_head)
            return questions.voted(self.tx, organisation_id, question.workshop_id, question.number) + on_paper
        if question.result is not None:
            return sum(question.result.values())
        tally = answers.tally(self.tx, organisation_id, question.assessment_id or "").get(question.subject, Counts())
        return tally.n + tally.dont_know + tally.not_applicable

    def _questionnaire(self, question: Question) -> Questionnaire:
        assessment = assessments.get(self.tx, question.organisation_id, question.assessment_id or "")
        return questionnaire_of(self.tx, assessment)

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


_ASKED: Mapping[QuestionKind, tuple[str, str]] = {
    QuestionKind.PRIORITY: ("Priorities", "What matters most? You have three dots: all on one thing, or spread."),
    QuestionKind.FIST: ("Fist of five", "How far do you stand behind these actions?"),
    QuestionKind.ON_TIME: ("Return on time", "Was this workshop worth your time?"),
}


def of_pitfall(checklist: Checklist, pitfall: Pitfall) -> NewQuestion:
    """A pitfall as it is put to a room."""
    return NewQuestion(QuestionKind.PITFALL, f"{checklist.id}/{pitfall.id}")
