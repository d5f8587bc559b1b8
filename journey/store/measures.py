"""Measures, their readings, and from when on their limits were drawn anew, with the history of every change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from journey.model import Direction, Frequency, LimitsFrom, Measure, MeasureContent, Reading, Subject, SubjectKind
from journey.store import organisations, tables
from journey.store.versioned_records import AnyRow, Edit, Records, columns_of

_PLAIN = (
    *("name", "definition", "owner", "source", "unit_name", "target", "upper", "tolerance", "agreed_by", "agreed_on"),
    *("is_share", "is_seasonal", "action_id"),
)
_CHECKLISTS = ("criteria", "target_check")
_END = ("ended_on", "ended_why")
_READING = ("measure_id", "period", "value", "is_provisional", "note", "saved_at")

_limits = tables.limits_from.c
_LIMITS = (
    select(_limits.number, _limits.period, _limits.reason, _limits.decided_by, _limits.at)
    .where(_limits.organisation_id == bindparam("organisation_id"), _limits.measure_id == bindparam("measure_id"))
    .order_by(_limits.number)
)


def of_unit(tx: Connection, organisation_id: str, unit_id: str) -> list[Measure]:
    """All measures of the unit, ended ones too, in the order in which they were added."""
    return _RECORDS.where(tx, organisation_id, unit_id=unit_id)


def get(tx: Connection, organisation_id: str, measure_id: str) -> Measure:
    """One measure. NotFound."""
    return _RECORDS.get(tx, organisation_id, measure_id)


def add(tx: Connection, organisation_id: str, measure: Measure, edit: Edit) -> Measure:
    """Add a measure, under a new id. NotFound."""
    organisations.unit(tx, organisation_id, measure.unit_id)
    return _RECORDS.add(tx, organisation_id, measure, edit)


def change(tx: Connection, organisation_id: str, measure: Measure, edit: Edit, *, expected_version: int) -> Measure:
    """Save a measure over the version that was seen. Conflict where another is stored; NotFound."""
    return _RECORDS.change(tx, organisation_id, measure, edit, expected_version=expected_version)


def lock_for_update(tx: Connection, organisation_id: str, measure_id: str) -> Measure:
    """One measure, held until the transaction ends: nobody else adds a reading or draws limits meanwhile. NotFound."""
    of_this = (tables.measure.c.organisation_id == organisation_id, tables.measure.c.id == measure_id)
    tx.execute(select(tables.measure.c.id).where(*of_this).with_for_update())
    return get(tx, organisation_id, measure_id)


def readings(tx: Connection, organisation_id: str, measure_id: str) -> list[Reading]:
    """The readings of a measure, in the order of their periods."""
    found = _READINGS.where(tx, organisation_id, measure_id=measure_id)
    return sorted(found, key=lambda reading: reading.period)


def all_readings(tx: Connection, organisation_id: str) -> dict[str, Sequence[Reading]]:
    """The readings of all measures of the organisation by the measure's id, in the order of their periods."""
    by_measure: dict[str, list[Reading]] = {}
    for reading in sorted(_READINGS.where(tx, organisation_id), key=lambda reading: reading.period):
        by_measure.setdefault(reading.measure_id, []).append(reading)
    return dict(by_measure)


def add_reading(tx: Connection, organisation_id: str, reading: Reading, edit: Edit) -> Reading:
    """Write a reading down, under a new id. The caller makes sure that its period has none. NotFound."""
    get(tx, organisation_id, reading.measure_id)
    return _READINGS.add(tx, organisation_id, reading, edit)


def add_readings(tx: Connection, organisation_id: str, added: Sequence[tuple[Reading, Edit]]) -> None:
    """Write many readings down at once, each under a new id. The caller makes sure that no period has one. NotFound."""
    for measure_id in dict.fromkeys(reading.measure_id for reading, _ in added):
        get(tx, organisation_id, measure_id)
    _READINGS.add_many(tx, organisation_id, added)


def change_reading(
    tx: Connection, organisation_id: str, reading: Reading, edit: Edit, *, expected_version: int
) -> Reading:
    """Save a reading over the version that was seen. Conflict where another is stored; NotFound."""
    return _READINGS.change(tx, organisation_id, reading, edit, expected_version=expected_version)


def limits(tx: Connection, organisation_id: str, measure_id: str) -> list[LimitsFrom]:
    """From when on the limits of a measure were drawn anew, the oldest first."""
    key = {"organisation_id": organisation_id, "measure_id": measure_id}
    return [LimitsFrom(*row) for row in tx.execute(_LIMITS, key)]


def draw_limits_anew(tx: Connection, organisation_id: str, measure_id: str, limits_from: LimitsFrom) -> None:
    """Keep that limits are drawn anew from a period on; those before stay. NotFound."""
    get(tx, organisation_id, measure_id)
    key = {"organisation_id": organisation_id, "measure_id": measure_id}
    names = ("number", "period", "reason", "decided_by", "at")
    tx.execute(insert(tables.limits_from), key | columns_of(limits_from, names))


def _values(measure: Measure) -> dict[str, Any]:
    content = measure.content
    return {
        "unit_id": measure.unit_id,
        **columns_of(content, (*_PLAIN, "direction", "frequency")),
        **{name: json.dumps(dict(getattr(content, name)), sort_keys=True) for name in _CHECKLISTS},
        **columns_of(measure, _END),
        "section_id": content.section.id if content.section else None,
        "section_of": content.section.of if content.section else None,
    }


def _read(row: AnyRow) -> Measure:
    content = MeasureContent(
        direction=Direction(row.direction),
        frequency=Frequency(row.frequency),
        section=Subject(SubjectKind.SECTION, row.section_id, row.section_of) if row.section_id else None,
        criteria=MappingProxyType(json.loads(row.criteria)),
        target_check=MappingProxyType(json.loads(row.target_check)),
        **columns_of(row, _PLAIN),
    )
    return Measure(row.id, row.unit_id, content, row.version, row.writer, **columns_of(row, _END))


def _reading_values(reading: Reading) -> dict[str, Any]:
    return columns_of(reading, _READING)


def _read_reading(row: AnyRow) -> Reading:
    return Reading(id=row.id, version=row.version, writer=row.writer, **columns_of(row, _READING))


_RECORDS = Records(tables.measure, "measure", _values, _read)
_READINGS = Records(tables.reading, "reading", _reading_values, _read_reading)
