"""The figures of a round worked out a second time from its raw answers, as the scoring rules define them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from tests.steps.rounds import Ask, Reply

Levels = NDArray[np.float64]
"""A row for each response and a column for each statement; not a number where no level was given."""


def levels_of(replies: Sequence[Reply], statements: Sequence[Ask]) -> Levels:
    rows = [[_level(reply, one.id) for one in statements] for reply in replies]
    return np.array(rows, dtype=float).reshape(len(replies), len(statements))


def _level(reply: Reply, statement: str) -> float:
    said = reply.said.get(statement)
    return said if isinstance(said, int) else np.nan


def weights_of(statements: Sequence[Ask]) -> Levels:
    return np.array([one.weight for one in statements])


def coverage(replies: Sequence[Reply], statements: Sequence[Ask]) -> float:
    given = sum(one.weight for one in statements for reply in replies if isinstance(reply.said.get(one.id), int))
    base = sum(one.weight for one in statements for reply in replies if reply.said.get(one.id) != "na")
    return given / base


def index(levels: Levels, weights: Levels) -> float:
    """Σ w·mean / Σ w over the statements with a level."""
    has = ~np.isnan(levels).all(axis=0)
    return float(np.average(np.nanmean(levels[:, has], axis=0), weights=weights[has]))


def shown_index(replies: Sequence[Reply], statements: Sequence[Ask]) -> float | None:
    """The index of the profile: none below half of the answers."""
    if coverage(replies, statements) < 0.5:
        return None
    return index(levels_of(replies, statements), weights_of(statements))


def counting(replies: Sequence[Reply], statements: Sequence[Ask]) -> list[Reply]:
    """Who counts in a confidential comparison: all who give a level."""
    return [reply for reply in replies if any(isinstance(reply.said.get(one.id), int) for one in statements)]


def variance(levels: Levels, weights: Levels) -> float:
    """The delete-one jackknife."""
    n = len(levels)
    without = np.array([index(np.delete(levels, row, axis=0), weights) for row in range(n)])
    return float((n - 1) / n * ((without - without.mean()) ** 2).sum())


def interval(first: tuple[float, float, int], second: tuple[float, float, int]) -> tuple[float, float]:
    """Welch's, from index, variance and number of responses of each side."""
    (index1, var1, n1), (index2, var2, n2) = first, second
    spread = var1 + var2
    if not spread:
        return index2 - index1, index2 - index1
    freedom = spread**2 / (var1**2 / (n1 - 1) + var2**2 / (n2 - 1))
    low, high = stats.t.interval(0.95, freedom, loc=index2 - index1, scale=np.sqrt(spread))
    return float(low), float(high)


def kitagawa(first: Mapping[str, tuple[int, float]], second: Mapping[str, tuple[int, float]]) -> tuple[float, float]:
    """Within and mix, from how many of each role there are and the mean of their indexes."""
    both = sorted(first.keys() & second.keys())
    n1, n2 = np.array([first[role][0] for role in both]), np.array([second[role][0] for role in both])
    y1, y2 = np.array([first[role][1] for role in both]), np.array([second[role][1] for role in both])
    p1, p2 = n1 / n1.sum(), n2 / n2.sum()
    return float(((y2 - y1) * (p1 + p2) / 2).sum()), float(((p2 - p1) * (y1 + y2) / 2).sum())


def role_means(replies: Sequence[Reply], statements: Sequence[Ask]) -> dict[str, tuple[int, float]]:
    """How many of each role count, and their index: as the profiles of confidential rounds show it."""
    found: dict[str, list[Reply]] = {}
    for reply in replies:
        found.setdefault(reply.role or "", []).append(reply)
    weights = weights_of(statements)
    return {role: (len(each), index(levels_of(each, statements), weights)) for role, each in found.items()}
