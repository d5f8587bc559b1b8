"""A council has few priorities: a sixth costs one of the others or a reason, on whatever way it comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from journey.model import Priority, PriorityContent
from journey.service import Conflict, Product
from journey.service.plan import priorities
from journey.service.plan.priorities import MOST_LIVE
from journey.service.refused import Refused
from journey.store import NotFound
from journey.wording.days import NO_DAY
from tests.steps.refusals import refused
from tests.steps.rounds import NOW, start
from tests.steps.workshop import at_once

SHORT, LONG = 400, 10_000
NAMES = ("Housing", "Children", "Roads", "Libraries", "Climate", "Waste", "Parks")


@pytest.fixture
def council(product: Product) -> str:
    return start(product)[0].id


def add(product: Product, council: str, name: str, **how: str | None) -> Priority:
    return priorities.add(product, council, PriorityContent(name), writer="laptop", **how)  # type: ignore[arg-type]


def five(product: Product, council: str) -> list[Priority]:
    return [add(product, council, name) for name in NAMES[:MOST_LIVE]]


def live(product: Product, council: str) -> list[str]:
    return [one.content.name for one in priorities.every(product, council) if one.is_live]


def aside(product: Product, council: str, name: str = "Parks") -> Priority:
    content = PriorityContent(name, is_priority=False, evidence="They are well kept.")
    return priorities.add(product, council, content, writer="laptop")


def test_a_priority_is_kept_as_it_was_typed_with_who_chose_it_and_every_change(product: Product, council: str) -> None:
    content = PriorityContent(
        "  Housing \n repairs ", True, "Repairs take 41 days.", " the  cabinet", date(2025, 2, 28)
    )
    one = priorities.add(product, council, content, writer="laptop")
    assert one.content == PriorityContent(
        "Housing repairs", True, "Repairs take 41 days.", "the cabinet", date(2025, 2, 28)
    )
    reworded = replace(one.content, evidence="They take 44 days.")
    changed = priorities.change(product, council, one.id, reworded, expected_version=1, writer="phone")
    assert priorities.every(product, council) == [changed]
    events = [(event.field, event.before, event.after) for event in priorities.history(product, council, one.id)]
    assert events == [("", "", ""), ("evidence", "Repairs take 41 days.", "They take 44 days.")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (PriorityContent("  "), "Say the priority in a few words"),
        (PriorityContent("x" * 121), "121 characters, and 120 is the most for the priority"),
        (PriorityContent("Roads", evidence="x" * 1001), "1,000 is the most for the evidence"),
        (PriorityContent("Roads", chosen_by="x" * 121), "120 is the most for who chose it"),
        (PriorityContent("Roads", is_priority=False), "Say why it does not come first in a few words"),
        (PriorityContent("Roads", chosen_on=NO_DAY), "The day on which it was chosen is not a date"),
        (PriorityContent("Roads", chosen_on=NOW.date() + timedelta(1)), "is still to come"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(product: Product, council: str, content: PriorityContent, why: str):
    with refused(why):
        priorities.add(product, council, content, writer="laptop")
    assert priorities.every(product, council) == []


def test_today_and_29_february_are_days_on_which_something_may_have_been_chosen(product: Product, council: str) -> None:
    for name, day in (("Roads", product.today()), ("Waste", date(2024, 2, 29))):
        content = PriorityContent(name, chosen_on=day)
        assert priorities.add(product, council, content, writer="laptop").content.chosen_on == day


def test_two_that_stand_do_not_have_one_name_but_one_may_have_that_of_a_dropped_one(
    product: Product, council: str
) -> None:
    roads = add(product, council, "Roads")
    with refused("“ROADS” is there already"):
        add(product, council, "ROADS")
    priorities.drop(product, council, roads.id, why="Done.", expected_version=1, writer="laptop")
    add(product, council, "Roads")
    with refused("“Roads” is there already"):
        priorities.take_up_again(product, council, roads.id, expected_version=2, writer="laptop")


def test_a_sixth_is_refused_until_it_is_said_which_gives_way_and_why(product: Product, council: str) -> None:
    first, *_ = five(product, council)
    with refused("There are 5 priorities already") as caught:
        add(product, council, "Waste")
    assert caught.value.details == {"limit": MOST_LIVE}
    with refused("Say why it is given up in a few words"):
        add(product, council, "Waste", dropping=first.id, why="  ")
    add(product, council, "Waste", dropping=first.id, why="The target was met in May.")
    assert live(product, council) == list(NAMES[1:6])
    dropped = priorities.get(product, council, first.id)
    assert (dropped.ended_on, dropped.ended_why) == (product.today(), "The target was met in May.")


def test_six_need_a_reason_which_is_shown_for_as_long_as_there_are_six(product: Product, council: str) -> None:
    first, *_ = five(product, council)
    assert priorities.why_more(product, council) == {}
    sixth = add(product, council, "Waste", why="The inspectors ask for it until June.")
    assert len(live(product, council)) == MOST_LIVE + 1
    assert priorities.why_more(product, council) == {sixth.id: "The inspectors ask for it until June."}
    assert priorities.history(product, council, sixth.id)[0].why == "The inspectors ask for it until June."
    priorities.drop(product, council, first.id, why="Met.", expected_version=1, writer="laptop")
    assert priorities.why_more(product, council) == {}


def test_the_other_doors_ask_as_well(product: Product, council: str) -> None:
    old = add(product, council, "Waste")
    priorities.drop(product, council, old.id, why="Contract let.", expected_version=1, writer="laptop")
    first, second, *_ = five(product, council)
    parks = aside(product, council)
    as_priority = replace(parks.content, is_priority=True)

    def promote(**how: str) -> Priority:
        return priorities.change(product, council, parks.id, as_priority, expected_version=1, writer="x", **how)

    def take_up(**how: str) -> Priority:
        return priorities.take_up_again(product, council, old.id, expected_version=2, writer="x", **how)

    for door in (promote, take_up):
        with refused("There are 5 priorities already"):
            door()
    assert promote(dropping=first.id, why="Parks are worse.").is_live
    assert take_up(dropping=second.id, why="The contractor failed.").is_live
    assert len(live(product, council)) == MOST_LIVE


def test_a_priority_that_already_stands_is_reworded_among_six_without_being_asked(
    product: Product, council: str
) -> None:
    first, *_ = five(product, council)
    add(product, council, "Waste", why="For a month.")
    reworded = replace(first.content, evidence="Figures of May.")
    assert priorities.change(product, council, first.id, reworded, expected_version=1, writer="x").version == 2


def test_one_that_should_give_way_and_has_gone_is_not_forgotten_over(product: Product, council: str) -> None:
    first, *_ = five(product, council)
    add(product, council, "Waste", dropping=first.id, why="Met.")
    with refused("was dropped or changed meanwhile"):
        add(product, council, "Parks", dropping=first.id, why="Met.")
    assert len(live(product, council)) == MOST_LIVE


def test_a_reason_for_six_is_not_kept_where_there_was_room(product: Product, council: str) -> None:
    one = add(product, council, "Waste", why="There is room.")
    assert priorities.history(product, council, one.id)[0].why == ""


def test_what_is_dropped_needs_a_reason_and_can_be_taken_up_again(product: Product, council: str) -> None:
    one = add(product, council, "Roads")
    with refused("Say why it is given up"):
        priorities.drop(product, council, one.id, why="", expected_version=1, writer="x")
    priorities.drop(product, council, one.id, why="Resurfaced.", expected_version=1, writer="x")
    again = priorities.take_up_again(product, council, one.id, expected_version=2, writer="x")
    assert (again.is_live, again.ended_why) == (True, "")
    kept = [event.before for event in priorities.history(product, council, one.id) if event.field == "ended_why"]
    assert kept == ["", "Resurfaced."]


def test_whoever_has_not_seen_the_last_change_is_told_what_is_there(product: Product, council: str) -> None:
    one = add(product, council, "Roads")
    theirs = priorities.change(
        product, council, one.id, PriorityContent("Roads and paths"), expected_version=1, writer="phone"
    )
    for late in (
        lambda: priorities.change(product, council, one.id, one.content, expected_version=1, writer="laptop"),
        lambda: priorities.drop(product, council, one.id, why="Met.", expected_version=1, writer="laptop"),
        lambda: priorities.take_up_again(product, council, one.id, expected_version=1, writer="laptop"),
    ):
        with pytest.raises(Conflict) as caught:
            late()
        assert caught.value.stored == theirs
    with pytest.raises(NotFound):
        priorities.drop(product, council, "nowhere", why="Met.", expected_version=1, writer="laptop")


def attempt(task: Callable[[], object]) -> Callable[[], object]:
    def run() -> object:
        try:
            return task()
        except (Refused, Conflict) as no:
            return no

    return run


@pytest.mark.both_databases
def test_of_many_who_add_a_fifth_at_once_one_does(product: Product, council: str) -> None:
    for name in NAMES[: MOST_LIVE - 1]:
        add(product, council, name)
    found = at_once([attempt(lambda name=name: add(product, council, name)) for name in ("A", "B", "C", "D")])
    assert sum(isinstance(one, Priority) for one in found) == 1
    assert len(live(product, council)) == MOST_LIVE


@pytest.mark.both_databases
def test_two_that_come_in_by_different_doors_at_once_do_not_make_six(product: Product, council: str) -> None:
    parks = aside(product, council)
    old = add(product, council, "Waste")
    priorities.drop(product, council, old.id, why="Met.", expected_version=1, writer="x")
    for name in NAMES[: MOST_LIVE - 1]:
        add(product, council, name)
    content = replace(parks.content, is_priority=True)
    doors: list[Callable[[], object]] = [
        lambda: add(product, council, "Trees"),
        lambda: priorities.change(product, council, parks.id, content, expected_version=1, writer="x"),
        lambda: priorities.take_up_again(product, council, old.id, expected_version=2, writer="x"),
    ]
    found = at_once([attempt(door) for door in doors])
    assert sum(isinstance(one, Priority) for one in found) == 1
    assert len(live(product, council)) == MOST_LIVE


def edit(product: Product, council: str, chance: Random, seen: list[Priority], text: str) -> Priority:
    """What an editor does with one of those that were last seen."""
    one, other = chance.choice(seen), chance.choice(seen)
    how: dict[str, Any] = {"expected_version": one.version, "writer": "x"}
    room: dict[str, Any] = chance.choice(({}, {"dropping": other.id, "why": text}))
    if chance.random() < 0.6:
        content = replace(one.content, evidence=text, is_priority=chance.random() < 0.7)
        return priorities.change(product, council, one.id, content, **how, **room)
    if one.ended_on is None:
        return priorities.drop(product, council, one.id, why=text, **how)
    return priorities.take_up_again(product, council, one.id, **how, **room)


def play(product: Product, council: str, times: int) -> tuple[int, int]:
    """Two editors, each with a list of their own that is seldom fresh; everything that was written is in the events."""
    chance = Random(12)
    five(product, council)
    aside(product, council)
    lists = [priorities.every(product, council) for _ in range(2)]
    journal = {one.id: one for one in lists[0]}
    done = no = 0
    for number in range(times):
        who = chance.randrange(2)
        try:
            saved = edit(product, council, chance, lists[who], f"Text {number}")
            done += 1
            assert saved.version in (journal[saved.id].version, journal[saved.id].version + 1)
        except (Refused, Conflict):
            no += 1
        stored = priorities.every(product, council)
        assert sum(one.is_live for one in stored) <= MOST_LIVE
        journal = {one.id: one for one in stored}
        if chance.random() < 0.5:
            lists[who][:] = stored
    for one in journal.values():
        _told_by_its_events(product, council, one)
    return done, no


def _told_by_its_events(product: Product, council: str, one: Priority) -> None:
    """Each change begins with what the one before has left: no text was lost on the way."""
    texts = [event for event in priorities.history(product, council, one.id) if event.field == "evidence"]
    for earlier, later in pairwise(texts):
        assert earlier.after == later.before
    assert not texts or texts[-1].after == one.content.evidence


def test_no_interleaving_of_two_editors_loses_a_text_or_makes_six(product: Product, council: str) -> None:
    done, no = play(product, council, SHORT)
    assert min(done, no) > SHORT // 5


@pytest.mark.long
def test_no_interleaving_of_ten_thousand_does(product: Product, council: str) -> None:
    done, no = play(product, council, LONG)
    print(f"{LONG} interleavings: {done} done, {no} refused")
    assert min(done, no) > LONG // 5
