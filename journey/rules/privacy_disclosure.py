"""What counts disclose about the people behind them: too few people, or people who all gave the same answer.

``privacy`` decides by this what is shown. Responses without an answer do not count: only who gave a level, does not
know or says that a statement does not apply stands behind a figure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from journey.model import Counts, SectionScore


def answers_to(counts: Counts) -> int:
    """How many people answered a statement: with a level, *don't know* or *not applicable*."""
    return counts.n + counts.dont_know + counts.not_applicable


def people_behind(statements: Collection[Counts]) -> int:
    """How many people answered in a section, as far as its counts tell: at least as many as any one statement."""
    return max(map(answers_to, statements), default=0)


def alike(counts: Counts) -> bool:
    """Whether all who answered the statement gave the same answer."""
    return 0 < answers_to(counts) == max(*counts.levels, counts.dont_know, counts.not_applicable)


def statement_discloses(counts: Counts, min_group: int) -> bool:
    """Whether fewer than ``min_group`` people answered the statement, or fewer than twice as many and all alike."""
    return 0 < answers_to(counts) < min_group or (answers_to(counts) < 2 * min_group and alike(counts))


def score_discloses(statements: Collection[Counts], min_group: int) -> bool:
    """Whether an index over these statements discloses answers: of too few people, or of too few who are all alike.

    They are alike at either end of the scale, where every level must be the same, and where every statement was
    answered alike: then everybody's own index is the one shown.
    """
    people, scored = people_behind(statements), [counts for counts in statements if counts.n]
    levels = [sum(counts.levels[level] for counts in scored) for level in range(4)]
    are_alike = bool(scored) and (all(map(alike, scored)) or sum(levels) in (levels[0], levels[3]))
    return 0 < people < min_group or (people < 2 * min_group and are_alike)


def section_discloses(statements: Collection[Counts], min_group: int) -> bool:
    """Whether the counts of these statements, or an index over them, disclose answers."""
    return score_discloses(statements, min_group) or any(
        statement_discloses(counts, min_group) for counts in statements
    )


def section_counts(score: SectionScore) -> list[Counts]:
    """The counts of a section, statement by statement."""
    return [statement.counts for statement in score.statements]


def in_excess(counts: Iterable[Counts], others: Iterable[Counts]) -> list[Counts]:
    """The answers of which there are more than in the others, statement by statement."""
    return [_in_excess(*pair) for pair in zip(counts, others, strict=True)]


def _in_excess(counts: Counts, others: Counts) -> Counts:
    level_1, level_2, level_3, level_4 = (
        max(0, more - less) for more, less in zip(counts.levels, others.levels, strict=True)
    )
    return Counts(
        levels=(level_1, level_2, level_3, level_4),
        dont_know=max(0, counts.dont_know - others.dont_know),
        not_applicable=max(0, counts.not_applicable - others.not_applicable),
    )


def together(groups: Iterable[Iterable[Counts]]) -> list[Counts]:
    """The counts of several groups added up, statement by statement."""
    return [
        Counts(
            levels=tuple(sum(numbers) for numbers in zip(*(counts.levels for counts in statement), strict=True)),
            dont_know=sum(counts.dont_know for counts in statement),
            not_applicable=sum(counts.not_applicable for counts in statement),
        )
        for statement in zip(*groups, strict=True)
    ]
