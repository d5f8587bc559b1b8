"""Shares with their error: the interval holds the truth as often as it says."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest

from journey.simulation.estimates import RULE_OF_THREE, Estimate, crossing, ratio, share


def test_a_share_is_of_the_cases_it_is_taken_among() -> None:
    assert share([[True, False], [True, True]]).value == 0.75
    assert share([[True, False], [True, True]], [[True, True], [False, False]]).value == 0.5


def test_there_is_no_share_of_nothing() -> None:
    assert isnan(share([[True]], [[False]]).value)


def test_what_was_never_seen_may_still_come() -> None:
    assert share([[False]] * 100).error == RULE_OF_THREE / 100


def test_sections_of_one_council_count_as_one_draw() -> None:
    """Where the five sections of a council always go together, they tell no more than one of them."""
    one = np.random.default_rng(1).random((400, 1)) < 0.3
    assert share(np.repeat(one, 5, axis=1)).error == pytest.approx(share(one).error)


def test_the_interval_holds_the_truth_in_95_of_100_runs() -> None:
    random = np.random.default_rng(2)
    inside = 0
    for _ in range(1000):
        chance = random.beta(3, 7, size=(80, 1))
        found = share(random.random((80, 5)) < chance)
        inside += abs(found.value - 0.3) <= found.error
    assert 0.93 <= inside / 1000 <= 0.97


def test_a_ratio_weighs_councils_by_their_cases() -> None:
    assert ratio(np.array([1.0, 0.0]), np.array([1.0, 3.0])).value == 0.25


def test_a_crossing_is_where_a_rising_share_reaches_its_target() -> None:
    found = crossing(lambda change: Estimate(change / 2, 0.01), 0.8, 0.0, 2.0, steps=12)
    assert found.value == pytest.approx(1.6, abs=0.001)
    assert found.error == pytest.approx(0.02, abs=0.001)
