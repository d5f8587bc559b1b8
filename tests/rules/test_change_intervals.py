"""How sure a change is: the interval beside scipy's, and what it keeps of its promise when rounds are simulated."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from journey.model import AskedStatement, Change, ComparisonBasis, Verdict
from journey.rules.change import section_change
from journey.rules.change_basis import ResponseLevels, basis

Levels = NDArray[np.float64]
SHORTEST, LONGEST = 12, 60
MISSING = 0.1


def asked(weights: NDArray[np.float64]) -> list[AskedStatement]:
    return [AskedStatement("reviews", f"s{number}", 1, float(weight)) for number, weight in enumerate(weights)]


def given(levels: Levels) -> list[ResponseLevels]:
    """A response for each row; NaN is a statement without a level."""
    return [
        ResponseLevels(None, {f"s{n}": int(level) for n, level in enumerate(row) if not np.isnan(level)})
        for row in levels
    ]


def based(levels: Levels, weights: NDArray[np.float64]) -> ComparisonBasis:
    return basis("reviews", asked(weights), given(levels))


def between(before: ComparisonBasis, after: ComparisonBasis) -> Change:
    return section_change(before, after, shown=(before.index, after.index))


def test_with_complete_answers_the_interval_is_welchs_in_a_thousand_cases() -> None:
    random = np.random.default_rng(1947)
    for _ in range(1000):
        weights = random.choice([1.0, 1.0, 2.0, 0.5], size=random.integers(1, 9))
        first, second = (
            random.integers(1, 5, size=(random.integers(2, 40), len(weights))).astype(float) for _ in range(2)
        )
        own = [np.average(levels, axis=1, weights=weights) for levels in (second, first)]
        if all(np.ptp(each) == 0 for each in own):
            continue
        theirs = stats.ttest_ind(*own, equal_var=False).confidence_interval(0.95)
        ours = between(based(first, weights), based(second, weights)).interval
        assert ours == pytest.approx((theirs.low, theirs.high), rel=1e-9, abs=1e-12)


class Population:
    """People who answer a section: each leans one way, and each statement stands somewhere."""

    def __init__(self, random: np.random.Generator, statements: int) -> None:
        self.random = random
        self.stands = random.uniform(1.6, 3.4, size=statements)

    def moved(self, by: float) -> Population:
        other = Population(self.random, len(self.stands))
        other.stands = self.stands + by
        return other

    def answers(self, people: int) -> Levels:
        """Whole levels from 1 to 4, a tenth of them missing at random."""
        leaning = self.random.normal(0, 0.5, size=(people, 1))
        seen = self.stands + leaning + self.random.normal(0, 0.6, size=(people, len(self.stands)))
        levels = np.clip(np.floor(seen + 0.5), 1, 4)
        levels[self.random.random(levels.shape) < MISSING] = np.nan
        return levels

    def index(self) -> float:
        """What everybody's answers would give: the probabilities of the levels are known exactly."""
        cuts = np.array([1.5, 2.5, 3.5])
        above = stats.norm.sf((cuts - self.stands[:, None]) / np.hypot(0.5, 0.6))
        return float((1 + above.sum(axis=1)).mean())


def pairs(seed: int, trials: int, *, moves: bool) -> list[tuple[float, Change]]:
    """The true difference and the change found, for so many pairs of rounds."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(trials):
        statements = int(random.integers(4, 9))
        before = Population(random, statements)
        after = before.moved(random.uniform(-0.5, 0.5)) if moves else before
        sizes = random.integers(SHORTEST, LONGEST + 1, size=2)
        weights = np.ones(statements)
        sides = [based(people.answers(int(n)), weights) for people, n in zip((before, after), sizes, strict=True)]
        found.append((after.index() - before.index(), between(*sides)))
    return found


def test_the_interval_covers_the_truth_in_93_to_97_of_100_rounds_with_a_tenth_missing() -> None:
    found = pairs(2006, 2000, moves=True)
    covered = [change.interval[0] <= truth <= change.interval[1] for truth, change in found if change.interval]
    assert len(covered) == 2000
    assert 0.93 <= np.mean(covered) <= 0.97


def test_rounds_of_the_same_people_are_called_changed_in_at_most_6_of_100() -> None:
    called = [change.verdict in (Verdict.HIGHER, Verdict.LOWER) for _, change in pairs(2007, 2000, moves=False)]
    assert np.mean(called) <= 0.06


def test_a_real_change_is_usually_found() -> None:
    """Otherwise a product that never claimed anything would pass."""
    found = pairs(2008, 500, moves=True)
    large = [change.verdict for truth, change in found if truth > 0.4]
    assert len(large) > 30
    assert np.mean([verdict is Verdict.HIGHER for verdict in large]) > 0.6


@pytest.mark.parametrize("few", [1, 2, 3, 4])
def test_nothing_is_claimed_of_fewer_than_five_however_far_they_moved(few: int) -> None:
    low, high = np.full((few, 3), 1.0), np.full((12, 3), 4.0)
    weights = np.ones(3)
    for before, after in ((low, high), (high, low), (low, np.full((few, 3), 4.0))):
        assert between(based(before, weights), based(after, weights)).verdict is Verdict.TOO_FEW


def test_five_who_all_moved_alike_are_enough() -> None:
    weights = np.ones(3)
    found = between(based(np.full((5, 3), 2.0), weights), based(np.full((5, 3), 3.0), weights))
    assert (found.difference, found.interval, found.verdict) == (1.0, (1.0, 1.0), Verdict.HIGHER)


def test_a_sure_difference_of_less_than_a_quarter_is_no_clear_change() -> None:
    weights = np.ones(5)
    after = np.full((40, 5), 2.0)
    after[:, 0] = 3.0
    found = between(based(np.full((40, 5), 2.0), weights), based(after, weights))
    assert found.difference == pytest.approx(0.2)
    assert found.verdict is Verdict.NO_CLEAR_CHANGE
    after[:10, 1] = 3.0
    found = between(based(np.full((40, 5), 2.0), weights), based(after, weights))
    assert found.difference == pytest.approx(0.25)
    assert found.verdict is Verdict.HIGHER


def test_what_nobody_answered_is_not_compared() -> None:
    weights = np.ones(3)
    nobody = based(np.full((6, 3), np.nan), weights)
    found = between(nobody, based(np.full((6, 3), 2.0), weights))
    assert (found.difference, found.interval, found.verdict) == (None, None, Verdict.NOT_COMPARABLE)
