"""The day that was set for the next review: by the last review, or where that set none by a workshop of the unit."""

from __future__ import annotations

from datetime import date

from journey.model import Review
from journey.store import Connection, workshops


def next_on(tx: Connection, organisation_id: str, unit_id: str, ended: Review | None) -> date | None:
    """That day; None where none is set. ``ended`` is the last review that has ended, None where there was none.

    Of several workshops the one held last has set it; a day that the last review has answered counts no longer.
    """
    if ended is not None and ended.content.next_on is not None:
        return ended.content.next_on
    since = ended.content.held_on if ended else date.min
    every = workshops.every(tx, organisation_id)
    days = [one.review_on for one in every if one.unit_id == unit_id and one.review_on]
    return next((day for day in reversed(days) if day > since), None)
