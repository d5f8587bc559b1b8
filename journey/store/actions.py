"""Actions: what a unit will do after a round, with versions, so that nobody overwrites another's change."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from journey.model import Action, ActionContent
from journey.store import organisations, rounds
from journey.store.errors import Conflict, NotFound
from journey.store.tables import action as _actions
from journey.store.typed_text import clean

_action = _actions.c

_OF_UNIT = (
    select(_actions)
    .where(*(_action[name] == bindparam(name) for name in ("organisation_id", "round_id", "unit_id")))
    .order_by(_action.sequence)
)


def of_unit(tx: Connection, organisation_id: str, round_id: str, unit_id: str) -> list[Action]:
    """The unit's actions from the round, in the order they were written."""
    key = {"organisation_id": organisation_id, "round_id": round_id, "unit_id": unit_id}
    return [_read(row) for row in tx.execute(_OF_UNIT, key)]


def add(
    tx: Connection, organisation_id: str, round_id: str, unit_id: str, content: ActionContent, *, writer: str
) -> Action:
    """Write an action down. The caller makes sure that there are not too many. NotFound."""
    rounds.get(tx, organisation_id, round_id)
    organisations.unit(tx, organisation_id, unit_id)
    new = Action(token_urlsafe(16), _cleaned(content), 1, writer)
    key = {"organisation_id": organisation_id, "round_id": round_id, "unit_id": unit_id, "id": new.id}
    tx.execute(insert(_actions), key | _values(new))
    return new


def change(
    tx: Connection, organisation_id: str, action_id: str, content: ActionContent, *, expected_version: int, writer: str
) -> Action:
    """Reword an action. Conflict where the stored version is not ``expected_version``; NotFound."""
    _lock_version(tx, organisation_id, action_id, expected_version)
    new = Action(action_id, _cleaned(content), expected_version + 1, writer)
    this = (_action.organisation_id == organisation_id, _action.id == action_id)
    tx.execute(update(_actions).where(*this).values(_values(new)))
    return new


def remove(tx: Connection, organisation_id: str, action_id: str, *, expected_version: int) -> None:
    """Remove an action. Conflict where the stored version is not ``expected_version``; NotFound."""
    _lock_version(tx, organisation_id, action_id, expected_version)
    tx.execute(delete(_actions).where(_action.organisation_id == organisation_id, _action.id == action_id))


def _lock_version(tx: Connection, organisation_id: str, action_id: str, expected_version: int) -> None:
    """Lock the action for update, if the stored version is the expected one. Conflict, NotFound."""
    this = (_action.organisation_id == organisation_id, _action.id == action_id)
    stored = tx.execute(select(_actions).where(*this).with_for_update()).one_or_none()
    if stored is None:
        raise NotFound("action", action_id)
    if stored.version != expected_version:
        raise Conflict(_read(stored))


def _cleaned(content: ActionContent) -> ActionContent:
    return replace(content, what=clean(content.what), lead=clean(content.lead))


def _values(action: Action) -> dict[str, Any]:
    content = {name: getattr(action.content, name) for name in ("what", "lead", "by_when", "statement_id")}
    return content | {"version": action.version, "writer": action.writer}


def _read(row: Row[*tuple[Any, ...]]) -> Action:
    content = ActionContent(row.what, row.lead, row.by_when, row.statement_id)
    return Action(row.id, content, row.version, row.writer)
