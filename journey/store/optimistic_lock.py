"""Version checks: what answers and agreed levels do before they are saved."""

from __future__ import annotations

from journey.model import AgreedLevel, Answer, PitfallAnswer
from journey.store.errors import Conflict


def check(stored: Answer | PitfallAnswer | AgreedLevel, expected_version: int) -> None:
    """Raise Conflict unless the writer has seen the stored version."""
    if stored.version != expected_version:
        raise Conflict(stored)
