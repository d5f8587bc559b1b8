"""What holds for all answers, whatever they are."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from statistics import median_high, median_low

from hypothesis import given
from hypothesis import strategies as st

from journey.rules.scoring import counts_of, score_section
from tests.rules.scoring_examples import answer, counted, scored, section, statement

NAMES = "abcdefgh"
CELLS = st.sampled_from([1, 2, 3, 4, "dk", "na", None])
WEIGHTS = st.sampled_from(["0.1", "0.3", "0.5", "0.7", "1", "1.5", "2", "3"])


@st.composite
def cases(draw, cells=CELLS):
    """Answers by statement, one for each response, and weights."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    responses = draw(st.integers(1, 6))
    answers = {name: draw(st.lists(cells, min_size=responses, max_size=responses)) for name in names}
    weights = {name: float(draw(WEIGHTS)) for name in names}
    return answers, weights


def said(score):
    """All that a section's score says, coverage apart."""
    return score.index, score.band, score.secure_level, score.blockers


def by_the_rules(answers, weights):
    """The scoring rules read aloud, slowly and exactly: coverage, index, band, secure level."""
    exact = {name: Fraction(str(weights[name])) for name in answers}
    levels = {name: [cell for cell in cells if isinstance(cell, int)] for name, cells in answers.items()}
    given_weight = sum(exact[name] * len(levels[name]) for name in answers)
    base = sum(exact[name] * sum(cell != "na" for cell in cells) for name, cells in answers.items())
    if base == 0:
        return None, None, None, None
    coverage = given_weight / base
    if coverage < Fraction(1, 2):
        return coverage, None, None, None
    in_score = [name for name in answers if levels[name]]
    total = sum(exact[name] for name in in_score)
    index = sum(exact[name] * Fraction(sum(levels[name]), len(levels[name])) for name in in_score) / total
    band = 1 + sum(index >= Fraction(cut) for cut in ("1.75", "2.5", "3.25"))
    counting = [name for name in in_score if not is_thin(answers[name])]
    if len(counting) < 3:
        return coverage, index, band, None
    weight = sum(exact[name] for name in counting)
    lowest = min(median_low(levels[name]) for name in counting)
    secure = max(
        level
        for level in (1, 2, 3, 4)
        if sum(exact[name] * reaching(levels[name], level) for name in counting) >= weight * Fraction(3, 4)
        and lowest >= level - 1
    )
    return coverage, index, band, secure


def is_thin(cells):
    """Fewer than half of those asked gave a level, or fewer than three of five or more."""
    given_levels = sum(isinstance(cell, int) for cell in cells)
    asked = sum(cell != "na" for cell in cells)
    return given_levels < Fraction(asked, 2) or (len(cells) >= 5 and given_levels < 3)


def reaching(levels, level):
    """How much of a statement reaches a level: all, half where the two middle levels lie on either side, or nothing."""
    return Fraction((median_low(levels) >= level) + (median_high(levels) >= level), 2)


@given(cases())
def test_every_score_is_what_the_rules_say(case):
    answers, weights = case
    found = scored(answers, weights)
    coverage, index, band, secure = by_the_rules(answers, weights)
    assert found.coverage == (None if coverage is None else float(coverage))
    assert found.index == (None if index is None else float(index))
    assert (found.band, found.secure_level) == (band, secure)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_responses_makes_no_difference(case, shuffler: random.Random):
    answers, weights = case
    responses = [{name: answer(cells[r]) for name, cells in answers.items()} for r in range(len(answers["a"]))]
    shuffled = shuffler.sample(responses, len(responses))
    asked = section(*(statement(name, weights[name]) for name in answers))
    in_order, in_disorder = (
        score_section(asked, counts_of(rows), responses=len(rows)) for rows in (responses, shuffled)
    )
    assert in_order == in_disorder


