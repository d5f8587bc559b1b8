"""Shares and weights compared in whole numbers, so that no binary float decides on which side of a limit one lies."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm


def reaches_share(part: int, whole: int, share: Fraction) -> bool:
    """Whether ``part`` of ``whole`` is at least ``share``."""
    return part * share.denominator >= whole * share.numerator


@lru_cache(maxsize=1024)
def whole_weights(weights: tuple[float, ...]) -> tuple[int, ...]:
    """The smallest whole numbers in the proportions of the weights as they are written: 0.1 is a tenth, no less."""
    exact = [Fraction(repr(weight)) for weight in weights]
    common = lcm(*(weight.denominator for weight in exact))
    whole = [int(weight * common) for weight in exact]
    shared = gcd(*whole)
    return tuple(weight // shared for weight in whole)
