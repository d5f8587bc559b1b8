"""The record of a review on paper: what was decided, by whom and by when; what was learned; what was looked at."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import Review
from journey.reports.paper import Occasion, write
from journey.wording import review as words
from journey.wording.catalogue import _
from journey.wording.review import Outline


def record(council: str, unit: str, review: Review, looked_at: Outline, decisions: Sequence[tuple[str, str]]) -> str:
    """The record as a file. ``decisions`` are in words, each with what came of it."""
    content = review.content
    title = _("Review of the plan")
    return write(
        "review_record.html",
        kind=_("The record"),
        occasion=Occasion(council, unit, title, content.held_on, content.minutes or 0),
        review=review,
        content=content,
        held=words.held(review),
        looked_at=looked_at,
        decisions=decisions,
    )
