"""Organisations, their units and their roles."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from journey.model import DEFAULT_ROLES, TWO_GROUPS, Organisation, Role, Unit
from journey.store import tables
from journey.store.dialects import for_each
from journey.store.errors import NotFound
from journey.store.typed_text import clean

_organisation, _unit, _role = tables.organisation.c, tables.unit.c, tables.role.c

_GET = select(tables.organisation).where(_organisation.id == bindparam("organisation_id"))
_LOCK = _GET.with_for_update()
_EVERY = select(tables.organisation).order_by(_organisation.sequence)
_REMOVE = delete(tables.organisation).where(_organisation.id == bindparam("organisation_id"))
_RENAME = (
    update(tables.organisation)
    .where(_organisation.id == bindparam("own_id"))
    .values(name=bindparam("new_name"), kind=bindparam("new_kind"))
)
_RENAME_CORPORATE = (
    update(tables.unit)
    .where(
        _unit.organisation_id == bindparam("own_id"),
        _unit.kind == "corporate",
        _unit.name == bindparam("old_name"),
    )
    .values(name=bindparam("new_name"))
)
_UNIT = select(tables.unit).where(
    _unit.organisation_id == bindparam("organisation_id"), _unit.id == bindparam("unit_id")
)
_UNITS = select(tables.unit).where(_unit.organisation_id == bindparam("organisation_id")).order_by(_unit.sequence)
_THIS_UNIT = (_unit.organisation_id == bindparam("own_id"), _unit.id == bindparam("own_unit"))
_CHANGE_UNIT = (
    update(tables.unit)
    .where(*_THIS_UNIT)
    .values({name: bindparam(f"new_{name}") for name in ("name", "kind", "parent_id")})
)
_REMOVE_UNIT = delete(tables.unit).where(*_THIS_UNIT)
_LOOK_AWAY = (
    update(tables.browser)
    .where(tables.browser.c.organisation_id == bindparam("own_id"), tables.browser.c.unit_id == bindparam("own_unit"))
    .values(unit_id=None)
)
_ROLES = select(tables.role).where(_role.organisation_id == bindparam("organisation_id")).order_by(_role.position)
_ADD_ROLE = for_each(tables.role, lambda insert: insert.on_conflict_do_nothing())
_RENAME_ROLE = (
    update(tables.role)
    .where(_role.organisation_id == bindparam("own_id"), _role.key == bindparam("role_key"))
    .values(name=bindparam("new_name"))
)


def add(tx: Connection, *, name: str, kind: str, is_sample: bool = False) -> Organisation:
    """A new organisation with its corporate unit, which bears its name, and the default roles."""
    organisation = Organisation(token_urlsafe(16), clean(name), clean(kind), is_sample)
    tx.execute(
        insert(tables.organisation),
        {"id": organisation.id, "name": organisation.name, "kind": organisation.kind, "is_sample": is_sample},
    )
    add_unit(tx, organisation.id, name=name, kind="corporate")
    roles = [
        {"organisation_id": organisation.id, "key": role.key, "position": position, "name": role.name}
        for position, role in enumerate(DEFAULT_ROLES)
    ]
    tx.execute(insert(tables.role), roles)
    return organisation


def get(tx: Connection, organisation_id: str) -> Organisation:
    """The organisation with this id."""
    row = tx.execute(_GET, {"organisation_id": organisation_id}).one_or_none()
    if row is None:
        raise NotFound("organisation", organisation_id)
    return _organisation_of(row)


def lock_for_update(tx: Connection, organisation_id: str) -> Organisation:
    """The organisation with this id, locked: what is counted of all of it stays as it is counted."""
    row = tx.execute(_LOCK, {"organisation_id": organisation_id}).one_or_none()
    if row is None:
        raise NotFound("organisation", organisation_id)
    return _organisation_of(row)


def every(tx: Connection) -> list[Organisation]:
    """All organisations in the order they were added: the one query that is not about a single organisation."""
    return [_organisation_of(row) for row in tx.execute(_EVERY)]


def rename(tx: Connection, organisation_id: str, *, name: str | None = None, kind: str | None = None) -> Organisation:
    """Change the name, the kind or both. A corporate unit that bears the old name bears the new one."""
    old = get(tx, organisation_id)
    new_name = old.name if name is None else clean(name)
    new_kind = old.kind if kind is None else clean(kind)
    tx.execute(_RENAME, {"own_id": organisation_id, "new_name": new_name, "new_kind": new_kind})
    tx.execute(_RENAME_CORPORATE, {"own_id": organisation_id, "old_name": old.name, "new_name": new_name})
    return Organisation(organisation_id, new_name, new_kind, old.is_sample)


def remove(tx: Connection, organisation_id: str) -> None:
    """Remove the organisation and everything that is its own."""
    if tx.execute(_REMOVE, {"organisation_id": organisation_id}).rowcount == 0:
        raise NotFound("organisation", organisation_id)


def add_unit(
    tx: Connection,
    organisation_id: str,
    *,
    name: str,
    kind: Literal["corporate", "service", "partnership"],
    parent_id: str | None = None,
) -> Unit:
    """A new unit, below ``parent_id`` where one is given."""
    get(tx, organisation_id)
    if parent_id is not None:
        unit(tx, organisation_id, parent_id)
    added = Unit(token_urlsafe(16), organisation_id, parent_id, clean(name), kind)
    tx.execute(
        insert(tables.unit),
        {
            "id": added.id,
            "organisation_id": organisation_id,
            "parent_id": parent_id,
            "name": added.name,
            "kind": kind,
        },
    )
    return added


def change_unit(
    tx: Connection,
    organisation_id: str,
    unit_id: str,
    *,
    name: str,
    kind: Literal["corporate", "service", "partnership"],
    parent_id: str | None,
) -> Unit:
    """Give the unit another name or kind, or put it below another unit."""
    unit(tx, organisation_id, unit_id)
    if parent_id is not None:
        unit(tx, organisation_id, parent_id)
    new = {"new_name": clean(name), "new_kind": kind, "new_parent_id": parent_id}
    tx.execute(_CHANGE_UNIT, {"own_id": organisation_id, "own_unit": unit_id} | new)
    return unit(tx, organisation_id, unit_id)


def remove_unit(tx: Connection, organisation_id: str, unit_id: str) -> None:
    """Remove the unit and everything below it: its answers, and units that still hang below.

    Browsers that look at it go on looking at its organisation.
    """
    tx.execute(_LOOK_AWAY, {"own_id": organisation_id, "own_unit": unit_id})
    if tx.execute(_REMOVE_UNIT, {"own_id": organisation_id, "own_unit": unit_id}).rowcount == 0:
        raise NotFound("unit", unit_id)


def unit(tx: Connection, organisation_id: str, unit_id: str) -> Unit:
    """The unit with this id."""
    row = tx.execute(_UNIT, {"organisation_id": organisation_id, "unit_id": unit_id}).one_or_none()
    if row is None:
        raise NotFound("unit", unit_id)
    return _unit_of(row)


def units(tx: Connection, organisation_id: str) -> list[Unit]:
    """The organisation's units in the order they were added: the corporate one first."""
    return [_unit_of(row) for row in tx.execute(_UNITS, {"organisation_id": organisation_id})]


