"""Parked items: what a workshop put aside, with versions, so that nobody overwrites another's change."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from journey.model import Parked
from journey.store import workshops
from journey.store.errors import Conflict, NotFound
from journey.store.tables import parked as _items
from journey.store.tables import workshop as _workshops
from journey.store.typed_text import clean

_item = _items.c

_OF_WORKSHOP = (
    select(_items)
    .where(_item.organisation_id == bindparam("organisation_id"), _item.workshop_id == bindparam("workshop_id"))
    .order_by(_item.sequence)
)

_OF_UNIT = (
    select(_items)
    .join_from(
        _items,
        _workshops,
        (_workshops.c.organisation_id == _item.organisation_id) & (_workshops.c.id == _item.workshop_id),
    )
    .where(_item.organisation_id == bindparam("organisation_id"), _workshops.c.unit_id == bindparam("unit_id"))
    .order_by(_item.sequence)
)


def of_workshop(tx: Connection, organisation_id: str, workshop_id: str) -> list[Parked]:
    """The workshop's parked items, in the order they were parked."""
    rows = tx.execute(_OF_WORKSHOP, {"organisation_id": organisation_id, "workshop_id": workshop_id})
    return [_read(row) for row in rows]


def of_unit(tx: Connection, organisation_id: str, unit_id: str) -> list[Parked]:
    """What all workshops of the unit have parked, in the order in which it was parked."""
    return [_read(row) for row in tx.execute(_OF_UNIT, {"organisation_id": organisation_id, "unit_id": unit_id})]


def park(tx: Connection, organisation_id: str, workshop_id: str, text: str, *, who: str, writer: str) -> Parked:
    """Park an item. NotFound."""
    workshops.get(tx, organisation_id, workshop_id)
    new = Parked(token_urlsafe(16), clean(text), clean(who), False, 1, writer, workshop_id)
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id, "id": new.id}
    tx.execute(insert(_items), key | _values(new))
    return new


def change(tx: Connection, organisation_id: str, changed: Parked, *, expected_version: int, writer: str) -> Parked:
    """Reword or settle a parked item. Conflict where the stored version is not ``expected_version``; NotFound."""
    this = (_item.organisation_id == organisation_id, _item.id == changed.id)
    stored = tx.execute(select(_items).where(*this).with_for_update()).one_or_none()
    if stored is None:
        raise NotFound("parked item", changed.id)
    if stored.version != expected_version:
        raise Conflict(_read(stored))
    new = replace(
        changed, text=clean(changed.text), who=clean(changed.who), version=expected_version + 1, writer=writer
    )
    tx.execute(update(_items).where(*this).values(_values(new)))
    return new


def _values(item: Parked) -> dict[str, Any]:
    return {name: getattr(item, name) for name in ("text", "who", "is_settled", "version", "writer")}


def _read(row: Row[*tuple[Any, ...]]) -> Parked:
    return Parked(row.id, row.text, row.who, row.is_settled, row.version, row.writer, row.workshop_id)
