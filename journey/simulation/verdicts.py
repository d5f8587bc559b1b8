"""The verdict on a change for many councils at once: ``rules.change`` for whole arrays, where every answer is given.

With complete answers the delete-one jackknife is the variance of people's own section indexes over their number, so
what goes in is those indexes. A test holds each verdict against the product's own.
"""

from __future__ import annotations

import numpy as np
from scipy.special import stdtrit

from journey.rules import change, rounding
from journey.simulation.councils import Real, Whole


def half_widths(before: Real, after: Real) -> Real:
    """Half the width of the 95% interval of each difference, as ``change.interval`` has it.

    ``before`` and ``after`` are people's section indexes: [councils, people, sections]. Returns [councils, sections].
    """
    first, second = (people.var(axis=1, ddof=1) / people.shape[1] for people in (before, after))
    spread = first + second
    with np.errstate(invalid="ignore"):
        freedom = spread**2 / (first**2 / (before.shape[1] - 1) + second**2 / (after.shape[1] - 1))
        half = stdtrit(freedom, (1 + change.CONFIDENCE) / 2) * np.sqrt(spread)
    return np.asarray(np.where(spread > 0, half, 0.0))


def verdicts(before: Real, after: Real) -> Whole:
    """1 where the section is called higher, −1 where lower, else 0. Shapes as in ``half_widths``."""
    difference = after.mean(axis=1) - before.mean(axis=1)
    if min(before.shape[1], after.shape[1]) < change.CLAIM_FROM:
        return np.zeros(difference.shape, dtype=np.int64)
    reaches = np.round(np.abs(difference), rounding.EXACT_PLACES) >= change.CLEAR
    is_claim = reaches & (np.abs(difference) > half_widths(before, after))
    return np.where(is_claim, np.sign(difference), 0).astype(np.int64)
