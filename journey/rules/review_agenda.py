"""What a review looks at, in which order: what needs a decision first, and never more than a table can take in.

No sentence and no clock: the service finds what there is, ``wording.review`` says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto

from journey.model import Action, Measure, Reading

MOST_EXCEPTIONS = 5
"""As many as eight minutes allow; the rest is counted, and a press away."""
REVIEW_EVERY = timedelta(weeks=8)
"""After this long without one a review is due, where no day was set."""
ITEMS = ("action", "measure", "bet", "parked", "moved_on", "priority", "")
"""What a decision may be about; the last is nothing in particular."""


class Part(StrEnum):
    """The parts of a review, in their order."""

    LAST_TIME = auto()
    EXCEPTIONS = auto()
    BETS = auto()
    LEARNED = auto()
    REVISE = auto()
    READ_BACK = auto()


MINUTES = {
    Part.LAST_TIME: 2,
    Part.EXCEPTIONS: 8,
    Part.BETS: 4,
    Part.LEARNED: 2,
    Part.REVISE: 3,
    Part.READ_BACK: 1,
}
"""Twenty in all."""


class Reason(StrEnum):
    """Why something is an exception, in the order in which exceptions come to the table."""

    NO_OWNER = auto()
    OWNER_GONE = auto()
    OVERDUE = auto()
    BEYOND_WITH_SIGNAL = auto()
    BEYOND = auto()
    OFF_TRACK = auto()
    AT_RISK = auto()
    SIGNAL = auto()
    NO_READING = auto()
    NO_WORD = auto()
    FIRST_STEP_MISSED = auto()


_PLACES = {
    Reason.NO_OWNER: 0,
    Reason.OWNER_GONE: 0,
    **{reason: place for place, reason in enumerate(list(Reason)[2:], start=1)},
}


@dataclass(frozen=True, slots=True)
class Exceptional:
    """An action or a measure that needs a decision: why, and for how many days it has been overdue.

    ``gap`` is how far ``reading``, the last one, is off target; ``serves`` the name of the priority that it serves.
    """

    reasons: tuple[Reason, ...]
    action: Action | None = None
    measure: Measure | None = None
    reading: Reading | None = None
    gap: float | None = None
    days_over: int = 0
    serves: str = ""

    @property
    def item(self) -> str:
        """What kind of record it is, as decisions name it."""
        return "action" if self.action else "measure"

    @property
    def item_id(self) -> str:
        """The id of the record."""
        record = self.action or self.measure
        return record.id if record else ""

    @property
    def title(self) -> str:
        """What it is called."""
        if self.action:
            return self.action.content.what
        return self.measure.content.name if self.measure else ""


def in_order(found: Sequence[Exceptional]) -> list[Exceptional]:
    """Those that have a reason: by the first of their reasons, then the longest overdue, then as they were found."""
    exceptional = [one for one in found if one.reasons]
    return sorted(exceptional, key=lambda one: (min(_PLACES[reason] for reason in one.reasons), -one.days_over))


def due_on(next_on: date | None, last_on: date | None, began_on: date | None) -> date | None:
    """The day on which a review is due: the one that was set, else eight weeks after the last, or after the plan began.

    None where there is nothing to review.
    """
    if next_on is not None:
        return next_on
    since = last_on or began_on
    return since + REVIEW_EVERY if since else None
