"""Settings: read once from the environment, checked, then passed on.

========================  ==========================================================================================
``JOURNEY_DATABASE_URL``  where answers are kept; without it, the SQLite file ``data/journey.db`` in the project folder
``JOURNEY_SMALL_GROUP``   the smallest group whose results may be shown: 5 when missing or unreadable, never below 3
``JOURNEY_CONTENT``       a folder with the council's own questionnaires, checklists and guidance, used instead of ours
========================  ==========================================================================================
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
"""The folder that holds app.py."""

USUAL_SMALL_GROUP = 5
LEAST_SMALL_GROUP = 3

_SQLITE = "sqlite:///"
_POSTGRESQL = "postgresql+psycopg://"
_POSTGRESQL_SPELLINGS = ("postgresql+psycopg://", "postgresql://", "postgres://")


class SettingError(Exception):
    """A setting cannot be used; the message says which, why, and what to write instead."""


@dataclass(frozen=True)
class Settings:
    """What the environment decides."""

    database_url: str
    small_group: int
    content_root: Path

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Settings from the environment. Raises SettingError."""
        return cls(
            database_url=_database_url(environment.get("JOURNEY_DATABASE_URL", "").strip()),
            small_group=_small_group(environment.get("JOURNEY_SMALL_GROUP", "")),
            content_root=_content_root(environment.get("JOURNEY_CONTENT", "").strip()),
        )


def _database_url(text: str) -> str:
    """A URL with the driver named. The text is never repeated in a message: it may hold a password."""
    if not text:
        return f"{_SQLITE}{PROJECT / 'data' / 'journey.db'}"
    if text.startswith(_SQLITE) and text.removeprefix(_SQLITE) not in ("", ":memory:"):
        return text
    for spelling in _POSTGRESQL_SPELLINGS:
        if text.startswith(spelling):
            return _POSTGRESQL + text.removeprefix(spelling)
    raise SettingError(
        "JOURNEY_DATABASE_URL is not an address this product can use. Nothing was changed. Write "
        "sqlite:///path/to/journey.db or postgresql://user:password@host/database, "
        "or remove the setting to keep the answers in data/journey.db."
    )


def _small_group(text: str) -> int:
    """The caution is built in: a slip of the pen never lowers the limit."""
    try:
        return max(LEAST_SMALL_GROUP, int(text))
    except ValueError:
        return USUAL_SMALL_GROUP


def _content_root(text: str) -> Path:
    if not text:
        return PROJECT
    folder = Path(text).expanduser()
    if not folder.is_dir():
        raise SettingError(
            f"JOURNEY_CONTENT names {folder}, which is not a folder. Nothing was changed. "
            "Write the folder that holds questionnaires, checklists and guidance, or remove the setting."
        )
    return folder.resolve()
