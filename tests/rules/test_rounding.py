"""Numbers as people read them: half up, never across a limit, and shares that make a whole."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.rules.rounding import percentages, reaches, rounded

CUT_POINTS = (Fraction(7, 4), Fraction(5, 2), Fraction(13, 4))


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (3.25, 1, "3.3"),
        (1.75, 1, "1.8"),
        (2.25, 1, "2.3"),
        (2.457, 1, "2.4"),
        (2.457, 2, "2.46"),
        (2.499, 2, "2.49"),
        (2.5, 1, "2.5"),
        (1.749, 2, "1.74"),
        (3.249, 2, "3.24"),
        (2.675, 2, "2.68"),
    ],
)
def test_an_index_is_rounded_half_up_and_stops_short_of_a_cut_point(value: float, places: int, shown: str) -> None:
    assert str(rounded(value, places, CUT_POINTS)) == shown


def test_a_difference_is_rounded_by_its_size() -> None:
    assert [str(rounded(value, 1)) for value in (0.25, -0.25, -0.04)] == ["0.3", "-0.3", "-0.0"]


def test_a_gap_just_under_half_a_level_is_not_shown_as_half_a_level() -> None:
    assert str(rounded(0.48, 1, [0.5])) == "0.4"


def test_a_number_above_a_limit_is_not_rounded_below_it() -> None:
    assert str(rounded(0.1234, 2, [0.123])) == "0.13"


def test_limits_closer_than_a_step_get_the_places_that_they_need() -> None:
    assert str(rounded(0.25, 0, [0.2, 0.3])) == "0.2"


def test_what_sums_of_floats_miss_by_a_hair_counts_as_reached() -> None:
    assert 0.1 + 0.7 < 0.8
    assert reaches(0.1 + 0.7, 0.8)
    assert not reaches(0.799999, 0.8)


@given(st.fractions(1, 4, max_denominator=5000), st.integers(1, 3))
def test_a_rounded_index_keeps_its_band_and_lies_within_a_step(value: Fraction, places: int) -> None:
    shown = rounded(float(value), places, CUT_POINTS)
    assert [shown >= Decimal(float(cut)) for cut in CUT_POINTS] == [value >= cut for cut in CUT_POINTS]
    assert abs(Fraction(shown) - value) < Fraction(1, 10**places) + Fraction(1, 10**9)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=6))
def test_percentages_sum_to_a_hundred_and_are_each_within_one(numbers: list[int]) -> None:
    shares = percentages(numbers)
    assert sum(shares) == (100 if any(numbers) else 0)
    assert all(
        abs(share - 100 * number / max(1, sum(numbers))) < 1 for share, number in zip(shares, numbers, strict=True)
    )


def test_the_largest_remainder_is_taken_up() -> None:
    assert percentages([1, 1, 1]) == (34, 33, 33)
    assert percentages([6, 41, 45, 7]) == (6, 41, 46, 7)
