"""What a comparison rests on, once more: from the words of the rules by numpy, and by scoring anew without each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from scipy import stats

from journey.model import AnswerContent, AnswerState, ComparisonBasis, Questionnaire
from journey.rules.change import interval, margin, section_change
from journey.rules.change_basis import ResponseLevels, bases, basis
from journey.rules.scoring import counts_of, score
from tests.rules.change_examples import (
    ROLES,
    Levels,
    asked,
    given,
    questionnaire,
    random_levels,
    random_weights,
    statement,
)


def index_of(levels: Levels, weights: Levels) -> float | None:
    """Σ w·mean / Σ w over the statements to which somebody gave a level."""
    has = ~np.isnan(levels).all(axis=0)
    return float(np.average(np.nanmean(levels[:, has], axis=0), weights=weights[has])) if has.any() else None


def who_counts(levels: Levels, *, confidential: bool) -> Levels:
    """Which rows: those with levels to half of the statements, or of a confidential assessment with any."""
    number = (~np.isnan(levels)).sum(axis=1)
    return (number > 0) & (confidential | (number >= levels.shape[1] / 2))


def by_scoring(questionnaire_: Questionnaire, people: Sequence[ResponseLevels]) -> float | None:
    """The index of the profile that the product itself makes of these people, from its statements’ means."""
    contents = [
        {id_: AnswerContent(AnswerState.LEVEL, level) for id_, level in person.levels.items()} for person in people
    ]
    (found,) = score(questionnaire_, counts_of(contents), responses=len(people)).sections
    scored = [(statement_.weight, statement_.mean) for statement_ in found.statements if statement_.mean is not None]
    index = sum(weight * mean for weight, mean in scored) / sum(weight for weight, _ in scored) if scored else None
    assert found.index is None or found.index == pytest.approx(index, abs=1e-12)
    return index


def incomplete(random: np.random.Generator) -> tuple[Levels, Levels]:
    """Levels and weights: gaps everywhere, often a statement that nobody answered and one that a single person did."""
    n, statements = int(random.integers(1, 14)), int(random.integers(1, 7))
    levels = random_levels(random, n, statements, missing=float(random.choice([0, 0.1, 0.3, 0.6])))
    if random.random() < 0.3:
        levels[:, random.integers(statements)] = np.nan
    if random.random() < 0.3:
        alone = random.integers(statements)
        levels[1:, alone] = np.nan
        levels[0, alone] = 4
    return levels, random_weights(random, statements)


@pytest.mark.parametrize("confidential", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_a_basis_is_what_numpy_and_what_re_scoring_make_of_it(seed: int, confidential: bool) -> None:
    random = np.random.default_rng([1958, seed])
    seen_variance = 0
    for _ in range(150):
        levels, weights = incomplete(random)
        roles = [ROLES[at] for at in random.integers(0, len(ROLES), size=len(levels))]
        found = basis("plan", asked(weights), given(levels, roles), confidential=confidential)
        keep = who_counts(levels, confidential=confidential)
        rows, own_roles = levels[keep], [role for role, is_kept in zip(roles, keep, strict=True) if is_kept]
        assert (found.section_id, found.statements, found.n) == ("plan", len(weights), len(rows))
        assert found.index == (pytest.approx(index_of(rows, weights), abs=1e-12) if len(rows) else None)
        _has_the_variance_of_re_scoring(found, rows, weights)
        seen_variance += found.variance is not None
        for role_mean in found.roles:
            of_role = rows[[role == role_mean.role for role in own_roles]]
            assert role_mean.n == len(of_role)
            each = [index_of(row[None], weights) for row in of_role]
            expected = index_of(of_role, weights) if confidential else np.mean(each)
            assert role_mean.mean == pytest.approx(expected, abs=1e-12)
        assert {role_mean.role for role_mean in found.roles} == set(own_roles)
        assert sum(role_mean.n for role_mean in found.roles) == found.n
    assert seen_variance > 75


def _has_the_variance_of_re_scoring(found: ComparisonBasis, rows: Levels, weights: Levels) -> None:
    n = len(rows)
    if n < 2:
        assert found.variance is None
        return
    questionnaire_ = questionnaire(
        plan=[statement(f"s{place}", 1, float(weight)) for place, weight in enumerate(weights)]
    )
    people = given(rows)
    assert by_scoring(questionnaire_, people) == pytest.approx(found.index, abs=1e-12)
    without = np.array([by_scoring(questionnaire_, people[:at] + people[at + 1 :]) for at in range(n)])
    assert found.variance == pytest.approx((n - 1) / n * ((without - without.mean()) ** 2).sum(), abs=1e-12)


def test_an_interval_is_welchs_with_the_degrees_of_freedom_of_satterthwaite() -> None:
    random = np.random.default_rng(1946)
    for _ in range(300):
        sides = []
        for _ in range(2):
            levels, weights = incomplete(random)
            sides.append(basis("plan", asked(weights), given(levels), confidential=True))
        found = interval(*sides)
        if any(side.variance is None for side in sides):
            assert found is None
            continue
        (v1, v2), (n1, n2) = ([side.variance for side in sides], [side.n for side in sides])
        difference = sides[1].index - sides[0].index
        if v1 + v2 < 1e-20:
            assert found == pytest.approx((difference, difference), abs=1e-9)
            continue
        freedom = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
        expected = stats.t.interval(0.95, freedom, loc=difference, scale=np.sqrt(v1 + v2))
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_the_reach_of_one_index_is_students() -> None:
    random = np.random.default_rng(1908)
    for _ in range(200):
        levels = random_levels(random, int(random.integers(2, 40)), 4)
        own = levels.mean(axis=1)
        found = basis("plan", asked(np.ones(4)), given(levels))
        expected = stats.t.ppf(0.975, len(own) - 1) * own.std(ddof=1) / np.sqrt(len(own))
        assert margin(found.n, found.variance) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert margin(1, None) is None
    assert margin(0, None) is None


def test_sections_are_worked_out_one_by_one() -> None:
    random = np.random.default_rng(3)
    levels = random_levels(random, 9, 5, missing=0.2)
    plan, learn = asked(np.ones(3)), tuple(asked(np.full(5, 2.0), "learn")[3:])
    people = given(levels)
    assert bases((*plan, *learn), people) == {
        "plan": basis("plan", plan, people),
        "learn": basis("learn", learn, people),
    }
    assert bases((), people) == {}


def test_a_statement_that_was_not_asked_counts_nowhere() -> None:
    people = given([[1, 4], [2, 4], [3, None]])
    found = basis("plan", asked([1]), people)
    assert (found.statements, found.n, found.index) == (1, 3, 2.0)


def test_what_the_few_said_who_left_something_out_is_shown_by_an_index_without_them() -> None:
    """Why in a confidential assessment everybody counts: here one of eight answered one statement of four.

    The profile says that the first statement stands at 2.5 with eight levels, and the index without the eighth at 2.25.
    What the eighth said follows. With everybody in it the comparison says what the profile says, and nothing more.
    """
    rows: list[list[int | None]] = [[2, 2, 2, 2]] * 4 + [[3, 2, 3, 2]] * 3 + [[4, None, None, None]]
    statements, people = asked(np.ones(4)), given(rows)
    everybody, without = (
        basis("plan", statements, people, confidential=is_confidential) for is_confidential in (True, False)
    )
    profile = by_scoring(questionnaire(plan=[statement(f"s{place}") for place in range(4)]), people)
    assert everybody.index == pytest.approx(profile)
    first_mean, others = np.mean([row[0] for row in rows]), [2, 17 / 7, 2]
    of_seven = 4 * without.index - sum(others)
    assert 8 * first_mean - 7 * of_seven == pytest.approx(4)
    found = section_change(everybody, everybody, shown=(profile, profile))
    assert (found.from_statements, found.n) == (pytest.approx(0), (8, 8))


def test_a_mean_of_own_indexes_beside_the_profile_shows_who_left_something_out() -> None:
    """Why a role’s mean is its index: five managers answered both statements, the sixth only the second."""
    rows: list[list[int | None]] = [[1, 2], [2, 2], [3, 4], [1, 3], [2, 1], [None, 4]]
    people = given(rows, ["managers"] * 6)
    (own,) = basis("plan", asked([1, 1]), people).roles
    shown_first, shown_second = 9, 16
    sixth = (6 * own.mean - (shown_first + shown_second) / 2) * 2
    assert sixth == pytest.approx(4)
    (index,) = basis("plan", asked([1, 1]), people, confidential=True).roles
    assert index.mean == pytest.approx((9 / 5 + 16 / 6) / 2)
