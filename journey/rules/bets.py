"""What the next round says of a bet: moved, not yet, moved without us, or nothing that can be told.

The figures are those of the change rules: a difference, its 95 % interval, and how many counted then and now. A bet
passes only where the change rules would call the difference a change; below that two things are told apart that look
alike, a pledged move that is ruled out and one that nobody can see.

A single statement has an interval of its own, Welch's, from the levels that its people gave in the two rounds; they are
shown beside it anyway. The change page names statements after it has looked at all of them, and so asks their section
to have moved as well. A bet names its one statement beforehand, so its own interval is enough; but a statement is one
question and not eight, so the move has to reach what so many people will notice (the bar of table 3.1) and not a
quarter of a level. Otherwise nothing is claimed, and it is never said to have moved most on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journey.model import (
    BetVerdict,
    CannotTell,
    Change,
    Counts,
    Elsewhere,
    PitfallState,
    SubjectKind,
    Verdict,
    WithoutUs,
)
from journey.rules.change import CLAIM_FROM, CLEAR, estimated, margin
from journey.rules.many_changes import JUDGED
from journey.rules.noticeable import USUAL_SPREAD, smallest_noticed
from journey.rules.rounding import reaches

HIT = frozenset({BetVerdict.MOVED, BetVerdict.MOVED_IN_PART})
"""The verdicts that the test passed."""
FALSE_HIGHER = 0.025
"""How often a single bet is called moved although nothing is."""
LOWEST_OF_SECTIONS = 5
"""From so many sections on it is known how much the lowest rises by itself."""
LOWEST_STATEMENTS = 3
"""So many of the lowest statements rise by themselves."""

_COMES_ANYWAY = {
    SubjectKind.SECTION: {5: 0.06, 8: 0.04, 12: 0.03, 20: 0.02},
    SubjectKind.STATEMENT: {5: 0.25, 8: 0.17, 12: 0.11, 20: 0.07},
}
"""How far the lowest of five sections and the three lowest statements rise with nothing changed and new people, by how
many answer: they were picked partly for bad luck."""
_SHOWN_FROM = 0.005
"""Two judgements that lie closer together are shown as the same figure."""
_CANNOT = {
    Verdict.TOO_FEW: CannotTell.TOO_FEW,
    Verdict.NOT_COMPARABLE: CannotTell.NOT_COMPARABLE,
    Verdict.OTHER_ROLES: CannotTell.OTHER_ROLES,
}
_ORDER = {PitfallState.NOT_YET: 0, PitfallState.PARTLY: 1, PitfallState.AVOIDED: 2}


@dataclass(frozen=True, slots=True)
class Move:
    """A difference between two rounds, as a bet is held against it. ``bar`` is the least that could be called one.

    ``why`` says why nothing can be told of it, whatever the figures are.
    """

    difference: float | None
    interval: tuple[float, float] | None
    n: tuple[int, int]
    bar: float = CLEAR
    why: CannotTell | None = None


def of_section(change: Change, *, has_scores: bool = True) -> Move:
    """The move of a section: the difference that its verdict is about. Without both scores nothing can be told."""
    why = None if has_scores else CannotTell.NO_SCORE
    return Move(change.judged, change.interval, change.n, CLEAR, why or _CANNOT.get(change.verdict))


def of_statement(before: Counts, after: Counts) -> Move:
    """The move of a statement that both rounds asked alike, from how its answers fell then and now."""
    n = before.n, after.n
    if min(n) < 2:
        return Move(None, None, n, why=CannotTell.TOO_FEW)
    (first, first_spread), (second, second_spread) = map(mean_and_variance, (before, after))
    estimate = estimated(second - first, [(first_spread / n[0], n[0]), (second_spread / n[1], n[1])])
    return Move(estimate.difference, estimate.interval, n, smallest_noticed(*n))


def mean_and_variance(counts: Counts) -> tuple[float, float]:
    """The mean level of at least one answer, and the variance over people; 0 of a single one."""
    mean = sum(level * number for level, number in enumerate(counts.levels, start=1)) / counts.n
    squares = sum(number * (level - mean) ** 2 for level, number in enumerate(counts.levels, start=1))
    return mean, squares / (counts.n - 1) if counts.n > 1 else 0.0


def pledge(by: float) -> float:
    """The pledged move as it is tested: a smaller one than a quarter of a level could never be called."""
    return max(by, CLEAR)


def verdict(move: Move, by: float) -> tuple[BetVerdict, CannotTell | None]:
    """The verdict on a bet that something moves up ``by`` so many levels, and why where nothing can be told."""
    if move.why is not None:
        return BetVerdict.CANNOT_TELL, move.why
    if min(move.n) < CLAIM_FROM or move.difference is None or move.interval is None:
        return BetVerdict.CANNOT_TELL, CannotTell.TOO_FEW
    (low, high), pledged, bar = move.interval, pledge(by), max(move.bar, CLEAR)
    if low > 0 and reaches(move.difference, bar):
        return (BetVerdict.MOVED if reaches(move.difference, pledged) else BetVerdict.MOVED_IN_PART), None
    if high < pledged:
        is_lower = high < 0 and reaches(-move.difference, bar)
        return (BetVerdict.NOT_YET_AND_BACK if is_lower else BetVerdict.NOT_YET), None
    return BetVerdict.TOO_WIDE, None


def without_us(
    found: BetVerdict, difference: float | None, *, step_on: date | None, opened_on: date, elsewhere: Elsewhere | None
) -> WithoutUs | None:
    """Why a move is not put down to the action; None where it may be, or where nothing moved.

    Its first step has to be done on a day before the answers opened. And where the sections that no bet is on rose as
    much, clearly so, the move is one of the whole council: no action on this one made it.
    """
    if found not in HIT or difference is None:
        return None
    if step_on is None or step_on >= opened_on:
        return WithoutUs.FIRST_STEP
    rose_as_much = elsewhere is not None and elsewhere.at_least > 0 and reaches(elsewhere.difference, difference)
    return WithoutUs.ELSEWHERE if rose_as_much else None


def elsewhere(changes: Iterable[Change]) -> Elsewhere | None:
    """The mean change of sections that no bet is on. None where nothing can be told of any.

    The same people answer about all of them, so the sections are not independent. Half the width of the mean's interval
    is at most the mean of their own half-widths, however much they move together: that is taken.
    """
    known = [
        (one.judged, one.judged - one.interval[0])
        for one in changes
        if one.judged is not None and one.interval is not None and one.verdict in JUDGED
    ]
    if not known:
        return None
    mean = sum(difference for difference, _ in known) / len(known)
    return Elsewhere(len(known), mean, mean - sum(half for _, half in known) / len(known))


def judged(before: float, after: float) -> BetVerdict:
    """What those who answered say, in two values: higher, the same or lower. No test stands behind it."""
    if abs(after - before) < _SHOWN_FROM:
        return BetVerdict.JUDGED_SAME
    return BetVerdict.JUDGED_HIGHER if after > before else BetVerdict.JUDGED_LOWER


def pitfall_judged(before: PitfallState, after: PitfallState) -> BetVerdict | None:
    """The same of a pitfall: higher is nearer to avoided. None where one of the two is unanswered or does not apply."""
    if before not in _ORDER or after not in _ORDER:
        return None
    return judged(_ORDER[before], _ORDER[after])


def half_width(n: int, variance: float | None) -> float:
    """Half the width of the interval of the next difference, if as many answer again and lie as far apart.

    ``variance`` is the squared standard error of the value now; where it is not known people lie apart as usual.
    Infinite for fewer than two.
    """
    each = USUAL_SPREAD**2 / max(n, 1) if variance is None else variance
    # Twice the squared error, with twice the degrees of freedom.
    return margin(2 * n - 1, 2 * each) or float("inf")


def comes_anyway(kind: SubjectKind, n: int) -> float | None:
    """How far the lowest rise by themselves with so many answers; None below five."""
    table = _COMES_ANYWAY.get(kind, {})
    known = [number for number in table if number <= n]
    return table[max(known)] if known else None


def chance_of_a_false_one(bets: int) -> float:
    """How often at least one of so many bets is called moved although nothing is."""
    return float(1 - (1 - FALSE_HIGHER) ** bets)
