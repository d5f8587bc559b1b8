"""The facilitator's brief of a workshop: taken once, then kept as it is."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, select

from journey.model import Brief
from journey.store import workshops
from journey.store.tables import brief as _briefs

_OF_WORKSHOP = select(_briefs).where(
    _briefs.c.organisation_id == bindparam("organisation_id"), _briefs.c.workshop_id == bindparam("workshop_id")
)


def of_workshop(tx: Connection, organisation_id: str, workshop_id: str) -> Brief | None:
    """The workshop's brief; None where none was taken."""
    row = tx.execute(_OF_WORKSHOP, {"organisation_id": organisation_id, "workshop_id": workshop_id}).one_or_none()
    return None if row is None else Brief(row.responses, row.findings, row.taken_at)


def add(tx: Connection, organisation_id: str, workshop_id: str, new: Brief) -> None:
    """Keep the one brief of a workshop. The caller has locked it and seen that there is none. NotFound."""
    workshops.get(tx, organisation_id, workshop_id)
    row = {"responses": new.responses, "findings": new.findings, "taken_at": new.taken_at}
    tx.execute(insert(_briefs), row | {"organisation_id": organisation_id, "workshop_id": workshop_id})
