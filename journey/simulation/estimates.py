"""Shares and figures with their Monte Carlo error: how far another run with other councils may lie away.

The sections of one council have much in common. So the error is that of a ratio over councils, not over sections.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from numpy.typing import ArrayLike

from journey.simulation.councils import Real

NORMAL_95 = 1.96
RULE_OF_THREE = 3.0
"""Where nothing was seen in n councils, a share of up to 3/n would have passed unseen once in twenty times."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, and half the width of its 95% Monte Carlo interval."""

    value: float
    error: float


def share(hits: ArrayLike, among: ArrayLike | None = None) -> Estimate:
    """The share of ``hits`` among the cases that ``among`` marks, all where it is not given. Both: [councils, …]."""
    hit = np.asarray(hits, dtype=np.float64)
    case = np.ones_like(hit) if among is None else np.asarray(among, dtype=np.float64)
    return ratio(_by_council(hit * case), _by_council(case))


def ratio(of_council: Real, cases: Real) -> Estimate:
    """Σ of_council / Σ cases, and its error from how far the councils differ. Both: [councils]."""
    total = float(cases.sum())
    if not total:
        return Estimate(nan, nan)
    value = float(of_council.sum()) / total
    residuals = of_council - value * cases
    councils = int((cases > 0).sum())
    error = NORMAL_95 * sqrt(float((residuals**2).sum()) * councils / max(councils - 1, 1)) / total
    return Estimate(value, error or min(RULE_OF_THREE / councils, 1.0))


def crossing(found: Callable[[float], Estimate], target: float, low: float, high: float, steps: int = 8) -> Estimate:
    """Where a rising share reaches ``target`` between ``low`` and ``high``, by halving.

    The error is that of the share there, divided by how steeply it rises.
    """
    least, most = low, high
    for _ in range(steps):
        middle = (least + most) / 2
        if found(middle).value < target:
            least = middle
        else:
            most = middle
    middle, apart = (least + most) / 2, (high - low) / 20
    steepness = (found(middle + apart).value - found(middle - apart).value) / (2 * apart)
    error = found(middle).error / steepness if steepness > 0 else nan
    return Estimate(middle, error + (most - least) / 2)


def _by_council(values: Real) -> Real:
    return np.asarray(values.reshape(len(values), -1).sum(axis=1))
