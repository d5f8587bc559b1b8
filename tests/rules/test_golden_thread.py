"""The golden thread is built from what is in hand, and every place where it breaks is found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from journey.model import Action, ActionContent, ActionProgress, ActionState, Priority, PriorityContent, Unit
from journey.rules.golden_thread import MOST_FOR_ONE, golden_thread

WHOLE, HOUSING = (Unit(id_, "council", None, id_.capitalize(), "service") for id_ in ("whole", "housing"))
UNITS = (WHOLE, HOUSING)
HOMES = Priority("homes", PriorityContent("Decent homes"))
ROADS = Priority("roads", PriorityContent("Roads"))
PARKS = Priority("parks", PriorityContent("Parks", is_priority=False, evidence="They are well kept."))
GONE = Priority("gone", PriorityContent("Trams"), ended_on=date(2026, 5, 1), ended_why="No money.")
ALL = (PARKS, HOMES, GONE, ROADS)
NUMBERS = count()


def act(
    priority: Priority | None = HOMES,
    lead: str = "Head of housing",
    state: ActionState = ActionState.LIVE,
    unit: Unit = HOUSING,
) -> Action:
    content = ActionContent("Do it", lead, priority_id=priority.id if priority else None)
    return Action(f"action-{next(NUMBERS)}", content, unit_id=unit.id, progress=ActionProgress(state))


def test_from_each_priority_by_the_services_to_their_actions_in_the_order_of_both() -> None:
    first, second, third = act(), act(unit=WHOLE), act()
    thread = golden_thread(ALL, UNITS, [first, second, third])
    homes, roads = thread.strands
    assert (homes.priority, roads.priority) == (HOMES, ROADS)
    assert [(one.unit, list(one.actions)) for one in homes.services] == [(WHOLE, [second]), (HOUSING, [first, third])]
    assert homes.actions == [second, first, third]


def test_what_is_done_is_counted_and_what_was_dropped_or_handed_over_is_not_there() -> None:
    done = [act(state=ActionState.DONE), act(None, state=ActionState.DONE), act(GONE, state=ActionState.DONE)]
    away = [act(state=ActionState.DROPPED), act(state=ActionState.HANDED_OVER)]
    thread = golden_thread(ALL, UNITS, [*done, *away])
    assert (thread.actions, thread.done, thread.strands[0].done) == ([], 3, 1)
    assert (thread.astray, thread.loose) == ([], None)
    assert thread.without_action == [HOMES, ROADS], "a priority whose actions are all done has none in hand"


def test_what_is_proposed_and_paused_is_on_the_thread() -> None:
    inside = [act(state=ActionState.PROPOSED), act(state=ActionState.PAUSED)]
    assert golden_thread(ALL, UNITS, inside).actions == inside


def test_an_action_of_nothing_of_a_dropped_priority_or_of_a_non_priority_is_found() -> None:
    loose, of_gone, of_parks = act(None), act(GONE), act(PARKS)
    thread = golden_thread(ALL, UNITS, [loose, of_gone, of_parks])
    assert thread.without_priority == [loose]
    assert [(strand.priority, strand.actions) for strand in thread.astray] == [(PARKS, [of_parks]), (GONE, [of_gone])]


def test_an_action_that_nobody_owns_is_found_wherever_it_is() -> None:
    alone, blank = act(lead=""), act(None, lead="  ")
    assert golden_thread(ALL, UNITS, [act(), alone, blank]).without_owner == [alone, blank]


def test_whoever_has_more_than_two_live_actions_is_named_once_however_the_name_is_written() -> None:
    written = ("Head of housing", "head of  Housing", "HEAD OF HOUSING")
    much = [act(lead=name, unit=unit) for name, unit in zip(written, (HOUSING, WHOLE, HOUSING), strict=True)]
    two = [act(lead="Ann") for _ in range(MOST_FOR_ONE)] + [act(lead="Ann", state=ActionState.PAUSED)]
    nobody = [act(lead="") for _ in range(5)]
    [load] = golden_thread(ALL, UNITS, [*two, *nobody, *much]).loads
    assert (load.who, list(load.actions)) == ("Head of housing", much)


def test_without_anything_the_thread_is_empty() -> None:
    thread = golden_thread([], UNITS, [])
    assert (thread.every, thread.actions, thread.loads, thread.done) == ([], [], [], 0)


def test_what_is_of_a_unit_that_is_gone_is_left_out() -> None:
    lost = act(unit=Unit("nowhere", "council", None, "Nowhere", "service"))
    assert golden_thread(ALL, UNITS, [lost]).actions == []


@given(
    st.lists(
        st.builds(
            act, st.sampled_from([None, *ALL]), st.sampled_from(["", "A", "B"]), st.sampled_from(ActionState),
            st.sampled_from(UNITS),
        ),
        max_size=30,
    )
)  # fmt: skip
def test_every_action_in_hand_is_on_the_thread_just_once(actions: Sequence[Action]) -> None:
    thread = golden_thread(ALL, UNITS, actions)
    assert sorted(one.id for one in thread.actions) == sorted(one.id for one in actions if one.is_in_hand)
    assert thread.done == sum(one.progress.state is ActionState.DONE for one in actions)
