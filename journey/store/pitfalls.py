"""What a council says about pitfalls, its history, and written decisions to move on all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from journey.model import PitfallAnswer, PitfallContent, PitfallState, ReadinessOverride
from journey.store import optimistic_lock, organisations, rounds, tables
from journey.store.dialects import for_each
from journey.store.errors import Conflict
from journey.store.sanitising import clean

_pitfall, _history, _moved = tables.pitfall_answer.c, tables.pitfall_history.c, tables.moved_on.c

_OF_UNIT = (
    select(tables.pitfall_answer)
    .where(
        _pitfall.organisation_id == bindparam("organisation_id"),
        _pitfall.round_id == bindparam("round_id"),
        _pitfall.unit_id == bindparam("unit_id"),
    )
    .order_by(_pitfall.checklist_id, _pitfall.pitfall_id)
)
_ONE = _OF_UNIT.where(
    _pitfall.checklist_id == bindparam("checklist_id"), _pitfall.pitfall_id == bindparam("pitfall_id")
)
_HISTORY = (
    select(tables.pitfall_history)
    .where(
        _history.organisation_id == bindparam("organisation_id"),
        _history.round_id == bindparam("round_id"),
        _history.unit_id == bindparam("unit_id"),
        _history.checklist_id == bindparam("checklist_id"),
        _history.pitfall_id == bindparam("pitfall_id"),
    )
    .order_by(_history.version)
)
_FIRST = for_each(tables.pitfall_answer, lambda insert: insert.on_conflict_do_nothing().returning(_pitfall.version))
_NEXT = (
    update(tables.pitfall_answer)
    .where(
        _pitfall.organisation_id == bindparam("own_organisation_id"),
        _pitfall.round_id == bindparam("own_round_id"),
        _pitfall.unit_id == bindparam("own_unit_id"),
        _pitfall.checklist_id == bindparam("own_checklist_id"),
        _pitfall.pitfall_id == bindparam("own_pitfall_id"),
        _pitfall.version == bindparam("seen_version"),
    )
    .values({name: bindparam(name) for name in ("version", "state", "note", "who", "by_when", "writer", "saved_at")})
)
_RECORD = insert(tables.pitfall_history)
_MOVE_ON = for_each(
    tables.moved_on,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation_id", "round_id", "unit_id", "section_id"],
        set_={name: insert.excluded[name] for name in ("reason", "decided_by", "decided_at")},
    ),
)
_MOVED_ON = (
    select(tables.moved_on)
    .where(
        _moved.organisation_id == bindparam("organisation_id"),
        _moved.round_id == bindparam("round_id"),
        _moved.unit_id == bindparam("unit_id"),
    )
    .order_by(_moved.section_id)
)


def of_unit(tx: Connection, organisation_id: str, round_id: str, unit_id: str) -> dict[tuple[str, str], PitfallAnswer]:
    """What the unit has saved in the round, by checklist id and pitfall id."""
    rows = tx.execute(_OF_UNIT, {"organisation_id": organisation_id, "round_id": round_id, "unit_id": unit_id})
    return {(row.checklist_id, row.pitfall_id): _pitfall_of(row) for row in rows}


def save(
    tx: Connection,
    organisation_id: str,
    *,
    round_id: str,
    unit_id: str,
    checklist_id: str,
    pitfall_id: str,
    content: PitfallContent,
    expected_version: int,
    writer: str,
    at: datetime,
) -> PitfallAnswer:
    """Save what is said now and add it to the history.

    Conflict where the stored version is not ``expected_version``; Closed where the round is; NotFound.
    """
    _open_unit(tx, organisation_id, round_id, unit_id)
    key = {
        "organisation_id": organisation_id,
        "round_id": round_id,
        "unit_id": unit_id,
        "checklist_id": checklist_id,
        "pitfall_id": pitfall_id,
    }
    stored = _one(tx, key)
    optimistic_lock.check(stored, expected_version)
    kept = replace(content, note=clean(content.note), who=clean(content.who))
    saved = PitfallAnswer(checklist_id, pitfall_id, kept, stored.version + 1, writer, at)
    said = _said(saved)
    if stored.version == 0:
        stored_now = tx.execute(_FIRST[tx.dialect.name], key | said).first() is not None
    else:
        own = {f"own_{name}": value for name, value in key.items()}
        stored_now = tx.execute(_NEXT, own | said | {"seen_version": stored.version}).rowcount == 1
    if not stored_now:
        raise Conflict(_one(tx, key))
    tx.execute(_RECORD, key | said)
    return saved


def history(
    tx: Connection, organisation_id: str, *, round_id: str, unit_id: str, checklist_id: str, pitfall_id: str
) -> list[PitfallAnswer]:
    """Every state that was ever saved, oldest first; the last is the current one."""
    key = {
        "organisation_id": organisation_id,
        "round_id": round_id,
        "unit_id": unit_id,
        "checklist_id": checklist_id,
        "pitfall_id": pitfall_id,
    }
    return [_pitfall_of(row) for row in tx.execute(_HISTORY, key)]


def move_on(tx: Connection, organisation_id: str, *, round_id: str, unit_id: str, moved: ReadinessOverride) -> None:
    """Record a decision to leave a stage; a later one about the same stage takes its place. Closed; NotFound."""
    _open_unit(tx, organisation_id, round_id, unit_id)
    tx.execute(
        _MOVE_ON[tx.dialect.name],
        {
            "organisation_id": organisation_id,
            "round_id": round_id,
            "unit_id": unit_id,
            "section_id": moved.section_id,
            "reason": clean(moved.reason),
            "decided_by": clean(moved.decided_by),
            "decided_at": moved.decided_at,
        },
    )


def moved_on(tx: Connection, organisation_id: str, round_id: str, unit_id: str) -> dict[str, ReadinessOverride]:
    """The unit's decisions in the round, by section id."""
    rows = tx.execute(_MOVED_ON, {"organisation_id": organisation_id, "round_id": round_id, "unit_id": unit_id})
    return {
        row.section_id: ReadinessOverride(row.section_id, row.reason, row.decided_by, row.decided_at) for row in rows
    }


def _open_unit(tx: Connection, organisation_id: str, round_id: str, unit_id: str) -> None:
    rounds.hold_open(tx, organisation_id, round_id)
    organisations.unit(tx, organisation_id, unit_id)


def _one(tx: Connection, key: dict[str, str]) -> PitfallAnswer:
    row = tx.execute(_ONE, key).one_or_none()
    return PitfallAnswer(key["checklist_id"], key["pitfall_id"]) if row is None else _pitfall_of(row)


def _said(answer: PitfallAnswer) -> dict[str, object]:
    return {
        "version": answer.version,
        "state": answer.content.state.value,
        "note": answer.content.note,
        "who": answer.content.who,
        "by_when": answer.content.by_when,
        "writer": answer.writer,
        "saved_at": answer.saved_at,
    }


def _pitfall_of(row: Row[*tuple[Any, ...]]) -> PitfallAnswer:
    content = PitfallContent(PitfallState(row.state), row.note, row.who, row.by_when)
    return PitfallAnswer(row.checklist_id, row.pitfall_id, content, row.version, row.writer, row.saved_at)
