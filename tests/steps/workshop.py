"""The driver of a workshop: whoever tests one leads it and answers in it by ``Meeting``, and starts from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Barrier
from typing import Any

from journey.model import (
    AgreedContent,
    AgreedLevel,
    Assessment,
    FewAnswered,
    Invitation,
    NewQuestion,
    Organisation,
    Question,
    QuestionKind,
    Respondent,
    Scope,
    Unit,
    Workshop,
    WorkshopPlan,
)
from journey.reports.paper import PaperSection, PaperStatement
from journey.service import Product
from journey.service.answering import respondents
from journey.service.answering.submitted_answers import SaveOutcome, SubmittedAnswer
from journey.service.assessments import confidential_of
from journey.service.current_selection import Selection
from journey.service.workshop import accepting, handouts, leading, paper_ballots, planning, room, room_items, voting
from journey.service.workshop.few_answers import RevealOfFew
from journey.store import Store, assessments, invitations, questions, rounds
from tests.steps.rounds import TWO_SECTIONS, Sections, content_of, product_with, start, write

PLAN = WorkshopPlan("Where we stand", "To agree on levels", "Every team", 90, date(2026, 11, 24))
EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)
STATEMENT, FIST, PRIORITY = QuestionKind.STATEMENT, QuestionKind.FIST, QuestionKind.PRIORITY

Said = int | str
"""A level, ``dk`` or ``na``."""


@dataclass(kw_only=True)
class Invited:
    """A unit that invites colleagues to answer, and those who have come, who answer through the service."""

    product: Product
    selection: Selection
    code: str
    """What people type."""
    tokens: list[str] = field(default_factory=list)
    """What each of those who have come holds, in the order in which they came."""

    @property
    def council(self) -> Organisation:
        return self.selection.organisation

    @property
    def unit(self) -> Unit:
        return self.selection.unit

    @property
    def invitation(self) -> Invitation:
        with self.product.store.read() as tx:
            made = invitations.of_unit(tx, self.council.id, self.selection.round.id, self.unit.id)
        assert made
        return made

    def join(self, number: int = 1, *, role: str | None = None) -> list[Respondent]:
        """So many more people come, each with a token of their own."""
        came = []
        for _ in range(number):
            self.tokens.append(f"{self.code}{len(self.tokens):035d}")
            respondent = respondents.join(self.product, self.code, self.tokens[-1], role=role)
            assert respondent
            came.append(respondent)
        return came

    def respondent(self, person: int) -> Respondent:
        return self.holder(self.tokens[person])

    def holder(self, token: str) -> Respondent:
        """Whoever has this token, on whatever device."""
        door = respondents.find_invitation(self.product, self.code, token)
        assert door
        assert door.respondent
        return door.respondent

    def answer(self, person: int, statement: str, said: Said, *, note: str = "") -> object:
        """What becomes of what a person says to a statement, in a window that has seen their last answer."""
        (outcome,) = self.answer_many(person, {statement: said}, note=note)
        return outcome

    def answer_many(self, person: int, said: Mapping[str, Said], *, note: str = "") -> list[SaveOutcome]:
        """The same of several statements at once, by id; of two questionnaires with one id the first."""
        form = respondents.form_of(self.product, self.respondent(person))
        left, submitted = dict(said), []
        for page in form.pages:
            given = form.given.get(page.part.response.id, {})
            for id_ in [one.id for one in page.statements if one.id in left]:
                content = replace(content_of(left.pop(id_)), note=note)
                version = given[id_].version if id_ in given else 0
                question = form.second_votes.get((page.part.assessment.id, id_), 0)
                submitted.append(SubmittedAnswer(page.part.questionnaire.id, id_, content, version, question))
        outcomes = respondents.save_answers(self.product, self.code, self.tokens[person], submitted)
        assert outcomes is not None
        return outcomes

    def answer_all(self, statement: str, *said: Said | None, note: str = "") -> None:
        """The first says the first, the second the second; None says nothing."""
        for person, level in enumerate(said[: len(self.tokens)]):
            if level is not None:
                outcome = self.answer(person, statement, level, note=note)
                assert not isinstance(outcome, Exception), outcome


@dataclass(kw_only=True)
class Meeting(Invited):
    """A workshop that a test leads, and the people in it: all of it through the services.

    ``seen`` is the workshop as this facilitator has last seen it; what they do moves it on. A facilitator who
    ``follows`` acts on what is stored, as a page does that looks again by itself.
    """

    seen: Workshop
    follows: bool = False

    @property
    def workshop(self) -> Workshop:
        """What this facilitator acts on."""
        return self.stored() if self.follows else self.seen

    @workshop.setter
    def workshop(self, moved: Workshop) -> None:
        self.seen = moved

    @cached_property
    def assessment(self) -> Assessment:
        """The first that the workshop is about."""
        with self.product.store.read() as tx:
            return confidential_of(tx, self.seen)[0]

    @property
    def sections(self) -> tuple[PaperSection, ...]:
        """The sections that are asked, of all questionnaires."""
        with self.product.store.read() as tx:
            return handouts.parts(tx, self.seen)

    @property
    def asked(self) -> list[PaperStatement]:
        """The statements that are asked, in their order."""
        return [asked for section in self.sections for asked in section.statements]

    @property
    def statements(self) -> list[str]:
        """The ids of these."""
        return [one.statement.id for one in self.asked]

    @property
    def items(self) -> tuple[room_items.Item, ...]:
        """What is before the room."""
        return room.see(self.product, self.council.id, self.seen.id).items

    # What people do in the room

    def answer_room(self, *levels: Sequence[int]) -> None:
        """Everybody answers what is before the room. ``levels`` of each question in turn, the last for all others."""
        for place, item in enumerate(self.items):
            for person, level in enumerate(levels[min(place, len(levels) - 1)][: len(self.tokens)]):
                self._answer_item(person, item, level)

    def _answer_item(self, person: int, item: room_items.Item, level: int) -> None:
        """A level of a statement or case; of anything else the option at that place."""
        question, keys = item.question, [option.key for option in item.options]
        if question.kind is not STATEMENT:
            dots = 3 if question.kind is PRIORITY else 1
            choice = str(level) if question.kind is QuestionKind.VIGNETTE else keys[(level - 1) % len(keys)]
            self.vote(person, question.number, *[choice] * dots)
            return
        self.answer(person, question.subject, level)

    def vote(self, person: int, number: int, *choices: str, seen: int = 0) -> object:
        return voting.vote(self.product, self.respondent(person), self.workshop, number, choices, expected_version=seen)

    def vote_all(self, number: int, *choices: str) -> None:
        """The first chooses the first, the second the second."""
        for person, choice in enumerate(choices[: len(self.tokens)]):
            self.vote(person, number, choice)

    # What facilitators do

    def open_room(self) -> None:
        self.workshop = leading.open_room(self.product, self.workshop)

    def put(self, *new: NewQuestion, seconds: int | None = None) -> int:
        """Put these before the room; the number of the first."""
        self.workshop = leading.ask(self.product, self.workshop, new, seconds=seconds)
        return self.items[0].question.number

    def ask(self, *statements: str, ballot_round: int = 1, seconds: int | None = None) -> int:
        """Put these statements before the room; the number of the first."""
        new = [NewQuestion(STATEMENT, id_, self.assessment.id, ballot_round) for id_ in statements]
        return self.put(*new, seconds=seconds)

    def reveal(self) -> None:
        """Reveal what is before the room, however few have answered."""
        self.workshop = reveal_all_the_same(self.product, self.workshop)

    def type_in(self, number: int, counts: Mapping[str, int], writer: str = "laptop") -> None:
        """Type what was counted on cards."""
        self.workshop = paper_ballots.type_in(self.product, self.workshop, number, counts, writer=writer)

    def agree(self, statement: str, content: AgreedContent, *, seen: int = 0, writer: str = "laptop") -> AgreedLevel:
        """Record what was agreed about a statement."""
        of = (self.product, self.workshop, self.assessment.id, statement, content)
        return accepting.record_level(*of, expected_version=seen, writer=writer)

    def end(self) -> None:
        self.workshop = leading.end(self.product, self.workshop)

    def another(self) -> Meeting:
        """A second facilitator, who has seen what the first has."""
        return replace(self)

    # What is stored

    def stored(self) -> Workshop:
        """The workshop."""
        workshop = planning.workshop_of(self.product, self.selection)
        assert workshop
        return workshop

    def questions(self) -> list[Question]:
        with self.product.store.read() as tx:
            return questions.of_workshop(tx, self.council.id, self.seen.id)

    def responses(self) -> int:
        with self.product.store.read() as tx:
            return len(assessments.responses(tx, self.council.id, self.assessment.id))


def meeting(
    product: Product,
    plan: WorkshopPlan,
    *,
    council: str,
    questionnaires: Sequence[str] = ("stages",),
    scope: Scope = Scope.QUICK,
    round_id: str | None = None,
    cap: int = 200,
) -> Meeting:
    """A new council that plans a workshop of the whole council, led by somebody who follows what others do."""
    organisation, unit = start(product, council)
    made = planning.make(product, unit, plan, round_id=round_id, questionnaire_ids=questionnaires, scope=scope, cap=cap)
    return meeting_of(product, organisation, unit, made)


def meeting_of(product: Product, council: Organisation, unit: Unit, workshop: Workshop) -> Meeting:
    """A workshop that is there."""
    with product.store.read() as tx:
        selection = Selection(council, rounds.get(tx, council.id, workshop.round_id), unit)
        invitation = invitations.of_unit(tx, council.id, workshop.round_id, unit.id)
    assert invitation
    return Meeting(product=product, selection=selection, code=invitation.code, seen=workshop, follows=True)


def planned(
    product: Product, *, round_id: str | None = None, name: str = "Ambershire", asks: Sequence[str] = ("small",)
) -> Meeting:
    """A workshop of the small questionnaire, led by somebody who acts on what they have last seen."""
    made = meeting(product, PLAN, council=name, questionnaires=asks, scope=Scope.FULL, round_id=round_id, cap=50)
    return replace(made, follows=False)


def running(product: Product, people: int = 5) -> Meeting:
    """As ``planned``; the room is open, and so many people have come."""
    here = planned(product)
    here.join(people)
    here.open_room()
    return here


def small_product(store: Store, folder: Path, sections: Sections = TWO_SECTIONS) -> Product:
    """A product with one small questionnaire."""
    write(folder, sections)
    return product_with(store, folder)


def results(of: Meeting) -> dict[int, dict[str, int] | None]:
    """What was revealed of each question, by its number; None where it was not."""
    return {one.number: None if one.result is None else dict(one.result) for one in of.questions()}


def reveal_all_the_same(product: Product, workshop: Workshop) -> Workshop:
    """Reveal what is before the room, with the assent to how few have answered as often as that is asked."""
    assent: FewAnswered | None = None
    while True:
        try:
            return leading.reveal(product, workshop, assent=assent)
        except RevealOfFew as asked:
            assent = asked.few


def at_once(tasks: list[Callable[[], Any]]) -> list[Any]:
    """What the tasks return, each in a thread of its own, all begun together."""
    together = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        together.wait()
        return task()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result() for future in [pool.submit(run, task) for task in tasks]]
