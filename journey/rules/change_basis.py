"""What the comparison of a section rests on in one round: its index, how sure that is, and the same for each role.

The standard errors are by the delete-one jackknife over responses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from journey.model import AskedStatement, ComparisonBasis, RoleMean


@dataclass(frozen=True, slots=True)
class ResponseLevels:
    """The levels of one response, by statement id, and the role of whoever gave them."""

    role: str | None
    levels: Mapping[str, int]


def bases(
    statements: Iterable[AskedStatement], responses: Sequence[ResponseLevels], *, confidential: bool = False
) -> dict[str, ComparisonBasis]:
    """What the comparison of each section rests on, by section id; see ``basis``."""
    sections: dict[str, list[AskedStatement]] = {}
    for statement in statements:
        sections.setdefault(statement.section_id, []).append(statement)
    return {
        section_id: basis(section_id, of_section, responses, confidential=confidential)
        for section_id, of_section in sections.items()
    }


def basis(
    section_id: str,
    statements: Sequence[AskedStatement],
    responses: Sequence[ResponseLevels],
    *,
    confidential: bool = False,
) -> ComparisonBasis:
    """Index, variance and role means over these statements and the responses that count.

    A response counts if it gives levels to at least half of the statements, and a role's mean is that of its responses'
    own indexes. Beside the profile both would disclose the answers of the few who left something out. So in a
    confidential assessment every response counts that gives a level, and a role's mean is the index over all of its
    responses, which the profile shows as well.
    """
    weights = {statement.statement_id: statement.weight for statement in statements}
    needed = 0 if confidential else len(weights)
    compared = [(each.role, {id_: each.levels[id_] for id_ in weights if id_ in each.levels}) for each in responses]
    counting = [(role, levels) for role, levels in compared if levels and 2 * len(levels) >= needed]
    index, without_each = _jackknife(weights, [levels for _, levels in counting])
    by_role: dict[str | None, list[Mapping[str, int]]] = {}
    for role, levels in counting:
        by_role.setdefault(role, []).append(levels)
    roles = tuple(
        RoleMean(role, len(each), *_role_mean(weights, each, confidential))
        for role, each in sorted(by_role.items(), key=lambda pair: pair[0] or "")
    )
    return ComparisonBasis(section_id, len(weights), len(counting), index, _variance(without_each), roles)


def _role_mean(
    weights: Mapping[str, float], responses: Sequence[Mapping[str, int]], confidential: bool
) -> tuple[float, float | None]:
    """The mean of one role, and its squared standard error."""
    if confidential:
        return _index(weights, responses), _variance(_jackknife(weights, responses)[1])
    own = [_index(weights, [levels]) for levels in responses]
    total, n = sum(own), len(own)
    return total / n, _variance([(total - each) / (n - 1) for each in own] if n > 1 else [])


def _index(weights: Mapping[str, float], responses: Sequence[Mapping[str, int]]) -> float:
    """Σ w·mean / Σ w over the statements to which one of these responses gives a level; one of them at least does."""
    weighted = weight = 0.0
    for id_, of_statement in weights.items():
        levels = [response[id_] for response in responses if id_ in response]
        if levels:
            weighted += of_statement * sum(levels) / len(levels)
            weight += of_statement
    return weighted / weight


def _jackknife(
    weights: Mapping[str, float], responses: Sequence[Mapping[str, int]]
) -> tuple[float | None, list[float]]:
    """Σ w·mean / Σ w over the statements with a level; and the same without each response in turn."""
    totals = {id_: sum(levels.get(id_, 0) for levels in responses) for id_ in weights}
    numbers = {id_: sum(id_ in levels for levels in responses) for id_ in weights}
    scored = [id_ for id_ in weights if numbers[id_]]
    if not scored:
        return None, []
    weight = sum(weights[id_] for id_ in scored)
    weighted = sum(weights[id_] * totals[id_] / numbers[id_] for id_ in scored)
    without_each = []
    for levels in responses if len(responses) > 1 else ():
        part, whole = weighted, weight
        for id_, level in levels.items():
            part -= weights[id_] * totals[id_] / numbers[id_]
            if numbers[id_] > 1:
                part += weights[id_] * (totals[id_] - level) / (numbers[id_] - 1)
            else:
                whole -= weights[id_]
        without_each.append(part / whole)
    return weighted / weight, without_each


def _variance(without_each: Sequence[float]) -> float | None:
    n = len(without_each)
    if n < 2:
        return None
    mean = sum(without_each) / n
    return (n - 1) / n * sum((index - mean) ** 2 for index in without_each)
