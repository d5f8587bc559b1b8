"""Target and tolerance by table: on the edge, with float noise, within a band; late readings; sections."""

from __future__ import annotations

from datetime import date

import pytest

from journey.model import Direction, Frequency, Light, Verdict
from journey.rules import tolerance
from tests.steps.measured import readings, share

ON, WATCH, EXCEPTION, NONE, NO_TARGET = Light
UP, DOWN, WITHIN = Direction


@pytest.mark.parametrize(
    ("direction", "target", "upper", "allowed", "value", "light"),
    [
        (UP, 82, None, 3, 82, ON),
        (UP, 82, None, 3, 81.99, WATCH),
        (UP, 82, None, 3, 79, WATCH),
        (UP, 82, None, 3, 78.99, EXCEPTION),
        (UP, 82, None, 3, 76.8, EXCEPTION),
        (UP, 0.3, None, 0, 0.1 + 0.2, ON),
        (UP, 0.1 + 0.2, None, 0, 0.3, ON),
        (UP, 1.0, None, 0.1 + 0.2, 0.7, WATCH),
        (UP, 82, None, 0, 81.9, EXCEPTION),
        (UP, 82, None, None, 0, WATCH),
        (UP, None, None, None, 5, NO_TARGET),
        (DOWN, 10, None, 2, 10, ON),
        (DOWN, 10, None, 2, 12, WATCH),
        (DOWN, 10, None, 2, 12.1, EXCEPTION),
        (WITHIN, 4, 6, 1, 4, ON),
        (WITHIN, 4, 6, 1, 6, ON),
        (WITHIN, 4, 6, 1, 3, WATCH),
        (WITHIN, 4, 6, 1, 7, WATCH),
        (WITHIN, 4, 6, 1, 2.9, EXCEPTION),
        (WITHIN, 4, 6, 1, 7.1, EXCEPTION),
    ],
)
def test_the_light_of_a_value(
    direction: Direction, target: float, upper: float, allowed: float, value: float, light: Light
) -> None:
    content = share(is_share=False, direction=direction, target=target, upper=upper, tolerance=allowed)
    assert tolerance.light(content, value) is light


@pytest.mark.parametrize(
    ("today", "due", "is_late"),
    [
        (date(2025, 1, 31), None, False),
        (date(2025, 2, 1), date(2025, 1, 1), False),
        (date(2025, 2, 15), date(2025, 1, 1), False),  # 14 days of 28: half, not more
        (date(2025, 2, 16), date(2025, 1, 1), True),
        (date(2025, 9, 1), date(2025, 1, 1), True),
    ],
)
def test_a_reading_is_late_once_more_than_half_a_period_has_gone_by(
    today: date, due: date | None, is_late: bool
) -> None:
    found = tolerance.against(share(), readings([82], first=date(2024, 12, 1)), today)
    assert (found.due_period, found.is_late, found.is_exception) == (due, is_late, is_late)
    assert found.light is (NONE if is_late else ON)


def test_a_leap_february_has_its_29_days() -> None:
    content, january = share(), readings([82], first=date(2028, 1, 1))
    assert not tolerance.against(content, january, date(2028, 2, 29)).due_period
    assert tolerance.against(content, january, date(2028, 3, 1)).due_period == date(2028, 2, 1)


@pytest.mark.parametrize(
    ("frequency", "last_day", "late"),
    [
        (Frequency.WEEKLY, date(2025, 1, 16), date(2025, 1, 17)),
        (Frequency.QUARTERLY, date(2025, 5, 16), date(2025, 5, 17)),
        (Frequency.YEARLY, date(2026, 7, 2), date(2026, 7, 3)),
    ],
)
def test_half_of_every_kind_of_period(frequency: Frequency, last_day: date, late: date) -> None:
    first = {Frequency.WEEKLY: date(2024, 12, 30), Frequency.QUARTERLY: date(2024, 10, 1)}
    content = share(frequency=frequency)
    read = readings([82], frequency, first.get(frequency, date(2024, 1, 1)))
    assert not tolerance.against(content, read, last_day).is_late
    assert tolerance.against(content, read, late).is_late


@pytest.mark.parametrize(
    ("today", "due", "is_late"),
    [
        (date(2025, 1, 31), None, False),
        (date(2025, 2, 14), date(2025, 1, 1), False),
        (date(2025, 2, 16), date(2025, 1, 1), True),
    ],
)
def test_the_first_reading_is_waited_for_from_the_day_on_which_a_measure_was_added(
    today: date, due: date | None, is_late: bool
) -> None:
    found = tolerance.against(share(), [], today, since=date(2025, 1, 20))
    assert (found.light, found.due_period, found.is_exception) == (NONE, due, is_late)


def test_where_nobody_knows_since_when_nothing_is_late() -> None:
    found = tolerance.against(share(), [], date(2025, 1, 1))
    assert (found.light, found.is_exception) == (NONE, False)


@pytest.mark.parametrize(
    ("floor", "secure_level", "verdict", "is_exception"),
    [
        (None, None, None, None),
        (2, None, None, None),
        (None, 2, None, None),
        (2, 2, None, False),
        (3, 2, None, True),
        (2, 2, Verdict.LOWER, True),
        (None, None, Verdict.LOWER, True),
        (None, 2, Verdict.NO_CLEAR_CHANGE, False),
        (None, 2, Verdict.OTHER_ROLES, False),
        (2, 3, Verdict.HIGHER, False),
        (3, 2, Verdict.HIGHER, True),
    ],
)
def test_the_tolerance_of_a_section(
    floor: int | None, secure_level: int | None, verdict: Verdict | None, is_exception: bool | None
) -> None:
    assert tolerance.section_is_exception(floor, secure_level, verdict) is is_exception
