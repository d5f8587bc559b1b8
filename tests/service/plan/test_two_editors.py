"""Two people who change one record at once: whoever has not seen the last change is shown it, and nothing is lost.

Thousands of interleavings on a real store, from a fixed seed: two windows that read and save whenever chance has it.
Every text that was saved is what is stored or stands in the history; every save over a version that was not seen met a
Conflict that showed what is stored, and had no effect.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count, pairwise
from typing import Any

import pytest

from journey.model import (
    Action,
    ActionContent,
    ActionState,
    MeasureContent,
    Origin,
    OwnersWord,
    PlanEvent,
    PriorityContent,
)
from journey.service import Conflict, Product
from journey.service.plan import actions, measures, owners, priorities
from journey.service.plan.measures import NewReading
from journey.service.plan.place import PlanPlace
from tests.steps.rounds import NOW, start

INTERLEAVINGS = 10_000
RECORDS = 10
"""Over so many records the interleavings are spread, so that no history grows long."""
OF_EACH = {"action": 6_000, "priority": 2_000, "reading": 2_000}
WRITERS = ("laptop", "phone")
READS = 0.4
"""The share of steps in which a window reads again."""

Save = Callable[[Any, str, str], Any]
"""Saves a text into a record over the version that was seen, as a writer. Returns what is stored then."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: how it is read, the ways to save a text into it, and its history."""

    read: Callable[[], Any]
    saves: Sequence[Save]
    history: Callable[[], Sequence[PlanEvent]]


def play(kind: Kind, chance: random.Random, steps: int) -> int:
    """Two windows that read and save as chance has it; how many saves met a Conflict."""
    texts, refused, last = [], 0, kind.read()
    seen = dict.fromkeys(WRITERS, last)
    for step in range(steps):
        writer = chance.choice(WRITERS)
        if chance.random() < READS:
            seen[writer] = kind.read()
            assert seen[writer] == last, "what was refused has changed nothing, and what was saved is there"
            continue
        text = f"{writer} {step}"
        saved, shown = attempt(chance.choice(kind.saves), seen[writer], text, writer)
        if saved is None:
            assert seen[writer].version != last.version, "only whoever has not seen the last change is stopped"
            assert shown == last, "both texts can stand side by side"
            refused += 1
        else:
            assert seen[writer].version == last.version, "nobody writes over what was not seen"
            assert (saved.version, saved.writer) == (last.version + 1, writer)
            seen[writer] = last = saved
            texts.append((writer, text))
    _nothing_is_lost(kind, texts)
    return refused


def attempt(save: Save, seen: Any, text: str, writer: str) -> tuple[Any, Any]:
    """What is saved, or what a Conflict showed."""
    try:
        return save(seen, text, writer), None
    except Conflict as conflict:
        return None, conflict.stored


def _nothing_is_lost(kind: Kind, texts: Sequence[tuple[str, str]]) -> None:
    """Every text is in the history, by its writer, and the history of each field is one chain."""
    events, last = kind.history(), kind.read()
    kept = {(event.writer, text) for event in events for text in (event.after, event.why)}
    assert set(texts) <= kept
    assert last.version == 1 + len({event.at for event in events if event.field})
    of_field: dict[str, list[PlanEvent]] = {}
    for event in events:
        of_field.setdefault(event.field, []).append(event)
    for field, changes in of_field.items():
        assert all(one.after == then.before for one, then in pairwise(changes)), field


@pytest.fixture
def place(product: Product) -> PlanPlace:
    council, unit = start(product)
    return PlanPlace(council.id, unit.id)


@pytest.fixture
def product(product: Product) -> Product:
    """The product with a clock that is never the same twice."""

    ticks = count()
    return replace(product, clock=lambda: NOW + timedelta(microseconds=next(ticks)))


