"""What people write into the records of a plan: cleaned, held to its limits, refused in words where it does not fit."""

from __future__ import annotations

from datetime import date

from journey.model.refusals import Refusal
from journey.service.refused import Refused
from journey.store import clean
from journey.wording.days import NO_DAY

WHAT_LIMIT, WHO_LIMIT, TEXT_LIMIT = 500, 120, 1000
"""Characters: of what is to be done, of a post or a person, of any other text."""


def needed(text: str, *, what: str, limit: int = WHAT_LIMIT) -> str:
    """A text that must be there, as it is stored. ``what`` names it in the refusal. Raises Refused."""
    text = optional(text, what=what, limit=limit)
    if not text:
        raise Refused(Refusal.PLAN_TEXT_MISSING, what=what)
    return text


def optional(text: str, *, what: str, limit: int = TEXT_LIMIT) -> str:
    """A text that may be empty, as it is stored. Raises Refused."""
    text = clean(text).strip()
    if len(text) > limit:
        raise Refused(Refusal.PLAN_TEXT_TOO_LONG, what=what, length=len(text), limit=limit)
    return text


def who(name: str, *, what: str = "owner") -> str:
    """A post, a person or a team, on one line; empty where nobody is named. Raises Refused."""
    return optional(" ".join(clean(name).split()), what=what, limit=WHO_LIMIT)


def day(given: date | None, *, what: str) -> date | None:
    """A day that could be read, or none. Raises Refused."""
    if given == NO_DAY:
        raise Refused(Refusal.PLAN_DAY_UNREADABLE, what=what)
    return given
