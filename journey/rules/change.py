"""Change between two rounds: what is comparable, how far it moved, how sure that is, and what else moved the figure.

Definitions: the section *Change between rounds* of the scoring rules. The interval is Welch's, with the delete-one
jackknife for the standard errors: with complete answers it is Welch's t interval. The split of a difference into what
happened within roles and what a changed mix of roles did is Kitagawa's (1955).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt

from journey.model import (
    AskedStatement,
    Change,
    Comparable,
    ComparisonBasis,
    Profile,
    Questionnaire,
    RoleMean,
    StatementChange,
    Target,
    TargetOutcome,
    TargetResult,
    Verdict,
)
from journey.rules.rounding import reaches

CONFIDENCE = 0.95
CLAIM_FROM = 5
"""With fewer responses than this in either round nothing is claimed."""
CLEAR = 0.25
"""A smaller difference is not called a change, however sure it is."""


@dataclass(frozen=True, slots=True)
class ResponseLevels:
    """The levels of one response, by statement id, and the role of whoever gave them."""

    role: str | None
    levels: Mapping[str, int]


def asked_in(questionnaire: Questionnaire, ids: Collection[str]) -> tuple[AskedStatement, ...]:
    """The statements of a questionnaire that an assessment asked, in the order of the questionnaire."""
    return tuple(
        AskedStatement(section.id, statement.id, statement.revision, statement.weight)
        for section in questionnaire.sections
        for statement in section.statements
        if statement.id in ids
    )


def comparable(
    earlier: tuple[Questionnaire, Collection[str]], later: tuple[Questionnaire, Collection[str]]
) -> Comparable:
    """What two assessments have in common. Each is a questionnaire and the ids of the statements that were asked.

    The weights are those of the later version.
    """
    before, after = (
        {statement.statement_id: statement for statement in asked_in(q, {s.id for s in q.statements()})}
        for q, _ in (earlier, later)
    )
    left_out: dict[str, list[str]] = {name: [] for name in ("reworded", "added", "dropped", "moved", "asked_once")}
    same = []
    for statement_id in dict.fromkeys([*after, *before]):
        reason = _reason(before.get(statement_id), after.get(statement_id))
        is_asked = [statement_id in ids for _, ids in (earlier, later)]
        if not any(is_asked):
            continue
        if reason is None and all(is_asked):
            same.append(after[statement_id])
        else:
            left_out[reason or "asked_once"].append(statement_id)
    return Comparable(tuple(same), **{name: tuple(ids) for name, ids in left_out.items()})


def _reason(before: AskedStatement | None, after: AskedStatement | None) -> str | None:
    """Why a statement of two versions is not the same question; None where it is."""
    if before is None or after is None:
        return "added" if before is None else "dropped"
    if before.revision != after.revision:
        return "reworded"
    return "moved" if before.section_id != after.section_id else None


def comparison_key(statements: Iterable[AskedStatement]) -> str:
    """A name for a set of statements: 64 hexadecimal digits, the same whatever their order."""
    lines = sorted(f"{s.section_id}/{s.statement_id}@{s.revision}*{s.weight!r}" for s in statements)
    return sha256("\n".join(lines).encode()).hexdigest()


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
        RoleMean(role, len(each), _index(weights, each) if confidential else _mean_of_indexes(weights, each))
        for role, each in sorted(by_role.items(), key=lambda pair: pair[0] or "")
    )
    return ComparisonBasis(section_id, len(weights), len(counting), index, _variance(without_each), roles)


def _mean_of_indexes(weights: Mapping[str, float], responses: Sequence[Mapping[str, int]]) -> float:
    """The mean of the indexes of single responses, each of which gives a level."""
    return sum(_index(weights, [levels]) for levels in responses) / len(responses)


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


def section_change(
    before: ComparisonBasis,
    after: ComparisonBasis,
    *,
    shown: tuple[float | None, float | None],
    secure_levels: tuple[int | None, int | None] = (None, None),
    roles: Collection[str] = (),
) -> Change:
    """The change of one section. ``shown`` are the indexes of the two profiles; ``roles`` those that may be shown."""
    difference = None if before.index is None or after.index is None else after.index - before.index
    uncertainty = interval(before, after)
    within, mix = _split(before, after, roles)
    has_parts = difference is not None and within is not None and mix is not None
    whole = None if shown[0] is None or shown[1] is None else shown[1] - shown[0]
    return Change(
        section_id=after.section_id,
        before=shown[0],
        after=shown[1],
        difference=difference,
        interval=uncertainty,
        verdict=_verdict(difference, uncertainty, min(before.n, after.n)),
        n=(before.n, after.n),
        statements=after.statements,
        from_statements=None if whole is None or difference is None else whole - difference,
        within=within if has_parts else None,
        mix=mix if has_parts else None,
        unexplained=difference - within - mix if has_parts else None,  # type: ignore[operator]
        secure_levels=secure_levels,
    )


def interval(before: ComparisonBasis, after: ComparisonBasis) -> tuple[float, float] | None:
    """Δ ± t·√(se1² + se2²) at 95 %, with Welch and Satterthwaite's degrees of freedom; None where it is not known."""
    if before.index is None or after.index is None or before.variance is None or after.variance is None:
        return None
    difference, spread = after.index - before.index, before.variance + after.variance
    if not spread:
        return difference, difference
    freedom = spread**2 / (before.variance**2 / (before.n - 1) + after.variance**2 / (after.n - 1))
    half = _t(freedom) * sqrt(spread)
    return difference - half, difference + half


