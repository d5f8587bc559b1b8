"""What can go wrong in the store, in words that a screen may show: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from journey.model import Action, AgreedLevel, Answer, Parked, PitfallAnswer, Vote

_PROGRAMMING_FAULTS = (exc.IntegrityError, exc.DataError, exc.ProgrammingError, exc.NotSupportedError)

_NOUNS = {AgreedLevel: "record", Vote: "vote", Parked: "parked item", Action: "action"}
"""What was changed somewhere else, where it is no answer."""


class NotFound(LookupError):
    """There is no such row in this organisation. A row of another organisation is not found either."""

    def __init__(self, noun: str, key: str) -> None:
        super().__init__(
            f"There is no {noun} {key!r} in this organisation. Nothing was changed. Go back and choose again."
        )


class Conflict(Exception):
    """The stored version is not the one the writer had seen. ``stored`` is what the store holds now."""

    def __init__(self, stored: Answer | PitfallAnswer | AgreedLevel | Vote | Parked | Action) -> None:
        super().__init__(
            f"This {_NOUNS.get(type(stored), 'answer')} was changed somewhere else in the meantime. The stored one was "
            f"kept and yours was not saved. Look at the stored {_NOUNS.get(type(stored), 'answer')} and decide again."
        )
        self.stored = stored


class Closed(Exception):
    """The round is closed: its answers and scores stay as they are."""

    def __init__(self) -> None:
        super().__init__(
            "This round is closed. Everything saved before was kept and nothing was changed. "
            "Open the results, or start a new round to answer again."
        )


class Unavailable(Exception):
    """The database cannot be used at the moment. The driver's own error is the cause."""


class Corrupt(Unavailable):
    """Stored bytes are not the bytes that were saved."""


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
