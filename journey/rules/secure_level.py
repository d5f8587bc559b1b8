"""What can be relied on in a section: its secure level, the statements below the next one, and how many are enough.

All functions take the scored statements of one section with whole weights (``Weighted``), so that every comparison with
a limit is made in whole numbers. Of an even number of levels there are two middle ones. The lower one is the median;
where they lie on either side of a level, the statement is split there, and rules of version 2 count half of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from journey.model import LEVELS, SectionScore, StatementScore
from journey.rules import agreement
from journey.rules.rounding import reaches
from journey.rules.shares import reaches_share, whole_weights
from journey.rules.versions import ScoringRules, rules_of

Weighted = Sequence[tuple[int, StatementScore]]
"""Statements with a level, each with its weight in whole numbers."""

SECURE_FROM_STATEMENTS = 3
THIN_BELOW_PEOPLE = 3
THIN_FROM_RESPONSES = 5
"""A statement is thin where fewer than so many answered, if so many responded; and where fewer than half answered."""
CLOSE_MEANS = 0.3
"""Statements of the same median whose means lie closer together are not ranked: with other people the order changes."""


def is_thin(n: int, not_applicable: int, responses: int) -> bool:
    """Whether so few gave a level to a statement that it should not decide a secure level.

    ``n`` gave a level, and it does not apply for ``not_applicable``. A statement without any level is not called thin.
    """
    if not n:
        return False
    return 2 * n < responses - not_applicable or (n < THIN_BELOW_PEOPLE and responses >= THIN_FROM_RESPONSES)


def counting(weighted: Weighted) -> Weighted:
    """The statements that count for the secure level: all but thin ones."""
    return [(weight, statement) for weight, statement in weighted if not statement.is_thin]


def halves_reaching(levels: tuple[int, ...], level: int, rules: ScoringRules) -> int:
    """How many halves of a statement reach a level: 2, 1 where it is split there, or 0."""
    if (agreement.median(levels) or 0) >= level:
        return 2
    return int(rules.halves_split and (agreement.upper_median(levels) or 0) >= level)


def share_reaching(weighted: Weighted, level: int, rules: ScoringRules) -> tuple[int, int]:
    """How much of the weight reaches a level, as a part and its whole, both in halves."""
    part = sum([weight * halves_reaching(statement.counts.levels, level, rules) for weight, statement in weighted])
    return part, 2 * sum([weight for weight, _ in weighted])


def secure_level(weighted: Weighted, rules: ScoringRules) -> int | None:
    """The highest level that enough of the weight reaches and that no statement misses by more than one.

    None where too few statements count.
    """
    deciding = counting(weighted)
    if len(deciding) < SECURE_FROM_STATEMENTS:
        return None
    lowest = min([statement.median or 0 for _, statement in deciding])
    for level in range(min(LEVELS[-1], lowest + 1), 1, -1):
        if reaches_share(*share_reaching(deciding, level, rules), rules.secure_share):
            return level
    return 1


def blockers(weighted: Weighted, secure: int | None, rules: ScoringRules) -> tuple[str, ...]:
    """The ids of the statements below the level after the secure one, the lowest first."""
    if secure is None or secure == LEVELS[-1]:
        return ()
    below = [statement for _, statement in counting(weighted) if (statement.median or 0) <= secure]
    return tuple([statement.statement_id for statement in lowest_first(below, rules)])


def lowest_first(statements: Sequence[StatementScore], rules: ScoringRules) -> list[StatementScore]:
    """The statements, those with the lowest median first.

    Rules of version 1 rank those of one median by weight, then mean, then id. Version 2 does not: the lowest means and
    those close to them come first, in the order of their ids, then the next.
    """
    if rules.ranks_blockers:
        return sorted(statements, key=lambda s: (s.median or 0, -s.weight, s.mean or 0.0, s.statement_id))
    ordered = sorted(statements, key=lambda s: (s.median or 0, s.mean or 0.0))
    found = []
    for _, of_one_median in groupby(ordered, key=lambda s: s.median):
        for alike in _close_together(list(of_one_median)):
            found.extend(sorted(alike, key=lambda s: s.statement_id))
    return found


def among_the_lowest(statements: Sequence[StatementScore]) -> int:
    """How many of the statements, the lowest first, stand at the same median as the first and close to its mean."""
    if not statements:
        return 0
    lowest = min(statement.mean or 0.0 for statement in statements if statement.median == statements[0].median)
    return sum(
        statement.median == statements[0].median and _is_close(statement.mean or 0.0, lowest)
        for statement in statements
    )


def needed_for_next_level(score: SectionScore) -> int:
    """How many of the blockers, raised to the next level, are enough to make it the secure one.

    Those two or more levels below it are all needed; of the others those that add most weight, until there is enough.
    """
    if not score.blockers or score.secure_level is None:
        return 0
    rules, level, weighted = rules_of(score.scoring_version), score.secure_level + 1, counting(scored_statements(score))
    reaching, whole = share_reaching(weighted, level, rules)
    lacking = [
        (statement.median or 0, weight * (2 - halves_reaching(statement.counts.levels, level, rules)))
        for weight, statement in weighted
        if (statement.median or 0) < level
    ]
    must_rise = [weight for median, weight in lacking if median < level - 1]
    may_rise = sorted((weight for median, weight in lacking if median == level - 1), reverse=True)
    needed, reaching = len(must_rise), reaching + sum(must_rise)
    for weight in may_rise:
        if reaches_share(reaching, whole, rules.secure_share):
            break
        needed, reaching = needed + 1, reaching + weight
    return needed


def scored_statements(score: SectionScore) -> Weighted:
    """The statements of a section that have a level, with whole weights."""
    weights = whole_weights(tuple([statement.weight for statement in score.statements]))
    return [pair for pair in zip(weights, score.statements, strict=True) if pair[1].median is not None]


def _close_together(ordered: list[StatementScore]) -> list[list[StatementScore]]:
    """Statements of one median, the lowest mean first, in groups: each with those close to its lowest."""
    groups: list[list[StatementScore]] = []
    for statement in ordered:
        if groups and _is_close(statement.mean or 0.0, groups[-1][0].mean or 0.0):
            groups[-1].append(statement)
        else:
            groups.append([statement])
    return groups


def _is_close(mean: float, lowest: float) -> bool:
    return not reaches(mean - lowest, CLOSE_MEANS)
