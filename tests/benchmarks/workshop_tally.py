"""What phones are told to do, and what they say happened: one line of JSON each way."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Order:
    """Whom to be, where, how many, how often and for how long.

    ``kind`` is ``light`` (our pages), ``floor`` or ``otree``. ``names`` has what each needs to begin: for ours the join
    code once, for oTree the participants' codes. ``plain`` is the share of phones without JavaScript. Those
    with it ask every ``look_every`` seconds whether the workshop has moved on; never where that is 0.
    """

    kind: str
    port: int
    participants: int
    seconds: float
    period: float
    names: list[str]
    statements: int = 0
    plain: float = 0.0
    look_every: float = 0.0


@dataclass(slots=True)
class Tally:
    """What happened: milliseconds from when a save was due until it was acknowledged; answers; failures.

    ``saves`` are single answers, ``pages`` whole pages, ``loads`` the pages that came next, ``looks`` whether the
    workshop has moved on. ``given``: who, statement, choice, for each acknowledged answer in its order. ``tokens`` are
    the cookies by which our phones are known.
    """

    saves: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    given: list[tuple[int, str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    reopened: int = 0
    cpu_share: float = 0.0
    """Of one processor, that the phones themselves used."""


def waited(since: float) -> float:
    """Milliseconds."""
    return 1000 * (time.perf_counter() - since)
