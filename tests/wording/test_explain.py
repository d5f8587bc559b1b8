"""Every number opens to its formula, its inputs, what was left out and what would change it; and what is said is so."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.rules import scoring, sensitivity
from journey.wording.explain import Explanation, explain
from journey.wording.formatting import index_figure, per_cent
from tests.rules.scoring_examples import counted, section, statement

ONE_RESPONSE = {"a": [3], "b": [4], "c": [3], "d": [1], "e": [3], "f": ["dk"], "g": ["na"]}
FOUR_RESPONSES = {"a": [3, 4, 2, 3], "b": [2, 2, None, 3], "c": ["dk", 1, "na", 2]}


def case(answers, weights=None, asked=None):
    """A section, its score, and the number of responses."""
    of = section(*(statement(name, (weights or {}).get(name, 1.0)) for name in answers))
    responses = len(next(iter(answers.values())))
    score = scoring.score_section(of, counted(answers), responses=responses, asked=asked)
    assert score is not None
    return of, score, responses


def opened(answers, weights=None, asked=None) -> Explanation:
    return explain(*case(answers, weights, asked))


def test_the_index_of_one_response():
    index = opened(ONE_RESPONSE).index
    assert (index.title, index.value, index.working) == ("Index", "2.80", "14.00 ÷ 5 = 2.80")
    assert [(row.statement_id, row.weight, row.mean) for row in index.inputs] == [
        ("a", 1, 3), ("b", 1, 4), ("c", 1, 3), ("d", 1, 1), ("e", 1, 3),
    ]  # fmt: skip
    assert index.left_out == (
        "“We do what f asks” has no level: 1 don’t know.",
        "“We do what g asks” has no level: 1 not applicable.",
        "One answer is “don’t know”: not in the index; coverage is lower for it.",
        "One answer is “not applicable”: neither in the index nor in coverage.",
    )
    assert index.would_change == (
        "Band 4 begins at 3.25: 0.45 more.",
        "If “We do what d asks”, the lowest, were one level higher, the index would be 3.00.",
    )


def test_the_inputs_carry_text_levels_and_median():
    c = opened(FOUR_RESPONSES).index.inputs[2]
    assert (c.text, c.levels, c.mean, c.median) == ("We do what c asks.", (1, 1, 0, 0), 1.5, 1)


def test_the_index_of_several_responses():
    index = opened(FOUR_RESPONSES, weights={"b": 2.0}).index
    assert index.working == "9.17 ÷ 4 = 2.29"
    assert index.left_out == (
        "One answer is “don’t know”: not in the index; coverage is lower for it.",
        "One answer is “not applicable”: neither in the index nor in coverage.",
        "One answer is still missing: never counted as low; coverage is lower for it.",
    )
    assert index.would_change == (
        "Band 3 begins at 2.50: 0.21 more.",
        "If “We do what c asks”, the lowest, had every level below 4 one higher, the index would be 2.54.",
    )


def test_the_band_and_how_far_the_next_one_is():
    band = opened(FOUR_RESPONSES).band
    assert (band.value, band.working) == ("2, partial", "The index is 2.28.")
    assert band.would_change == ("Band 3 begins at 2.50: 0.22 more.",)


def test_the_highest_band_and_how_far_it_is_held():
    assert opened({"a": [4], "b": [3], "c": [4]}).band.would_change == (
        "Band 4 begins at 3.25; the index lies 0.42 above that.",
    )


def test_a_distance_too_small_to_show_is_not_shown_as_nothing():
    many = {"a": [2] * 101 + [3] * 100, "b": [2] * 101 + [3] * 100, "c": [2] * 101 + [3] * 100}
    found = opened(many)
    assert found.index.value == "2.49"
    assert found.band.would_change == ("Band 3 begins at 2.50: less than 0.01 more.",)


def test_coverage_says_how_many_more_levels_make_a_score_firm():
    half = opened({"a": [3], "b": [2], "c": [3], "d": [None], "e": ["dk"], "f": [None]}).coverage
    assert (half.value, half.working) == ("50%", "3 ÷ 6 = 50%")
    assert len(half.inputs) == 6
    assert half.would_change == ("Two more levels would bring coverage to at least 70%, and the score would be firm.",)


def test_coverage_too_low_for_a_score_says_what_a_score_needs():
    found = opened({"a": [3], "b": [None], "c": [None], "d": [None], "e": [None]})
    assert found.coverage.would_change == (
        "Two more levels would bring coverage to at least 50%, and with it a score.",
        "Three more levels would bring coverage to at least 70%, and the score would be firm.",
    )
    for part in (found.index, found.band, found.secure_level):
        assert part.value == "No score"
        assert part.would_change == ("Two more levels would bring coverage to at least 50%, and with it a score.",)


def test_complete_coverage_has_nothing_missing():
    assert opened({"a": [3], "b": [2]}).coverage.would_change == ("Nothing is missing.",)


def test_the_secure_level_names_the_smallest_rise_that_would_lift_it():
    secure = opened(ONE_RESPONSE).secure_level
    assert secure.value == "2, partial"
    assert secure.working == (
        "Weight of the statements that reach level 2: 80%; level 3: 80%; level 4: 20%. Lowest median: 1."
    )
    assert secure.would_change == ("If “We do what d asks” rose from 1 to 2, the secure level would be 3.",)


def test_the_secure_level_of_several_responses_speaks_of_medians():
    assert opened(FOUR_RESPONSES).secure_level.would_change == (
        "If the median of “We do what c asks” rose from 1 to 3 and the median of “We do what b asks” rose from 2 to 3, "
        "the secure level would be 3.",
    )


def test_where_each_of_several_statements_would_be_enough_each_is_named():
    assert opened({"a": [3], "b": [3], "c": [3], "d": [2], "e": [2]}).secure_level.would_change == (
        "If “We do what d asks” rose from 2 to 3, the secure level would be 3.",
        "If “We do what e asks” rose from 2 to 3, the secure level would be 3.",
    )


def test_where_no_statement_alone_would_be_enough_the_fewest_are_named_together():
    assert opened({"a": [1], "b": [1], "c": [1], "d": [3]}).secure_level.would_change == (
        "If “We do what a asks” rose from 1 to 2 and “We do what b asks” rose from 1 to 2, "
        "the secure level would be 2.",
    )


def test_the_highest_secure_level():
    found = opened({"a": [4], "b": [4], "c": [4]})
    assert found.secure_level.value == "4, embedded"
    assert found.secure_level.would_change == ("Level 4 is the highest; there is no next one.",)
    assert (found.blockers.title, found.blockers.value) == ("Blockers", "None")


def test_an_index_that_stands_alone_says_why_there_is_no_secure_level():
    too_few_scored = opened({"a": [4], "b": [4], "c": ["na"]}).secure_level
    assert too_few_scored.value == "None"
    assert too_few_scored.would_change == ("Levels for one more statement would give a secure level.",)
    too_few_asked = opened({"a": [4], "b": [4], "c": [1]}, asked={"a", "b"}).secure_level
    assert too_few_asked.left_out == ("One statement of this section was not asked.",)
    assert too_few_asked.would_change == ("Only two statements were asked here; a secure level needs three.",)


def test_blockers_are_listed_in_their_order():
    blockers = opened({"a": [2], "b": [3], "c": [1], "d": [1]}).blockers
    assert (blockers.title, blockers.value) == ("Blockers of level 2", "Two statements")
    assert [row.statement_id for row in blockers.inputs] == ["c", "d"]
    assert blockers.left_out == ("Two statements with a median of 2 or more.",)
    assert blockers.would_change == (
        "A statement leaves this list when its median reaches 2.",
        "If “We do what c asks” rose from 1 to 2, the secure level would be 2.",
        "If “We do what d asks” rose from 1 to 2, the secure level would be 2.",
    )


def test_without_responses_everything_says_so_once():
    of = section("a", "b")
    score = scoring.score_section(of, {}, responses=0)
    found = explain(of, score, 0)
    assert found.index.left_out == ("There are no responses yet.",)
    assert found.coverage.value == "Nothing to cover"


def test_the_parts_come_in_the_order_in_which_they_are_read():
    titles = [part.title for part in opened(ONE_RESPONSE).parts]
    assert titles == ["Index", "Band", "Coverage", "Secure level", "How firm the level is", "Blockers of level 3"]


@pytest.mark.parametrize(
    ("index", "shown"),
    [(2.5, "2.50"), (2.4999, "2.49"), (2.494, "2.49"), (1.7496, "1.74"), (3.25, "3.25"), (4, "4.00")],
)
def test_a_figure_never_seems_to_reach_a_cut_point_that_it_does_not_reach(index, shown):
    assert index_figure(index, 2) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.7, "70%"), (0.6964, "69%"), (0.4999, "49%"), (9 / 11, "82%"), (0.997, "99%"), (1, "100%")],
)
def test_a_percentage_never_seems_to_reach_a_limit_that_it_does_not_reach(share, shown):
    assert per_cent(share) == shown


# What would change it is so


LEVELS = st.sampled_from([1, 2, 3, 4])
WEIGHTS = st.sampled_from([0.5, 1.0, 2.0, 3.0])


@st.composite
def complete(draw, cells=LEVELS):
    names = "abcdefg"[: draw(st.integers(1, 7))]
    responses = draw(st.integers(1, 5))
    answers = {name: draw(st.lists(cells, min_size=responses, max_size=responses)) for name in names}
    return case(answers, {name: draw(WEIGHTS) for name in names})


def raised(of, score, responses, rises):
    """The section's score with each statement's levels raised to the level named."""
    counts = {s.statement_id: s.counts for s in score.statements}
    for name, median in rises.items():
        lifted = [0, 0, 0, 0]
        for level, number in enumerate(counts[name].levels, start=1):
            lifted[max(level, median) - 1] += number
        counts[name] = replace(counts[name], levels=tuple(lifted))
    return scoring.score_section(of, counts, responses=responses)


@given(complete())
def test_each_way_to_the_next_level_leads_exactly_there(found):
    of, score, responses = found
    ways = sensitivity.rises_to_next_level(of, score, responses)
    assert bool(ways) == (score.secure_level in (1, 2, 3))
    for way in ways:
        assert raised(of, score, responses, way).secure_level == score.secure_level + 1


@given(complete())
def test_no_smaller_rise_would_do(found):
    of, score, responses = found
    for way in sensitivity.rises_to_next_level(of, score, responses):
        for name, median in way.items():
            smaller = {**way, name: median - 1}
            assert raised(of, score, responses, smaller).secure_level == score.secure_level


@given(complete())
def test_one_level_higher_on_the_lowest_statement_gives_the_index_named(found):
    of, score, responses = found
    higher = sensitivity.lowest_one_higher(of, score, responses)
    lowest = min(s.mean for s in score.statements)
    if higher is None:
        assert lowest == 4
    else:
        assert {s.statement_id: s.mean for s in score.statements}[higher.statement_id] == lowest
        assert score.index < higher.index <= 4


@given(
    complete(st.sampled_from([1, 4, "dk", "na", None])), st.sampled_from([Fraction(1, 2), Fraction(7, 10), Fraction(1)])
)
def test_so_many_levels_reach_the_share_and_one_fewer_does_not(found, share):
    _, score, responses = found
    weights = {s.statement_id: Fraction(str(s.weight)) for s in score.statements}
    given = sum(weights[s.statement_id] * s.counts.n for s in score.statements)
    base = sum(weights[s.statement_id] * (responses - s.counts.not_applicable) for s in score.statements)
    free = sorted(
        (
            weights[s.statement_id]
            for s in score.statements
            for _ in range(responses - s.counts.not_applicable - s.counts.n)
        ),
        reverse=True,
    )
    needed = sensitivity.levels_missing(score, responses, share)
    assert given + sum(free[:needed]) >= share * base
    if needed:
        assert given + sum(free[: needed - 1]) < share * base


def test_without_a_secure_level_the_blockers_are_not_known_rather_than_none():
    assert opened({"a": [3], "b": ["na"], "c": ["na"]}).blockers.value == "Not known"
