"""The order in which exceptions come to the table, and when a review is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from journey.model import (
    Action,
    ActionContent,
    AgainstTarget,
    Decision,
    DecisionContent,
    DecisionKind,
    Direction,
    Enough,
    Exceptional,
    Light,
    Measure,
    MeasureContent,
    MeasureStanding,
    Reason,
    Review,
    ReviewContent,
    ReviewPart,
    RunChart,
    Signal,
    SignalKind,
)
from journey.rules.review_agenda import MINUTES, due_on, in_order, reasons_of_measure, settled

HELD = date(2027, 3, 1)


def action(name: str, *reasons: Reason, days_over: int = 0) -> Exceptional:
    return Exceptional(reasons, Action(name, ActionContent(name)), days_over=days_over)


def measure(name: str, *reasons: Reason) -> Exceptional:
    return Exceptional(reasons, measure=standing(name=name))


def standing(
    light: Light = Light.ON_TARGET,
    *,
    is_up: bool | None = None,
    is_late: bool = False,
    direction: Direction = Direction.UP,
    name: str = "Late answers",
) -> MeasureStanding:
    """A measure with this light; ``is_up`` is the way of the signal that its last reading is part of."""
    signals = () if is_up is None else (Signal(SignalKind.OUTSIDE, is_up, -1, -1),)
    chart = RunChart((), Enough.ENOUGH, signals=signals)
    content = MeasureContent(name, direction=direction)
    return MeasureStanding(Measure(name, "", content), chart, AgainstTarget(light, is_late=is_late))


def test_exceptions_come_in_the_order_in_which_they_need_a_decision() -> None:
    found = [
        action("fine"),
        action("step", Reason.FIRST_STEP_MISSED),
        action("silent", Reason.NO_WORD, Reason.FIRST_STEP_MISSED),
        measure("beyond", Reason.BEYOND),
        action("late", Reason.OVERDUE, Reason.NO_WORD, days_over=3),
        measure("signal", Reason.BEYOND_WITH_SIGNAL),
        action("later", Reason.OVERDUE, days_over=40),
        action("gone", Reason.OWNER_GONE, days_over=2),
        action("unowned", Reason.NO_OWNER),
        action("off", Reason.OFF_TRACK),
    ]
    order = [one.title for one in in_order(found)]
    assert order == ["gone", "unowned", "later", "late", "signal", "beyond", "off", "silent", "step"]


def test_the_parts_of_a_review_take_twenty_minutes() -> None:
    assert list(MINUTES) == list(ReviewPart)
    assert list(MINUTES.values()) == [2, 8, 4, 2, 3, 1]
    assert sum(MINUTES.values()) == 20


@pytest.mark.parametrize(
    ("next_on", "last_on", "began_on", "due"),
    [
        (date(2027, 2, 1), date(2026, 11, 1), date(2026, 1, 1), date(2027, 2, 1)),
        (None, date(2027, 1, 4), date(2026, 1, 1), date(2027, 3, 1)),
        (None, None, date(2028, 1, 4), date(2028, 2, 29)),
        (None, None, None, None),
    ],
)
def test_a_review_is_due_on_the_day_that_was_set_or_after_eight_weeks(
    next_on: date | None, last_on: date | None, began_on: date | None, due: date | None
) -> None:
    assert due_on(next_on, last_on, began_on) == due


@pytest.mark.parametrize(
    ("stands", "reasons"),
    [
        (standing(), ()),
        (standing(Light.WATCH), ()),
        (standing(Light.EXCEPTION), (Reason.BEYOND,)),
        (standing(Light.EXCEPTION, is_up=False), (Reason.BEYOND_WITH_SIGNAL,)),
        (standing(Light.EXCEPTION, is_up=True), (Reason.BEYOND,)),
        (standing(Light.EXCEPTION, is_up=True, direction=Direction.DOWN), (Reason.BEYOND_WITH_SIGNAL,)),
        (standing(is_up=False), (Reason.SIGNAL,)),
        (standing(is_up=True), ()),
        (standing(is_up=True, direction=Direction.WITHIN), (Reason.SIGNAL,)),
        (standing(Light.NO_READING, is_late=True), (Reason.NO_READING,)),
        (standing(Light.NO_READING), ()),
    ],
)
def test_beyond_tolerance_and_a_signal_for_the_worse_are_two_answers(
    stands: MeasureStanding, reasons: tuple[Reason, ...]
) -> None:
    assert reasons_of_measure(stands) == reasons


@pytest.mark.parametrize(
    ("kind", "by_when", "until"),
    [
        (DecisionKind.ACCEPT, HELD + timedelta(days=90), HELD + timedelta(days=90)),
        (DecisionKind.CONTINUE, None, HELD + timedelta(days=28)),
        (DecisionKind.CHANGE, HELD + timedelta(days=9), HELD + timedelta(days=10)),  # it has its whole day
        (DecisionKind.HELP, HELD + timedelta(days=90), HELD + timedelta(days=28)),
        (DecisionKind.STOP, HELD + timedelta(days=9), None),
    ],
)
def test_what_a_review_decided_is_settled_for_a_time(
    kind: DecisionKind, by_when: date | None, until: date | None
) -> None:
    decided = Decision("one", "held", DecisionContent(kind, "So be it", "The board", by_when, "action", "a"))
    held = Review("held", "unit", ReviewContent(HELD), ended_at=datetime(2027, 3, 1, 10, tzinfo=UTC))
    found = settled([held], [decided])
    assert (found["action", "a"].until if found else None) == until
    assert not settled([replace(held, ended_at=None)], [decided]), "nothing is settled while the review runs"


def test_a_later_review_settles_anew() -> None:
    def at(held_on: date, kind: DecisionKind, by_when: date) -> tuple[Review, Decision]:
        review = Review(f"{held_on}", "unit", ReviewContent(held_on), ended_at=datetime(2027, 3, 1, 10, tzinfo=UTC))
        content = DecisionContent(kind, "So be it", "The board", by_when, "action", "a")
        return review, Decision(f"{held_on}", review.id, content)

    first, accepted = at(HELD, DecisionKind.ACCEPT, HELD + timedelta(days=300))
    second, changed = at(HELD + timedelta(days=56), DecisionKind.CHANGE, HELD + timedelta(days=60))
    assert settled([first, second], [changed, accepted])["action", "a"].until == HELD + timedelta(days=61)
