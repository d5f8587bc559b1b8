"""Weeks, months, quarters and years by their first day, over the ends of years, leap days and summer time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.model import Frequency
from journey.rules import periods

WEEK, MONTH, QUARTER, YEAR = Frequency


@pytest.mark.parametrize(
    ("day", "frequency", "first", "following", "year_before"),
    [
        (date(2028, 2, 29), MONTH, date(2028, 2, 1), date(2028, 3, 1), date(2027, 2, 1)),
        (date(2026, 12, 31), MONTH, date(2026, 12, 1), date(2027, 1, 1), date(2025, 12, 1)),
        (date(2026, 3, 29), WEEK, date(2026, 3, 23), date(2026, 3, 30), date(2025, 3, 24)),
        (date(2027, 1, 1), WEEK, date(2026, 12, 28), date(2027, 1, 4), date(2025, 12, 29)),
        (date(2026, 5, 31), QUARTER, date(2026, 4, 1), date(2026, 7, 1), date(2025, 4, 1)),
        (date(2026, 11, 2), QUARTER, date(2026, 10, 1), date(2027, 1, 1), date(2025, 10, 1)),
        (date(2026, 11, 2), YEAR, date(2026, 1, 1), date(2027, 1, 1), date(2025, 1, 1)),
    ],
)
def test_a_period_of_each_kind(
    day: date, frequency: Frequency, first: date, following: date, year_before: date
) -> None:
    assert periods.first_day(day, frequency) == first
    assert periods.following(first, frequency) == following
    assert periods.year_before(first, frequency) == year_before


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.sampled_from(Frequency))
def test_every_day_lies_in_one_period_and_periods_follow_without_a_gap(day: date, frequency: Frequency) -> None:
    first = periods.first_day(day, frequency)
    following = periods.following(first, frequency)
    assert first <= day < following
    assert periods.before(following, frequency) == first
    assert periods.first_day(following - timedelta(days=1), frequency) == first
