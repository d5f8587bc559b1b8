"""When the time of a round is over."""

from __future__ import annotations

from datetime import date

import pytest

from journey.rules.keeping import due_on, is_due


@pytest.mark.parametrize(
    ("since", "years", "due"),
    [
        (date(2020, 11, 28), 6, date(2026, 11, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 29), 1, date(2025, 3, 1)),
    ],
)
def test_a_round_is_due_so_many_years_later_to_the_day(since: date, years: int, due: date) -> None:
    assert due_on(since, years) == due
    assert is_due(since, years, due)
    assert not is_due(since, years, date.fromordinal(due.toordinal() - 1))


def test_where_no_time_is_set_nothing_is_ever_due() -> None:
    assert not is_due(date(1900, 1, 1), None, date(2099, 1, 1))
