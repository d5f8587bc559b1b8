"""How firm a secure level is: the fewest single answers that, one level different, would give another level.

Exact, worked out from the counts that are shown anyway. It tells how likely another level is when others answer as well
as drawing people anew would, and anybody can check it. The idea is that of the fragility index of clinical trials.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from journey.model import LEVELS, SectionScore
from journey.rules.secure_level import Weighted, counting, halves_reaching, scored_statements
from journey.rules.shares import reaches_share
from journey.rules.versions import ScoringRules, rules_of

EDGE_UP_TO = 2
LEANING_UP_TO = 5
"""So many answers at most: the level is on the edge, or leaning. Where more are needed it is firm."""

Way = Mapping[str, int]
"""How many answers to each statement would have to be one level different, by statement id."""
Costs = Mapping[int, int]
"""The fewest answers to be changed so that so many halves of a statement reach a level, by the halves: 0, 1 or 2."""


class Firmness(StrEnum):
    """How easily other people might have given another level."""

    ON_THE_EDGE = "edge"
    LEANING = "leaning"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class Stability:
    """Which single answers, one level different, would raise a secure level, and which would lower it.

    ``rise`` and ``fall`` are one of the ways with the fewest answers, None where there is none. ``answers`` are all
    that the level rests on.
    """

    rise: Way | None
    fall: Way | None
    answers: int

    @property
    def to_rise(self) -> int | None:
        """How many answers would raise the level."""
        return None if self.rise is None else sum(self.rise.values())

    @property
    def to_fall(self) -> int | None:
        """How many answers would lower the level."""
        return None if self.fall is None else sum(self.fall.values())

    @property
    def fewest(self) -> int | None:
        """The smaller of the two; None where the level cannot change in this way."""
        return min((number for number in (self.to_rise, self.to_fall) if number is not None), default=None)

    @property
    def firmness(self) -> Firmness:
        """The word for it."""
        if self.fewest is None or self.fewest > LEANING_UP_TO:
            return Firmness.FIRM
        return Firmness.ON_THE_EDGE if self.fewest <= EDGE_UP_TO else Firmness.LEANING


def stability(score: SectionScore) -> Stability | None:
    """How firm a section's secure level is; None without one, and where its statements are hidden."""
    if score.secure_level is None or not score.statements:
        return None
    rules, statements = rules_of(score.scoring_version), counting(scored_statements(score))
    return Stability(
        rise=_rise(statements, score.secure_level, rules),
        fall=_fall(statements, score.secure_level, rules),
        answers=sum(statement.counts.n for _, statement in statements),
    )


def _rise(statements: Weighted, secure: int, rules: ScoringRules) -> Way | None:
    """The fewest answers, one level higher, with which the next level would be secure.

    Every median must reach the level that is secure now, and enough of the weight the next one.
    """
    if secure == LEVELS[-1]:
        return None
    floors = {s.statement_id: _to_lift_median(s.counts.levels, secure) for _, s in statements}
    lifts = {statement_id: answers for statement_id, answers in floors.items() if answers is not None}
    costs = [_costs(s.counts.levels, secure, +1, secure + 1, rules) for _, s in statements]
    whole = 2 * sum(weight for weight, _ in statements)
    ways = [way for part, way in _cheapest(statements, costs) if reaches_share(part, whole, rules.secure_share)]
    if not ways or len(lifts) < len(floors):
        return None
    best = _shortest(ways)
    total = {statement_id: best.get(statement_id, 0) + lifts[statement_id] for statement_id in lifts}
    return {statement_id: answers for statement_id, answers in total.items() if answers}


def _fall(statements: Weighted, secure: int, rules: ScoringRules) -> Way | None:
    """The fewest answers, one level lower, with which the level would not be secure any more.

    Either too little of the weight reaches it, or one statement's median lies more than one level below.
    """
    if secure == LEVELS[0]:
        return None
    costs = [_costs(s.counts.levels, secure, -1, secure, rules) for _, s in statements]
    whole = 2 * sum(weight for weight, _ in statements)
    ways = [way for part, way in _cheapest(statements, costs) if not reaches_share(part, whole, rules.secure_share)]
    if secure - 1 > LEVELS[0]:
        drops = [(s.statement_id, _to_drop_median(s.counts.levels, secure - 1)) for _, s in statements]
        ways.extend({statement_id: answers} for statement_id, answers in drops if answers is not None)
    return _shortest(ways) if ways else None


def _shortest(ways: Sequence[Way]) -> Way:
    return min(ways, key=lambda way: sum(way.values()))


def _to_lift_median(levels: Sequence[int], level: int) -> int | None:
    """How many answers must rise to this level from the one below, for the median to reach it; None: too few are there.

    The median reaches a level where fewer than half of the answers, rounded up, are below it.
    """
    rising = max(0, sum(levels[: level - 1]) - (sum(levels) + 1) // 2 + 1)
    return rising if level == LEVELS[0] or rising <= levels[level - 2] else None


def _to_drop_median(levels: Sequence[int], level: int) -> int | None:
    """How many answers must fall to the level below for the median to miss this one; None: too few are there."""
    falling = max(0, (sum(levels) + 1) // 2 - sum(levels[: level - 1]))
    return falling if falling <= levels[level - 1] else None


def _costs(levels: tuple[int, ...], source: int, step: int, level: int, rules: ScoringRules) -> Costs:
    """The fewest answers that must go from a level one step up or down, by the halves that then reach ``level``."""
    costs: dict[int, int] = {}
    for moving in range(levels[source - 1] + 1):
        changed = list(levels)
        changed[source - 1] -= moving
        changed[source - 1 + step] += moving
        costs.setdefault(halves_reaching(tuple(changed), level, rules), moving)
    return costs


def _cheapest(statements: Weighted, costs: Sequence[Costs]) -> list[tuple[int, Way]]:
    """For each part of the weight, in halves, that can be made to reach a level: the way with the fewest answers."""
    cheapest: dict[int, Way] = {0: {}}
    for (weight, statement), choices in zip(statements, costs, strict=True):
        longer: dict[int, Way] = {}
        for part, way in cheapest.items():
            for halves, answers in choices.items():
                place, changed = part + weight * halves, {**way, statement.statement_id: answers} if answers else way
                if place not in longer or sum(changed.values()) < sum(longer[place].values()):
                    longer[place] = changed
        cheapest = longer
    return list(cheapest.items())
