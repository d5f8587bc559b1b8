"""The order in which exceptions come to the table, and when a review is due."""

from __future__ import annotations

from datetime import date

import pytest

from journey.model import Action, ActionContent, Measure, MeasureContent
from journey.rules.review_agenda import MINUTES, Exceptional, Part, Reason, due_on, in_order


def action(name: str, *reasons: Reason, days_over: int = 0) -> Exceptional:
    return Exceptional(reasons, Action(name, ActionContent(name)), days_over=days_over)


def measure(name: str, *reasons: Reason) -> Exceptional:
    return Exceptional(reasons, measure=Measure(name, "", MeasureContent(name)))


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
    assert list(MINUTES) == list(Part)
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
