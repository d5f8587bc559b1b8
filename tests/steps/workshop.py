"""Examples for the tests of workshops: a council with a workshop that is running, and people who came to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any

from journey.model import (
    Assessment,
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
from journey.service import Product
from journey.service.answering import respondents
from journey.service.assessments import confidential_of
from journey.service.current_selection import Selection
from journey.service.workshop import leading, room
from journey.store import Store, assessments, invitations, questions, rounds
from tests.steps.rounds import TWO_SECTIONS, Sections, content_of, product_with, start, write

PLAN = WorkshopPlan("Where we stand", "To agree on levels", "Every team", 90, date(2026, 11, 24))
EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)
STATEMENT, FIST, PRIORITY = QuestionKind.STATEMENT, QuestionKind.FIST, QuestionKind.PRIORITY


@dataclass
class Running:
    """A workshop. ``workshop`` is as this facilitator has last seen it; what they do moves it on."""

    product: Product
    council: Organisation
    unit: Unit
    workshop: Workshop
    people: list[str]

    @property
    def selection(self) -> Selection:
        with self.product.store.read() as tx:
            return Selection(self.council, rounds.get(tx, self.council.id, self.workshop.round_id), self.unit)

    @property
    def assessment(self) -> Assessment:
        with self.product.store.read() as tx:
            return confidential_of(tx, self.workshop)[0]

    @property
    def invitation(self) -> Invitation:
        with self.product.store.read() as tx:
            found = invitations.of_unit(tx, self.council.id, self.workshop.round_id, self.unit.id)
        assert found
        return found

    def come(self, number: int, *, role: str | None = None) -> list[Respondent]:
        """So many more people come, each with a token of their own."""
        found = []
        for _ in range(number):
            self.people.append(f"token {len(self.people)}")
            came = respondents.join(self.product, self.invitation.code, self.people[-1], role=role)
            assert came
            found.append(came)
        return found

    def who(self, person: int) -> Respondent:
        door = respondents.find_invitation(self.product, self.invitation.code, self.people[person])
        assert door
        assert door.respondent
        return door.respondent

    def say(self, person: int, statement: str, said: int | str) -> object:
        """What became of what a person says to a statement, in a window that has seen their last answer."""
        sheet = respondents.form_of(self.product, self.who(person))
        seen = {id_: one.version for given in sheet.given.values() for id_, one in given.items()}
        given = respondents.SubmittedAnswer("small", statement, content_of(said), seen.get(statement, 0))
        outcomes = respondents.save_answers(self.product, self.invitation.code, self.people[person], [given])
        assert outcomes is not None
        return outcomes[0]

    def all_say(self, statement: str, *said: int | str) -> None:
        """The first says the first, the second the second."""
        for person, one in enumerate(said):
            outcome = self.say(person, statement, one)
            assert not isinstance(outcome, Exception), outcome

    def open_room(self) -> None:
        self.workshop = leading.open_room(self.product, self.workshop)

    def put(self, *new: NewQuestion, seconds: int | None = None) -> None:
        self.workshop = leading.ask(self.product, self.workshop, new, seconds=seconds)

    def ask(self, *statements: str, ballot_round: int = 1) -> None:
        self.put(*(NewQuestion(STATEMENT, id_, self.assessment.id, ballot_round) for id_ in statements))

    def reveal(self) -> None:
        self.workshop = leading.reveal(self.product, self.workshop)

    def type_in(self, number: int, counts: Mapping[str, int], writer: str = "laptop") -> None:
        self.workshop = leading.type_in(self.product, self.workshop, number, counts, writer=writer)

    def vote(self, person: int, number: int, *choices: str, seen: int = 0) -> object:
        return room.vote(self.product, self.who(person), self.workshop, number, choices, expected_version=seen)

    def end(self) -> None:
        self.workshop = leading.end(self.product, self.workshop)

    def stored(self) -> Workshop:
        found = leading.workshop_of(self.product, self.selection)
        assert found
        return found

    def questions(self) -> list[Question]:
        with self.product.store.read() as tx:
            return questions.of_workshop(tx, self.council.id, self.workshop.id)

    def another(self) -> Running:
        """A second facilitator, who has seen what the first has."""
        return replace(self)

    def responses(self) -> int:
        with self.product.store.read() as tx:
            return len(assessments.responses(tx, self.council.id, self.assessment.id))


def planned(
    product: Product, *, round_id: str | None = None, name: str = "Ambershire", asks: Sequence[str] = ("small",)
) -> Running:
    """A council whose corporate unit has planned a workshop."""
    council, unit = start(product, name)
    workshop = leading.make(product, unit, PLAN, round_id=round_id, questionnaire_ids=asks, scope=Scope.FULL, cap=50)
    return Running(product, council, unit, workshop, [])


def running(product: Product, people: int = 5) -> Running:
    """As ``planned``; the room is open, and so many people have come."""
    found = planned(product)
    found.come(people)
    found.open_room()
    return found


def small_product(store: Store, folder: Path, sections: Sections = TWO_SECTIONS) -> Product:
    """A product with one small questionnaire."""
    write(folder, sections)
    return product_with(store, folder)


def results(of: Running) -> dict[int, dict[str, int] | None]:
    """What was revealed of each question, by its number; None where it was not."""
    return {one.number: None if one.result is None else dict(one.result) for one in of.questions()}


def levels(*counts: int, unsure: int = 0, elsewhere: int = 0) -> dict[str, int]:
    """A result: how many chose level 1, 2, 3 and 4, did not know, and said that it does not apply."""
    by_level = {str(level): count for level, count in enumerate(counts, start=1)}
    return by_level | {"dont_know": unsure, "not_applicable": elsewhere}


def at_once(tasks: list[Callable[[], Any]]) -> list[Any]:
    """What the tasks return, each in a thread of its own, all begun together."""
    together = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        together.wait()
        return task()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result() for future in [pool.submit(run, task) for task in tasks]]
