"""The golden thread is told by what it lacks, and its table has each action and each priority without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journey.model import Action, ActionContent, ActionProgress, ActionState, Priority, PriorityContent, Unit
from journey.rules.golden_thread import GoldenThread, golden_thread
from journey.wording.takeaways import golden_thread as words
from journey.wording.takeaways.golden_thread import MOST_ACTIONS, Leaf

UNITS = [Unit(f"u{number}", "council", None, f"Service {number}", "service") for number in range(9)]
P = [Priority(f"p{number}", PriorityContent(f"Priority {number}")) for number in range(4)]
GONE = Priority("gone", PriorityContent("Trams"), ended_on=date(2026, 5, 4), ended_why="No money.")
NOT_FIRST = Priority("parks", PriorityContent("Parks", is_priority=False, evidence="Well kept."))
NUMBERS = iter(range(100_000))


def act(priority: str | None = "p0", lead: str = "Ann", state: ActionState = ActionState.LIVE, unit: int = 0) -> Action:
    id_ = f"a{next(NUMBERS)}"
    content = ActionContent(f"Do {id_}", lead, date(2027, 2, 28), priority_id=priority)
    return Action(id_, content, unit_id=f"u{unit}", progress=ActionProgress(state))


def thread(priorities: list[Priority], *actions: Action) -> GoldenThread:
    return golden_thread(priorities, UNITS, actions)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (thread([]), "No priority is named yet; no action is in hand."),
        (thread([], act(None)), "No priority is named yet; the one action serves none."),
        (thread([], act(None), act(None)), "No priority is named yet; both actions serve none."),
        (thread(P[:1]), "The one priority has no action in hand."),
        (
            thread(P[:1], act()),
            "The one priority has actions in hand; the one action serves a priority and has an owner.",
        ),
        (thread(P), "None of the four priorities has an action in hand."),
        (
            thread(P, act("p0"), act("p1"), act(None), act(None)),
            "Two of four priorities have no action in hand; two of four actions serve none.",
        ),
        (
            thread(P[:2], act("p0"), act("p1", "")),
            "Each of the two priorities has an action in hand; every action serves a priority, but one of two actions "
            "has no owner.",
        ),
        (
            thread([P[0], P[1], GONE, NOT_FIRST], act("p0"), act("gone", ""), act("parks"), act(None)),
            "One of two priorities has no action in hand; one of four actions serves none, two serve what is no "
            "priority now and one has no owner.",
        ),
        (thread(P[:1], act("p0", state=ActionState.DONE)), "The one priority has no action in hand."),
    ],
)
def test_the_takeaway_counts_the_gaps(found: GoldenThread, said: str) -> None:
    assert words.takeaway(found) == said


def test_up_to_forty_actions_are_drawn_one_by_one_and_more_are_summed_up_by_service() -> None:
    forty = [act(unit=number % 2, lead=("Ann", "Bob", "")[number % 3]) for number in range(MOST_ACTIONS)]
    drawn = words.outline(thread(P[:1], *forty))
    assert sum(len(branch.leaves) for branch in drawn.roots[0].branches) == MOST_ACTIONS
    assert words.how_to_read(drawn) == []
    summed = words.outline(thread(P[:1], *forty, act(unit=1)))
    assert [branch.leaves for branch in summed.roots[0].branches] == [
        [Leaf("20 actions", "Two owners; seven without", None, is_gap=True)],
        [Leaf("21 actions", "Two owners; six without", None, is_gap=True)],
    ]
    assert "the table has each of them" in words.how_to_read(summed)[0]
    assert len(words.table(thread(P[:1], *forty, act(unit=1)))) == MOST_ACTIONS + 1


def test_of_many_services_those_of_a_priority_are_summed_up() -> None:
    many = [act(f"p{number % 5}" if number % 5 < 4 else None, unit=number % 9) for number in range(500)]
    for root in words.outline(thread(P, *many)).roots:
        [branch] = root.branches
        assert (branch.name, branch.leaves[0].what) == ("nine services", "100 actions")


def test_what_is_missing_is_named_in_its_place() -> None:
    drawn = words.outline(thread([P[0], P[1], GONE, NOT_FIRST], act("p0", ""), act("gone"), act("parks"), act(None)))
    assert [(root.name, root.aside, root.is_gap) for root in drawn.roots] == [
        ("Priority 0", "", False),
        ("Priority 1", "", False),
        ("Trams", "Dropped on 4 May 2026", True),
        ("Parks", "Said not to come first", True),
        ("Serves no priority", "", True),
    ]
    assert drawn.roots[0].branches[0].leaves[0].who == "No owner"
    assert drawn.roots[1].branches == []


def test_who_has_many_live_actions_is_said_beside_each_live_one() -> None:
    found = words.outline(thread(P[:1], *(act() for _ in range(3)), act(state=ActionState.PAUSED)))
    assert [leaf.much for leaf in found.roots[0].branches[0].leaves] == ["three live actions"] * 3 + [""]


def test_the_table_has_no_empty_cell_and_counts_what_is_done() -> None:
    undated = act("p0", "", ActionState.PROPOSED)
    undated = replace(undated, content=replace(undated.content, by_when=None))
    rows = words.table(thread([P[0], P[1], GONE], undated, act("p0", state=ActionState.DONE), act("gone")))
    assert [[str(getattr(cell, "text", cell)) for cell in row.values()] for row in rows] == [
        ["Priority 0", "Service 0", undated.content.what, "proposed", "No owner", "no day", "1"],
        ["Priority 1", "none", "No action in hand", "none", "none", "none", "0"],
        ["Trams (dropped on 4 May 2026)", "Service 0", rows[2]["Action"], "live", "Ann", "28 February 2027", "0"],
    ]


def test_what_the_council_does_as_a_whole_is_called_so() -> None:
    whole = Unit("u0", "council", None, "Ambershire Council", "corporate")
    drawn = words.outline(golden_thread(P[:1], [whole], [act()]))
    assert [branch.name for branch in drawn.roots[0].branches] == ["The whole council"]
