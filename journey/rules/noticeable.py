"""How small a change so many people will notice: known before the first answer, from how far apart people usually are.

Two things stand between a true change and the verdict *higher* or *lower*: its 95 % interval has to leave 0 out, and it
has to be a quarter level at least. A change of the size worked out here passes both in four rounds of five, if other
people answer each time. In simulated councils it was found within 0.04 of this, to two places (table 3.1 of
``journey simulate``).
"""

from __future__ import annotations

from math import inf, sqrt

from journey.rules.change import CLEAR, CONFIDENCE

POWER = 0.8
"""In this share of rounds a change of the size worked out is called one."""
ABOVE_THE_FLOOR = 0.84
"""So many standard errors a true change has to stand above a bar to pass it in four rounds of five."""

PEOPLE_ALIKE = 0.33
USUAL_SPREAD = 0.44
PEOPLE_APART = 0.53
PEOPLE_VERY_APART = 0.64
"""How far people may be apart: the standard deviation, over people, of the index that each gives a section."""


def smallest_noticed(n_before: int, n_after: int, spread: float = USUAL_SPREAD) -> float:
    """The true change that is called one in four rounds of five, with so many people then and now.

    Infinite where fewer than two people answer either time: then no change is ever called one.
    """
    if min(n_before, n_after) < 2:
        return inf
    error = _standard_error(n_before, n_after, spread)
    freedom = n_before + n_after - 2
    by_interval = (_t(freedom, (1 + CONFIDENCE) / 2) + _t(freedom, POWER)) * error
    return max(by_interval, CLEAR + ABOVE_THE_FLOOR * error)


def _standard_error(n_before: int, n_after: int, spread: float) -> float:
    return spread * sqrt(1 / n_before + 1 / n_after)


def _t(freedom: float, share: float) -> float:
    from scipy.special import stdtrit  # slow to import, and needed only where rounds are planned or compared

    return float(stdtrit(freedom, share))
