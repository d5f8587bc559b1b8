"""What a room talks about after a reveal: what it accepts together, what it talks about, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TopicReason(StrEnum):
    """Why a statement is talked about."""

    TWO_CAMPS = "two camps"
    SPREAD = "spread"
    BETWEEN = "between"
    MOST = "most"
    FEW = "few"
    FEW_ALIKE = "few alike"
    SILENT = "silent"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A statement whose level may be accepted together with others. ``level`` is the one that the vote proposes."""

    statement_id: str
    level: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A statement to talk about. ``level`` is the one that the vote proposes; None where it proposes none.

    ``urgency`` is spread × importance × gap in coverage: what the order is made of.
    """

    statement_id: str
    why: TopicReason
    minutes: int
    urgency: float
    level: int | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What to accept together, what to talk about now, and what does not fit. Each in the order in which to take it."""

    accept: tuple[Accepted, ...]
    discuss: tuple[Topic, ...]
    later: tuple[Topic, ...]

    @property
    def minutes(self) -> int:
        """How long the talk takes that fits."""
        return sum(topic.minutes for topic in self.discuss)
