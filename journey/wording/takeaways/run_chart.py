"""The run chart of a measure in words: what its last reading says, and every reading as a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import Enough, Limits, MeasureStanding
from journey.rules import tolerance
from journey.wording import formatting, measures, periods
from journey.wording.tables import Number, TableRow

READING = "reading, joined to the one before"
PROVISIONAL = "hollow: provisional"
WANTED_SIGNAL = "part of a signal, the way that is better"
SIGNAL = "part of a signal"
MEAN = "mean"
TARGET = "target"
YEAR_BEFORE = "the same time a year before"
TRIAL = "trial limits: too early to call"
SHORT_LIMITS = "limits of usual variation, inner lines within"
FINAL = "final"
IN_PROVISIONAL = "provisional"
NO_SIGNAL = "no signal"
NOT_HELD = "no limits"
AS_READ = "as read"
NO_NOTE = "no note"

NO_REVISIONS: Mapping[str, Sequence[float]] = {}
DRAWN_AT_MOST, DRAWN_NARROW = 60, 36
"""So many of the newest readings are drawn, on a phone fewer; the table has all."""


def takeaway(one: MeasureStanding) -> str:
    """Both answers, what follows, and whether the target is met while nothing changes."""
    return measures.in_full(one)


def description(one: MeasureStanding) -> str:
    """What the picture is of."""
    content, many = one.measure.content, len(one.readings)
    read = formatting.count(many, "reading")
    if not many:
        return f"{content.name}: no readings."
    first, last = (periods.name(one.readings[at].period, content.frequency) for at in (0, -1))
    parts = [f"{content.name}: a run chart of {read}, from {first} to {last}."]
    if one.chart.limits and not content.is_seasonal:
        parts.append(_limits(one, one.chart.limits[-1]))
    if content.target is not None:
        parts.append(f"The target is {measures.target(content)}.")
    return " ".join(parts)


def how_to_read(one: MeasureStanding, most: int = DRAWN_AT_MOST) -> list[str]:
    """What has to be said beneath a picture of ``most`` readings."""
    many = len(one.readings)
    notes = [f"Drawn are the last {most} of {many} readings."] if many > most else []
    content = one.measure.content
    notes += [
        f"Limits drawn anew from {periods.name(drawn.period, content.frequency)}: {drawn.reason} "
        f"({drawn.decided_by}, {formatting.day(drawn.at.date())})."
        for drawn in one.drawn_anew
    ]
    return notes


def table(one: MeasureStanding, revised: Mapping[str, Sequence[float]] = NO_REVISIONS) -> list[TableRow]:
    """A row for each reading, the newest first; ``revised`` are the values before a revision, by the reading's id."""
    return [_row(one, number, revised) for number in reversed(range(len(one.readings)))]


def file_table(one: MeasureStanding, revised: Mapping[str, Sequence[float]] = NO_REVISIONS) -> list[TableRow]:
    """The same for the file, the oldest first, with the measure and the period as it is read back."""
    content = one.measure.content
    rows: list[TableRow] = []
    for number, reading in enumerate(one.readings):
        period = {"Measure": content.name, "Period": periods.in_file(reading.period, content.frequency)}
        rows.append({**_row(one, number, revised), **period, "Counted in": content.unit_name or "number"})
    return rows


def _row(one: MeasureStanding, number: int, revised: Mapping[str, Sequence[float]]) -> TableRow:
    content, reading = one.measure.content, one.readings[number]
    before = [measures.amount(content, value) for value in revised.get(reading.id, ())]
    return {
        "Period": formatting.capital(periods.name(reading.period, content.frequency)),
        "Reading": Number(reading.value, measures.amount(content, reading.value)),
        "Against the target": measures.light(tolerance.light(content, reading.value)),
        "Signal": _signal(one, number),
        "State": IN_PROVISIONAL if reading.is_provisional else FINAL,
        "Revised from": ", then ".join(before) or AS_READ,
        "Note": reading.note or NO_NOTE,
    }


def _signal(one: MeasureStanding, number: int) -> str:
    """What a reading is part of, or that no limits say."""
    of_it = [found for found in one.chart.signals if found.first <= number <= found.last]
    if of_it:
        return "; ".join(measures.signal(one, found) for found in of_it)
    has_limits = one.chart.enough is Enough.ENOUGH or any(
        limits.first <= number <= limits.last and not limits.is_trial for limits in one.chart.limits
    )
    return NO_SIGNAL if has_limits else NOT_HELD


def _limits(one: MeasureStanding, limits: Limits) -> str:
    """The newest mean and limits, in numbers."""
    content = one.measure.content
    decimals = measures.places([reading.value for reading in one.readings]) + 1
    low, high = limits.low, limits.high
    if content.is_share:
        low, high = max(low, 0.0), min(high, 100.0)
    kind = "trial limits" if limits.is_trial else "limits"
    mean, low_text, high_text = (measures.number(value, decimals) for value in (limits.mean, low, high))
    return f"The mean is {mean}, and the {kind} of usual variation are {low_text} and {high_text}."
