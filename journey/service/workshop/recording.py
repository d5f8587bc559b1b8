"""How a workshop's outcomes are written down: words are checked, the workshop is locked, other consoles redraw.

Every record has a version. Whoever changes a record says which version they have seen; where somebody was quicker,
nothing is overwritten and Conflict says what is stored.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from journey.model import Workshop
from journey.model.refusals import Refusal
from journey.service.context import Product
from journey.service.refused import Refused
from journey.store import Connection, clean, workshops

WHAT_LIMIT, WHO_LIMIT = 500, 120

_Written = TypeVar("_Written")


def write_in(product: Product, workshop: Workshop, write: Callable[[Connection, Workshop], _Written]) -> _Written:
    """Call ``write`` with the workshop locked, then raise its display version: other consoles and screens redraw."""
    with product.store.write() as tx:
        locked = workshops.lock_for_update(tx, workshop.organisation_id, workshop.id)
        result = write(tx, locked)
        workshops.touch(tx, locked.organisation_id, locked.id)
        return result


def valid_text(text: str, *, what: str) -> str:
    """The text of an outcome as it is stored. ``what`` names the kind of outcome in the refusal. Raises Refused."""
    text = clean(text).strip()
    if not text:
        raise Refused(Refusal.OUTCOME_TEXT_MISSING, what=what)
    if len(text) > WHAT_LIMIT:
        raise Refused(Refusal.OUTCOME_TEXT_TOO_LONG, length=len(text), limit=WHAT_LIMIT, what=what)
    return text


def valid_who(who: str) -> str:
    """A post or a team as it is stored, on one line; empty where nobody is named. Raises Refused."""
    who = " ".join(clean(who).split())
    if len(who) > WHO_LIMIT:
        raise Refused(Refusal.OUTCOME_WHO_TOO_LONG, limit=WHO_LIMIT)
    return who
