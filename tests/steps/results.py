"""Results of votes, built for tests."""

from __future__ import annotations


def levels(*counts: int, dont_know: int = 0, not_applicable: int = 0) -> dict[str, int]:
    """A result: how many chose level 1, 2, 3 and 4, did not know, and said that it does not apply."""
    by_level = {str(level): count for level, count in enumerate(counts, start=1)}
    return by_level | {"dont_know": dont_know, "not_applicable": not_applicable}
