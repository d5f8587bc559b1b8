"""What every use case needs, opened once a process."""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from journey.config import Settings
from journey.content import Library
from journey.content.own import OwnGuidance, read_own
from journey.service.rounds.snapshots import complete
from journey.store import Store

LOG = logging.getLogger("journey")
_OPENING = threading.Lock()
NO_GUIDANCE = OwnGuidance()


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Product:
    """The store, the content that ships, the settings, a clock, and the council's own guidance."""

    store: Store
    library: Library
    settings: Settings
    clock: Callable[[], datetime] = now
    own_guidance: OwnGuidance = NO_GUIDANCE

    def today(self) -> date:
        """What day it is where the council is."""
        return self.day_of(self.clock())

    def day_of(self, moment: datetime) -> date:
        """What day it was then, where the council is."""
        return moment.astimezone(self.settings.zone).date()


def open_product(settings: Settings) -> Product:
    """Open the store, bring its tables up to date and find the content. Raises store.Unavailable, ContentFault."""
    store = Store(settings.database_url)
    store.migrate()
    complete(store)
    own = read_own(settings.own_guidance) if settings.own_guidance else NO_GUIDANCE
    for fault in own.faults:
        LOG.warning("Left out of the guidance: %s", fault)
    return Product(store=store, library=Library.read(), settings=settings, own_guidance=own)


def opened() -> Product:
    """The product as the environment sets it up, opened once a process. Raises SettingError and as ``open_product``."""
    with _OPENING:
        return _opened()


@cache
def _opened() -> Product:
    product = open_product(Settings.read())
    # However the process ends: SQLite puts what lies beside the file into it when the last connection is closed.
    atexit.register(product.store.close)
    return product
