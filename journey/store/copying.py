"""Copies of a SQLite database: made while it is in use, checked once they are written, and put back."""

from __future__ import annotations

import math
import os
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from journey.store.driver_errors import damaged, is_damage, primary_code
from journey.store.errors import Damaged, Unavailable
from journey.store.files import beside, make_private


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: the revision of its tables, and how many organisations and answers."""

    revision: str
    organisations: int
    answers: int


def copy(source: Path, target: Path) -> None:
    """Copy a database, which may be in use, to ``target``; it has that name only once it is whole, and checked.

    The copy holds every change that was durable when it began, needs nothing beside it, and is for its owner alone.
    What was at ``target`` is replaced. Raises Unavailable, Damaged.
    """
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        for path in (unfinished, *beside(unfinished)):
            path.unlink(missing_ok=True)
        make_private(unfinished)
        with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(unfinished)) as made:
            original.backup(made)
            made.execute("PRAGMA journal_mode = DELETE").close()
        _check_copy(unfinished, source)
        _keep_through_a_power_cut(unfinished)
        os.replace(unfinished, target)
    except (OSError, sqlite3.Error) as error:
        raise _not_copied(source, target, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _check_copy(made: Path, source: Path) -> None:
    """A copy is made page by page, so that it has whatever damage the source has."""
    try:
        check(made)
    except Damaged as error:
        raise damaged(source, "a copy of it does not hold together") from error


def check(file: Path, *, seconds: float | None = None) -> None:
    """Read a database as a whole and hold its parts against each other. Raises Damaged, Unavailable.

    With ``seconds`` it looks for what can be found in that time, and lets pass what would take longer.
    """
    until = time.monotonic() + seconds if seconds is not None else math.inf
    with closing(_open_to_read(file)) as connection:
        connection.set_progress_handler(lambda: time.monotonic() > until, 100_000)
        try:
            found = connection.execute(f"PRAGMA {'integrity' if seconds is None else 'quick'}_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            if primary_code(error) == sqlite3.SQLITE_INTERRUPT:
                return
            if not is_damage(error):
                raise Unavailable(f"{file} could not be read ({error}). Nothing was changed.") from error
            found = str(error)
    if found != "ok":
        raise damaged(file, " ".join(found.split()))


def revision_in(file: Path) -> str | None:
    """The revision of the product's tables in a file; None where it holds none, or cannot be read."""
    try:
        with closing(_open_to_read(file)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else None


def contents(file: Path) -> Contents:
    """What a database of the product holds, of whatever revision. Raises sqlite3.Error."""
    with closing(_open_to_read(file)) as connection:
        asked = "SELECT version_num, (SELECT count(*) FROM organisation), (SELECT count(*) FROM answer)"
        return Contents(*connection.execute(f"{asked} FROM alembic_version").fetchone())


def is_in_use(file: Path) -> bool:
    """Whether another program has the database open. Otherwise what lay beside the file is now within it.

    A file that is too damaged to tell counts as not in use, and is left as it is.
    """
    with closing(sqlite3.connect(file, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE").close()
        except sqlite3.OperationalError as error:
            return primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        except sqlite3.DatabaseError:
            return False
    return False


def put_back(copied: Path, file: Path, *, at: datetime) -> Path | None:
    """Put a copy in the place of a database that is not in use.

    What was there is kept beside it, with what SQLite had beside it, under a name with the time ``at``; that name is
    returned, or None where nothing was there. Raises Unavailable, Damaged.
    """
    new = file.with_name(f"{file.name}.restored")
    copy(copied, new)
    kept = file.with_name(f"{file.name}.replaced-{at:%Y-%m-%d-%H%M%S}") if file.exists() else None
    try:
        if kept is not None:
            for old, other in zip((file, *beside(file)), (kept, *beside(kept)), strict=True):
                if old.exists():
                    os.replace(old, other)
        os.replace(new, file)
    except OSError as error:
        raise _not_copied(copied, file, error) from error
    return kept


def _open_to_read(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _keep_through_a_power_cut(file: Path) -> None:
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _not_copied(source: Path, target: Path, error: OSError | sqlite3.Error) -> Unavailable:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    if is_damage(error):
        return damaged(source, str(reason))
    return Unavailable(
        f"{source} could not be copied to {target} ({reason}). What was in both places is kept. See that there is "
        "room, and that this user may read the one and write to the folder of the other."
    )