def margin(n: int, variance: float | None) -> float | None:
    """Half the width of the 95 % interval of one index; None where fewer than two responses count."""
    return None if variance is None or n < 2 else _t(n - 1) * sqrt(variance)


def _t(freedom: float) -> float:
    from scipy.special import stdtrit  # slow to import, and needed only where rounds are compared

    return float(stdtrit(freedom, (1 + CONFIDENCE) / 2))


def _verdict(difference: float | None, uncertainty: tuple[float, float] | None, n: int) -> Verdict:
    if difference is None:
        return Verdict.NOT_COMPARABLE
    if n < CLAIM_FROM or uncertainty is None:
        return Verdict.TOO_FEW
    low, high = uncertainty
    if not reaches(abs(difference), CLEAR) or low <= 0 <= high:
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.HIGHER if difference > 0 else Verdict.LOWER


def _split(
    before: ComparisonBasis, after: ComparisonBasis, roles: Collection[str]
) -> tuple[float | None, float | None]:
    """Kitagawa's split over the roles present in both rounds: within the roles, and by their mix."""
    first, second = ({mean.role: mean for mean in basis_.roles if mean.role in roles} for basis_ in (before, after))
    both = first.keys() & second.keys()
    if not both:
        return None, None
    n1, n2 = (sum(by_role[role].n for role in both) for by_role in (first, second))
    within = mix = 0.0
    for role in sorted(both, key=str):
        share1, share2 = first[role].n / n1, second[role].n / n2
        mean1, mean2 = first[role].mean, second[role].mean
        within += (mean2 - mean1) * (share1 + share2) / 2
        mix += (share2 - share1) * (mean1 + mean2) / 2
    return within, mix


def statement_changes(
    statements: Iterable[AskedStatement], before: Profile, after: Profile
) -> tuple[StatementChange, ...]:
    """The change of each of these statements whose mean is shown in both rounds, in their order."""
    means = [{s.statement_id: s.mean for score in p.sections for s in score.statements} for p in (before, after)]
    changes = []
    for statement in statements:
        first, second = (by_id.get(statement.statement_id) for by_id in means)
        if first is not None and second is not None:
            changes.append(StatementChange(statement.section_id, statement.statement_id, first, second))
    return tuple(changes)


def target_results(targets: Iterable[Target], indexes: Mapping[str, float | None]) -> tuple[TargetResult, ...]:
    """Each target beside the index that came of it, by section id. It is hit by an index that is not below it."""
    return tuple(_result(target, indexes.get(target.section_id)) for target in targets)


def target_round(round_ids: Sequence[str], set_in: str) -> str | None:
    """The round that targets were set for: the next of those in which the unit was asked; None while there is none.

    ``round_ids`` are in the order of time.
    """
    later = round_ids[round_ids.index(set_in) + 1 :]
    return later[0] if later else None


def _result(target: Target, index: float | None) -> TargetResult:
    if index is None:
        return TargetResult(target.section_id, target.index, None, None, TargetOutcome.NO_SCORE)
    outcome = TargetOutcome.HIT if reaches(index, target.index) else TargetOutcome.MISSED
    return TargetResult(target.section_id, target.index, index, target.index - index, outcome)
