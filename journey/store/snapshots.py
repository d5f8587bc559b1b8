"""What closing a round freezes: the findings of each assessment, so that they are read ever after as they were.

    frozen_profile   everything about the whole, as one text
    frozen_role      the same for each role, by the role's key; an empty key for those who gave none
    frozen_section   the few figures that overviews need, one row a section
    frozen_basis     what comparisons rest on, by the set of statements that is compared

Texts are what ``journey.service.findings_text`` writes. The rows hold everything; the small-group rules
decide what is shown of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from journey.store import assessments, tables
from journey.store.dialects import for_each


@dataclass(frozen=True, slots=True)
class FrozenProfile:
    """One assessment's findings as they were when its round closed: JSON, and what they were worked out from."""

    findings: str
    content_hash: str
    scoring_version: str
    frozen_at: datetime


@dataclass(frozen=True, slots=True)
class FrozenSection:
    """One section's figures, scored by the rules of ``scoring_version``.

    ``said`` is the fewest that answered one of its statements, of those that anybody answered, and ``scored`` how many
    of them have a level: what the small-group rules need to know that nothing of it has to be hidden. ``counting``
    responses and ``variance`` belong to the comparison on all statements asked, see ``model.ComparisonBasis``.
    """

    section_id: str
    responses: int
    coverage: float | None
    index: float | None
    secure_level: int | None
    counting: int
    variance: float | None
    said: int
    scored: int
    scoring_version: str


@dataclass(frozen=True, slots=True)
class FrozenFindings:
    """Everything that is frozen of one assessment."""

    profile: str
    roles: Mapping[str, str]
    sections: tuple[FrozenSection, ...]
    bases: Mapping[str, str]


_profile, _section, _role, _basis, _assessment = (
    tables.frozen_profile.c,
    tables.frozen_section.c,
    tables.frozen_role.c,
    tables.frozen_basis.c,
    tables.assessment.c,
)
_FIGURES = ("responses", "coverage", "index", "secure_level", "counting", "variance", "said", "scored")


def _of_assessment(table: Table) -> tuple[Any, Any]:
    return (
        table.c.organisation_id == bindparam("organisation_id"),
        table.c.assessment_id == bindparam("assessment_id"),
    )


_ALL = (tables.frozen_profile, tables.frozen_section, tables.frozen_role, tables.frozen_basis)
_REMOVE = tuple(delete(table).where(*_of_assessment(table)) for table in _ALL)
_ADD_BASIS: Mapping[str, Executable] = for_each(tables.frozen_basis, lambda insert: insert.on_conflict_do_nothing())
_PROFILE = select(tables.frozen_profile).where(*_of_assessment(tables.frozen_profile))
_ROLES = select(_role.role, _role.findings).where(*_of_assessment(tables.frozen_role)).order_by(_role.role)
_BASIS = select(_basis.findings).where(
    *_of_assessment(tables.frozen_basis), _basis.statements == bindparam("statements")
)
_BASIS_KEYS = select(_basis.statements).where(*_of_assessment(tables.frozen_basis))
_SPREADS = select(_section.section_id, _section.counting, _section.variance).where(
    *_of_assessment(tables.frozen_section)
)
_SECTIONS = (
    select(
        _section.assessment_id, _section.section_id, *(_section[name] for name in _FIGURES), _profile.scoring_version
    )
    .join_from(
        tables.frozen_section,
        tables.assessment,
        (_assessment.organisation_id == _section.organisation_id) & (_assessment.id == _section.assessment_id),
    )
    .join(
        tables.frozen_profile,
        (_profile.organisation_id == _section.organisation_id) & (_profile.assessment_id == _section.assessment_id),
    )
    .where(
        _section.organisation_id == bindparam("organisation_id"),
        _assessment.questionnaire_id == bindparam("questionnaire_id"),
    )
    .order_by(_assessment.sequence, _section.section_id)
)


_INCOMPLETE = select(_profile.organisation_id, _profile.assessment_id).where(
    ~exists().where(_basis.organisation_id == _profile.organisation_id, _basis.assessment_id == _profile.assessment_id)
)


def _times(text: str) -> ColumnElement[int]:
    """How often a text stands in what comparisons rest on, times its length."""
    return func.length(_basis.findings) - func.length(func.replace(_basis.findings, text, ""))


_OF_A_ROLE, _OF_A_SECTION, _OF_EITHER = '{"role":', '"roles":[', '"variance":'
_WITHOUT_ROLE_ERRORS = (
    select(_basis.organisation_id, _basis.assessment_id)
    .where(_times(_OF_A_ROLE) > 0, _times(_OF_EITHER) * len(_OF_A_SECTION) == _times(_OF_A_SECTION) * len(_OF_EITHER))
    .distinct()
)
"""Version 1.0.0 kept a standard error of each section and none of its roles: there are as many as sections."""


def save(
    tx: Connection,
    organisation_id: str,
    assessment_id: str,
    findings: FrozenFindings,
    *,
    scoring_version: str,
    at: datetime,
) -> None:
    """Freeze an assessment's findings, in place of any that were frozen before."""
    key = {"organisation_id": organisation_id, "assessment_id": assessment_id}
    content_hash = assessments.get(tx, organisation_id, assessment_id).content_hash
    remove(tx, organisation_id, assessment_id)
    whole = {"content_hash": content_hash, "scoring_version": scoring_version, "frozen_at": at}
    tx.execute(insert(tables.frozen_profile), key | whole | {"findings": findings.profile})
    _insert(tx, tables.frozen_role, [key | {"role": role, "findings": text} for role, text in findings.roles.items()])
    rows = [
        key | {"section_id": section.section_id} | {name: getattr(section, name) for name in _FIGURES}
        for section in findings.sections
    ]
    _insert(tx, tables.frozen_section, rows)
    for statements, text in findings.bases.items():
        save_basis(tx, organisation_id, assessment_id, statements, text)


