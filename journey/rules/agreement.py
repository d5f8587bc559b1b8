"""How the levels given to one statement fall: middle, spread, and what the vote points to, by the room's rule.

Figures take *level counts*: a tuple whose first number says how many chose level 1, whose second how many chose level
2, and so on. The product's scale has four levels; the length of the tuple is the number of levels, so that the formulas
can be checked against published examples on other scales. Sums are whole numbers and each result comes from one
division, so it is the closest float to the exact figure, and no comparison with a limit suffers from rounding.

A vote points, and people agree: the word for a vote, the level it proposes and whether that may be accepted together
with others are the same on every screen, paper and file. In a room that agrees on nothing but shuns the ends (10, 40,
40, 10 %) a level is ready in 3.6, 1.8 and 0.3 % of votes with 9, 12 and 20 people; in a room of one mind (85 % on one
level, the rest beside it) in 86, 91 and 93 %.

Sources: James, Demaree and Wolf (1984) for r_wg; the thresholds of RAND's panels for camps (Fitch and others 2001).
"""

from __future__ import annotations

from fractions import Fraction
from operator import mul

from journey.model import LEVELS, Agreement, AgreementKind, Counts

STEPS = tuple(range(1, 12))
SQUARES = tuple(level * level for level in STEPS)
"""Scales of up to eleven levels."""

WORDS_FROM = 5
"""A vote is put in words from this many levels on: of fewer the counts are listed."""
ALL_FROM = 3
"""That all say the same is said from this many levels on."""
IN_A_CAMP = Fraction(3, 10)
MOST = Fraction(2, 3)
"""Of those who gave a level: on one level to be called most, and at a level or above for it to be proposed."""
ON_TWO_NEIGHBOURS = Fraction(3, 4)
READY = Fraction(3, 4)
"""This share on one level may accept it together with others, where the rest stand beside it."""
FAR = 2
"""Whoever stands this many levels away is heard first."""
MAY_BE_FAR = Fraction(1, 20)
GAVE_A_LEVEL = Fraction(3, 4)
ANSWERED = Fraction(1, 2)


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


def agreement_of(counts: Counts) -> Agreement:
    """The word for a vote: the first of these that holds.

    Most don't know, of all who answered. All on one level, of three or more. Too few for a word. Two camps. Most on one
    level. Between two neighbours. Spread over the levels that were chosen.
    """
    levels, n = counts.levels, counts.n
    chosen = tuple(level for level in LEVELS if levels[level - 1])
    pair, on_the_pair = _fullest_pair(levels)
    if 2 * counts.dont_know > _answered(counts):
        return Agreement(AgreementKind.MOST_DONT_KNOW, (), counts)
    if n >= ALL_FROM and len(chosen) == 1:
        return Agreement(AgreementKind.ALL, chosen, counts)
    if n < WORDS_FROM:
        return Agreement(AgreementKind.TOO_FEW, chosen, counts)
    if camps(levels) is not None:
        return Agreement(AgreementKind.TWO_CAMPS, chosen, counts)
    if max(levels) >= MOST * n:
        return Agreement(AgreementKind.MOST, (_fullest(levels),), counts)
    if on_the_pair >= ON_TWO_NEIGHBOURS * n:
        return Agreement(AgreementKind.BETWEEN, pair, counts)
    return Agreement(AgreementKind.SPREAD, chosen, counts)


def is_a_word(agreement: Agreement) -> bool:
    """Whether it may be said outside the room: five or more stand behind it. Below, the counts are listed."""
    counts = agreement.counts
    if agreement.kind is AgreementKind.MOST_DONT_KNOW:
        return counts.n + counts.dont_know >= WORDS_FROM
    return counts.n >= WORDS_FROM


def camps(levels: tuple[int, ...]) -> int | None:
    """The level that stands between two camps: of several the one that fewest chose; None where there are none.

    Each camp holds at least three tenths of five levels or more, and fewer stand between than in either.
    """
    n = sum(levels)
    gaps = []
    for place in range(1, len(levels) - 1):
        below, between, above = sum(levels[:place]), levels[place], sum(levels[place + 1 :])
        smaller = min(below, above)
        if n >= WORDS_FROM and smaller >= IN_A_CAMP * n and between < smaller:
            gaps.append((between, place + 1))
    return min(gaps)[1] if gaps else None


def proposed_level(counts: Counts) -> int | None:
    """The highest level which at least two thirds say is reached: if torn, the lower.

    None where the word names no level (camps, spread, don't know) and for fewer than five levels, unless all are alike.
    """
    if agreement_of(counts).kind not in (AgreementKind.ALL, AgreementKind.MOST, AgreementKind.BETWEEN):
        return None
    return max(level for level in LEVELS if sum(counts.levels[level - 1 :]) >= MOST * counts.n)


def is_on_one_level(levels: tuple[int, ...]) -> bool:
    """Whether five or more stand on one level, but for a quarter beside it; from 20 on, one in 20 farther away."""
    n, fullest = sum(levels), _fullest(levels)
    far = sum(chosen for level, chosen in enumerate(levels, start=1) if abs(level - fullest) >= FAR)
    return n >= WORDS_FROM and levels[fullest - 1] >= READY * n and far <= MAY_BE_FAR * n


def is_ready(counts: Counts, asked: int = 0) -> bool:
    """Whether the level proposed may be accepted together with others, before anybody has spoken.

    Those on one level, three quarters of those who answered gave a level, and half of those ``asked`` answered.
    """
    answered = _answered(counts)
    heard = counts.n >= GAVE_A_LEVEL * answered and answered >= ANSWERED * asked
    return heard and is_on_one_level(counts.levels)


def _answered(counts: Counts) -> int:
    return counts.n + counts.dont_know + counts.not_applicable


def _fullest(levels: tuple[int, ...]) -> int:
    """The level that most chose; of several the lowest."""
    return levels.index(max(levels)) + 1


def _fullest_pair(levels: tuple[int, ...]) -> tuple[tuple[int, int], int]:
    """The two neighbouring levels that most chose together, and how many; of several the lower two."""
    pairs = [levels[place] + levels[place + 1] for place in range(len(levels) - 1)]
    lower = pairs.index(max(pairs)) + 1
    return (lower, lower + 1), max(pairs)


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
