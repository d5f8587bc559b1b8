"""What is before the room, as everybody may see it: phones, consoles and the big screen all look through here.

Nothing that was not revealed comes out: only how many have answered. What was revealed is read from what the reveal
kept, never from the answers.

``see`` is what is before the room now, ``history`` everything so far, ``earlier`` the medians of the last round beside
what is revealed. ``pulse`` and ``phase`` are cheap and say whether it is time to look again. ``room_items`` has the
questions as they are read, ``voting`` what respondents choose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import Checklist, EarlierMedian, NewQuestion, Pitfall, QuestionKind, Workshop, WorkshopStage
from journey.service.answering.previous_answers import before
from journey.service.context import Product
from journey.service.workshop.room_items import Item, ItemReader, answer_count
from journey.store import assessments, organisations, questions, workshops


@dataclass(frozen=True, slots=True)
class Phase:
    """Where a workshop is, as far as phones show it: they look again once it is another."""

    stage: WorkshopStage
    question_set: int
    is_revealed: bool


@dataclass(frozen=True, slots=True)
class Room:
    """The workshop, how many take part, and what is before them now; no items in the lobby.

    ``joined`` counts devices, ``people`` also those who answer on paper, as far as ballots were typed in. ``asked`` is
    how many questions were asked so far.
    """

    workshop: Workshop
    organisation: str
    unit: str
    joined: int
    items: tuple[Item, ...]
    people: int = 0
    asked: int = 0

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

    ``display_version`` and ``control_version`` as in Workshop; ``joined`` and ``people`` as in Room.
    """

    display_version: int
    control_version: int
    joined: int
    people: int
    answered: Mapping[int, int]


def see(product: Product, organisation_id: str, workshop_id: str) -> Room:
    """What is before the room now. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        participation = workshops.participation(tx, organisation_id, workshop_id)
        workshop = participation.workshop
        asked = questions.with_turnout(tx, organisation_id, workshop_id)
        return Room(
            workshop,
            organisations.get(tx, organisation_id).name,
            organisations.unit(tx, organisation_id, workshop.unit_id).name,
            participation.joined,
            tuple(ItemReader(tx, product, workshop, asked).items(workshop.question_set)),
            participation.joined + participation.on_paper,
            len(asked),
        )


def history(product: Product, organisation_id: str, workshop_id: str) -> tuple[Item, ...]:
    """Every question that the room was asked so far, in that order. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        workshop = workshops.get(tx, organisation_id, workshop_id)
        asked = questions.with_turnout(tx, organisation_id, workshop_id)
        return tuple(ItemReader(tx, product, workshop, asked).items())


def pulse(product: Product, organisation_id: str, workshop_id: str) -> Pulse:
    """What may have changed since consoles and screens last looked; two queries, as they ask each second. NotFound."""
    with product.store.read() as tx:
        participation = workshops.participation(tx, organisation_id, workshop_id)
        workshop = participation.workshop
        question_set = workshop.question_set
        asked = questions.with_turnout(tx, organisation_id, workshop_id, question_set) if question_set else []
    people = participation.joined + participation.on_paper
    return Pulse(
        workshop.display_version,
        workshop.control_version,
        participation.joined,
        people,
        {turnout.question.number: answer_count(turnout) for turnout in asked},
    )


def pulse_by_code(product: Product, code: str) -> Pulse | None:
    """The pulse of the workshop that an open code leads to; None for any code that leads to none. Unavailable."""
    with product.store.read() as tx:
        place = workshops.by_code(tx, code)
    return None if place is None else pulse(product, place.organisation_id, place.workshop_id)


def phase(product: Product, code: str) -> Phase | None:
    """Where the workshop is that an open code leads to, in one query: every phone asks every two seconds.

    None for any code that leads to no workshop. Raises Unavailable.
    """
    with product.store.read() as tx:
        place = workshops.by_code(tx, code)
    return None if place is None else Phase(place.stage, place.question_set, place.is_revealed)


def earlier(product: Product, items: Sequence[Item]) -> dict[int, EarlierMedian]:
    """The last round's median of each revealed statement, by the number of the question, where it may be shown.

    Raises NotFound, Unavailable.
    """
    shown = [item for item in items if item.is_revealed and item.question.kind is QuestionKind.STATEMENT]
    ids = {(item.question.organisation_id, item.question.assessment_id or "") for item in shown}
    with product.store.read() as tx:
        min_group_setting = product.settings.min_group
        medians = {key: before(tx, min_group_setting, assessments.get(tx, *key)) for key in ids}
    by_number = {}
    for item in shown:
        median = medians[item.question.organisation_id, item.question.assessment_id or ""].get(item.question.subject)
        if median is not None and median.level is not None:
            by_number[item.question.number] = EarlierMedian(median.round_name, median.level)
    return by_number


def of_pitfall(checklist: Checklist, pitfall: Pitfall) -> NewQuestion:
    """The question about a pitfall, as a room is asked it."""
    return NewQuestion(QuestionKind.PITFALL, f"{checklist.id}/{pitfall.id}")
