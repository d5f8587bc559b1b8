"""What a plan needs next, in sentences: bets that a round decided, a review that is due, actions that cannot wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from journey.wording import formatting
from journey.wording.formatting import capital, count

SOON = timedelta(days=7)
"""So long before its day a review is thought of."""


@dataclass(frozen=True, slots=True)
class PlanSituation:
    """Where a unit's plan stands on the day ``as_of``; ``is_empty`` where nothing was ever written down in it.

    ``to_decide`` are the ids of the actions that need a decision, the most urgent first, and ``most_urgent`` says what
    that one is. ``review_due_on`` is None where there is nothing to review. ``decided_bets`` are the ids of those that
    a round has decided since the last review. ``in_a_sentence`` tells where the plan stands.
    """

    as_of: date
    is_empty: bool = True
    to_decide: tuple[str, ...] = ()
    most_urgent: str = ""
    review_due_on: date | None = None
    is_review_running: bool = False
    decided_bets: tuple[str, ...] = ()
    in_a_sentence: str = ""

    @property
    def review_in_words(self) -> str:
        """Why a review is the thing to do now; empty where it is not."""
        if self.is_review_running:
            return "A review has begun and has not ended."
        if self.review_due_on is None or self.review_due_on - self.as_of > SOON:
            return ""
        day = formatting.day(self.review_due_on)
        due = f"A review was due on {day}" if self.review_due_on < self.as_of else f"A review is due on {day}"
        if self.review_due_on == self.as_of:
            due = "A review is due today"
        return f"{due}: {self.needs}." if self.to_decide else f"{due}."

    @property
    def needs(self) -> str:
        """``two actions need a decision``."""
        return count(len(self.to_decide), "action needs a decision", "actions need a decision")

    @property
    def decisions_in_words(self) -> str:
        """That actions need a decision, and which of them cannot wait longest."""
        which = ":" if len(self.to_decide) == 1 else "; the most urgent is"
        return f"{capital(self.needs)}{which} “{self.most_urgent}”."

    @property
    def bets_in_words(self) -> str:
        """That a round has decided bets, and that nobody has looked at it yet."""
        return f"{capital(count(len(self.decided_bets), 'bet was', 'bets were'))} decided since the last review."
