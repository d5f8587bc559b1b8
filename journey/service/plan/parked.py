"""What the workshops of a unit have parked: settled, or made an action of the plan, whichever release parked it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journey.model import Action, ActionContent, Origin, Parked
from journey.service.context import Product
from journey.service.plan import fields
from journey.service.plan.action_days import check_content
from journey.service.plan.actions import check_priority, valid
from journey.service.plan.place import PlanPlace
from journey.store import Connection, actions, parking_lot, workshops
from journey.store.versioned_records import Edit


@dataclass(frozen=True, slots=True)
class ParkedMatter:
    """Something that a workshop has parked, and what that workshop was called."""

    item: Parked
    workshop: str


def of_place(product: Product, place: PlanPlace) -> list[ParkedMatter]:
    """Everything that workshops of the unit have parked, in the order in which it was parked."""
    with product.store.read() as tx:
        found = parking_lot.of_unit(tx, place.organisation_id, place.unit_id)
        names = {
            id_: workshops.get(tx, place.organisation_id, id_).plan.title
            for id_ in dict.fromkeys(item.workshop_id for item in found)
        }
    return [ParkedMatter(item, names[item.workshop_id]) for item in found]


def settle(product: Product, place: PlanPlace, seen: Parked, *, is_settled: bool, writer: str) -> Parked:
    """Say that it is settled, or that it is not after all. Raises Conflict, NotFound, Unavailable."""
    with product.store.write() as tx:
        changed = replace(seen, is_settled=is_settled)
        return _change(tx, place, changed, seen.version, writer)


def make_action(product: Product, place: PlanPlace, seen: Parked, *, writer: str) -> Action:
    """Write what was parked down as an action of the plan, and settle it, both or neither.

    Raises Refused, Conflict, NotFound, Unavailable.
    """
    content = valid(ActionContent(fields.needed(seen.text, what="parked"), lead=seen.who))
    check_content(content, product.today())
    with product.store.write() as tx:
        check_priority(tx, place.organisation_id, content)
        workshop = workshops.get(tx, place.organisation_id, seen.workshop_id)
        _change(tx, place, replace(seen, is_settled=True), seen.version, writer)
        new = Action(
            "",
            content,
            unit_id=workshop.unit_id,
            round_id=workshop.round_id,
            origin=Origin.PARKED,
            added_at=product.clock(),
        )
        return actions.add(tx, place.organisation_id, new, Edit(writer, product.clock()))


def _change(tx: Connection, place: PlanPlace, changed: Parked, seen: int, writer: str) -> Parked:
    """Save it, and let the consoles of its workshop draw it anew."""
    workshops.touch(tx, place.organisation_id, changed.workshop_id)
    return parking_lot.change(tx, place.organisation_id, changed, expected_version=seen, writer=writer)
