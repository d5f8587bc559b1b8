"""How small a change so many people notice: the formula against the table that was simulated."""

from __future__ import annotations

from itertools import pairwise
from math import inf, isinf

import pytest

from journey.rules import printed
from journey.rules.change import CLEAR
from journey.rules.noticeable import (
    PEOPLE_ALIKE,
    PEOPLE_APART,
    PEOPLE_VERY_APART,
    USUAL_SPREAD,
    smallest_noticed,
)

SPREADS = (PEOPLE_ALIKE, USUAL_SPREAD, PEOPLE_APART, PEOPLE_VERY_APART)
SIMULATED = {people: figures[: len(SPREADS)] for people, figures in printed.SMALLEST_CHANGE.items()}
"""Four rounds of five noticed so much, with so many other people each time: one column for each spread."""


WITHIN = 0.04
ROUNDED = 0.005
"""The table has two places."""


@pytest.mark.parametrize(("n", "noticed"), SIMULATED.items())
def test_it_is_what_simulated_councils_noticed(n: int, noticed: tuple[float, ...]) -> None:
    assert [smallest_noticed(n, n, spread) for spread in SPREADS] == pytest.approx(noticed, abs=WITHIN + ROUNDED)


def test_the_usual_spread_is_taken_where_none_is_named() -> None:
    assert smallest_noticed(12, 12) == smallest_noticed(12, 12, USUAL_SPREAD)


def test_more_people_notice_less_and_people_further_apart_more() -> None:
    by_number = [smallest_noticed(n, n) for n in SIMULATED]
    by_spread = [smallest_noticed(12, 12, spread) for spread in SPREADS]

    assert all(more < fewer for fewer, more in pairwise(by_number))
    assert all(nearer < further for nearer, further in pairwise(by_spread))


def test_two_numbers_of_people_count_alike_whichever_came_first() -> None:
    assert smallest_noticed(8, 20) == smallest_noticed(20, 8)
    assert smallest_noticed(20, 20) < smallest_noticed(8, 20) < smallest_noticed(8, 8)


def test_very_many_people_notice_hardly_less_than_what_is_called_a_change_at_all() -> None:
    assert CLEAR < smallest_noticed(100_000, 100_000) < CLEAR + 0.01


@pytest.mark.parametrize(("before", "after"), [(0, 8), (1, 8), (8, 1), (1, 1)])
def test_a_single_person_never_shows_a_change(before: int, after: int) -> None:
    assert isinf(smallest_noticed(before, after))
    assert smallest_noticed(before, after) == inf
