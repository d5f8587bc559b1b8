"""What can go wrong in the store.

Each error has a code and the details of its sentence (``journey.wording.refusals``). Its own text is for whoever looks
after the installation and reads it on the command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import exc

from journey.model import Action, AgreedLevel, Answer, Parked, PitfallAnswer, Vote
from journey.model.refusals import Refusal

_PROGRAMMING_FAULTS = (exc.IntegrityError, exc.DataError, exc.ProgrammingError, exc.NotSupportedError)

_NOUNS = {AgreedLevel: "record", Vote: "vote", Parked: "parked item", Action: "action"}
"""What was changed somewhere else, where it is no answer."""


class StoreError(Exception):
    """What the five errors of the store have in common."""

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

    def __init__(self, stored: Answer | PitfallAnswer | AgreedLevel | Vote | Parked | Action) -> None:
        noun = _NOUNS.get(type(stored), "answer")
        super().__init__(f"This {noun} was changed somewhere else in the meantime.", noun=noun)
        self.stored = stored


class Closed(StoreError):
    """The round is closed: its answers and scores stay as they are."""

    code = Refusal.CLOSED


class Unavailable(StoreError):
    """The database cannot be used at the moment. The driver's own error is the cause."""

    code = Refusal.UNAVAILABLE


class Corrupt(Unavailable):
    """Stored bytes are not the bytes that were saved."""

    code = Refusal.CORRUPT


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the driver says about the database into ``Unavailable``. Our own mistakes pass through as they are."""
    try:
        yield
    except _PROGRAMMING_FAULTS:
        raise
    except exc.DBAPIError as error:
        raise Unavailable(_in_plain_words(str(error.orig))) from error
    except exc.TimeoutError as error:
        raise Unavailable(_in_plain_words("all connections are in use")) from error


def _in_plain_words(reason: str) -> str:
    first_line = reason.strip().partition("\n")[0]
    return (
        f"The database could not be used ({first_line}). This change was not saved; everything saved before was kept. "
        "Try again in a moment, and tell whoever runs the service if it happens again."
    )
