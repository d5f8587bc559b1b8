"""What can go wrong in the store.

Each error has a code and the details of its sentence (``journey.wording.refusals``). Its own text is for whoever looks
after the installation and reads it on the command line.
"""

from __future__ import annotations

from collections.abc import Mapping

from journey.model import (
    Action,
    AgreedLevel,
    Bet,
    Decision,
    Measure,
    Parked,
    Priority,
    Reading,
    Review,
    Vote,
)
from journey.model.refusals import Refusal

_NOUNS = {
    AgreedLevel: "record",
    Vote: "vote",
    Parked: "parked item",
    Action: "action",
    Priority: "priority",
    Bet: "bet",
    Measure: "measure",
    Reading: "reading",
    Review: "review",
    Decision: "decision",
}
"""What was changed somewhere else, where it is no answer."""


class StoreError(Exception):
    """What the errors of the store have in common."""

    code: Refusal

    def __init__(self, text: str = "", **details: str) -> None:
        super().__init__(text)
        self.details: Mapping[str, str] = details


class NotFound(StoreError, LookupError):
    """There is no such row in this organisation. A row of another organisation is not found either."""

    code = Refusal.NOT_FOUND

    def __init__(self, noun: str, key: str) -> None:
        super().__init__(f"There is no {noun} {key!r} in this organisation.")


class Conflict(StoreError):
    """The stored version is not the one the writer had seen. ``stored`` is what the store holds now."""

    code = Refusal.CONFLICT

    def __init__(self, stored: object) -> None:
        noun = _NOUNS.get(type(stored), "answer")
        super().__init__(f"This {noun} was changed somewhere else in the meantime.", noun=noun)
        self.stored = stored


class Closed(StoreError):
    """The round is closed: its answers and scores stay as they are."""

    code = Refusal.CLOSED


class Unavailable(StoreError):
    """The database cannot be used at the moment. The driver's own error is the cause."""

    code = Refusal.UNAVAILABLE


class Damaged(Unavailable):
    """The file of the database is damaged: waiting does not help, and a copy has to be put back."""

    code = Refusal.DAMAGED


class Corrupt(Unavailable):
    """Stored bytes are not the bytes that were saved."""

    code = Refusal.CORRUPT
