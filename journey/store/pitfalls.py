"""What a council says about pitfalls, its history, and written decisions to move on all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from journey.model import PitfallAnswer, PitfallContent, PitfallState, ReadinessOverride
from journey.store import optimistic_lock, organisations, rounds, tables
from journey.store.dialects import for_each
from journey.store.errors import Conflict
from journey.store.typed_text import clean

_pitfall, _history, _override = tables.pitfall_answer.c, tables.pitfall_history.c, tables.moved_on.c

_OF_UNIT = (
    select(tables.pitfall_answer)
    .where(
        _pitfall.organisation_id == bindparam("organisation_id"),
        _pitfall.round_id == bindparam("round_id"),
        _pitfall.unit_id == bindparam("unit_id"),
    )
    .order_by(_pitfall.checklist_id, _pitfall.pitfall_id)
)
_GET = _OF_UNIT.where(
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
_SAVE_OVERRIDE = for_each(
    tables.moved_on,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation_id", "round_id", "unit_id", "section_id"],
        set_={name: insert.excluded[name] for name in ("reason", "decided_by", "decided_at")},
    ),
)
_REMOVE_OVERRIDE = delete(tables.moved_on).where(
    _override.organisation_id == bindparam("organisation_id"),
    _override.round_id == bindparam("round_id"),
    _override.unit_id == bindparam("unit_id"),
    _override.section_id == bindparam("section_id"),
)
_OVERRIDES = (
    select(tables.moved_on)
    .where(
        _override.organisation_id == bindparam("organisation_id"),
        _override.round_id == bindparam("round_id"),
        _override.unit_id == bindparam("unit_id"),
    )
    .order_by(_override.section_id)
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
    """Save the unit's answer about the pitfall and add it to the history.

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
    stored = _stored(tx, key)
    optimistic_lock.check(stored, expected_version)
    kept = replace(content, note=clean(content.note), who=clean(content.who))
    saved = PitfallAnswer(checklist_id, pitfall_id, kept, stored.version + 1, writer, at)
    values = _values(saved)
    if stored.version == 0:
        written = tx.execute(_FIRST[tx.dialect.name], key | values).first() is not None
    else:
        this = {f"own_{name}": value for name, value in key.items()}
        written = tx.execute(_NEXT, this | values | {"seen_version": stored.version}).rowcount == 1
    if not written:
        raise Conflict(_stored(tx, key))
    tx.execute(_RECORD, key | values)
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


def save_override(
    tx: Connection, organisation_id: str, *, round_id: str, unit_id: str, override: ReadinessOverride
) -> None:
    """Record a decision to leave a stage though it is not ready, in place of an earlier one. Closed; NotFound."""
    _open_unit(tx, organisation_id, round_id, unit_id)
    tx.execute(
        _SAVE_OVERRIDE[tx.dialect.name],
        {
            "organisation_id": organisation_id,
            "round_id": round_id,
            "unit_id": unit_id,
            "section_id": override.section_id,
            "reason": clean(override.reason),
            "decided_by": clean(override.decided_by),
            "decided_at": override.decided_at,
        },
    )


def remove_override(tx: Connection, organisation_id: str, *, round_id: str, unit_id: str, section_id: str) -> None:
    """Take a decision to leave a stage back; nothing where there is none. Closed; NotFound."""
    _open_unit(tx, organisation_id, round_id, unit_id)
    key = {"organisation_id": organisation_id, "round_id": round_id, "unit_id": unit_id, "section_id": section_id}
    tx.execute(_REMOVE_OVERRIDE, key)


def overrides(tx: Connection, organisation_id: str, round_id: str, unit_id: str) -> dict[str, ReadinessOverride]:
    """The unit's decisions in the round, by section id."""
    rows = tx.execute(_OVERRIDES, {"organisation_id": organisation_id, "round_id": round_id, "unit_id": unit_id})
    return {
        row.section_id: ReadinessOverride(row.section_id, row.reason, row.decided_by, row.decided_at) for row in rows
    }


def _open_unit(tx: Connection, organisation_id: str, round_id: str, unit_id: str) -> None:
    rounds.lock_open_for_share(tx, organisation_id, round_id)
    organisations.unit(tx, organisation_id, unit_id)


def _stored(tx: Connection, key: dict[str, str]) -> PitfallAnswer:
    row = tx.execute(_GET, key).one_or_none()
    return PitfallAnswer(key["checklist_id"], key["pitfall_id"]) if row is None else _pitfall_of(row)


def _values(answer: PitfallAnswer) -> dict[str, object]:
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
