"""The one door to other people's answers. A confidential assessment of fewer than k responses shows counts alone."""

from __future__ import annotations

from journey.model import Privacy

DEFAULT_K = 5
LOWEST_K = 3


def small_group(setting: str | None) -> int:
    """The least number of responses that may be shown together. Missing or unreadable means 5; never below 3."""
    try:
        return max(LOWEST_K, int(setting or ""))
    except ValueError:
        return DEFAULT_K


def may_show(privacy: Privacy, responses: int, k: int) -> bool:
    """Whether findings over this many responses may be seen by those entitled to the unit."""
    return privacy is Privacy.OPEN or responses >= max(k, LOWEST_K)
