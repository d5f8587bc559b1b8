"""How well a council judges its chances: Brier's score, once there are bets enough, and what luck alone makes of it.

With few bets the score says nothing: an honest council with five lands anywhere between 0.07 and 0.34. So below twenty
there is the list alone. It is never worked out for a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from journey.model import CHANCES, BetVerdict, Calibration, SaidChance

SCORED_FROM = 20
"""With fewer scored bets there is no number."""
HONEST = 0.95
"""In this share of cases a council that states its chances rightly lands in the range."""

_OUTCOMES = {
    BetVerdict.MOVED: True,
    BetVerdict.MOVED_IN_PART: False,
    BetVerdict.NOT_YET: False,
    BetVerdict.NOT_YET_AND_BACK: False,
}
_PLACES = 6


def calibration(bets: Iterable[tuple[int, BetVerdict]]) -> Calibration:
    """From the chance, in per cent, and the verdict of each bet. Open ones do not count at all.

    What moved without us, what cannot be told, what was judged and what was withdrawn is left out and counted beside.
    """
    known = [(chance, verdict) for chance, verdict in bets if verdict is not BetVerdict.OPEN]
    scored = [(chance, _OUTCOMES[verdict]) for chance, verdict in known if verdict in _OUTCOMES]
    left_out: Counter[BetVerdict] = Counter(verdict for _, verdict in known if verdict not in _OUTCOMES)
    said = tuple(
        SaidChance(chance, len(outcomes), sum(outcomes))
        for chance in CHANCES
        if (outcomes := [came_true for at, came_true in scored if at == chance])
    )
    true = sum(came_true for _, came_true in scored)
    if len(scored) < SCORED_FROM:
        return Calibration(said, len(scored), true, left_out)
    chances = [chance / 100 for chance, _ in scored]
    share = true / len(scored)
    return Calibration(
        said,
        len(scored),
        true,
        left_out,
        score=brier(chances, [came_true for _, came_true in scored]),
        share_score=share * (1 - share),
        honest=honest_range(chances),
    )


def brier(chances: Sequence[float], came_true: Sequence[bool]) -> float:
    """The mean of (chance − outcome)², of at least one bet: 0 is perfect, 0.25 what always saying a half gives."""
    pairs = zip(chances, came_true, strict=True)
    return sum((chance - outcome) ** 2 for chance, outcome in pairs) / len(chances)


def honest_range(chances: Sequence[float]) -> tuple[float, float]:
    """Where the score of a council lands that is right about each of these chances, in nineteen cases of twenty."""
    sums = {0.0: 1.0}
    for chance in chances:
        following: dict[float, float] = {}
        for total, likely in sums.items():
            for miss, weight in (((1 - chance) ** 2, chance), (chance**2, 1 - chance)):
                key = round(total + miss, _PLACES)
                following[key] = following.get(key, 0.0) + likely * weight
        sums = following
    tail = (1 - HONEST) / 2
    return _quantile(sums, tail) / len(chances), _quantile(sums, 1 - tail) / len(chances)


def _quantile(sums: dict[float, float], share: float) -> float:
    reached = 0.0
    for total in sorted(sums):
        reached += sums[total]
        if reached >= share:
            return total
    return max(sums)
