"""The file of a SQLite database: the folder it lies in, who may read it, and the copies beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from journey.store.errors import Unavailable

BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a database that is in use: the ends of their names."""

_OWNER_ALONE = 0o600


def prepare(file: Path) -> None:
    """Make the last folder of the path and an empty file where they are missing; both are for their owner alone.

    Folders above the last one are not made: a path that was mistyped would lead to an empty database somewhere else.
    Raises Unavailable.
    """
    make_folder(file.parent)
    make_private(file)


def make_folder(folder: Path) -> None:
    """Make the folder where it is missing, and none above it. Raises Unavailable."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        raise Unavailable(
            f"The folder for the database, {folder}, could not be made: there is no {folder.parent}. Nothing was "
            "made. Look whether JOURNEY_DATABASE_URL names the right path; if it does, make that folder."
        )
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"The folder for the database, {folder}, could not be made ({error.strerror}). Nothing was saved. Make "
            "it, let the user who runs the product write there, or name another place in JOURNEY_DATABASE_URL."
        ) from error


def make_private(file: Path) -> None:
    """Make the file if it is missing, and let nobody but its owner read it and what lies beside it.

    Where the system does not let this user change that, the file stays as it is: opening it says what is wrong. A file
    that is there is never opened: closing it would end all locks that this process holds on it, and whoever closes the
    database next would take away what SQLite keeps beside it, under the eyes of those who go on.
    """
    with suppress(OSError):
        if not file.exists():
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER_ALONE))
        for path in (file, *beside(file)):
            if path.exists() and path.stat().st_mode & 0o077:
                path.chmod(_OWNER_ALONE)


def beside(file: Path) -> list[Path]:
    """Where SQLite keeps what is not yet in the file itself."""
    return [file.with_name(file.name + end) for end in BESIDE]


def copies_of(file: Path) -> list[Path]:
    """The copies that upgrades left beside a database, the newest first."""
    copies = file.parent.glob(f"{_literally(file.name)}.before-*.backup")
    return sorted(copies, key=lambda copy: copy.stat().st_mtime, reverse=True)


def _literally(name: str) -> str:
    """A name in which nothing stands for something else when files are looked for."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
