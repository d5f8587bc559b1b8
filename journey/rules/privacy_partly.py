"""A score that is shown without its statements: rounded, so that it tells little of them in whole numbers.

Fewer digits leave more ways in which everybody may have answered. What else is worked out from the same answers, how
much stands behind the score and how sure it is, would take these ways away again: it is left out or rounded as well.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil, sqrt

from journey.model import ComparisonBasis, Hidden, SectionScore
from journey.rules.rounding import exact, rounded
from journey.rules.scoring import BAND_CUT_POINTS

PLACES = 1
"""An index without its statements has so many decimal places."""
ERROR_STEPS = 20
"""A standard error beside it is taken up to the next of so many steps of a level, so that nothing is too sure."""


def in_part(score: SectionScore) -> SectionScore:
    """The section without its statements, its index rounded within its band, its coverage unsaid."""
    return replace(
        score,
        index=None if score.index is None else rounded_index(score.index),
        coverage=None,
        statements=(),
        blockers=(),
        evidenced_share=None,
        on_paper=(),
        hidden=Hidden.STATEMENTS,
    )


def rounded_index(index: float) -> float:
    """The index as it is shown without its statements."""
    return float(rounded(index, PLACES, BAND_CUT_POINTS))


def rounded_variance(variance: float | None) -> float | None:
    """The squared standard error of an index that is shown without its statements."""
    if variance is None:
        return None
    return (ceil(exact(sqrt(variance) * ERROR_STEPS)) / ERROR_STEPS) ** 2


def basis_in_part(basis: ComparisonBasis) -> ComparisonBasis:
    """What a comparison of such a score rests on; nothing is compared by role."""
    index = None if basis.index is None else rounded_index(basis.index)
    return replace(basis, index=index, variance=rounded_variance(basis.variance), roles=())
