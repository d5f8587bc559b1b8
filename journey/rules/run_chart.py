"""The run chart (XmR): what is usual variation of a measure, and what is a signal.

Mean of the readings, mean of their moving ranges (how far each lies from the one before); those of 3.267 times their
mean and more are left out once. Limits lie 2.66 mean moving ranges from the mean, inner lines 1.773. Signals: one
reading outside; seven running on one side of the mean; six steps running one way; two of three beyond the inner line
of a side on which all three are.

Under six readings there are no limits, from six on trial limits and no signals, from twelve on limits fixed on the
first twelve. Readings by quarter or year have none: twelve quarters are three years. A person may draw limits anew from
a period on; those before stay, and no signal goes across. Nor does one go across a period without a reading, of which
nobody knows what it was: no moving range is taken over it, and a row begins anew after it. So fewer signals are called
than might be. A reading on the mean is on neither side.

A seasonal measure is held against the same period a year before. Its limits are those of the differences, twelve of
which take twenty-four months: before that there are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from statistics import fmean

from journey.model import (
    Direction,
    Enough,
    Frequency,
    Limits,
    LimitsFrom,
    MeasureContent,
    Reach,
    Reading,
    RunChart,
    Signal,
    SignalKind,
)
from journey.rules import periods
from journey.rules.rounding import exact

TRIAL_FROM, FIXED_FROM = 6, 12
"""So many readings make trial limits, and limits that stay."""
SEASONAL_FROM = 24
OUTER, INNER, SCREEN = 2.66, 1.773, 3.267
"""In mean moving ranges."""
SIDE, STEPS = 7, 6
RECENT = 7
"""Of so many readings the mean says where a measure stands now."""

Values = Sequence[float | None]
"""A value a period; None where there is no reading."""


def run_chart(content: MeasureContent, readings: Sequence[Reading], drawn_anew: Sequence[LimitsFrom] = ()) -> RunChart:
    """What the rules find in the readings of a measure, which are in the order of their periods."""
    if content.frequency in (Frequency.QUARTERLY, Frequency.YEARLY):
        return RunChart(readings, Enough.TOO_SELDOM, len(readings))
    starts = sorted({limits_from.period for limits_from in drawn_anew})
    if content.is_seasonal:
        return _seasonal(content, readings, starts)
    spans = _spans(readings, starts)
    limits, signals = _in_spans(readings, [reading.value for reading in readings], spans, content.frequency)
    counted = spans[-1][1] - spans[-1][0] + 1 if spans else 0
    enough = _enough(counted)
    reach = _reach(content, limits[-1]) if enough is Enough.ENOUGH else None
    return RunChart(readings, enough, counted, limits, signals, reach)


def limits_of(values: Values) -> tuple[float, float]:
    """The mean of these values, and the mean of their moving ranges without those that are far too large."""
    known = [value for value in values if value is not None]
    ranges = [abs(after - before) for before, after in pairwise(values) if before is not None and after is not None]
    if not ranges:
        return fmean(known), 0.0
    edge = exact(SCREEN * fmean(ranges))
    kept = [one for one in ranges if exact(one) < edge] or ranges
    return fmean(known), fmean(kept)


def began_after(chart: RunChart, day: date, *, is_up: bool) -> Sequence[Signal]:
    """The signals of a side that began with a period after the day, the oldest first."""
    return [signal for signal in chart.signals if signal.is_up == is_up and chart.readings[signal.first].period > day]


def recent_mean(chart: RunChart) -> float | None:
    """The mean of the last seven readings; None where there are fewer."""
    recent = [reading.value for reading in chart.readings[-RECENT:]]
    return fmean(recent) if len(recent) == RECENT else None


def readings_after(chart: RunChart, day: date) -> int:
    """How many readings are of periods that began after the day."""
    return sum(reading.period > day for reading in chart.readings)


def _enough(many: int) -> Enough:
    if many < TRIAL_FROM:
        return Enough.TOO_FEW
    return Enough.TRIAL if many < FIXED_FROM else Enough.ENOUGH


def _spans(readings: Sequence[Reading], starts: Sequence[date]) -> list[tuple[int, int]]:
    """The first and last number of the readings between one drawing of the limits and the next; none is empty."""
    cuts = sorted({sum(reading.period < start for reading in readings) for start in starts} | {0, len(readings)})
    return [(first, end - 1) for first, end in pairwise(cuts)]


def _in_spans(
    readings: Sequence[Reading], values: Values, spans: Sequence[tuple[int, int]], frequency: Frequency
) -> tuple[list[Limits], list[Signal]]:
    """The limits of each span that has readings enough, and the signals of those whose limits are fixed."""
    limits: list[Limits] = []
    signals: list[Signal] = []
    for first, last in spans:
        known = [number for number in range(first, last + 1) if values[number] is not None]
        if len(known) < TRIAL_FROM:
            continue
        baseline = known[:FIXED_FROM]
        mean, moving_range = limits_of(_with_gaps(readings, values, baseline, frequency))
        found = _limits(baseline[0], last, len(baseline), mean, moving_range)
        limits.append(found)
        if not found.is_trial:
            for row in _rows(readings, known, frequency):
                signals += _signals([(number, values[number] or 0.0) for number in row], found)
    return limits, sorted(signals, key=lambda signal: (signal.last, signal.first))


def _limits(first: int, last: int, baseline: int, mean: float, moving_range: float) -> Limits:
    outer, inner = OUTER * moving_range, INNER * moving_range
    return Limits(
        first,
        last,
        baseline,
        mean,
        moving_range,
        low=mean - outer,
        high=mean + outer,
        inner_low=mean - inner,
        inner_high=mean + inner,
        is_trial=baseline < FIXED_FROM,
    )


def _rows(readings: Sequence[Reading], known: Sequence[int], frequency: Frequency) -> Iterator[list[int]]:
    """The numbers of readings in rows without a period between them that has none."""
    row: list[int] = []
    for number in known:
        if row and readings[number].period != periods.following(readings[row[-1]].period, frequency):
            yield row
            row = []
        row.append(number)
    if row:
        yield row


def _with_gaps(
    readings: Sequence[Reading], values: Values, known: Sequence[int], frequency: Frequency
) -> list[float | None]:
    """The values with a None wherever a period between two has none."""
    found: list[float | None] = []
    for row in _rows(readings, known, frequency):
        found += [None] if found else []
        found += [values[number] for number in row]
    return found


def _signals(row: Sequence[tuple[int, float]], limits: Limits) -> Iterator[Signal]:
    """The signals in readings that follow each other; each has its number and its value."""
    numbers, values = [number for number, _ in row], [exact(value) for _, value in row]
    for is_up, sign in ((True, 1), (False, -1)):
        outer = exact(limits.high if is_up else limits.low) * sign
        inner = exact(limits.inner_high if is_up else limits.inner_low) * sign
        side = [sign * value > sign * exact(limits.mean) for value in values]
        beyond = [sign * value > inner for value in values]
        steps = [sign * after > sign * before for before, after in pairwise(values)]
        for first, last in _runs([sign * value > outer for value in values], 1):
            yield Signal(SignalKind.OUTSIDE, is_up, numbers[first], numbers[last])
        for first, last in _runs(side, SIDE):
            yield Signal(SignalKind.SIDE, is_up, numbers[first], numbers[last])
        for first, last in _runs(steps, STEPS):
            yield Signal(SignalKind.STEPS, is_up, numbers[first], numbers[last + 1])
        for first, last in _threes(side, beyond):
            yield Signal(SignalKind.TWO_OF_THREE, is_up, numbers[first], numbers[last])


def _runs(are: Sequence[bool], least: int) -> Iterator[tuple[int, int]]:
    """First and last place of each row of at least so many that are true."""
    first = 0
    for place, is_true in enumerate([*are, False]):
        if not is_true:
            if place - first >= least:
                yield first, place - 1
            first = place + 1


def _threes(side: Sequence[bool], beyond: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last place of each row of threes, all on the side, of which two are beyond the inner line."""
    are = [all(side[place : place + 3]) and sum(beyond[place : place + 3]) >= 2 for place in range(len(side) - 2)]
    for first, last in _runs(are, 1):
        yield first, last + 2


