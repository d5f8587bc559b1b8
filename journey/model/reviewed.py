"""What a review looks at, and what came of a promise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from journey.model.measured import MeasureStanding
from journey.model.plan import Action


class ReviewPart(StrEnum):
    """The parts of a review, in their order."""

    LAST_TIME = "last_time"
    EXCEPTIONS = "exceptions"
    BETS = "bets"
    LEARNED = "learned"
    REVISE = "revise"
    READ_BACK = "read_back"


class Reason(StrEnum):
    """Why something is an exception, in the order in which exceptions come to the table."""

    NO_OWNER = "no_owner"
    OWNER_GONE = "owner_gone"
    OVERDUE = "overdue"
    BEYOND_WITH_SIGNAL = "beyond_with_signal"
    BEYOND = "beyond"
    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    SIGNAL = "signal"
    NO_READING = "no_reading"
    NO_WORD = "no_word"
    FIRST_STEP_MISSED = "first_step_missed"


@dataclass(frozen=True, slots=True)
class Exceptional:
    """An action or a measure that needs a decision: why, and for how many days it has been overdue.

    ``serves`` is the name of the priority that it serves, empty where none is known.
    """

    reasons: tuple[Reason, ...]
    action: Action | None = None
    measure: MeasureStanding | None = None
    days_over: int = 0
    serves: str = ""

    @property
    def item(self) -> str:
        """What kind of record it is, as decisions name it."""
        return "action" if self.action else "measure"

    @property
    def item_id(self) -> str:
        """The id of the record."""
        record = self.action or (self.measure.measure if self.measure else None)
        return record.id if record else ""

    @property
    def title(self) -> str:
        """What it is called."""
        if self.action:
            return self.action.content.what
        return self.measure.measure.content.name if self.measure else ""


class ServiceTrigger(StrEnum):
    """What speaks for looking at one service from the ground up."""

    FIGURES = "figures"
    USERS = "users"
    POLICY = "policy"
    NEEDED = "needed"
    NEW_WAY = "new_way"
    TOGETHER = "together"


class Came(StrEnum):
    """What came of a promise, in the order in which it is told."""

    MOVED = "moved"
    MOVED_WITHOUT_US = "moved_without_us"
    JUDGED = "judged"
    NOT_MOVED = "not_moved"
    CANNOT_TELL = "cannot_tell"
    NOT_CHECKED = "not_checked"
    IN_HAND = "in_hand"
    DROPPED = "dropped"
    HANDED_OVER = "handed_over"
