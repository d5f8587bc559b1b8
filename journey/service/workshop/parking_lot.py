"""The parking lot: what the facilitator puts aside so that the room can go on."""

from __future__ import annotations

from dataclasses import replace

from journey.model import Parked, Workshop
from journey.model.refusals import Refusal
from journey.service.context import Product
from journey.service.plan import fields
from journey.service.refused import Refused
from journey.service.workshop.recording import write_in
from journey.store import Connection, NotFound, parking_lot

MOST_PARKED = 100


def of_workshop(product: Product, workshop: Workshop) -> list[Parked]:
    """The workshop's parked items, in the order they were parked."""
    with product.store.read() as tx:
        return parking_lot.of_workshop(tx, workshop.organisation_id, workshop.id)


def park(product: Product, workshop: Workshop, text: str, *, who: str = "", writer: str) -> Parked:
    """Park an item. ``who`` takes it up. Raises Refused, NotFound, Unavailable."""
    text, who = fields.needed(text, what="parked"), fields.who(who)

    def write(tx: Connection, locked: Workshop) -> Parked:
        if len(parking_lot.of_workshop(tx, locked.organisation_id, locked.id)) >= MOST_PARKED:
            raise Refused(Refusal.PARKING_LOT_FULL, limit=MOST_PARKED)
        return parking_lot.park(tx, locked.organisation_id, locked.id, text, who=who, writer=writer)

    return write_in(product, workshop, write)


def change(product: Product, workshop: Workshop, changed: Parked, *, writer: str) -> Parked:
    """Reword a parked item, name another person or settle it. ``changed.version`` is the version that was seen.

    Raises Refused, Conflict, NotFound, Unavailable.
    """
    changed = replace(changed, text=fields.needed(changed.text, what="parked"), who=fields.who(changed.who))

    def write(tx: Connection, locked: Workshop) -> Parked:
        if changed.id not in {item.id for item in parking_lot.of_workshop(tx, locked.organisation_id, locked.id)}:
            raise NotFound("parked item", changed.id)
        return parking_lot.change(tx, locked.organisation_id, changed, expected_version=changed.version, writer=writer)

    return write_in(product, workshop, write)
