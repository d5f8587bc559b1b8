"""Use cases, a folder or a module for each capability: who may, is it valid, one transaction.

Every function takes the Product first: the store, the content that ships, the settings and a clock. Screens and the
command line come through here; nothing else opens a transaction.
"""

from __future__ import annotations

from journey.content import ContentFault
from journey.service.context import Product, open_product
from journey.service.refused import AnswersLocked, Refused
from journey.store import Closed, Conflict, NotFound, StoreError, Unavailable, clean

__all__ = [
    "AnswersLocked",
    "Closed",
    "Conflict",
    "ContentFault",
    "NotFound",
    "Product",
    "Refused",
    "StoreError",
    "Unavailable",
    "clean",
    "open_product",
]
