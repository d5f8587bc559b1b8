"""Settings: read once from the environment, checked, then passed on.

========================  ==========================================================================================
``JOURNEY_DATABASE_URL``  where answers are kept; without it, the SQLite file ``data/journey.db`` in the project folder
``JOURNEY_SMALL_GROUP``   the smallest group whose results may be shown: 5 when missing or unreadable, never below 3
``JOURNEY_JOIN_ADDRESS``  where the links and codes of invitations lead, for example ``https://join.example.gov.uk``;
                          without it, to the address at which whoever invites has opened the product
========================  ==========================================================================================
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from journey.rules.privacy import min_group_setting

PROJECT = Path(__file__).resolve().parent.parent
"""The folder that holds app.py."""

_SQLITE = "sqlite:///"
_POSTGRESQL = "postgresql+psycopg://"
_POSTGRESQL_SPELLINGS = ("postgresql+psycopg://", "postgresql://", "postgres://")
_ORIGIN = re.compile(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:(?P<port>[0-9]{1,5}))?/?")


class SettingError(Exception):
    """A setting cannot be used; the message says which, why, and what to write instead."""


@dataclass(frozen=True)
class Settings:
    """What the environment decides. ``join_address`` has no slash at its end."""

    database_url: str
    min_group: int
    join_address: str | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Settings from the environment. Raises SettingError."""
        return cls(
            database_url=_database_url(environment.get("JOURNEY_DATABASE_URL", "").strip()),
            min_group=min_group_setting(environment.get("JOURNEY_SMALL_GROUP")),
            join_address=_join_address(environment.get("JOURNEY_JOIN_ADDRESS", "").strip()),
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


def _join_address(text: str) -> str | None:
    """Scheme, host and port, and nothing else: what follows is the product's."""
    if not text:
        return None
    origin = _ORIGIN.fullmatch(text.lower())
    if origin is None or not 0 < int(origin["port"] or 80) < 65536:
        raise SettingError(
            "JOURNEY_JOIN_ADDRESS is not an address that phones can be sent to. Nothing was changed. Write how it "
            "begins and nothing after that, for example https://join.example.gov.uk, or remove the setting."
        )
    return text.lower().rstrip("/")
