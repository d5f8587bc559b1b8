"""How a measure stands: by its tolerance, and by the rules that tell a signal from usual variation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from journey.model.plan import LimitsFrom, Measure, Reading


class Light(StrEnum):
    """What a reading is against its target and tolerance. NO_READING: the next one is late, or none is there yet."""

    ON_TARGET = "on_target"
    WATCH = "watch"
    EXCEPTION = "exception"
    NO_READING = "no_reading"
    NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True)
class AgainstTarget:
    """A light, how far beyond its target the last reading is (0 and less: on it), and since when the next one is due.

    ``due_period`` is the oldest period after the last reading that has ended; None where none is waited for.
    """

    light: Light
    gap: float | None = None
    due_period: date | None = None
    is_late: bool = False

    @property
    def is_exception(self) -> bool:
        """Whether it belongs before a review: beyond tolerance, or without a reading that is due."""
        return self.light is Light.EXCEPTION or self.is_late


class Enough(StrEnum):
    """How much the readings can tell."""

    TOO_FEW = "too_few"
    TRIAL = "trial"
    ENOUGH = "enough"
    TOO_SELDOM = "too_seldom"
    SEASON_TOO_SHORT = "season_too_short"


class SignalKind(StrEnum):
    """By which rule readings are more than usual variation."""

    OUTSIDE = "outside"
    SIDE = "side"
    STEPS = "steps"
    TWO_OF_THREE = "two_of_three"


@dataclass(frozen=True, slots=True)
class Signal:
    """Readings that are more than usual variation: from the number of the first to that of the last one."""

    kind: SignalKind
    is_up: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Mean and limits, outer and inner, for the readings from number ``first`` on up to ``last``.

    They were reckoned from ``baseline`` readings, after which they are fixed; ``is_trial`` where these are too few.
    """

    first: int
    last: int
    baseline: int
    mean: float
    moving_range: float
    low: float
    high: float
    inner_low: float
    inner_high: float
    is_trial: bool


class Reach(StrEnum):
    """Whether the target is met while nothing changes."""

    ALWAYS = "always"
    BY_LUCK = "by_luck"
    NOT_WITHOUT_CHANGE = "not_without_change"


@dataclass(frozen=True, slots=True)
class RunChart:
    """The readings of a measure in the order of their periods, and what the rules find in them.

    ``counted`` are the readings since limits were last drawn anew. ``year_before`` is, of a seasonal measure, the
    number of the reading of the same period a year before: its limits are those of the differences to these.
    """

    readings: Sequence[Reading]
    enough: Enough
    counted: int = 0
    limits: Sequence[Limits] = ()
    signals: Sequence[Signal] = ()
    reach: Reach | None = None
    year_before: Sequence[int | None] = ()

    @property
    def now(self) -> Signal | None:
        """The signal that the last reading is part of, the plainest rule first."""
        last = len(self.readings) - 1
        current = [signal for signal in self.signals if signal.last == last]
        return min(current, key=lambda signal: list(SignalKind).index(signal.kind), default=None)


@dataclass(frozen=True, slots=True)
class MeasureStanding:
    """A measure, its readings with what they tell, how it stands against its target, and what drew its limits anew."""

    measure: Measure
    chart: RunChart
    against: AgainstTarget
    drawn_anew: Sequence[LimitsFrom] = ()

    @property
    def readings(self) -> Sequence[Reading]:
        """In the order of their periods."""
        return self.chart.readings

    @property
    def last(self) -> Reading | None:
        """The newest reading."""
        return self.readings[-1] if self.readings else None

    @property
    def light(self) -> Light:
        """What its last reading is against target and tolerance."""
        return self.against.light

    @property
    def signal(self) -> Signal | None:
        """The signal that the last reading is part of."""
        return self.chart.now

    @property
    def is_exception(self) -> bool:
        """Whether it belongs before a review."""
        return self.against.is_exception

    @property
    def is_late(self) -> bool:
        """Whether a reading is late by more than half a period."""
        return self.against.is_late
