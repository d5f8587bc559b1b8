"""Targets: where a unit wants its sections to be at the next round."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select

from journey.model import Target
from journey.store import organisations, rounds, tables

_target = tables.target.c
_OF_UNIT = (
    _target.organisation_id == bindparam("organisation_id"),
    _target.round_id == bindparam("round_id"),
    _target.unit_id == bindparam("unit_id"),
    _target.questionnaire_id == bindparam("questionnaire_id"),
)
_GET = select(_target.section_id, _target.tenths).where(*_OF_UNIT).order_by(_target.section_id)
_REMOVE = delete(tables.target).where(*_OF_UNIT)


def save(
    tx: Connection,
    organisation_id: str,
    *,
    round_id: str,
    unit_id: str,
    questionnaire_id: str,
    tenths: Mapping[str, int],
) -> None:
    """Set the unit's targets, by section id, in place of those set in this round before. Closed rounds allow it."""
    rounds.get(tx, organisation_id, round_id)
    organisations.unit(tx, organisation_id, unit_id)
    key = {
        "organisation_id": organisation_id,
        "round_id": round_id,
        "unit_id": unit_id,
        "questionnaire_id": questionnaire_id,
    }
    tx.execute(_REMOVE, key)
    if tenths:
        rows = [key | {"section_id": section_id, "tenths": number} for section_id, number in tenths.items()]
        tx.execute(insert(tables.target), rows)


def of_unit(
    tx: Connection, organisation_id: str, round_id: str, unit_id: str, questionnaire_id: str
) -> dict[str, Target]:
    """The targets that the unit set in the round, by section id."""
    values = {
        "organisation_id": organisation_id,
        "round_id": round_id,
        "unit_id": unit_id,
        "questionnaire_id": questionnaire_id,
    }
    return {row.section_id: Target(row.section_id, row.tenths) for row in tx.execute(_GET, values)}
