"""What comes out of a workshop: parked items, actions and the brief, with versions, so that nobody overwrites."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from journey.model import Action, ActionContent, Brief, Parked
from journey.store import Conflict, NotFound, Store, outcomes, workshops
from tests.store.store_examples import NOW, PLAN, Council, at_once, close

DATES = ActionContent("set dates for reviews", "the policy team", date(2026, 9, 1), "aims")
FIGURES = ActionContent("name an owner for each figure")


@pytest.fixture
def workshop(store: Store, council: Council) -> str:
    with store.write() as tx:
        return workshops.add(tx, council.id, round_id=council.round, unit_id=council.unit, plan=PLAN).id


def park(tx: Connection, council: Council, workshop: str, text: str = "who owns the figures") -> Parked:
    return outcomes.park(tx, council.id, workshop, text, who="the team", writer="laptop")


def act(tx: Connection, council: Council, content: ActionContent = DATES) -> Action:
    return outcomes.add_action(tx, council.id, council.round, council.unit, content, writer="laptop")


def actions(store: Store, council: Council) -> list[Action]:
    with store.read() as tx:
        return outcomes.actions(tx, council.id, council.round, council.unit)


def test_what_is_parked_is_kept_in_order_changed_and_settled(store: Store, council: Council, workshop: str) -> None:
    with store.write() as tx:
        first, second = park(tx, council, workshop), park(tx, council, workshop, "a\x07 hall\u202e")
        assert second.text == "a hall"
        changed = outcomes.change_parked(
            tx,
            council.id,
            replace(first, text="who owns them\x00", is_settled=True),
            expected_version=1,
            writer="phone",
        )
    assert changed == Parked(first.id, "who owns them", "the team", True, 2, "phone")
    with store.read() as tx:
        assert outcomes.parked(tx, council.id, workshop) == [changed, second]


def test_actions_are_kept_in_order_changed_and_removed(store: Store, council: Council) -> None:
    with store.write() as tx:
        first, second = act(tx, council), act(tx, council, FIGURES)
        assert first.content == DATES
        content = replace(FIGURES, what="n\x07ame\u202e", lead="the \x00team")
        changed = outcomes.change_action(tx, council.id, second.id, content, expected_version=1, writer="phone")
        outcomes.remove_action(tx, council.id, first.id, expected_version=1)
    assert changed == Action(second.id, ActionContent("name", "the team"), 2, "phone")
    assert actions(store, council) == [changed]


def test_whoever_has_not_seen_the_last_change_is_told_what_it_is(store: Store, council: Council, workshop: str) -> None:
    with store.write() as tx:
        item, action = park(tx, council, workshop), act(tx, council)
        newer = outcomes.change_parked(tx, council.id, item, expected_version=1, writer="phone")
        changed = outcomes.change_action(tx, council.id, action.id, FIGURES, expected_version=1, writer="phone")
    late: dict[str, Callable[[Connection], object]] = {
        "parked item": lambda tx: outcomes.change_parked(tx, council.id, item, expected_version=1, writer="laptop"),
        "action": lambda tx: outcomes.change_action(
            tx, council.id, action.id, DATES, expected_version=1, writer="laptop"
        ),
        "This action": lambda tx: outcomes.remove_action(tx, council.id, action.id, expected_version=1),
    }
    for noun, case in late.items():
        with pytest.raises(Conflict, match=noun) as caught, store.write() as tx:
            case(tx)
        assert caught.value.stored == (newer if noun == "parked item" else changed)
    assert actions(store, council) == [changed]


def test_what_is_gone_is_not_found(store: Store, council: Council, workshop: str) -> None:
    with store.write() as tx:
        action = act(tx, council)
        outcomes.remove_action(tx, council.id, action.id, expected_version=1)
        with pytest.raises(NotFound):
            outcomes.change_action(tx, council.id, action.id, DATES, expected_version=1, writer="laptop")
        with pytest.raises(NotFound):
            outcomes.change_parked(tx, council.id, Parked("none", "x"), expected_version=0, writer="laptop")
        with pytest.raises(NotFound):
            outcomes.park(tx, council.id, "nowhere", "x", who="", writer="laptop")
        with pytest.raises(NotFound):
            outcomes.add_action(tx, council.id, "nowhere", council.unit, DATES, writer="laptop")
        with pytest.raises(NotFound):
            outcomes.add_action(tx, council.id, council.round, "nowhere", DATES, writer="laptop")


def test_a_brief_is_taken_once(store: Store, council: Council, workshop: str) -> None:
    brief = Brief(7, '{"a": "–"}', NOW)
    with store.write() as tx:
        assert outcomes.brief(tx, council.id, workshop) is None
        outcomes.keep_brief(tx, council.id, workshop, brief)
        assert outcomes.brief(tx, council.id, workshop) == brief
    with pytest.raises(IntegrityError), store.write() as tx:
        outcomes.keep_brief(tx, council.id, workshop, replace(brief, responses=8))
    with store.read() as tx:
        assert outcomes.brief(tx, council.id, workshop) == brief


def test_outcomes_may_be_written_after_the_round_was_closed(store: Store, council: Council, workshop: str) -> None:
    with store.write() as tx:
        close(tx, council)
        park(tx, council, workshop)
        act(tx, council)
    assert len(actions(store, council)) == 1


def test_of_two_who_change_an_action_at_once_one_wins(store: Store, council: Council) -> None:
    with store.write() as tx:
        action = act(tx, council)
    for version in range(1, 6):

        def task(content: ActionContent, version: int = version) -> Action | Conflict:
            try:
                with store.write() as tx:
                    return outcomes.change_action(
                        tx, council.id, action.id, content, expected_version=version, writer=content.what
                    )
            except Conflict as conflict:
                return conflict

        found = at_once([lambda: task(DATES), lambda: task(FIGURES)])
        (won,) = [one for one in found if isinstance(one, Action)]
        (lost,) = [one for one in found if isinstance(one, Conflict)]
        assert lost.stored == won
        assert actions(store, council) == [won]


def test_an_action_that_is_removed_while_it_is_changed_is_either(store: Store, council: Council) -> None:
    for _ in range(5):
        with store.write() as tx:
            action = act(tx, council)

        def remove(action: Action = action) -> str:
            try:
                with store.write() as tx:
                    outcomes.remove_action(tx, council.id, action.id, expected_version=1)
            except Conflict:
                return "kept"
            return "removed"

        def change(action: Action = action) -> str:
            try:
                with store.write() as tx:
                    outcomes.change_action(tx, council.id, action.id, FIGURES, expected_version=1, writer="phone")
            except NotFound:
                return "gone"
            return "changed"

        both = tuple(at_once([remove, change]))
        assert both in {("removed", "gone"), ("kept", "changed")}
        assert [one.content for one in actions(store, council)] == ([FIGURES] if both[0] == "kept" else [])
        with store.write() as tx:
            for one in outcomes.actions(tx, council.id, council.round, council.unit):
                outcomes.remove_action(tx, council.id, one.id, expected_version=one.version)
