"""Records with a version: added, changed by whoever has seen the last change, and every change kept as events.

``Records`` describes one kind of them: its table, its noun, and how a record becomes a row and a row a record. The
modules of the nouns (``actions``, ``bets`` …) each have one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_urlsafe
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, select, update

from journey.store import plan_events
from journey.store.errors import Conflict, NotFound
from journey.store.typed_text import clean


class _Record(Protocol):
    """What a record has, whatever else it has."""

    @property
    def id(self) -> str: ...

    @property
    def version(self) -> int: ...

    @property
    def writer(self) -> str: ...


AnyRow = Row[*tuple[Any, ...]]
Recorded = TypeVar("Recorded", bound=_Record)


@dataclass(frozen=True, slots=True)
class Edit:
    """By which browser a record is changed, when, and why where a reason was asked for."""

    writer: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Records(Generic[Recorded]):
    """The records of one kind. ``values`` gives a record's columns, without id, version and writer."""

    table: Table
    noun: str
    values: Callable[[Recorded], Mapping[str, Any]]
    read: Callable[[AnyRow], Recorded]

    def where(self, tx: Connection, organisation_id: str, **columns: object) -> list[Recorded]:
        """The organisation's records whose columns have these values, in the order in which they were added."""
        names = ("organisation_id", *columns)
        query = (
            select(self.table)
            .where(*(self.table.c[name] == bindparam(name) for name in names))
            .order_by(self.table.c.sequence)
        )
        return [self.read(row) for row in tx.execute(query, {"organisation_id": organisation_id, **columns})]

    def get(self, tx: Connection, organisation_id: str, record_id: str) -> Recorded:
        """One record. NotFound."""
        found = self.where(tx, organisation_id, id=record_id)
        if not found:
            raise NotFound(self.noun, record_id)
        return found[0]

    def add(self, tx: Connection, organisation_id: str, record: Recorded, edit: Edit) -> Recorded:
        """Add a record under a new id, as its first version."""
        new = self._named(record, token_urlsafe(16), 1, edit)
        tx.execute(insert(self.table), {"organisation_id": organisation_id, **self._row(new)})
        plan_events.append(tx, organisation_id, edit.at, edit.writer, self._kind, new.id, [("", "", "")], edit.why)
        return self.get(tx, organisation_id, new.id)

    def add_many(self, tx: Connection, organisation_id: str, added: Sequence[tuple[Recorded, Edit]]) -> None:
        """Add many records at once, each under a new id, as its first version."""
        new = [self._named(record, token_urlsafe(16), 1, edit) for record, edit in added]
        tx.execute(insert(self.table), [{"organisation_id": organisation_id, **self._row(record)} for record in new])
        born = [(record.id, edit.at, edit.writer) for record, (_, edit) in zip(new, added, strict=True)]
        plan_events.append_births(tx, organisation_id, self._kind, born)

    def change(
        self, tx: Connection, organisation_id: str, record: Recorded, edit: Edit, *, expected_version: int
    ) -> Recorded:
        """Save a record over the version that was seen; each field that differs is kept as it was. Conflict, NotFound.

        A record that is saved as it stands keeps its version.
        """
        stored = self._lock(tx, organisation_id, record.id, expected_version)
        new = self._named(record, record.id, expected_version + 1, edit)
        before, after = self._row(stored), self._row(new)
        changes = [
            (name, _in_text(before[name]), _in_text(after[name]))
            for name in after
            if name not in ("version", "writer") and before[name] != after[name]
        ]
        if not changes:
            return stored
        tx.execute(update(self.table).where(*self._is(organisation_id, record.id)).values(after))
        plan_events.append(tx, organisation_id, edit.at, edit.writer, self._kind, record.id, changes, edit.why)
        return self.get(tx, organisation_id, record.id)

    def remove(
        self, tx: Connection, organisation_id: str, record_id: str, edit: Edit, *, expected_version: int, said: str
    ) -> None:
        """Remove a record; the events keep what it ``said``. Conflict, NotFound."""
        self._lock(tx, organisation_id, record_id, expected_version)
        tx.execute(delete(self.table).where(*self._is(organisation_id, record_id)))
        removed = [(plan_events.REMOVED, said, "")]
        plan_events.append(tx, organisation_id, edit.at, edit.writer, self._kind, record_id, removed, edit.why)

    def _lock(self, tx: Connection, organisation_id: str, record_id: str, expected_version: int) -> Recorded:
        """The record, locked for update, if the stored version is the expected one. Conflict, NotFound."""
        query = select(self.table).where(*self._is(organisation_id, record_id)).with_for_update()
        row = tx.execute(query).one_or_none()
        if row is None:
            raise NotFound(self.noun, record_id)
        stored = self.read(row)
        if stored.version != expected_version:
            raise Conflict(stored)
        return stored

    def _is(self, organisation_id: str, record_id: str) -> tuple[Any, ...]:
        return (self.table.c.organisation_id == organisation_id, self.table.c.id == record_id)

    @property
    def _kind(self) -> str:
        return self.table.name

    def _row(self, record: Recorded) -> dict[str, Any]:
        cleaned = {
            name: clean(value) if isinstance(value, str) else value for name, value in self.values(record).items()
        }
        return {"id": record.id, "version": record.version, "writer": record.writer, **cleaned}

    @staticmethod
    def _named(record: Recorded, record_id: str, version: int, edit: Edit) -> Recorded:
        return replace(record, id=record_id, version=version, writer=edit.writer)  # type: ignore[type-var]


def columns_of(thing: object, names: Iterable[str]) -> dict[str, Any]:
    """The attributes of a thing, by name, as they are stored."""
    return {name: getattr(thing, name) for name in names}


def _in_text(value: object) -> str:
    return "" if value is None else str(value)
