"""Version checks: what both kinds of answers do before they are saved."""

from __future__ import annotations

from journey.model import Answer, PitfallAnswer
from journey.store.errors import Conflict


def check(stored: Answer | PitfallAnswer, expected_version: int) -> None:
    """Raise Conflict unless the writer has seen the stored version."""
    if stored.version != expected_version:
        raise Conflict(stored)
