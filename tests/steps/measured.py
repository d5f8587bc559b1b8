"""Measures and readings for tests: what is measured, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from journey.model import (
    Direction,
    Frequency,
    LimitsFrom,
    Measure,
    MeasureContent,
    MeasureStanding,
    Reading,
)
from journey.rules import periods, run_chart, tolerance

STEADY = (81.2, 79.5, 82.1, 80.4, 78.9, 81.7, 80.0, 82.6, 79.8, 80.9, 81.5, 79.4)
"""The worked case: a steady measure over twelve months."""
PUBLISHED = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
"""The published reference case: a point far outside among eighteen."""
FIRST = date(2024, 1, 1)


def share(**fields: object) -> MeasureContent:
    """Homes turned round in time: a share, more of it is better."""
    content = MeasureContent("Empty homes let within four weeks", unit_name="%", is_share=True, target=82, tolerance=3)
    return replace(content, **fields)  # type: ignore[arg-type]


def readings(
    values: Sequence[float | None], frequency: Frequency = Frequency.MONTHLY, first: date = FIRST
) -> list[Reading]:
    """A reading a period from the first one on; none where the value is None."""
    found, period = [], periods.first_day(first, frequency)
    for number, value in enumerate(values):
        if value is not None:
            found.append(Reading(f"reading-{number}", "homes", period, float(value), version=1))
        period = periods.following(period, frequency)
    return found


def standing(
    values: Sequence[float | None],
    content: MeasureContent | None = None,
    *,
    today: date | None = None,
    drawn_anew: Sequence[LimitsFrom] = (),
    first: date = FIRST,
) -> MeasureStanding:
    """How a measure stands, on the day on which the last reading's period has just ended unless another is given."""
    content = content or share()
    read = readings(values, content.frequency, first)
    day = today or (periods.following(read[-1].period, content.frequency) if read else first)
    return MeasureStanding(
        Measure("homes", "housing", content, 1),
        run_chart.run_chart(content, read, drawn_anew),
        tolerance.against(content, read, day),
        drawn_anew,
    )


DOWN, WITHIN = Direction.DOWN, Direction.WITHIN
