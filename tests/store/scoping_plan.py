"""What is tried on the plan of another council: each function of the store, with what an attacker would give it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from journey.model import (
    Action,
    ActionContent,
    Bet,
    Decision,
    LimitsFrom,
    Measure,
    Priority,
    Reading,
    Review,
)
from journey.store import actions, bets, measures, plan_events, priorities, reviews, workshops
from journey.store.versioned_records import Edit
from tests.store.store_examples import NOW, Council

ACTION = ActionContent("Taken")
EDIT = Edit("x", NOW)


def _workshop(tx: Connection, a: Council) -> str:
    found = workshops.of_unit(tx, a.id, a.round, a.unit)
    assert found
    return found.id


def action(tx: Connection, a: Council) -> Action:
    return actions.of_unit(tx, a.id, a.unit)[0]


def priority(tx: Connection, a: Council) -> Priority:
    return priorities.every(tx, a.id)[0]


def bet(tx: Connection, a: Council) -> Bet:
    return bets.every(tx, a.id)[0]


def measure(tx: Connection, a: Council) -> Measure:
    return measures.of_unit(tx, a.id, a.unit)[0]


def reading(tx: Connection, a: Council) -> Reading:
    return measures.readings(tx, a.id, measure(tx, a).id)[0]


def review(tx: Connection, a: Council) -> Review:
    return reviews.of_unit(tx, a.id, a.unit)[0]


def decision(tx: Connection, a: Council) -> Decision:
    return reviews.decisions(tx, a.id, review(tx, a).id)[0]


PLAN_CASES: dict[str, Callable[[Connection, str, Council], Any]] = {
    "actions.of_unit": lambda tx, org, a: actions.of_unit(tx, org, a.unit),
    "actions.of_workshop": lambda tx, org, a: actions.of_workshop(tx, org, _workshop(tx, a)),
    "actions.get": lambda tx, org, a: actions.get(tx, org, action(tx, a).id),
    "actions.add": lambda tx, org, a: actions.add(tx, org, Action("", ACTION, unit_id=a.unit), EDIT),
    "actions.change": lambda tx, org, a: actions.change(
        tx, org, replace(action(tx, a), content=ACTION), EDIT, expected_version=1
    ),
    "actions.remove": lambda tx, org, a: actions.remove(tx, org, action(tx, a).id, EDIT, expected_version=1),
    "priorities.get": lambda tx, org, a: priorities.get(tx, org, priority(tx, a).id),
    "priorities.change": lambda tx, org, a: priorities.change(
        tx, org, replace(priority(tx, a), ended_why="Taken"), EDIT, expected_version=1
    ),
    "bets.of_action": lambda tx, org, a: bets.of_action(tx, org, action(tx, a).id),
    "bets.get": lambda tx, org, a: bets.get(tx, org, bet(tx, a).id),
    "bets.place": lambda tx, org, a: bets.place(tx, org, replace(bet(tx, a), number=2), EDIT),
    "bets.change": lambda tx, org, a: bets.change(
        tx, org, replace(bet(tx, a), withdrawn_why="Taken"), EDIT, expected_version=1
    ),
    "measures.of_unit": lambda tx, org, a: measures.of_unit(tx, org, a.unit),
    "measures.get": lambda tx, org, a: measures.get(tx, org, measure(tx, a).id),
    "measures.add": lambda tx, org, a: measures.add(tx, org, measure(tx, a), EDIT),
    "measures.change": lambda tx, org, a: measures.change(
        tx, org, replace(measure(tx, a), ended_why="Taken"), EDIT, expected_version=1
    ),
    "measures.readings": lambda tx, org, a: measures.readings(tx, org, measure(tx, a).id),
    "measures.add_reading": lambda tx, org, a: measures.add_reading(
        tx, org, replace(reading(tx, a), period=date(2026, 9, 1)), EDIT
    ),
    "measures.lock_for_update": lambda tx, org, a: measures.lock_for_update(tx, org, measure(tx, a).id),
    "measures.add_readings": lambda tx, org, a: measures.add_readings(
        tx, org, [(replace(reading(tx, a), period=date(2026, month, 1)), EDIT) for month in (9, 10)]
    ),
    "measures.change_reading": lambda tx, org, a: measures.change_reading(
        tx, org, replace(reading(tx, a), value=1.0), EDIT, expected_version=1
    ),
    "measures.limits": lambda tx, org, a: measures.limits(tx, org, measure(tx, a).id),
    "measures.draw_limits_anew": lambda tx, org, a: measures.draw_limits_anew(
        tx, org, measure(tx, a).id, LimitsFrom(2, date(2026, 9, 1), "Taken", "x", NOW)
    ),
    "reviews.of_unit": lambda tx, org, a: reviews.of_unit(tx, org, a.unit),
    "reviews.get": lambda tx, org, a: reviews.get(tx, org, review(tx, a).id),
    "reviews.begin": lambda tx, org, a: reviews.begin(tx, org, review(tx, a), EDIT),
    "reviews.change": lambda tx, org, a: reviews.change(
        tx, org, replace(review(tx, a), shown="Taken"), EDIT, expected_version=1
    ),
    "reviews.remove": lambda tx, org, a: reviews.remove(tx, org, review(tx, a).id, EDIT, expected_version=1),
    "reviews.decisions": lambda tx, org, a: reviews.decisions(tx, org, review(tx, a).id),
    "reviews.decide": lambda tx, org, a: reviews.decide(tx, org, decision(tx, a), EDIT),
    "reviews.change_decision": lambda tx, org, a: reviews.change_decision(
        tx, org, replace(decision(tx, a), is_kept=True), EDIT, expected_version=1
    ),
    "reviews.remove_decision": lambda tx, org, a: reviews.remove_decision(
        tx, org, decision(tx, a).id, EDIT, expected_version=1
    ),
    "plan_events.of_record": lambda tx, org, a: plan_events.of_record(tx, org, "action", action(tx, a).id),
    "plan_events.of_field": lambda tx, org, a: plan_events.of_field(tx, org, "reading", "", [reading(tx, a).id]),
}
