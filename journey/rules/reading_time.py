"""How long answering takes, so that a busy person can decide when to do it."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from journey.model import Statement

WORDS_A_MINUTE = 240
"""Silent reading of plain English: 238 words a minute for non-fiction (Brysbaert 2019, a review of 190 studies)."""

SECONDS_TO_CHOOSE = 5


def seconds_for(statement: Statement) -> float:
    """Seconds to read a statement with its four level descriptions and to choose."""
    words = len(statement.text.split()) + sum(len(text.split()) for text in statement.levels.values())
    return words / WORDS_A_MINUTE * 60 + SECONDS_TO_CHOOSE


def minutes_for(statements: Iterable[Statement]) -> int:
    """Whole minutes, rounded up; 0 for nothing to answer."""
    return ceil(sum(seconds_for(statement) for statement in statements) / 60)
