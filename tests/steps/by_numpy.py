"""The figures of a round worked out a second time from its raw answers, as the scoring rules define them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

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


def within_roles(
    first: Sequence[Reply], second: Sequence[Reply], statements: Sequence[Ask], roles: Collection[str]
) -> tuple[float, float, float]:
    """What happened within these roles, and its interval: each role's Welch test, weighted by its average share."""
    weights, keys = weights_of(statements), sorted(roles)
    sides = [
        [levels_of([one for one in side if one.role == key], statements) for key in keys] for side in (first, second)
    ]
    n = np.array([[len(levels) for levels in side] for side in sides], dtype=float)
    share = (n / n.sum(axis=1, keepdims=True)).mean(axis=0)
    means = np.array([[index(levels, weights) for levels in side] for side in sides])
    parts = share**2 * np.array([[variance(levels, weights) for levels in side] for side in sides])
    within = float((share * (means[1] - means[0])).sum())
    if not parts.sum():
        return within, within, within
    freedom = parts.sum() ** 2 / (parts**2 / (n - 1)).sum()
    low, high = stats.t.interval(0.95, freedom, loc=within, scale=np.sqrt(parts.sum()))
    return within, float(low), float(high)


def mix_moved(first: Sequence[Reply], second: Sequence[Reply]) -> bool:
    """Whether the shares of roles differ by a tenth and by more than one person."""
    keys = sorted({one.role or "" for one in (*first, *second)})
    if keys == [""] or not all(any(one.role for one in side) for side in (first, second)):
        return False
    shares = [
        np.array([sum((one.role or "") == key for one in side) for key in keys]) / len(side) for side in (first, second)
    ]
    apart = float(np.abs(shares[0] - shares[1]).sum() / 2)
    return apart > 0.1 - 1e-9 and apart * min(len(first), len(second)) > 1 + 1e-9
