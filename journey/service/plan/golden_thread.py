"""The golden thread of a council: its priorities, what every unit does for each, and where the thread breaks."""

from __future__ import annotations

from journey.rules.golden_thread import GoldenThread, golden_thread
from journey.service.context import Product
from journey.store import actions, organisations, priorities

__all__ = ["GoldenThread", "of_organisation"]


def of_organisation(product: Product, organisation_id: str) -> GoldenThread:
    """The thread through all units of the council, read at one moment."""
    with product.store.read() as tx:
        return golden_thread(
            priorities.every(tx, organisation_id),
            organisations.units(tx, organisation_id),
            actions.of_organisation(tx, organisation_id),
        )
