"""What to do when a screen and the store differ: pure, the same for statements and pitfalls.

A screen may be older than the store (another window saved since), or the store older than the screen (the server was
restarted between a click and its save). Nothing may be lost in silence, in either direction.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, TypeVar

Content = TypeVar("Content")


class Step(Enum):
    """What to do next."""

    NOTHING = auto()
    """Screen and store say the same."""
    SAVE = auto()
    """The person changed what this window last showed, and nobody else has."""
    REFRESH = auto()
    """Another window saved; the person did nothing here. Show what is stored, and say so."""
    ASK = auto()
    """Both changed. Show both, save neither until the person has chosen."""


@dataclass(frozen=True, slots=True)
class Shown(Generic[Content]):
    """What a window last showed of an answer, and the version that it was."""

    content: Content
    version: int


@dataclass(frozen=True, slots=True)
class Stored(Generic[Content]):
    """What the store has: the content, its version, and whether this same browser wrote it."""

    content: Content
    version: int
    is_mine: bool


def reconcile(
    shown: Shown[Content] | None, given: Content, stored: Stored[Content], earlier: Collection[Content] = ()
) -> Step:
    """Compare what a window showed, what its widgets now give, and what is stored.

    ``shown`` is None in a window's first run, which is also the first run after a server was restarted under an open
    page: then the widgets may give a click that no server has seen. ``earlier`` are the contents that were stored
    before: a window that gives one of those may just be old, so the person is asked.
    """
    if given == stored.content:
        return Step.NOTHING
    if shown is None:
        is_unseen_click = stored.version == 0 or (stored.is_mine and given not in earlier)
        return Step.SAVE if is_unseen_click else Step.ASK
    if given == shown.content:
        return Step.REFRESH
    return Step.SAVE if shown.version == stored.version else Step.ASK
