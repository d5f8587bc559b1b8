"""Periods as people write them, and as they are shown."""

from __future__ import annotations

from datetime import date

import pytest

from journey.model import Frequency
from journey.wording import periods
from journey.wording.days import NO_DAY

WEEK, MONTH, QUARTER, YEAR = Frequency


@pytest.mark.parametrize(
    ("text", "frequency", "period"),
    [
        ("2026-03", MONTH, date(2026, 3, 1)),
        ("03/2026", MONTH, date(2026, 3, 1)),
        ("March 2026", MONTH, date(2026, 3, 1)),
        ("mar 26", MONTH, date(2026, 3, 1)),
        ("14 March 2026", MONTH, date(2026, 3, 1)),
        ("29 February 2028", MONTH, date(2028, 2, 1)),
        ("2026-02-28", MONTH, date(2026, 2, 1)),
        ("2026-05", QUARTER, date(2026, 4, 1)),
        ("May 2026", QUARTER, date(2026, 4, 1)),
        ("2026", YEAR, date(2026, 1, 1)),
        ("1 June 2026", YEAR, date(2026, 1, 1)),
        ("2026-W10", WEEK, date(2026, 3, 2)),
        ("4 March 2026", WEEK, date(2026, 3, 2)),
        ("29/3/2026", WEEK, date(2026, 3, 23)),  # the day on which summer time begins
        ("1 January 2027", WEEK, date(2026, 12, 28)),
    ],
)
def test_what_is_read(text: str, frequency: Frequency, period: date) -> None:
    assert periods.parse_period(text, frequency) == period


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("soon", MONTH),
        ("29 February 2027", MONTH),
        ("2026-13", MONTH),
        ("1899-01", MONTH),
        ("2026", MONTH),
        ("March", MONTH),
        ("Q1 2026", QUARTER),
        ("2026-W54", WEEK),
        ("2026-W00", WEEK),
        ("2025/26", YEAR),
    ],
)
def test_what_is_refused(text: str, frequency: Frequency) -> None:
    assert periods.parse_period(text, frequency) == NO_DAY


@pytest.mark.parametrize("frequency", Frequency)
def test_what_is_shown_is_read_back(frequency: Frequency) -> None:
    for day in (date(2026, 1, 1), date(2026, 3, 29), date(2028, 2, 29), date(2026, 12, 31)):
        period = periods.parse_period(str(day), frequency)
        assert period is not None
        assert periods.parse_period(periods.in_file(period, frequency), frequency) == period
        assert periods.parse_period("", frequency) is None


@pytest.mark.parametrize(
    ("frequency", "name", "short"),
    [
        (WEEK, "week from 2 March 2026", "2 Mar 26"),
        (MONTH, "March 2026", "Mar 26"),
        (QUARTER, "January to March 2026", "Jan 26"),
        (YEAR, "2026", "2026"),
    ],
)
def test_how_a_period_is_named(frequency: Frequency, name: str, short: str) -> None:
    period = {WEEK: date(2026, 3, 2), MONTH: date(2026, 3, 1)}.get(frequency, date(2026, 1, 1))
    assert (periods.name(period, frequency), periods.short(period, frequency)) == (name, short)
