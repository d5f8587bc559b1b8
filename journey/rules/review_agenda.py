"""What a review looks at, in which order: what needs a decision first, and never more than a table can take in.

No sentence and no clock: the service finds what there is, ``wording.review`` says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from journey.model import Direction, Exceptional, Light, MeasureStanding, Reason, ReviewPart

MOST_EXCEPTIONS = 5
"""As many as eight minutes allow; the rest is counted, and a press away."""
REVIEW_EVERY = timedelta(weeks=8)
"""After this long without one a review is due, where no day was set."""
MINUTES = {
    ReviewPart.LAST_TIME: 2,
    ReviewPart.EXCEPTIONS: 8,
    ReviewPart.BETS: 4,
    ReviewPart.LEARNED: 2,
    ReviewPart.REVISE: 3,
    ReviewPart.READ_BACK: 1,
}
"""Twenty in all."""
_SATURDAY, _DAYS_A_WEEK = 5, 7

_PLACES = {
    Reason.NO_OWNER: 0,
    **{reason: place for place, reason in enumerate(list(Reason)[1:])},
}
"""Nobody who owns it comes first, whether nobody was named or somebody has left."""


def in_order(found: Sequence[Exceptional]) -> list[Exceptional]:
    """Those that have a reason: by the first of their reasons, then the longest overdue, then as they were found."""
    exceptional = [one for one in found if one.reasons]
    return sorted(exceptional, key=lambda one: (min(_PLACES[reason] for reason in one.reasons), -one.days_over))


def reasons_of_measure(stands: MeasureStanding) -> tuple[Reason, ...]:
    """Why a measure is an exception. Beyond tolerance and a signal for the worse are two answers, and told as two."""
    is_worse = is_for_the_worse(stands)
    if stands.is_late:
        return (Reason.NO_READING,)
    if stands.light is Light.EXCEPTION:
        return (Reason.BEYOND_WITH_SIGNAL if is_worse else Reason.BEYOND,)
    return (Reason.SIGNAL,) if is_worse else ()


def is_for_the_worse(stands: MeasureStanding) -> bool:
    """Whether the last reading is part of a signal that leads away from what is wanted."""
    signal, direction = stands.signal, stands.measure.content.direction
    if signal is None:
        return False
    if direction is Direction.WITHIN:
        target, upper, last = stands.measure.content.target, stands.measure.content.upper, stands.last
        is_above = last is not None and target is not None and last.value > (target if upper is None else upper)
        is_below = last is not None and target is not None and last.value < target
        return not ((is_above and not signal.is_up) or (is_below and signal.is_up))
    return signal.is_up is (direction is Direction.DOWN)


def due_on(next_on: date | None, last_on: date | None, began_on: date | None) -> date | None:
    """The day on which a review is due: the one that was set, else eight weeks after the last, or after the plan began.

    What nobody has set falls on a working day.     None where there is nothing to review.
    """
    if next_on is not None:
        return next_on
    since = last_on or began_on
    return working_day(since + REVIEW_EVERY) if since else None


def working_day(day: date) -> date:
    """That day, or the Monday after where it falls on a weekend."""
    return day + timedelta(days=_DAYS_A_WEEK - day.weekday() if day.weekday() >= _SATURDAY else 0)
