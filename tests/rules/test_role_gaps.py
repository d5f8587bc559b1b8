"""When two roles may be said to see different things: against scipy, and by how often chance is called a gap."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from journey.model import RoleMean
from journey.rules.change import CLEAR
from journey.rules.role_gaps import role_gap


def mean_of(role: str, indexes: list[float]) -> RoleMean:
    """What is frozen of people who gave each statement a level: their own indexes."""
    return RoleMean(role, len(indexes), float(np.mean(indexes)), float(np.var(indexes, ddof=1)) / len(indexes))


def test_its_interval_is_welchs() -> None:
    leaders, staff = [3.1, 2.9, 3.4, 2.6, 3.0, 3.3], [2.0, 2.4, 2.9, 2.1, 2.2]
    gap = role_gap("stock", mean_of("leadership", leaders), mean_of("front-line", staff))

    welch = stats.ttest_ind(leaders, staff, equal_var=False).confidence_interval(0.95)
    assert gap.interval == pytest.approx((welch.low, welch.high))
    assert gap.difference == pytest.approx(np.mean(leaders) - np.mean(staff))
    assert gap.at_least == pytest.approx(welch.low)
    assert gap.is_clear


def test_the_other_way_round_it_is_the_same_gap() -> None:
    first, second = RoleMean("a", 8, 3.0, 0.01), RoleMean("b", 6, 2.4, 0.02)
    there, back = role_gap("stock", first, second), role_gap("stock", second, first)

    assert (there.difference, there.at_least, there.is_clear) == (-back.difference, back.at_least, back.is_clear)


def test_0_within_the_interval_is_no_gap_and_nothing_of_it_is_sure() -> None:
    gap = role_gap("stock", RoleMean("a", 5, 3.0, 0.1), RoleMean("b", 5, 2.4, 0.1))

    assert not gap.is_clear
    assert gap.at_least == 0.0


@pytest.mark.parametrize(("apart", "is_clear"), [(CLEAR - 0.01, False), (CLEAR, True)])
def test_a_gap_is_as_wide_as_a_change_has_to_be(apart: float, is_clear: bool) -> None:
    assert role_gap("stock", RoleMean("a", 40, 2.0 + apart, 1e-6), RoleMean("b", 40, 2.0, 1e-6)).is_clear is is_clear


@pytest.mark.parametrize("first", [RoleMean("a", 8, 4.0), RoleMean("a", 1, 4.0, 0.0)])
def test_where_it_is_not_known_how_sure_a_role_is_nothing_is_a_gap(first: RoleMean) -> None:
    gap = role_gap("stock", first, RoleMean("b", 8, 1.0, 0.01))

    assert (gap.interval, gap.is_clear, gap.difference) == (None, False, 3.0)


@pytest.mark.parametrize(
    ("n", "true_gap", "low", "high"), [(5, 0.0, 0.02, 0.08), (8, 0.0, 0.02, 0.08), (12, 0.5, 0.5, 0.8)]
)
def test_chance_is_called_a_gap_in_one_section_of_twenty_and_half_a_level_found_in_most(
    n: int, true_gap: float, low: float, high: float
) -> None:
    drawn = np.random.default_rng(116)
    found = 0
    for _ in range(COUNCILS):
        first, second = (drawn.normal(2.3 + shift, SPREAD, n) for shift in (true_gap, 0.0))
        found += role_gap("stock", mean_of("a", list(first)), mean_of("b", list(second))).is_clear
    assert low - 2 * sqrt(low / COUNCILS) < found / COUNCILS < high + 2 * sqrt(high / COUNCILS)


COUNCILS = 400
SPREAD = 0.44
"""How far people of one role are apart."""
