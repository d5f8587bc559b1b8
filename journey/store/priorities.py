"""Priorities: what a council puts first, and what it has said does not come first, with the history of every change."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from journey.model import Priority, PriorityContent
from journey.store import organisations
from journey.store.tables import priority as _table
from journey.store.versioned_records import AnyRow, Edit, Records, columns_of

_CONTENT = ("name", "is_priority", "evidence", "chosen_by", "chosen_on")
_END = ("ended_on", "ended_why")


def every(tx: Connection, organisation_id: str) -> list[Priority]:
    """All priorities and non-priorities, dropped ones too, in the order in which they were added."""
    return _RECORDS.where(tx, organisation_id)


def get(tx: Connection, organisation_id: str, priority_id: str) -> Priority:
    """One priority. NotFound."""
    return _RECORDS.get(tx, organisation_id, priority_id)


def add(tx: Connection, organisation_id: str, priority: Priority, edit: Edit) -> Priority:
    """Add a priority, under a new id. The caller makes sure that there are not too many. NotFound."""
    organisations.lock_for_update(tx, organisation_id)
    return _RECORDS.add(tx, organisation_id, priority, edit)


def change(tx: Connection, organisation_id: str, priority: Priority, edit: Edit, *, expected_version: int) -> Priority:
    """Save a priority over the version that was seen. Conflict where another is stored; NotFound."""
    organisations.lock_for_update(tx, organisation_id)
    return _RECORDS.change(tx, organisation_id, priority, edit, expected_version=expected_version)


def _values(priority: Priority) -> dict[str, Any]:
    return columns_of(priority.content, _CONTENT) | columns_of(priority, _END)


def _read(row: AnyRow) -> Priority:
    content = PriorityContent(**columns_of(row, _CONTENT))
    return Priority(row.id, content, row.version, row.writer, **columns_of(row, _END))


_RECORDS = Records(_table, "priority", _values, _read)
