"""Middle, spread and agreement in words, against the worked examples, published tables and the standard library."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.model import Agreement
from journey.rules import agreement
from tests.rules.scoring_examples import levels

SCALES = st.integers(min_value=2, max_value=11)


@pytest.mark.parametrize(
    ("given_levels", "mean", "deviation", "r_wg", "in_words"),
    [
        ((2, 3, 3, 4), 3.0, 0.50, 0.467, Agreement.AGREE),
        ((1, 1, 4, 4), 2.5, 1.50, 0.0, Agreement.TWO_CAMPS),
        ((1, 2, 3, 4), 2.5, 1.00, 0.0, Agreement.MIXED),
    ],
)
def test_the_worked_examples_of_the_scoring_rules(given_levels, mean, deviation, r_wg, in_words):
    counts = levels(*given_levels)
    assert agreement.mean(counts) == mean
    assert agreement.average_deviation(counts) == deviation
    assert agreement.r_wg(counts) == pytest.approx(r_wg, abs=0.0005)
    assert agreement.agreement_of(counts) is in_words


# LeBreton and Senter (2008), Answers to 20 questions about interrater reliability and interrater agreement,
# Organizational Research Methods 11(4), and the WGA package by the first author: variance of the uniform null
# distribution by number of scale points.
UNIFORM_NULL_VARIANCE = {5: 2.00, 6: 2.92, 7: 4.00, 8: 5.25, 9: 6.67, 10: 8.25, 11: 10.00}


@pytest.mark.parametrize(("points", "variance"), UNIFORM_NULL_VARIANCE.items())
def test_r_wg_compares_with_the_published_variance_of_random_answers(points, variance):
    two_raters_one_apart = levels(3, 4, scale=points)
    observed = 0.5
    assert observed / (1 - agreement.r_wg(two_raters_one_apart)) == pytest.approx(variance, abs=0.005)


def test_r_wg_on_four_levels_compares_with_one_and_a_quarter():
    assert agreement.r_wg(levels(2, 3)) == 1 - 0.5 / 1.25


def test_r_wg_of_a_five_point_scale_by_hand():
    # 4, 4, 5, 3, 4: mean 4, s² = 2/4 = 0.5, 1 − 0.5/2.0
    assert agreement.r_wg(levels(4, 4, 5, 3, 4, scale=5)) == 0.75


# Burke and Dunlap (2002), Estimating interrater agreement with the average deviation index: a user's guide,
# Organizational Research Methods 5(2): the limit c/6 as published for 5, 7, 9 and 11 response options.
AVERAGE_DEVIATION_LIMITS = {5: 0.8, 7: 1.2, 9: 1.5, 11: 1.8}


@pytest.mark.parametrize(("points", "limit"), AVERAGE_DEVIATION_LIMITS.items())
def test_agreement_ends_at_the_published_limit_of_the_average_deviation(points, limit):
    raters = 1200
    called_agreement = []
    for at_each_end in range(1, raters // 4):
        counts = [0] * points
        counts[0] = counts[-1] = at_each_end
        counts[points // 2] = raters - 2 * at_each_end
        if agreement.agreement_of(tuple(counts)) is Agreement.AGREE:
            called_agreement.append(agreement.average_deviation(tuple(counts)))
    assert max(called_agreement) == pytest.approx(points / 6, abs=0.01)
    assert round(max(called_agreement), 1) == limit


@given(
    SCALES.flatmap(lambda scale: st.tuples(st.just(scale), st.lists(st.integers(1, scale), min_size=2, max_size=60)))
)
def test_every_figure_equals_that_of_the_standard_library(case):
    scale, given_levels = case
    counts = levels(*given_levels, scale=scale)
    mean = statistics.mean(given_levels)
    assert agreement.mean(counts) == pytest.approx(mean)
    assert agreement.median(counts) == statistics.median_low(given_levels)
    deviation = statistics.fmean(abs(level - mean) for level in given_levels)
    assert agreement.average_deviation(counts) == pytest.approx(deviation)
    expected = 1 - statistics.variance(given_levels) / ((scale**2 - 1) / 12)
    assert agreement.r_wg(counts) == pytest.approx(max(0, expected))


@given(st.lists(st.integers(1, 4), min_size=1, max_size=60))
def test_r_wg_lies_within_0_and_1_and_is_1_only_where_all_say_the_same(given_levels):
    r_wg = agreement.r_wg(levels(*given_levels))
    if len(given_levels) == 1:
        assert r_wg is None
    else:
        assert 0 <= r_wg <= 1
        assert (r_wg == 1) == (len(set(given_levels)) == 1)


def test_the_median_of_an_even_number_is_the_lower_of_the_two_middle_levels():
    assert agreement.median(levels(1, 2, 3, 4)) == 2
    assert agreement.median(levels(2, 4)) == 2
    assert agreement.median(levels(2, 4, 4)) == 4


def test_nothing_is_said_without_a_level():
    nobody = (0, 0, 0, 0)
    assert agreement.mean(nobody) is None
    assert agreement.median(nobody) is None
    assert agreement.average_deviation(nobody) is None
    assert agreement.r_wg(nobody) is None
    assert agreement.agreement_of(nobody) is None


def test_one_level_has_a_spread_of_nothing_and_no_r_wg():
    assert agreement.average_deviation(levels(3)) == 0
    assert agreement.r_wg(levels(3)) is None


def test_two_people_are_not_put_in_words_and_three_are():
    assert agreement.agreement_of(levels(1, 4)) is None
    assert agreement.agreement_of(levels(3, 3)) is None
    assert agreement.agreement_of(levels(3, 3, 3)) is Agreement.AGREE


def test_an_average_deviation_of_exactly_four_sixths_is_agreement():
    assert agreement.average_deviation(levels(1, 2, 3)) == 4 / 6
    assert agreement.agreement_of(levels(1, 2, 3)) is Agreement.AGREE


@pytest.mark.parametrize(
    ("counts", "in_words"),
    [
        ((2, 1, 5, 0), Agreement.TWO_CAMPS),  # exactly a quarter below, fewer between than on either side
        ((2, 2, 4, 0), Agreement.MIXED),  # as many between as below
        ((1, 0, 4, 0), Agreement.AGREE),  # a fifth below is no camp
        ((0, 2, 1, 2), Agreement.TWO_CAMPS),  # around level 3
        ((2, 0, 0, 2), Agreement.TWO_CAMPS),
        ((0, 0, 3, 3), Agreement.AGREE),  # neighbours are no camps
    ],
)
def test_two_camps_need_a_gap_and_a_quarter_on_each_side(counts, in_words):
    assert agreement.agreement_of(counts) is in_words