def remove(tx: Connection, organisation_id: str, assessment_id: str) -> None:
    """Forget what was frozen of the assessment, if anything: its findings follow its answers again."""
    for statement in _REMOVE:
        tx.execute(statement, {"organisation_id": organisation_id, "assessment_id": assessment_id})


def save_basis(tx: Connection, organisation_id: str, assessment_id: str, statements: str, findings: str) -> None:
    """Freeze what a comparison on these statements rests on; what is frozen already stays."""
    assessments.get(tx, organisation_id, assessment_id)
    values = {"organisation_id": organisation_id, "assessment_id": assessment_id, "statements": statements}
    tx.execute(_ADD_BASIS[tx.dialect.name], values | {"findings": findings})


def profile(tx: Connection, organisation_id: str, assessment_id: str) -> FrozenProfile | None:
    """The findings over the whole; None where nothing was frozen yet."""
    values = {"organisation_id": organisation_id, "assessment_id": assessment_id}
    row = tx.execute(_PROFILE, values).one_or_none()
    return FrozenProfile(row.findings, row.content_hash, row.scoring_version, row.frozen_at) if row else None


def spreads(tx: Connection, organisation_id: str, assessment_id: str) -> dict[str, tuple[int, float | None]]:
    """How many responses count, and the variance of the index, by section id; see ``model.ComparisonBasis``."""
    rows = tx.execute(_SPREADS, {"organisation_id": organisation_id, "assessment_id": assessment_id})
    return {row.section_id: (row.counting, row.variance) for row in rows}


def roles(tx: Connection, organisation_id: str, assessment_id: str) -> dict[str, str]:
    """The findings over each role, by its key; an empty key for those who gave none."""
    rows = tx.execute(_ROLES, {"organisation_id": organisation_id, "assessment_id": assessment_id})
    return {row.role: row.findings for row in rows}


def basis(tx: Connection, organisation_id: str, assessment_id: str, statements: str) -> str | None:
    """What a comparison on these statements rests on; None where it was not frozen."""
    values = {"organisation_id": organisation_id, "assessment_id": assessment_id, "statements": statements}
    return tx.execute(_BASIS, values).scalar_one_or_none()


def basis_keys(tx: Connection, organisation_id: str, assessment_id: str) -> set[str]:
    """The sets of statements for which a basis is frozen."""
    values = {"organisation_id": organisation_id, "assessment_id": assessment_id}
    return set(tx.execute(_BASIS_KEYS, values).scalars())


def sections(tx: Connection, organisation_id: str, questionnaire_id: str) -> dict[str, list[FrozenSection]]:
    """The figures of every frozen assessment by this questionnaire, by assessment id."""
    rows = tx.execute(_SECTIONS, {"organisation_id": organisation_id, "questionnaire_id": questionnaire_id})
    by_assessment: dict[str, list[FrozenSection]] = {}
    for assessment_id, *figures in rows:
        by_assessment.setdefault(assessment_id, []).append(FrozenSection(*figures))
    return by_assessment


def incomplete(tx: Connection) -> list[tuple[str, str]]:
    """Organisation and assessment of what an older release froze without sections and bases, of all organisations."""
    return [(row.organisation_id, row.assessment_id) for row in tx.execute(_INCOMPLETE)]


def without_role_errors(tx: Connection) -> list[tuple[str, str]]:
    """Organisation and assessment of what an older release froze without standard errors of roles, of all of them."""
    return [(row.organisation_id, row.assessment_id) for row in tx.execute(_WITHOUT_ROLE_ERRORS)]


def without_ballots(tx: Connection) -> list[tuple[str, str]]:
    """Organisation and assessment of what an older release froze without saying what was on paper, of all of them."""
    says_nothing = _profile.findings.not_like('%"ballots":%')
    rows = tx.execute(select(_profile.organisation_id, _profile.assessment_id).where(says_nothing))
    return [(row.organisation_id, row.assessment_id) for row in rows]


def replace_findings(
    tx: Connection,
    organisation_id: str,
    assessment_id: str,
    findings: str,
    *,
    of_no_role: str | None,
    said: Mapping[str, int],
) -> None:
    """Put findings in place of what was frozen of a whole and of those without a role, and ``said`` by section id."""
    whole, sections, roles = (
        update(table).where(table.c.organisation_id == organisation_id, table.c.assessment_id == assessment_id)
        for table in (tables.frozen_profile, tables.frozen_section, tables.frozen_role)
    )
    tx.execute(whole.values(findings=findings))
    for section_id, number in said.items():
        tx.execute(sections.where(_section.section_id == section_id).values(said=number))
    if of_no_role is not None:
        tx.execute(roles.where(_role.role == "").values(findings=of_no_role))


def replace_basis(tx: Connection, organisation_id: str, assessment_id: str, statements: str, findings: str) -> None:
    """Put what a comparison on these statements rests on in place of what was frozen of it."""
    replace = update(tables.frozen_basis).values(findings=findings)
    same = (
        _basis.organisation_id == organisation_id,
        _basis.assessment_id == assessment_id,
        _basis.statements == statements,
    )
    tx.execute(replace.where(*same))


def _insert(tx: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    new_rows = list(rows)
    if new_rows:
        tx.execute(insert(table), new_rows)
