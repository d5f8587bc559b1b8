"""The one scale that everything is answered and scored on."""

from __future__ import annotations

from collections.abc import Mapping

LEVELS = (1, 2, 3, 4)
LEVEL_NAMES: Mapping[int, str] = {1: "Little in place", 2: "Partial", 3: "Established", 4: "Embedded"}
HIGH_LEVELS = (3, 4)
"""The levels that stand firmer with evidence."""
