"""The days of a review: what they have to keep to, and which was set for the next.

The last review has set it, or where that set none a workshop of the unit.
"""

from __future__ import annotations

from datetime import date

from journey.model import Review, ReviewContent
from journey.model.refusals import Refusal
from journey.service.refused import Refused
from journey.store import Connection, workshops
from journey.wording import formatting

MOST_YEARS = 2
"""So far ahead the next review may lie. Further off it is a slip of the keys."""


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


def check_days(content: ReviewContent, today: date, before: ReviewContent | None = None) -> None:
    """A review is held today or was before; the next comes after today and after it, within two years. Raises Refused.

    A day that stood there ``before`` is let stand, whatever day it is by now.
    """
    held_on, next_on = content.held_on, content.next_on
    if held_on > today and (before is None or held_on != before.held_on):
        raise Refused(Refusal.REVIEW_DAY_TO_COME, day=formatting.day(held_on), today=formatting.day(today))
    if next_on is None or (before is not None and (held_on, next_on) == (before.held_on, before.next_on)):
        return
    if next_on <= max(held_on, today):
        raise Refused(Refusal.REVIEW_NEXT_TOO_EARLY, day=formatting.day(next_on))
    # 29 February has no day two years on: the 28th is as good an end.
    if next_on > date(today.year + MOST_YEARS, today.month, min(today.day, 28)):
        raise Refused(Refusal.REVIEW_NEXT_TOO_FAR, day=formatting.day(next_on), years=formatting.number(MOST_YEARS))