@given(cases())
def test_an_index_lies_within_1_and_4_and_a_coverage_within_0_and_1(case):
    found = scored(*case)
    if found.index is not None:
        assert 1 <= found.index <= 4
        assert found.coverage >= 0.5
        assert found.band == 1 + (found.index >= 1.75) + (found.index >= 2.5) + (found.index >= 3.25)
    if found.coverage is not None:
        assert 0 <= found.coverage <= 1


@given(cases(st.sampled_from([1, 2, 3, 4])), st.integers(1, 2))
def test_unanswered_is_never_counted_as_low(case, unanswered):
    answers, weights = case
    responses = len(answers["a"])
    more = {f"x{number}": [None] * responses for number in range(min(unanswered, len(answers)))}
    all_given, some_left = scored(answers, weights), scored(answers | more, {**dict.fromkeys(more, 0.1), **weights})
    assert some_left.coverage < all_given.coverage
    if some_left.index is not None:
        assert said(some_left) == said(all_given)


@given(cases(st.sampled_from([1, 2, 3, 4, None])), st.data())
def test_dont_know_says_no_more_than_unanswered(case, data):
    answers, weights = case
    unsure = {
        name: [cell if cell else data.draw(st.sampled_from([None, "dk"])) for cell in cells]
        for name, cells in answers.items()
    }
    first, second = scored(answers, weights), scored(unsure, weights)
    assert said(first) == said(second)
    assert first.coverage == second.coverage


@given(cases(), st.data())
def test_adding_a_not_applicable_changes_nothing_but_who_could_have_answered(case, data):
    answers, weights = case
    empty = [(name, r) for name, cells in answers.items() for r, cell in enumerate(cells) if cell is None]
    if not empty:
        return
    name, response = data.draw(st.sampled_from(empty))
    marked = {**answers, name: [*answers[name][:response], "na", *answers[name][response + 1 :]]}
    before, after = scored(answers, weights), scored(marked, weights)
    if before.index is not None:
        assert (after.index, after.band) == (before.index, before.band)
    if not any(statement.is_thin for statement in before.statements):
        assert said(after) == said(before) or before.index is None
    if after.coverage is not None:
        assert after.coverage >= before.coverage


@given(cases(), st.sampled_from(["0.1", "0.5", "3", "10"]))
def test_only_the_proportions_of_weights_matter(case, factor):
    answers, weights = case
    scaled = {name: float(Decimal(str(weight)) * Decimal(factor)) for name, weight in weights.items()}
    first, second = (
        scored(answers, weights),
        scored(answers, {name: min(10.0, weight) for name, weight in scaled.items()}),
    )
    if max(scaled.values()) <= 10:
        assert said(first) == said(second)
        assert first.coverage == second.coverage


@given(cases(), st.data())
def test_a_level_that_rises_lowers_neither_index_nor_secure_level(case, data):
    answers, weights = case
    can_rise = [(n, r) for n, cells in answers.items() for r, c in enumerate(cells) if isinstance(c, int) and c < 4]
    if not can_rise:
        return
    name, response = data.draw(st.sampled_from(can_rise))
    cells = list(answers[name])
    cells[response] += 1
    before, after = scored(answers, weights), scored({**answers, name: cells}, weights)
    if before.index is not None:
        assert after.index > before.index
        assert (after.secure_level or 0) >= (before.secure_level or 0)


@given(cases())
def test_blockers_are_exactly_the_statements_that_count_below_the_next_level(case):
    found = scored(*case)
    if found.secure_level in (None, 4):
        assert found.blockers == ()
        return
    counting = [s for s in found.statements if s.median is not None and not s.is_thin]
    below = {s.statement_id for s in counting if s.median <= found.secure_level}
    assert set(found.blockers) == below
    assert len(found.blockers) == len(below) > 0


@given(cases())
def test_answers_of_any_kind_are_counted_once_each(case):
    answers, _ = case
    counts = counted(answers)
    for name, cells in answers.items():
        found = counts[name]
        assert found.n == sum(isinstance(cell, int) for cell in cells)
        assert (found.dont_know, found.not_applicable) == (cells.count("dk"), cells.count("na"))
