"""What every use case needs, opened once a process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from journey.config import Settings
from journey.content import Library
from journey.service.rounds.snapshots import complete
from journey.store import Store

_OPENING = threading.Lock()


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Product:
    """The store, the content that ships, the settings and a clock."""

    store: Store
    library: Library
    settings: Settings
    clock: Callable[[], datetime] = now


def open_product(settings: Settings) -> Product:
    """Open the store, bring its tables up to date and find the content. Raises store.Unavailable, ContentFault."""
    store = Store(settings.database_url)
    store.migrate()
    complete(store)
    return Product(store=store, library=Library.read(), settings=settings)


def opened() -> Product:
    """The product as the environment sets it up, opened once a process. Raises SettingError and as ``open_product``."""
    with _OPENING:
        return _opened()


@cache
def _opened() -> Product:
    return open_product(Settings.read())
