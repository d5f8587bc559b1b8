"""Many changes at once: all units together, what chance alone would move, and what stands out all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from math import sqrt

import numpy as np
import pytest
from scipy import stats

from journey.model import Change, ComparisonBasis, Verdict
from journey.rules.change import section_change
from journey.rules.many_changes import (
    CHANCE_SHARE,
    FALSE_SHARE,
    Chance,
    Place,
    beyond_chance_from,
    chance,
    largest_p,
    standing_out,
    together,
)
from tests.steps.compared_findings import change

PLACES = (("housing", "taking-stock"), ("housing", "learning"))
USUAL_SPREAD = 0.44
"""The standard deviation, over people, of the index that each gives a section."""


def moved(*differences: float, claim: str = "=") -> list[Change]:
    return [change("Taking stock", 2.0, 2.0 + each, claim) for each in differences]


def test_all_units_alike_have_the_t_interval_of_their_differences() -> None:
    differences = (0.5, 0.1, 0.3, 0.2, 0.4, 0.6)
    found = together("taking-stock", moved(*differences))
    assert found is not None
    low, high = stats.t.interval(0.95, 5, np.mean(differences), stats.sem(differences))
    assert (found.difference - found.half_width, found.difference + found.half_width) == pytest.approx((low, high))
    assert (found.units, found.verdict) == (6, Verdict.HIGHER)


@pytest.mark.parametrize(
    ("differences", "verdict"),
    [
        ((0.3, 0.3, 0.3, 0.3, 0.3), Verdict.HIGHER),
        ((-0.3, -0.2, -0.3, -0.4, -0.3), Verdict.LOWER),
        ((0.1, 0.1, 0.1, 0.1, 0.1), Verdict.HIGHER),
        ((0.09, 0.09, 0.09, 0.09, 0.09), Verdict.NO_CLEAR_CHANGE),
        ((0.9, -0.5, 0.3, -0.2, 0.5), Verdict.NO_CLEAR_CHANGE),
    ],
)
def test_all_units_moved_where_the_interval_leaves_nothing_out_and_by_a_tenth(differences, verdict) -> None:
    found = together("taking-stock", moved(*differences))
    assert found is not None
    assert found.verdict is verdict


def test_fewer_than_five_units_are_not_taken_together() -> None:
    assert together("taking-stock", moved(0.5, 0.5, 0.5, 0.5)) is None
    assert together("taking-stock", [*moved(0.5, 0.5, 0.5, 0.5), *moved(0.5, claim="not")]) is None


def test_units_with_few_answers_count_and_those_where_other_roles_answered_do_not() -> None:
    few, others = moved(0.2, 0.3, claim="few"), moved(-2.0, claim="roles")
    found = together("taking-stock", [*moved(0.2, 0.3, 0.5), *few, *others])
    assert found is not None
    assert (found.units, found.difference) == (5, pytest.approx(0.3))


@pytest.mark.parametrize(("figures", "claims"), [(25, 3), (75, 5), (109, 7), (150, 8), (1, 2), (5, 2), (6, 2), (0, 2)])
def test_more_than_chance_begins_above_what_chance_gives_and_never_with_one(figures: int, claims: int) -> None:
    assert beyond_chance_from(figures) == claims


@pytest.mark.parametrize("figures", [2, 5, 10, 18, 25, 75, 109, 150, 480])
def test_so_many_claims_come_by_chance_in_at_most_seven_of_a_hundred_cases(figures: int) -> None:
    assert stats.binom.sf(beyond_chance_from(figures) - 1, figures, CHANCE_SHARE) < 0.07


def test_claims_are_counted_among_the_figures_of_which_something_might_be_claimed() -> None:
    claims = ["+", "+", "-", "=", "=", "=", "few", "roles", "not"]
    found = chance([change("Taking stock", 2.0, 2.5, claim) for claim in claims])
    assert found == Chance(figures=6, higher=2, lower=1, expected=pytest.approx(0.135), beyond_from=2)
    assert found.is_beyond(found.higher)
    assert not found.is_beyond(found.lower)


@pytest.mark.parametrize(
    ("values", "largest"),
    [
        ([0.01, 0.5], 0.01),
        ([0.06, 0.5], -1),
        ([0.06, 0.07, 0.09, 0.5], -1),
        ([0.06, 0.07, 0.075, 0.5], 0.075),
        ([0.0, 1.0, 1.0], 0.0),
        ([], -1),
    ],
)
def test_the_largest_p_that_stands_out(values: Sequence[float], largest: float) -> None:
    assert largest_p(values) == largest


def test_it_is_the_procedure_of_benjamini_and_hochberg() -> None:
    generator = np.random.default_rng(9)
    for _ in range(200):
        values = generator.random(30) ** 3
        adjusted = stats.false_discovery_control(values)
        assert [p <= largest_p(list(values)) for p in values] == list(adjusted <= FALSE_SHARE)


def test_what_stands_out_is_clear_by_itself_too() -> None:
    sure = replace(change("Taking stock", 2.0, 3.0, "+"), p=0.001)
    unsure = replace(change("Learning", 2.0, 2.5), p=0.06)
    assert set(standing_out({PLACES[0]: sure, PLACES[1]: unsure})) == {PLACES[0]}


def test_nothing_stands_out_by_a_figure_of_which_nothing_may_be_claimed() -> None:
    few = replace(change("Taking stock", 2.0, 3.0, "few"), p=0.0)
    unknown = replace(change("Learning", 2.0, 3.0, "+"), p=None)
    assert not standing_out({PLACES[0]: few, PLACES[1]: unknown})


@cache
def many_cells(cells: int, risen: int, by: float, pages: int) -> list[dict[Place, Change]]:
    """Pages of so many figures, the first ``risen`` of which truly rose; 5 to 20 new people answered each time."""
    generator = np.random.default_rng(112)

    def side(n: int, truth: float) -> ComparisonBasis:
        people = generator.normal(truth, USUAL_SPREAD, n)
        return ComparisonBasis("s", 7, n, float(people.mean()), float(people.var(ddof=1)) / n)

    found = []
    for _ in range(pages):
        page = {}
        for cell in range(cells):
            n = int(generator.integers(5, 21))
            page[str(cell), "s"] = section_change(side(n, 2.3), side(n, 2.3 + by * (cell < risen)), shown=(None, None))
        found.append(page)
    return found


def test_of_the_figures_that_stand_out_at_most_one_in_ten_is_chance() -> None:
    false, found = [], []
    for page in many_cells(150, 15, 0.5, 60):
        places = set(standing_out(page))
        false.append(sum(int(cell) >= 15 for cell, _ in places) / max(len(places), 1))
        found.append(sum(int(cell) < 15 for cell, _ in places) / 15)
    assert np.mean(false) <= FALSE_SHARE
    assert np.mean(found) > 0.3


def test_where_nothing_changed_claims_are_seldom_called_more_than_chance() -> None:
    pages = [chance(page.values()) for page in many_cells(75, 0, 0.0, 100)]
    beyond = [page.is_beyond(page.higher) or page.is_beyond(page.lower) for page in pages]
    assert np.mean([page.higher for page in pages]) == pytest.approx(CHANCE_SHARE * 75, abs=0.45)
    assert np.mean(beyond) <= 0.12


def test_a_small_move_of_all_units_is_seen_together_and_seldom_seen_where_there_is_none() -> None:
    risen, still = (
        [together("s", page.values()) for page in many_cells(15, 15, by, pages)]
        for by, pages in ((0.25, 100), (0, 300))
    )
    seen = np.mean([found is not None and found.verdict is Verdict.HIGHER for found in risen])
    false = np.mean([found is None or found.verdict is not Verdict.NO_CLEAR_CHANGE for found in still])
    assert seen > 0.9
    assert false <= 0.05 + 2 * sqrt(0.05 * 0.95 / 300)
