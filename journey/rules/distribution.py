"""How a distribution is laid out, on the console and on the big screen alike: a dot a person, or bars for many.

Columns stand side by side; dots are stacked from the ground up, several to a row where a column is high.
"""

from __future__ import annotations

from collections.abc import Collection
from math import ceil

from journey.model import DistributionLayout

MOST_DOTS = 48
"""Up to so many people in all each is a dot; beyond, nobody could count them, and bars stand in their place."""

HIGHEST_STACK = 8
"""Dots above each other before another is set beside them."""


def layout(counts: Collection[int], *alongside: Collection[int]) -> DistributionLayout:
    """The layout of a distribution, and of those that stand alongside it: all have the same scale."""
    distributions = (counts, *alongside)
    most = max(max(numbers, default=0) for numbers in distributions)
    is_dots = max(sum(numbers) for numbers in distributions) <= MOST_DOTS
    return DistributionLayout(is_dots, most, max(ceil(most / HIGHEST_STACK), 1))
