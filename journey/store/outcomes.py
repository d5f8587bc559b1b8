"""What comes out of a workshop beside agreed levels: parked items, actions, and the facilitator's brief."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, select, update

from journey.model import Action, ActionContent, Brief, Parked
from journey.store import organisations, rounds, workshops
from journey.store.errors import Conflict, NotFound
from journey.store.sanitising import clean
from journey.store.tables import action as _actions
from journey.store.tables import brief as _briefs
from journey.store.tables import parked as _parked_items

_parked, _action, _brief = _parked_items.c, _actions.c, _briefs.c

_PARKED_OF = (
    select(_parked_items)
    .where(_parked.organisation_id == bindparam("organisation_id"), _parked.workshop_id == bindparam("workshop_id"))
    .order_by(_parked.sequence)
)
_ACTIONS_OF = (
    select(_actions)
    .where(
        *(_action[name] == bindparam(name) for name in ("organisation_id", "round_id", "unit_id")),
    )
    .order_by(_action.sequence)
)
_BRIEF_OF = select(_briefs).where(
    _brief.organisation_id == bindparam("organisation_id"), _brief.workshop_id == bindparam("workshop_id")
)


def parked(tx: Connection, organisation_id: str, workshop_id: str) -> list[Parked]:
    """The workshop's parked items, in the order they were parked."""
    rows = tx.execute(_PARKED_OF, {"organisation_id": organisation_id, "workshop_id": workshop_id})
    return [_parked_of(row) for row in rows]


def park(tx: Connection, organisation_id: str, workshop_id: str, text: str, *, who: str, writer: str) -> Parked:
    """Park an item. NotFound."""
    workshops.get(tx, organisation_id, workshop_id)
    new = Parked(token_urlsafe(16), clean(text), clean(who), False, 1, writer)
    key = {"organisation_id": organisation_id, "workshop_id": workshop_id, "id": new.id}
    tx.execute(insert(_parked_items), key | _parked_row(new))
    return new


def change_parked(
    tx: Connection, organisation_id: str, changed: Parked, *, expected_version: int, writer: str
) -> Parked:
    """Reword or settle a parked item. Conflict where the stored version is not ``expected_version``; NotFound."""
    stored = _locked(tx, _parked_items, organisation_id, changed.id, "parked item")
    if stored.version != expected_version:
        raise Conflict(_parked_of(stored))
    new = replace(
        changed, text=clean(changed.text), who=clean(changed.who), version=expected_version + 1, writer=writer
    )
    _write(tx, _parked_items, organisation_id, new.id, _parked_row(new))
    return new


def actions(tx: Connection, organisation_id: str, round_id: str, unit_id: str) -> list[Action]:
    """The unit's actions from the round, in the order they were written."""
    key = {"organisation_id": organisation_id, "round_id": round_id, "unit_id": unit_id}
    return [_action_of(row) for row in tx.execute(_ACTIONS_OF, key)]


def add_action(
    tx: Connection, organisation_id: str, round_id: str, unit_id: str, content: ActionContent, *, writer: str
) -> Action:
    """Write an action down. The caller makes sure that there are not too many. NotFound."""
    rounds.get(tx, organisation_id, round_id)
    organisations.unit(tx, organisation_id, unit_id)
    new = Action(token_urlsafe(16), _cleaned(content), 1, writer)
    key = {"organisation_id": organisation_id, "round_id": round_id, "unit_id": unit_id, "id": new.id}
    tx.execute(insert(_actions), key | _action_row(new))
    return new


def change_action(
    tx: Connection, organisation_id: str, action_id: str, content: ActionContent, *, expected_version: int, writer: str
) -> Action:
    """Conflict where the stored version is not ``expected_version``; NotFound."""
    _check_version(tx, organisation_id, action_id, expected_version)
    new = Action(action_id, _cleaned(content), expected_version + 1, writer)
    _write(tx, _actions, organisation_id, action_id, _action_row(new))
    return new


def remove_action(tx: Connection, organisation_id: str, action_id: str, *, expected_version: int) -> None:
    """Conflict where the stored version is not ``expected_version``; NotFound."""
    _check_version(tx, organisation_id, action_id, expected_version)
    tx.execute(delete(_actions).where(_action.organisation_id == organisation_id, _action.id == action_id))


def brief(tx: Connection, organisation_id: str, workshop_id: str) -> Brief | None:
    """The facilitator's brief; None where none was taken."""
    row = tx.execute(_BRIEF_OF, {"organisation_id": organisation_id, "workshop_id": workshop_id}).one_or_none()
    return None if row is None else Brief(row.responses, row.findings, row.taken_at)


def keep_brief(tx: Connection, organisation_id: str, workshop_id: str, new: Brief) -> None:
    """Keep the one brief of a workshop. The caller has locked it and seen that there is none. NotFound."""
    workshops.get(tx, organisation_id, workshop_id)
    row = {"responses": new.responses, "findings": new.findings, "taken_at": new.taken_at}
    tx.execute(insert(_briefs), row | {"organisation_id": organisation_id, "workshop_id": workshop_id})


def _check_version(tx: Connection, organisation_id: str, action_id: str, expected_version: int) -> None:
    stored = _locked(tx, _actions, organisation_id, action_id, "action")
    if stored.version != expected_version:
        raise Conflict(_action_of(stored))


def _locked(tx: Connection, table: Table, organisation_id: str, id_: str, noun: str) -> Row[*tuple[Any, ...]]:
    this = (table.c.organisation_id == organisation_id, table.c.id == id_)
    row = tx.execute(select(table).where(*this).with_for_update()).one_or_none()
    if row is None:
        raise NotFound(noun, id_)
    return row


def _write(tx: Connection, table: Table, organisation_id: str, id_: str, row: dict[str, Any]) -> None:
    tx.execute(update(table).where(table.c.organisation_id == organisation_id, table.c.id == id_).values(row))


def _cleaned(content: ActionContent) -> ActionContent:
    return replace(content, what=clean(content.what), lead=clean(content.lead))


def _parked_row(item: Parked) -> dict[str, Any]:
    return {name: getattr(item, name) for name in ("text", "who", "is_settled", "version", "writer")}


def _action_row(action: Action) -> dict[str, Any]:
    content = {name: getattr(action.content, name) for name in ("what", "lead", "by_when", "statement_id")}
    return content | {"version": action.version, "writer": action.writer}


def _parked_of(row: Row[*tuple[Any, ...]]) -> Parked:
    return Parked(row.id, row.text, row.who, row.is_settled, row.version, row.writer)


def _action_of(row: Row[*tuple[Any, ...]]) -> Action:
    content = ActionContent(row.what, row.lead, row.by_when, row.statement_id)
    return Action(row.id, content, row.version, row.writer)
