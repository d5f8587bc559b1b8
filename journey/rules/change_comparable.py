"""What two assessments have in common: the statements that are the same question in both, and why others are not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import sha256

from journey.model import AskedStatement, Comparable, Profile, Questionnaire, StatementChange


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


def statement_changes(
    statements: Iterable[AskedStatement], before: Profile, after: Profile
) -> tuple[StatementChange, ...]:
    """The change of each of these statements whose mean is shown in both rounds, in their order."""
    scores = [{s.statement_id: s for score in p.sections for s in score.statements} for p in (before, after)]
    changes = []
    for statement in statements:
        first, second = (by_id.get(statement.statement_id) for by_id in scores)
        if first is None or second is None or first.mean is None or second.mean is None:
            continue
        n = first.counts.n, second.counts.n
        changes.append(StatementChange(statement.section_id, statement.statement_id, first.mean, second.mean, n))
    return tuple(changes)
