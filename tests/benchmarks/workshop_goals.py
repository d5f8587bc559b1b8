"""What a workshop has to keep, and whether it was kept by what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tests.benchmarks import measuring
from tests.benchmarks.workshop_measured import Measured

ROOM = 500
"""The largest room that one process has to serve at once, whatever its phones can do."""

SAVE_MS, SAVE_MS_OF_MANY, SAVE_MS_ON_POSTGRESQL = 50.0, 250.0, 150.0
SAVE_RATIO = 5.0
ANSWER_CPU_MS, PAGE_CPU_MS = 1.2, 4.0
MEMORY_KB, WATCHERS_MS = 20.0, 300.0


class Goal(NamedTuple):
    """What was measured, and its limit."""

    name: str
    value: float
    limit: float


def report(floor: Measured, rows: Sequence[Measured], *, on_postgresql: bool) -> None:
    """Print each goal with whether it was met. The bare route is compared with a room on SQLite, as it is itself."""
    for row in rows:
        for goal in _goals(floor, row, on_postgresql=on_postgresql):
            print(f"{row.name}: {goal.name} {goal.value:.3g}, {measuring.verdict(goal.value, goal.limit)}")


def _goals(floor: Measured, row: Measured, *, on_postgresql: bool) -> list[Goal]:
    assert row.wrong is not None
    always = [
        Goal("errors", row.errors, 0),
        Goal("acknowledged answers lost or doubled", row.wrong.lost + row.wrong.doubled, 0),
    ]
    p95, save = "p95 of a save, ms", row.p(0.95)
    if row.participants > ROOM:
        return [*always, Goal(p95, save, SAVE_MS_OF_MANY)]
    if on_postgresql:
        return [*always, Goal(p95, save, SAVE_MS_ON_POSTGRESQL)]
    cost = (
        Goal("server CPU for a page and the next, ms", row.cpu_a_request, PAGE_CPU_MS)
        if row.tally.pages
        else Goal("server CPU for an answer, ms", row.cpu_an_answer, ANSWER_CPU_MS)
    )
    return [
        *always,
        Goal(p95, save, SAVE_MS),
        Goal("p95 of a save, times the bare route's", save / floor.p(0.95), SAVE_RATIO),
        cost,
        Goal("memory for a participant, kB", row.memory_each, MEMORY_KB),
        Goal("p95 of facilitator and screen, ms", row.watchers.slowest, WATCHERS_MS),
    ]
