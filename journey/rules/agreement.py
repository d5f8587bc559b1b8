"""How the levels given to one statement fall: middle, spread, and agreement in words.

Every function takes *level counts*: a tuple whose first number says how many chose level 1, whose second how many chose
level 2, and so on. The product's scale has four levels; the length of the tuple is the number of levels, so that the
formulas can be checked against published examples on other scales. Sums are whole numbers and each result comes from
one division, so it is the closest float to the exact figure, and no comparison with a limit suffers from rounding.

Sources: James, Demaree and Wolf (1984) for r_wg; Burke and Dunlap (2002) for the limit of the average deviation.
"""

from __future__ import annotations

from operator import mul

from journey.model import Agreement

STEPS = tuple(range(1, 12))
SQUARES = tuple(level * level for level in STEPS)
"""Scales of up to eleven levels."""

WORDS_FROM = 3
"""Agreement is put in words from this many levels on: two people who differ are not yet a pattern."""


def mean(levels: tuple[int, ...]) -> float | None:
    """The mean level, or None where nobody gave a level."""
    n = sum(levels)
    return _total(levels) / n if n else None


def median(levels: tuple[int, ...]) -> int | None:
    """The middle level, the lower of the two middle ones when their number is even; None where nobody gave a level."""
    return _level_at(levels, (sum(levels) + 1) // 2)


def upper_median(levels: tuple[int, ...]) -> int | None:
    """The middle level, the upper of the two middle ones when their number is even; None where nobody gave a level."""
    return _level_at(levels, sum(levels) // 2 + 1) if any(levels) else None


def _level_at(levels: tuple[int, ...], place: int) -> int | None:
    """The level at a place of the levels in order, counted from 1; None at place 0."""
    reached = 0
    for level, chosen in enumerate(levels, start=1):
        reached += chosen
        if reached >= place > 0:
            return level
    return None


def average_deviation(levels: tuple[int, ...]) -> float | None:
    """The mean distance of the levels from their mean, in levels; None where nobody gave a level."""
    n = sum(levels)
    return _scaled_deviation(levels, n) / (n * n) if n else None


def r_wg(levels: tuple[int, ...]) -> float | None:
    """Agreement from 0 (as if people answered at random, or worse) to 1 (all alike); None for fewer than two levels.

    1 − s² / σ², with s² the sample variance (n − 1) and σ² = (A² − 1) / 12 that of A levels chosen at random.
    """
    n = sum(levels)
    if n < 2:
        return None
    total = _total(levels)
    squares: int = sum(map(mul, SQUARES, levels))
    at_random = n * (n - 1) * (len(levels) ** 2 - 1)
    return max(0, at_random - 12 * (n * squares - total * total)) / at_random


def agreement_of(levels: tuple[int, ...]) -> Agreement | None:
    """Agree, mixed or two camps; None for fewer than three levels.

    Two camps: somewhere on the scale one level is chosen by fewer than stand below it and by fewer than stand above it,
    and each of those sides holds at least a quarter. Agree: the average deviation is at most a sixth of the scale.
    """
    n = sum(levels)
    if n < WORDS_FROM:
        return None
    if camps(levels) is not None:
        return Agreement.TWO_CAMPS
    within_limit = 6 * _scaled_deviation(levels, n) <= len(levels) * n * n
    return Agreement.AGREE if within_limit else Agreement.MIXED


def camps(levels: tuple[int, ...]) -> int | None:
    """The lowest level that stands between two camps, as ``in_words`` tells them; None where there are none."""
    n = sum(levels)
    for between in range(1, len(levels) - 1):
        middle = levels[between]
        below = sum(levels[:between])
        above = n - below - middle
        if n >= WORDS_FROM and 4 * below >= n and 4 * above >= n and middle < below and middle < above:
            return between + 1
    return None


def _total(levels: tuple[int, ...]) -> int:
    total: int = sum(map(mul, STEPS, levels))
    return total


def _scaled_deviation(levels: tuple[int, ...], n: int) -> int:
    """The average deviation times n², a whole number: Σ |n·x − Σx|, of which what lies above the mean is one half."""
    total = _total(levels)
    above = step = 0
    for chosen in levels:
        step += n
        if step > total:
            above += chosen * (step - total)
    return 2 * above
