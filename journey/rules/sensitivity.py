"""What would change a section's numbers, found by scoring the section again with its answers changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from journey.model import Counts, Section, SectionScore
from journey.rules import scoring
from journey.rules.secure_level import halves_reaching
from journey.rules.shares import whole_weights
from journey.rules.versions import rules_of


@dataclass(frozen=True, slots=True)
class OneHigher:
    """What the index would be if every level of one statement were one higher, 4 staying 4."""

    statement_id: str
    index: float


def levels_missing(score: SectionScore, responses: int, share: Fraction) -> int:
    """The fewest further levels, given where they weigh most, that bring coverage to ``share``."""
    weights = whole_weights(tuple(s.weight for s in score.statements))
    levels_given = base = 0
    places = []
    for weight, s in zip(weights, score.statements, strict=True):
        could_be = responses - s.counts.not_applicable
        levels_given += weight * s.counts.n
        base += weight * could_be
        places.append((weight, could_be - s.counts.n))
    lacking = ceil(share * base) - levels_given
    levels = 0
    for weight, free in sorted(places, reverse=True):
        taken = min(free, max(0, -(-lacking // weight)))
        levels += taken
        lacking -= taken * weight
    return levels


def lowest_one_higher(section: Section, score: SectionScore, responses: int) -> OneHigher | None:
    """The index with the levels of the lowest statement one higher; None without a score or where all levels are 4."""
    scored = [s for s in score.statements if s.mean is not None]
    if score.index is None:
        return None
    lowest = min(scored, key=lambda s: s.mean or 0)
    level_1, level_2, level_3, level_4 = lowest.counts.levels
    if level_4 == lowest.counts.n:
        return None
    higher = replace(lowest.counts, levels=(0, level_1, level_2, level_3 + level_4))
    again = _scored_again(section, score, responses, {lowest.statement_id: higher})
    return None if again.index is None else OneHigher(lowest.statement_id, again.index)


def rises_to_next_level(section: Section, score: SectionScore, responses: int) -> tuple[Mapping[str, int], ...]:
    """Ways to the next secure level, each a mapping of statement ids to the medians that they would need.

    Where one statement alone is enough there is a way for each such statement, in the order of the blockers, with the
    smallest rise that does it; otherwise there is one way, over as few statements as possible. Empty without a secure
    level and at level 4.
    """
    if score.secure_level is None or score.secure_level == 4:
        return ()
    target = score.secure_level + 1
    medians = {s.statement_id: s.median for s in score.statements if s.median is not None}
    ways = []
    for statement_id in score.blockers:
        for median in range(medians[statement_id] + 1, target + 1):
            if _secure_after(section, score, responses, {statement_id: median}) >= target:
                ways.append({statement_id: median})
                break
    return tuple(ways) or (_fewest_rises(section, score, responses, target),)


def _fewest_rises(section: Section, score: SectionScore, responses: int, target: int) -> dict[str, int]:
    """Everything to one below the target, then those that add most weight to the target until that is enough."""
    rules = rules_of(score.scoring_version)
    medians = {s.statement_id: s.median for s in score.statements if s.median is not None}
    rises = {statement_id: target - 1 for statement_id, median in medians.items() if median < target - 1}
    below = [s for s in score.statements if s.median is not None and s.median < target and not s.is_thin]
    below.sort(
        key=lambda s: (
            -s.weight * (2 - halves_reaching(s.counts.levels, target, rules)),
            s.statement_id not in rises,
            -medians[s.statement_id],
        )
    )
    for s in below:
        if _secure_after(section, score, responses, rises) >= target:
            break
        rises[s.statement_id] = target
    return {statement_id: rises[statement_id] for statement_id in score.blockers if statement_id in rises}


def _secure_after(section: Section, score: SectionScore, responses: int, rises: Mapping[str, int]) -> int:
    """The secure level if, on each of these statements, the levels below the median named were raised to it."""
    changed = {}
    for s in score.statements:
        median = rises.get(s.statement_id)
        if median is not None:
            up_to = sum(s.counts.levels[:median])
            level_1, level_2, level_3, level_4 = [0] * (median - 1) + [up_to] + list(s.counts.levels[median:])
            changed[s.statement_id] = replace(s.counts, levels=(level_1, level_2, level_3, level_4))
    return _scored_again(section, score, responses, changed).secure_level or 0


def _scored_again(section: Section, score: SectionScore, responses: int, changed: Mapping[str, Counts]) -> SectionScore:
    counts = {s.statement_id: s.counts for s in score.statements}
    counts.update(changed)
    again = scoring.score_section(
        section, counts, responses=responses, asked=frozenset(counts), rules=rules_of(score.scoring_version)
    )
    return again or score
