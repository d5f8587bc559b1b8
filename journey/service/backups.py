"""Copies of the whole database: made while the product runs, and put back while it does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from journey.config import Settings
from journey.model.refusals import Refusal
from journey.service.refused import Refused
from journey.store import Store, copying, files, migrate
from journey.store.copying import Contents

__all__ = ["Contents", "PutBack", "back_up", "restore"]


@dataclass(frozen=True, slots=True)
class PutBack:
    """What was put back, where, and the name under which what was there before is kept, if anything was."""

    contents: Contents
    file: Path
    kept: Path | None


def back_up(settings: Settings, target: Path) -> Contents:
    """Copy the database to a new file, which is checked. Raises Refused, Unavailable, Damaged."""
    file = _file_of(settings)
    if not file.is_file():
        raise Refused(Refusal.NOTHING_TO_COPY, file=str(file))
    if target.exists():
        raise Refused(Refusal.COPY_EXISTS, file=str(target))
    copying.copy(file, target)
    return copying.contents(target)


def restore(settings: Settings, copied: Path, *, at: datetime) -> PutBack:
    """Put a copy in the place of the database. Raises Refused, Unavailable, Damaged; nothing was changed then."""
    file = _file_of(settings)
    if not copied.is_file():
        raise Refused(Refusal.COPY_MISSING, file=str(copied))
    copying.check(copied)
    found = copying.revision_in(copied)
    if found is None:
        raise Refused(Refusal.COPY_OF_SOMETHING_ELSE, file=str(copied))
    if not migrate.is_known(found):
        raise Refused(Refusal.COPY_TOO_NEW, file=str(copied), revision=found)
    files.make_folder(file.parent)
    if file.exists() and copying.is_in_use(file):
        raise Refused(Refusal.DATABASE_IN_USE, file=str(file))
    kept = copying.put_back(copied, file, at=at)
    return PutBack(copying.contents(file), file, kept)


def _file_of(settings: Settings) -> Path:
    file = Store(settings.database_url).place.file
    if file is None:
        raise Refused(Refusal.COPY_OF_SERVER)
    return file