def of_action(product: Product, place: PlanPlace) -> Kind:
    """An action: reworded, its owner's word recorded, dropped and taken up again."""
    where = place.organisation_id
    action = actions.add(product, place, ActionContent("Ask users"), origin=Origin.IDEA, writer="laptop")

    def reword(seen: Action, text: str, writer: str) -> Action:
        content = replace(seen.content, risk=text, lead=text)
        return actions.change(product, where, action.id, content, expected_version=seen.version, writer=writer)

    def move(seen: Action, writer: str, **changes: Any) -> Action:
        progress = replace(seen.progress, **changes)
        return actions.advance(product, where, action.id, progress, expected_version=seen.version, writer=writer)

    def say(seen: Action, text: str, writer: str) -> Action:
        return move(seen, writer, word=OwnersWord.AT_RISK, word_on=product.today(), word_text=text)

    def drop(seen: Action, text: str, writer: str) -> Action:
        to = ActionState.LIVE if seen.progress.state is ActionState.DROPPED else ActionState.DROPPED
        return move(seen, writer, state=to, why=text)

    return Kind(
        lambda: actions.get(product, where, action.id),
        (reword, reword, say, drop),
        lambda: actions.history(product, where, action.id),
    )


def of_priority(product: Product, place: PlanPlace) -> Kind:
    """A priority: its name and its evidence reworded."""
    where = place.organisation_id
    known = len(priorities.every(product, where))
    new = PriorityContent(f"Homes {known}", is_priority=known < 1, evidence="Most people say so")
    first = priorities.add(product, where, new, writer="laptop")

    def reword(seen: Any, text: str, writer: str) -> Any:
        content = replace(seen.content, evidence=text, chosen_by=text)
        return priorities.change(product, where, first.id, content, expected_version=seen.version, writer=writer)

    return Kind(
        lambda: priorities.get(product, where, first.id),
        (reword,),
        lambda: priorities.history(product, where, first.id),
    )


def of_reading(product: Product, place: PlanPlace) -> Kind:
    """A reading of a measure: its note reworded."""
    where = place.organisation_id
    known = len(measures.of_place(product, place))
    measure = measures.add(product, place, MeasureContent(f"Days to an answer {known}"), writer="laptop")
    period = NOW.date().replace(day=1)
    first = measures.add_reading(product, where, measure.id, NewReading(period, 12.0), writer="laptop")

    def reword(seen: Any, text: str, writer: str) -> Any:
        new = replace(seen, note=text)
        return measures.change_reading(product, where, new, expected_version=seen.version, writer=writer)

    return Kind(
        lambda: measures.get(product, where, measure.id).readings[0],
        (reword,),
        lambda: measures.history(product, where, first.id),
    )


@pytest.mark.parametrize(
    ("kind", "of_kind"), [("action", of_action), ("priority", of_priority), ("reading", of_reading)]
)
def test_two_people_in_one_record_lose_nothing(
    product: Product, place: PlanPlace, kind: str, of_kind: Callable[[Product, PlanPlace], Kind]
) -> None:
    assert sum(OF_EACH.values()) == INTERLEAVINGS
    chance, steps = random.Random(12), OF_EACH[kind] // RECORDS
    refused = sum(play(of_kind(product, place), chance, steps) for _ in range(RECORDS))
    assert refused > RECORDS * steps // 10, "they met often enough to be a test"


def test_a_hand_over_between_two_saves_loses_nothing_either(product: Product, place: PlanPlace) -> None:
    """Whoever was writing is shown the new owner, and the history keeps every owner."""
    where, chance = place.organisation_id, random.Random(12)
    seen = actions.add(product, place, ActionContent("Ask users", lead="A0"), origin=Origin.IDEA, writer="laptop")
    names = ["A0"]

    def add_risk(seen: Action, text: str, writer: str) -> Action:
        content = replace(seen.content, risk=text)
        return actions.change(product, where, seen.id, content, expected_version=seen.version, writer=writer)

    for step in range(1, 300):
        stored = actions.get(product, where, seen.id)
        if chance.random() < 0.5:
            (handed,) = owners.hand_over(product, where, stored.content.lead, f"A{step}", writer="phone")
            assert handed.version == stored.version + 1
            names.append(f"A{step}")
            continue
        saved, shown = attempt(add_risk, seen, f"Risk {step}", "laptop")
        assert (saved is None) == (seen.version != stored.version)
        assert shown in (None, stored)
        seen = saved or shown
    told = [event.after for event in actions.history(product, where, seen.id) if event.field == "lead"]
    assert ["A0", *told] == names
