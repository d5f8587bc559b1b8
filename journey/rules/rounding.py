"""How a number is rounded before anybody reads it, and when it counts as having reached a limit.

Numbers are compared and rounded as decimal text with nine places, half up, as people do it on paper: what a binary
float makes of 2.45 or 0.1 + 0.2 decides nothing. A rounded number never seems to be on the other side of a limit:
beside "below 2.5" an index of 2.457 is 2.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

EXACT_PLACES = 9
"""Sums of floats are right to far more places than this, and no rule asks for as many."""


def exact(value: float) -> Decimal:
    """The number that was meant, without the noise of binary floats."""
    return Decimal(f"{value:.{EXACT_PLACES}f}")


def reaches(value: float, limit: float | Fraction) -> bool:
    """Whether a number is at a limit or above it."""
    return exact(value) >= exact(float(limit))


def rounded(value: float, places: int, limits: Iterable[float | Fraction] = ()) -> Decimal:
    """The number with so many decimal places, half up, on its own side of each of the limits.

    Where half up would cross a limit the number is cut off or taken up instead; limits that lie closer together than
    one step of the last place get as many more places as they need.
    """
    limits = tuple(limits)
    number, edges = exact(value), [exact(float(limit)) for limit in limits]
    step = Decimal(1).scaleb(-places)
    for rounding in (ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING):
        shown = number.quantize(step, rounding)
        if all((shown >= edge) == (number >= edge) for edge in edges):
            return shown
    return rounded(value, places + 1, limits)


def cut_off(value: float, places: int) -> Decimal:
    """The number with so many decimal places and nothing taken up: what is said to be there at least."""
    return exact(value).quantize(Decimal(1).scaleb(-places), ROUND_FLOOR)


def percentages(numbers: Sequence[int]) -> tuple[int, ...]:
    """The shares of a whole as whole percentages that sum to 100: each cut off, the largest remainders taken up.

    Equal remainders are taken up from the left. All are 0 where there is nothing to share.
    """
    whole = sum(numbers)
    if not whole:
        return (0,) * len(numbers)
    shares = [100 * number // whole for number in numbers]
    by_remainder = sorted(range(len(numbers)), key=lambda place: -(100 * numbers[place] % whole))
    for place in by_remainder[: 100 - sum(shares)]:
        shares[place] += 1
    return tuple(shares)
