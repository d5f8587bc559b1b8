"""Actions, with versions, so that nobody overwrites another's change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection

from journey.model import Action, ActionContent, Subject, SubjectKind
from journey.store import Conflict, NotFound, Store, actions
from journey.store.versioned_records import Edit
from tests.store.store_examples import NOW, Council, at_once, close

AIMS = Subject(SubjectKind.STATEMENT, "aims")
DATES = ActionContent("set dates for reviews", "the policy team", date(2026, 9, 1), AIMS)
LAPTOP, PHONE = Edit("laptop", NOW), Edit("phone", NOW)
FIGURES = ActionContent("name an owner for each figure")


def act(tx: Connection, council: Council, content: ActionContent = DATES) -> Action:
    return actions.add(tx, council.id, Action("", content, unit_id=council.unit, round_id=council.round), LAPTOP)


def recorded(store: Store, council: Council) -> list[Action]:
    with store.read() as tx:
        return actions.of_unit(tx, council.id, council.unit)


def test_actions_are_kept_in_order_changed_and_removed(store: Store, council: Council) -> None:
    with store.write() as tx:
        first, second = act(tx, council), act(tx, council, FIGURES)
        assert first.content == DATES
        content = replace(FIGURES, what="n\x07ame\u202e", lead="the \x00team")
        changed = actions.change(tx, council.id, replace(second, content=content), PHONE, expected_version=1)
        actions.remove(tx, council.id, first.id, LAPTOP, expected_version=1)
    assert changed == replace(second, content=ActionContent("name", "the team"), version=2, writer="phone")
    assert recorded(store, council) == [changed]


def test_whoever_has_not_seen_an_actions_last_change_is_told_what_it_is(store: Store, council: Council) -> None:
    with store.write() as tx:
        action = act(tx, council)
        changed = actions.change(tx, council.id, replace(action, content=FIGURES), PHONE, expected_version=1)
    for late in (
        lambda tx: actions.change(tx, council.id, replace(action, content=DATES), LAPTOP, expected_version=1),
        lambda tx: actions.remove(tx, council.id, action.id, LAPTOP, expected_version=1),
    ):
        with pytest.raises(Conflict, match="This action") as caught, store.write() as tx:
            late(tx)
        assert caught.value.stored == changed
    assert recorded(store, council) == [changed]


def test_an_action_that_is_gone_is_not_found_and_none_is_added_nowhere(store: Store, council: Council) -> None:
    with store.write() as tx:
        action = act(tx, council)
        actions.remove(tx, council.id, action.id, LAPTOP, expected_version=1)
        with pytest.raises(NotFound):
            actions.change(tx, council.id, replace(action, content=DATES), LAPTOP, expected_version=1)
        for nowhere in ({"unit_id": "nowhere"}, {"unit_id": council.unit, "round_id": "nowhere"}):
            with pytest.raises(NotFound):
                actions.add(tx, council.id, Action("", DATES, **nowhere), LAPTOP)


def test_an_action_may_be_written_after_the_round_was_closed(store: Store, council: Council) -> None:
    with store.write() as tx:
        close(tx, council)
        action = act(tx, council)
    assert recorded(store, council) == [action]


def test_of_two_who_change_an_action_at_once_one_wins(store: Store, council: Council) -> None:
    with store.write() as tx:
        action = act(tx, council)
    for version in range(1, 6):

        def task(content: ActionContent, version: int = version) -> Action | Conflict:
            try:
                with store.write() as tx:
                    new = replace(action, content=replace(content, success=str(version)))
                    return actions.change(tx, council.id, new, Edit(content.what, NOW), expected_version=version)
            except Conflict as conflict:
                return conflict

        found = at_once([lambda: task(DATES), lambda: task(FIGURES)])
        (won,) = [outcome for outcome in found if isinstance(outcome, Action)]
        (lost,) = [outcome for outcome in found if isinstance(outcome, Conflict)]
        assert lost.stored == won
        assert recorded(store, council) == [won]


def test_an_action_that_is_removed_while_it_is_changed_is_either(store: Store, council: Council) -> None:
    for _ in range(5):
        with store.write() as tx:
            action = act(tx, council)

        def remove(action: Action = action) -> str:
            try:
                with store.write() as tx:
                    actions.remove(tx, council.id, action.id, LAPTOP, expected_version=1)
            except Conflict:
                return "kept"
            return "removed"

        def change(action: Action = action) -> str:
            try:
                with store.write() as tx:
                    actions.change(tx, council.id, replace(action, content=FIGURES), PHONE, expected_version=1)
            except NotFound:
                return "gone"
            return "changed"

        both = tuple(at_once([remove, change]))
        assert both in {("removed", "gone"), ("kept", "changed")}
        assert [action.content for action in recorded(store, council)] == ([FIGURES] if both[0] == "kept" else [])
        with store.write() as tx:
            for action in actions.of_unit(tx, council.id, council.unit):
                actions.remove(tx, council.id, action.id, LAPTOP, expected_version=action.version)
