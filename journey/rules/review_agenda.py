"""What a review looks at, in which order: what needs a decision first, and never more than a table can take in.

No sentence and no clock: the service finds what there is, ``wording.review`` says it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from journey.model import (
    Decision,
    DecisionContent,
    DecisionKind,
    Direction,
    Exceptional,
    Light,
    MeasureStanding,
    Reason,
    Review,
    ReviewPart,
)

MOST_EXCEPTIONS = 5
"""As many as eight minutes allow; the rest is counted, and a press away."""
REVIEW_EVERY = timedelta(weeks=8)
"""After this long without one a review is due, where no day was set."""
SETTLED_FOR = timedelta(weeks=4)
"""So long at most it is settled what a review decided, unless it accepted a thing until a later day."""
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


@dataclass(frozen=True, slots=True)
class Settled:
    """What a review held on ``held_on`` has decided about a thing, and the day on which that asks again."""

    content: DecisionContent
    held_on: date
    until: date


def settled(reviews: Sequence[Review], decisions: Sequence[Decision]) -> Mapping[tuple[str, str], Settled]:
    """What ended reviews have settled, by the kind of the record and its id: the last of them that decided about it."""
    held = {one.id: one.content.held_on for one in reviews if one.ended_at is not None}
    found: dict[tuple[str, str], Settled] = {}
    for one in decisions:
        content = one.content
        if one.review_id not in held or not content.item:
            continue
        held_on, key = held[one.review_id], (content.item, content.item_id)
        until = _settled_until(content, held_on)
        before = found.get(key)
        if until and (before is None or (before.held_on, before.until) <= (held_on, until)):
            found[key] = Settled(content, held_on, until)
    return found


def _settled_until(content: DecisionContent, held_on: date) -> date | None:
    """What was accepted comes back on its day; all else once its day is over, or after four weeks."""
    if content.kind is DecisionKind.ACCEPT:
        return content.by_when
    if content.item not in ("action", "measure") or content.kind is DecisionKind.STOP:
        return None
    longest = held_on + SETTLED_FOR
    return min(content.by_when + timedelta(days=1), longest) if content.by_when else longest


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
