"""Agreed levels: what a workshop agreed, kept beside the answers and never in their place."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from journey.model import AgreedContent, AgreedLevel
from journey.store import assessments, optimistic_lock, tables
from journey.store.dialects import for_each
from journey.store.errors import Conflict
from journey.store.typed_text import clean

_agreed, _history = tables.agreed.c, tables.agreed_history.c
_KEY = ("organisation_id", "assessment_id", "statement_id")
_TEXTS = ("reason", "dissent", "agreed_by", "question", "owner")
_VALUES = ("version", "level", *_TEXTS, "writer", "saved_at")

_OF_ASSESSMENT = (
    select(tables.agreed)
    .where(_agreed.organisation_id == bindparam("organisation_id"), _agreed.assessment_id == bindparam("assessment_id"))
    .order_by(_agreed.statement_id)
)
_GET = _OF_ASSESSMENT.where(_agreed.statement_id == bindparam("statement_id"))
_HISTORY = (
    select(tables.agreed_history)
    .where(*(_history[name] == bindparam(name) for name in _KEY))
    .order_by(_history.version)
)
_FIRST = for_each(tables.agreed, lambda insert: insert.on_conflict_do_nothing().returning(_agreed.version))
_NEXT = (
    update(tables.agreed)
    .where(*(_agreed[name] == bindparam(f"own_{name}") for name in _KEY), _agreed.version == bindparam("version") - 1)
    .values({name: bindparam(name) for name in _VALUES})
)
_RECORD = insert(tables.agreed_history)


def of_assessment(tx: Connection, organisation_id: str, assessment_id: str) -> dict[str, AgreedLevel]:
    """Everything that was agreed about the assessment, by statement id."""
    rows = tx.execute(_OF_ASSESSMENT, {"organisation_id": organisation_id, "assessment_id": assessment_id})
    return {row.statement_id: _agreed_of(row) for row in rows}


def save(
    tx: Connection,
    organisation_id: str,
    assessment_id: str,
    statement_id: str,
    content: AgreedContent,
    *,
    expected_version: int,
    writer: str,
    at: datetime,
) -> AgreedLevel:
    """Save what was agreed and add it to the history. Closed rounds allow it: a workshop meets when answers are in.

    Conflict where the stored version is not ``expected_version``; NotFound.
    """
    assessments.get(tx, organisation_id, assessment_id)
    key = {"organisation_id": organisation_id, "assessment_id": assessment_id, "statement_id": statement_id}
    stored = _stored(tx, key)
    optimistic_lock.check(stored, expected_version)
    kept = AgreedContent(content.level, *(clean(getattr(content, name)) for name in _TEXTS))
    saved = AgreedLevel(statement_id, kept, stored.version + 1, writer, at)
    row = key | {
        "version": saved.version,
        "level": kept.level,
        **{name: getattr(kept, name) for name in _TEXTS},
        "writer": writer,
        "saved_at": at,
    }
    if stored.version == 0:
        written = tx.execute(_FIRST[tx.dialect.name], row).first() is not None
    else:
        written = tx.execute(_NEXT, row | {f"own_{name}": value for name, value in key.items()}).rowcount == 1
    if not written:
        raise Conflict(_stored(tx, key))
    tx.execute(_RECORD, row)
    return saved


def history(tx: Connection, organisation_id: str, assessment_id: str, statement_id: str) -> list[AgreedLevel]:
    """Every state that was ever saved, oldest first."""
    key = {"organisation_id": organisation_id, "assessment_id": assessment_id, "statement_id": statement_id}
    return [_agreed_of(row) for row in tx.execute(_HISTORY, key)]


def _stored(tx: Connection, key: dict[str, str]) -> AgreedLevel:
    row = tx.execute(_GET, key).one_or_none()
    return AgreedLevel(key["statement_id"]) if row is None else _agreed_of(row)


def _agreed_of(row: Row[*tuple[Any, ...]]) -> AgreedLevel:
    content = AgreedContent(row.level, *(getattr(row, name) for name in _TEXTS))
    return AgreedLevel(row.statement_id, content, row.version, row.writer, row.saved_at)
