"""The history of a plan: which field of which record was changed, from what to what. Nothing is taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from journey.model import PlanEvent
from journey.store import organisations
from journey.store.tables import plan_event as _events

REMOVED = "removed"
"""The field of the event that keeps what a removed record said."""

_event = _events.c
_COLUMNS = tuple(_event[name] for name in ("at", "writer", "record", "record_id", "field", "before", "after", "why"))
_OF_RECORD = (
    select(*_COLUMNS)
    .where(*(_event[name] == bindparam(name) for name in ("organisation_id", "record", "record_id")))
    .order_by(_event.sequence)
)
_OF_FIELD = (
    select(*_COLUMNS)
    .where(
        *(_event[name] == bindparam(name) for name in ("organisation_id", "record", "field")),
        _event.record_id.in_(bindparam("record_ids", expanding=True)),
    )
    .order_by(_event.sequence)
)
_SINCE = (
    select(*_COLUMNS)
    .where(
        _event.organisation_id == bindparam("organisation_id"),
        _event.record == bindparam("record"),
        _event.at >= bindparam("since"),
    )
    .order_by(_event.sequence)
)


def append(
    tx: Connection,
    organisation_id: str,
    at: datetime,
    writer: str,
    record: str,
    record_id: str,
    changes: Iterable[tuple[str, str, str]],
    why: str = "",
) -> None:
    """Keep the changes of one record: each a field, what it said before, and what it says now. NotFound."""
    organisations.get(tx, organisation_id)
    same = {"organisation_id": organisation_id, "at": at, "writer": writer, "record": record, "record_id": record_id}
    rows = [same | {"field": field, "before": old, "after": new, "why": why} for field, old, new in changes]
    tx.execute(insert(_events), rows)


def append_births(tx: Connection, organisation_id: str, record: str, born: Iterable[tuple[str, datetime, str]]) -> None:
    """Keep that records of one kind came to be: the id of each, when, and by which browser. NotFound."""
    organisations.get(tx, organisation_id)
    same = {"organisation_id": organisation_id, "record": record, "field": "", "before": "", "after": "", "why": ""}
    tx.execute(insert(_events), [same | {"record_id": id_, "at": at, "writer": writer} for id_, at, writer in born])


def of_record(tx: Connection, organisation_id: str, record: str, record_id: str) -> list[PlanEvent]:
    """The history of one record, the oldest first. ``record`` is the name of its table."""
    key = {"organisation_id": organisation_id, "record": record, "record_id": record_id}
    return [PlanEvent(*row) for row in tx.execute(_OF_RECORD, key)]


def of_field(
    tx: Connection, organisation_id: str, record: str, field: str, record_ids: Sequence[str]
) -> list[PlanEvent]:
    """The changes of one field of these records, the oldest first."""
    key = {"organisation_id": organisation_id, "record": record, "field": field, "record_ids": list(record_ids)}
    return [PlanEvent(*row) for row in tx.execute(_OF_FIELD, key)] if record_ids else []


def since(tx: Connection, organisation_id: str, record: str, moment: datetime) -> list[PlanEvent]:
    """What has happened to the records of one kind since then, the oldest first."""
    key = {"organisation_id": organisation_id, "record": record, "since": moment}
    return [PlanEvent(*row) for row in tx.execute(_SINCE, key)]
