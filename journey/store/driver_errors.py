"""What the driver says about a database, in words for whoever looks after the installation.

Each sentence says what happened, to which database, what was kept and what to do. No part of a password is among them:
a database is named by its file, or by its name and host.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, exc

from journey.store.errors import Damaged, Unavailable
from journey.store.files import copies_of

_PROGRAMMING_FAULTS = (exc.IntegrityError, exc.DataError, exc.ProgrammingError, exc.NotSupportedError)
_NO_RIGHT = "42501"
"""PostgreSQL's code where the user may not do what was asked."""

_KEPT = "Everything saved before was kept."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database is: ``file`` for SQLite, None for a server. ``name`` is how a sentence calls it."""

    name: str
    file: Path | None = None

    @classmethod
    def of(cls, url: URL) -> Place:
        """The place that an address leads to."""
        if url.get_backend_name() == "sqlite":
            file = Path(str(url.database)).absolute()
            return cls(str(file), file)
        host = url.host or url.query.get("host") or "this machine"
        return cls(f"the PostgreSQL database {url.database or url.username} on {host}")


@contextmanager
def translated(place: Place) -> Iterator[None]:
    """Turn what the driver says about the database into ``Unavailable``, where it is damaged into ``Damaged``.

    Our own mistakes pass through as they are.
    """
    try:
        yield
    except exc.DBAPIError as error:
        is_refused = getattr(error.orig, "sqlstate", None) == _NO_RIGHT
        if isinstance(error, _PROGRAMMING_FAULTS) and not is_refused:
            raise
        raise _in_plain_words(place, error) from error
    except exc.TimeoutError as error:
        raise Unavailable(_passing(place, "all connections are in use")) from error


def damaged(file: Path, reason: str) -> Damaged:
    """The error to raise of a file that SQLite cannot read as a whole."""
    copies = copies_of(file)
    where = f"The newest copy beside it is {copies[0]}." if copies else "No copy lies beside it: look among backups."
    return Damaged(
        f"The file {file} is damaged ({reason}). It was left as it is. Stop the product and put a copy back: python3 "
        f"-m journey restore COPY, which keeps the damaged file under another name. {where}"
    )


def _in_plain_words(place: Place, error: exc.DBAPIError) -> Unavailable:
    reason = str(error.orig).strip().partition("\n")[0]
    if place.file is not None:
        return _of_file(place.file, error.orig, reason)
    if getattr(error.orig, "sqlstate", None) == _NO_RIGHT:
        return Unavailable(
            f"The user of {place.name} may not do what is needed there ({reason}). {_KEPT} Let the owner of the "
            "database grant it, for new tables with: GRANT CREATE ON SCHEMA public TO the user."
        )
    if isinstance(error, exc.OperationalError) and not getattr(error.orig, "sqlstate", None):
        return Unavailable(
            f"The database could not be used: {place.name} was not to be reached ({reason}). {_KEPT} See that the "
            "server runs and lets this machine in, and that JOURNEY_DATABASE_URL has the right host, port, name, user "
            "and password."
        )
    return Unavailable(_passing(place, reason))


def primary_code(error: BaseException | None) -> int:
    """SQLite's primary code of an error, which extended codes hold in their lowest byte; 0 where there is none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_damage(error: BaseException | None) -> bool:
    """Whether SQLite says that the file is not, or no longer, a database."""
    return primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _of_file(file: Path, error: BaseException | None, reason: str) -> Unavailable:
    if is_damage(error):
        return damaged(file, reason)
    code = primary_code(error)
    if code == sqlite3.SQLITE_CANTOPEN:
        return Unavailable(
            f"The database {file} could not be opened ({reason}). Nothing was changed in it. See that "
            "JOURNEY_DATABASE_URL names the right file, and that the user who runs the product may read and write "
            "both the file and its folder."
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return Unavailable(
            f"The database {file} may not be written to ({reason}). {_KEPT} Let the user who runs the product write to "
            "the file and to its folder, or name another file in JOURNEY_DATABASE_URL."
        )
    if code == sqlite3.SQLITE_FULL:
        return Unavailable(
            f"There is no room for the database {file} ({reason}). {_KEPT} Make room where it lies; the product goes "
            "on by itself."
        )
    return Unavailable(_passing(Place(str(file), file), reason))


def _passing(place: Place, reason: str) -> str:
    return (
        f"The database could not be used: {place.name} ({reason}). {_KEPT} Try again in a moment; if it stays like "
        "this, the reason in brackets says where to look."
    )
