"""What is said of a measure: its light in a shape and a word, and, apart from each other, tolerance and signal.

Whether a reading is beyond tolerance and whether it is a signal are two questions with two answers, and only both
together say what follows: beyond tolerance by usual variation asks for another way of working, not for the cause of one
month; a signal within tolerance asks for a look while it is early.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from journey.model import (
    Direction,
    Enough,
    Light,
    MeasureContent,
    MeasureStanding,
    Reach,
    Reading,
    Signal,
    SignalKind,
)
from journey.rules.rounding import exact, rounded
from journey.rules.run_chart import FIXED_FROM, TRIAL_FROM
from journey.wording import formatting, periods

SHAPES: Mapping[Light, str] = {
    Light.ON_TARGET: "●",
    Light.WATCH: "▲",
    Light.EXCEPTION: "■",
    Light.NO_READING: "◌",
    Light.NO_TARGET: "◇",
}
LIGHTS: Mapping[Light, str] = {
    Light.ON_TARGET: "on target",
    Light.WATCH: "watch",
    Light.EXCEPTION: "exception",
    Light.NO_READING: "no reading",
    Light.NO_TARGET: "no target",
}
MEANINGS: Mapping[Light, str] = {
    Light.ON_TARGET: "the last reading meets the target",
    Light.WATCH: "off target, not beyond tolerance",
    Light.EXCEPTION: "beyond tolerance",
    Light.NO_READING: "none yet, or late by more than half a period",
    Light.NO_TARGET: "nothing to hold a reading against",
}
DIRECTIONS: Mapping[Direction, str] = {
    Direction.UP: "more is better",
    Direction.DOWN: "less is better",
    Direction.WITHIN: "keep within a band",
}
_REACH: Mapping[Reach, str] = {
    Reach.ALWAYS: "While nothing changes, the target is met every {period}.",
    Reach.BY_LUCK: "While nothing changes, the target is met in one {period} and missed in another, by luck.",
    Reach.NOT_WITHOUT_CHANGE: "Without a change in how the work is done, the target will not be met.",
}
_MOST_PLACES = 6


def light(one: Light) -> str:
    """``■ exception``."""
    return f"{SHAPES[one]} {LIGHTS[one]}"


def legend() -> str:
    """What each light means, in a line."""
    return " · ".join(f"{light(one)}: {MEANINGS[one]}" for one in Light)


def places(values: Sequence[float]) -> int:
    """How many decimal places these numbers were given with, at the most."""
    exponents = (exact(value).normalize().as_tuple().exponent for value in values)
    return min(max((-one for one in exponents if isinstance(one, int)), default=0), _MOST_PLACES) if values else 0


def number(value: float, decimals: int | None = None) -> str:
    """``1,250.5``: as it was given, or with so many decimal places."""
    shown = exact(value).normalize() if decimals is None else rounded(value, max(decimals, 0))
    text = f"{shown if shown else Decimal(0).quantize(shown):,f}"
    return text.replace("-", "−")


def amount(content: MeasureContent, value: float, decimals: int | None = None) -> str:
    """A number with what it counts: ``81.2%``, ``14 days``."""
    unit = content.unit_name
    return f"{number(value, decimals)}{unit if unit == '%' else f' {unit}' if unit else ''}"


def off(content: MeasureContent, value: float) -> str:
    """How far off a target is or may be: ``10 points`` of a share, ``2 days``; never a percentage of the target."""
    if content.is_share or content.unit_name == "%":
        return f"{number(value)} {'point' if value == 1 else 'points'}"
    return amount(content, value)


def target(content: MeasureContent) -> str:
    """``82% or more``, ``10 days or less``, ``4 to 6 days``; empty without one."""
    if content.target is None:
        return ""
    if content.direction is Direction.WITHIN:
        upper = content.target if content.upper is None else content.upper
        return f"{number(content.target)} to {amount(content, upper)}"
    return f"{amount(content, content.target)} or {'more' if content.direction is Direction.UP else 'less'}"


def reading(content: MeasureContent, one: Reading) -> str:
    """``76.8% in March 2026 (provisional)``."""
    state = " (provisional)" if one.is_provisional else ""
    return f"{amount(content, one.value)} {_in(content, one)}{state}"


def sentence(one: MeasureStanding) -> str:
    """Both answers and what follows from them: beyond tolerance? A signal, or usual variation?"""
    if one.is_late:
        return f"{tolerance(one)} Ask {one.measure.content.owner or 'whoever reads it'} for it."
    if one.last is None:
        return "No reading yet. With the first one it can be said how this stands."
    return " ".join(part for part in (tolerance(one), variation(one), follows(one)) if part)


def in_full(one: MeasureStanding) -> str:
    """The same, and whether the target is met while nothing changes."""
    return " ".join(part for part in (sentence(one), reach(one)) if part)


def tolerance(one: MeasureStanding) -> str:
    """Whether the last reading is beyond tolerance."""
    content, last, against = one.measure.content, one.last, one.against
    if one.is_late and against.due_period is not None:
        missing = periods.name(against.due_period, content.frequency)
        before = f" The last one was {reading(content, last)}." if last else ""
        return f"No reading for {missing} yet, and it is late.{before}"
    if last is None:
        return "No reading yet."
    read = formatting.capital(reading(content, last))
    if one.light is Light.NO_TARGET or against.gap is None:
        return f"{read}; no target is set."
    if one.light is Light.ON_TARGET:
        return f"On target: {reading(content, last)}; the target is {target(content)}."
    stands = f"{reading(content, last)}, {_off(content, against.gap)}"
    if content.tolerance is None:
        return f"Off target: {stands}. No tolerance was agreed, so none is exceeded."
    head = "Beyond tolerance" if one.light is Light.EXCEPTION else "Within tolerance"
    return f"{head}: {stands}; up to {off(content, content.tolerance)} off is tolerated."


def variation(one: MeasureStanding) -> str:
    """Whether the last reading is a signal or usual variation, or why nobody can tell yet."""
    content, chart = one.measure.content, one.chart
    if chart.enough is Enough.TOO_FEW:
        return (
            f"Too early to tell a signal from usual variation: {formatting.count(chart.counted, 'reading')}, and it "
            f"takes {formatting.number(TRIAL_FROM)} for trial limits and {FIXED_FROM} for limits that stay."
        )
    if chart.enough is Enough.TRIAL:
        return (
            f"Too early to call a signal: {formatting.count(chart.counted, 'reading')}, and it takes {FIXED_FROM}. The "
            "limits are on trial until then."
        )
    if chart.enough is Enough.TOO_SELDOM:
        return (
            f"Read {periods.OFTEN[content.frequency]}, it has no limits of usual variation, which would take years: go "
            "by the tolerance and the line."
        )
    if chart.enough is Enough.SEASON_TOO_SHORT:
        return f"{_year_before(one)} Signals of a seasonal measure need two years of readings."
    return "Usual variation: no signal." if one.signal is None else f"A signal: {signal(one, one.signal)}."


def follows(one: MeasureStanding) -> str:
    """What follows from both answers."""
    is_beyond, period = one.light is Light.EXCEPTION, periods.NAMES[one.measure.content.frequency]
    if one.chart.enough is not Enough.ENOUGH:
        return f"Decide by the tolerance, and do not read much into one {period}." if is_beyond else ""
    if one.signal is None:
        if is_beyond:
            return f"So change how the work is done, and do not chase this one {period}."
        return f"Nothing to ask about this one {period}."
    if is_wanted(one, one.signal):
        return "Find out what is different, so that it can be kept."
    return "Something is different: find out what, and decide." if is_beyond else "Ask early what is different."


def signal(one: MeasureStanding, found: Signal) -> str:
    """By which rule it is one, as a clause."""
    many, side = found.last - found.first + 1, "above" if found.is_up else "below"
    season = ", against the same months of the year before" if one.measure.content.is_seasonal else ""
    if found.kind is SignalKind.OUTSIDE:
        limit = f"{side} the {'upper' if found.is_up else 'lower'} limit of usual variation"
        said = f"{limit}" if many == 1 else f"{formatting.number(many)} readings running {limit}"
        return f"{said}{season}"
    if found.kind is SignalKind.SIDE:
        return f"{formatting.number(many)} readings running {side} the mean{season}"
    if found.kind is SignalKind.STEPS:
        return f"{formatting.number(many)} readings running, each {side} the one before{season}"
    return f"two of three readings beyond the inner line, all three {side} the mean{season}"


def is_wanted(one: MeasureStanding, found: Signal) -> bool:
    """Whether a signal goes the way that is better; within a band, towards it from outside."""
    content = one.measure.content
    if content.direction is not Direction.WITHIN:
        return found.is_up == (content.direction is Direction.UP)
    last = one.readings[found.last].value
    is_off = content.target is not None and one.light in (Light.WATCH, Light.EXCEPTION)
    return is_off and found.is_up == (last < (content.target or 0.0))


def reach(one: MeasureStanding) -> str:
    """Whether the target is met while nothing changes; empty where nobody can tell, or something has changed."""
    if one.chart.reach is None or one.is_late or one.signal is not None:
        return ""
    return _REACH[one.chart.reach].format(period=periods.NAMES[one.measure.content.frequency])


def label(one: MeasureStanding) -> str:
    """A measure on one line: light, name, last reading."""
    content = one.measure.content
    last = f", {reading(content, one.last)}" if one.last else ""
    return f"{light(one.light)}: {content.name}{last}"


def line_fault(number: int, line: str, why: str) -> str:
    """``Line 3, “2026-13; 4”: the period cannot be read …``, where a line cannot be written down."""
    return f"Line {number}, “{formatting.shortened(line)}”: {why.removeprefix('Not written down. ')}"


def _off(content: MeasureContent, gap: float) -> str:
    """``5.2 below the target of 82%``; of a band, how far outside."""
    if content.direction is Direction.WITHIN:
        return f"{off(content, gap)} outside the band of {target(content)}"
    side = "below" if content.direction is Direction.UP else "above"
    return f"{off(content, gap)} {side} the target of {amount(content, content.target or 0.0)}"


def _in(content: MeasureContent, one: Reading) -> str:
    name = periods.name(one.period, content.frequency)
    return f"in the {name}" if name.startswith("week") else f"in {name}"


def _year_before(one: MeasureStanding) -> str:
    """The reading of the same period a year before, to hold the last one against."""
    before = one.chart.year_before[-1] if one.chart.year_before else None
    if before is None:
        return "A seasonal measure is held against the same period of the year before, which has no reading."
    return f"A year before it was {reading(one.measure.content, one.readings[before])}."
