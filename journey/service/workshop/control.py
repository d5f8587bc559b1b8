"""Control of a workshop that two facilitators may lead at once.

Whoever acts says which state of the workshop they have seen (its ``control_version``); where the other has moved on
since, nothing happens and they look again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from journey.model import Workshop, WorkshopStage
from journey.model.refusals import Refusal
from journey.service.context import Product
from journey.service.refused import Refused
from journey.store import Connection, workshops


class StaleWorkshop(Refused):
    """The workshop has moved on since the facilitator looked. ``workshop`` is as it is now."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(Refusal.WORKSHOP_MOVED_ON)
        self.workshop = workshop


def change_seen(product: Product, seen: Workshop, change: Callable[[Connection, Workshop], Workshop]) -> Workshop:
    """Save the workshop as ``change`` returns it, if it is still as it was seen, and raise its control version.

    ``change`` gets the workshop locked for update. Raises StaleWorkshop, Refused (it has ended), NotFound.
    """
    with product.store.write() as tx:
        return change_seen_in(tx, seen, change)


def change_seen_in(tx: Connection, seen: Workshop, change: Callable[[Connection, Workshop], Workshop]) -> Workshop:
    """As ``change_seen`` does it, within a transaction."""
    locked = workshops.lock_for_update(tx, seen.organisation_id, seen.id)
    if locked.control_version != seen.control_version:
        raise StaleWorkshop(locked)
    if locked.stage is WorkshopStage.ENDED:
        raise Refused(Refusal.WORKSHOP_ENDED)
    changed = change(tx, locked)
    return workshops.save(tx, locked.organisation_id, replace(changed, control_version=locked.control_version + 1))
