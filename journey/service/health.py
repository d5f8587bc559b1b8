"""Whether answers can be read and saved: what is asked of the store every few seconds on behalf of a monitor."""

from __future__ import annotations

import shutil

from journey.service.context import Product
from journey.store import browser_sessions

ROW = "health"
"""Stands for the hash of a token that no browser has: the row that is written to see whether writing works."""
LEAST_FREE = 100_000_000
"""Bytes on the disk of a SQLite file: less than a large workshop and a copy of the file need."""


def read(product: Product) -> bool:
    """Read a row. Returns True; raises Unavailable."""
    with product.store.read() as tx:
        browser_sessions.find(tx, ROW)
    return True


def write(product: Product) -> bool:
    """Write a row, durably. Returns True; raises Unavailable."""
    with product.store.write() as tx:
        browser_sessions.remember(tx, ROW, organisation_id=None, at=product.clock())
    return True


def has_room(product: Product, least: int = LEAST_FREE) -> bool:
    """Whether the disk of a SQLite file has so many bytes left. Of a database server this machine knows nothing."""
    file = product.store.place.file
    return file is None or shutil.disk_usage(file.parent).free >= least
