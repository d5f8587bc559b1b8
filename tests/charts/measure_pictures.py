"""Run charts with few readings and with many, for the tests of what they look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from math import sin

from journey.charts import Drawn, ThemeName, run_chart
from journey.model import Direction, Frequency, LimitsFrom, MeasureStanding
from tests.steps.measured import PUBLISHED, STEADY, share, standing

ANEW = LimitsFrom(1, date(2025, 1, 1), "A new contractor began", "The board", datetime(2025, 3, 1, tzinfo=UTC))
DAYS = share(name="Days to let a home", unit_name="days", is_share=False, direction=Direction.DOWN, target=28.5)


def wave(many: int, around: float, by: float) -> list[float]:
    """Readings that differ and are always the same."""
    return [round(around + by * sin(number * 2.3) + by * sin(number * 0.9) / 2, 1) for number in range(many)]


def seasons(many: int) -> list[float]:
    """A swing over the year, and a little beside it."""
    return [round(60 + 20 * sin(month / 12 * 6.283) + 3 * sin(month * 2.3), 1) for month in range(many)]


def provisional(one: MeasureStanding) -> MeasureStanding:
    """The last reading is not final."""
    *before, last = one.readings
    return replace(one, chart=replace(one.chart, readings=(*before, replace(last, is_provisional=True))))


def standings() -> dict[str, MeasureStanding]:
    """All of them, by what they show."""
    gap: Sequence[float | None] = [*STEADY, 80.2, None, None, 79.9, 82.0]
    band = share(direction=Direction.WITHIN, target=78, upper=84)
    return {
        "one": standing([81.2]),
        "three": standing(STEADY[:3]),
        "eight": provisional(standing(STEADY[:8])),
        "twelve": standing(STEADY),
        "fourteen": standing([*STEADY, 76.8, 90]),
        "gap": standing(gap),
        "thirty": standing(wave(30, 30, 4), DAYS),
        "sixty": standing(wave(60, 80, 4)),
        "seventy weeks": standing(wave(70, 80, 4), share(frequency=Frequency.WEEKLY)),
        "anew": standing([*STEADY, *[value + 8 for value in STEADY]], drawn_anew=[ANEW]),
        "band": standing([*STEADY, *[82.5] * 7], band),
        "quarters": standing(STEADY, share(frequency=Frequency.QUARTERLY)),
        "years": standing(STEADY[:4], share(frequency=Frequency.YEARLY)),
        "seasonal": standing(seasons(30), share(is_seasonal=True, target=50)),
        "published": standing(PUBLISHED, share(is_share=False, unit_name="complaints", target=None)),
        "share at its end": standing([99.5, 98, 100, 99, 97, 100, 99, 98, 100, 99.5, 98, 100, 99]),
        "alike": standing([12] * 14, share(target=12)),
        "large": standing([number * 125000 + 1000000 for number in range(8)], share(is_share=False, target=2500000)),
    }


def pictures(theme: ThemeName) -> dict[str, Drawn]:
    """A run chart of each."""
    return {f"run, {name}": run_chart(one, theme) for name, one in standings().items()}