def _reach(content: MeasureContent, limits: Limits) -> Reach | None:
    """Whether the target is met while nothing changes, by the newest limits; None without a target."""
    if content.target is None:
        return None
    low, high, target = exact(limits.low), exact(limits.high), exact(content.target)
    upper = target if content.upper is None else exact(content.upper)
    is_always, is_never = {
        Direction.UP: (low >= target, high < target),
        Direction.DOWN: (high <= target, low > target),
        Direction.WITHIN: (low >= target and high <= upper, high < target or low > upper),
    }[content.direction]
    if is_always:
        return Reach.ALWAYS
    return Reach.NOT_WITHOUT_CHANGE if is_never else Reach.BY_LUCK


def _seasonal(content: MeasureContent, readings: Sequence[Reading], starts: Sequence[date]) -> RunChart:
    """Each reading against that of the same period a year before."""
    by_period = {reading.period: number for number, reading in enumerate(readings)}
    before = [by_period.get(periods.year_before(reading.period, content.frequency)) for reading in readings]
    values = [
        None if number is None else reading.value - readings[number].value
        for reading, number in zip(readings, before, strict=True)
    ]
    differences = sum(value is not None for value in values)
    if len(readings) < SEASONAL_FROM or differences < FIXED_FROM:
        return RunChart(readings, Enough.SEASON_TOO_SHORT, len(readings), year_before=before)
    limits, signals = _in_spans(readings, values, _spans(readings, starts), content.frequency)
    fixed = [one for one in limits if not one.is_trial]
    enough = Enough.ENOUGH if fixed and fixed[-1].last == len(readings) - 1 else Enough.SEASON_TOO_SHORT
    return RunChart(readings, enough, len(readings), fixed, signals, year_before=before)
