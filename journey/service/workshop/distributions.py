"""How the answers of a room are laid out in a picture."""

from __future__ import annotations

from collections.abc import Collection

from journey.model import DistributionLayout
from journey.rules import distribution


def layout(counts: Collection[int], *alongside: Collection[int]) -> DistributionLayout:
    """The layout of a distribution, and of those that stand alongside it: all have the same scale."""
    return distribution.layout(counts, *alongside)