def roles(tx: Connection, organisation_id: str) -> list[Role]:
    """The organisation's roles in the order of DEFAULT_ROLES; then the two groups, where it asked for them once."""
    return [Role(row.key, row.name) for row in tx.execute(_ROLES, {"organisation_id": organisation_id})]


def add_two_groups(tx: Connection, organisation_id: str) -> None:
    """Have the two groups among the organisation's roles, after the others; where they are, they keep their names."""
    get(tx, organisation_id)
    for position, role in enumerate(TWO_GROUPS, start=len(DEFAULT_ROLES)):
        row = {"organisation_id": organisation_id, "key": role.key, "position": position, "name": role.name}
        tx.execute(_ADD_ROLE[tx.dialect.name], row)


def rename_role(tx: Connection, organisation_id: str, *, key: str, name: str) -> Role:
    """Give the role another name; its key stays."""
    renamed = Role(key, clean(name))
    values = {"own_id": organisation_id, "role_key": key, "new_name": renamed.name}
    if tx.execute(_RENAME_ROLE, values).rowcount == 0:
        raise NotFound("role", key)
    return renamed


def _organisation_of(row: Row[*tuple[Any, ...]]) -> Organisation:
    return Organisation(row.id, row.name, row.kind, row.is_sample)


def _unit_of(row: Row[*tuple[Any, ...]]) -> Unit:
    return Unit(row.id, row.organisation_id, row.parent_id, row.name, row.kind)
