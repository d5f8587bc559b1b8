"""How a workshop's outcomes are written down: the workshop is locked, other consoles redraw.

Every record has a version. Whoever changes a record says which version they have seen; where somebody was quicker,
nothing is overwritten and Conflict says what is stored.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from journey.model import Workshop
from journey.service.context import Product
from journey.store import Connection, workshops

_Written = TypeVar("_Written")


def write_in(product: Product, workshop: Workshop, write: Callable[[Connection, Workshop], _Written]) -> _Written:
    """Call ``write`` with the workshop locked, then raise its display version: other consoles and screens redraw."""
    with product.store.write() as tx:
        locked = workshops.lock_for_update(tx, workshop.organisation_id, workshop.id)
        result = write(tx, locked)
        workshops.touch(tx, locked.organisation_id, locked.id)
        return result
