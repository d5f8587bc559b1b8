"""A measure over time: its readings, what usual variation is, and what is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.labels import width
from journey.charts.kit.marks import Sign, key, notes, sign
from journey.charts.kit.surface import LINE, WIDE, Along, Surface, picture
from journey.charts.kit.theme import ThemeName
from journey.model import Direction, Limits, MeasureStanding, Reading
from journey.rules import periods
from journey.wording import measures
from journey.wording import periods as period_words
from journey.wording.takeaways import run_chart as words

_TALL, _LOW = 220, 170
"""Height in pixels of the plot, wide and narrow."""
_TICKS = 4
_STEPS = (1, 2, 2.5, 5, 10)
_DOT, _LEAST_DOT = 9, 5
_APART = 16
"""Pixels between two numbers at the right at the least."""
_BEFORE, _AFTER = 8, 10


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where readings lie: the place of a period along the width, and of a value in height."""

    start: Along
    end: Along
    top: float
    tall: float
    low: float
    high: float
    slots: Sequence[int]

    def x(self, number: int) -> Along:
        return self.at(self.slots[number])

    def at(self, slot: float) -> Along:
        return self.start.between(self.end, slot / self.slots[-1] if self.slots[-1] else 0.5)

    def y(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        return self.top + (self.high - inside) / (self.high - self.low) * self.tall

    @property
    def bottom(self) -> float:
        return self.top + self.tall


def run_chart(
    one: MeasureStanding, theme: ThemeName, revised: Mapping[str, Sequence[float]] = words.NO_REVISIONS
) -> Drawn:
    """A dot a reading, with mean and limits where there are readings enough; the newest that a picture can hold.

    ``revised`` are the values that readings had before they were revised, by the reading's id.
    """

    def draw(surface: Surface) -> None:
        _draw(surface, one)

    return Drawn(
        picture(theme, draw) if one.readings else None,
        words.takeaway(one),
        words.table(one, revised),
        words.description(one),
        words.file_table(one, revised),
    )


def _draw(surface: Surface, one: MeasureStanding) -> None:
    most = words.DRAWN_AT_MOST if surface.layout.is_wide else words.DRAWN_NARROW
    first = max(len(one.readings) - most, 0)
    shown = one.readings[first:]
    limits = [] if one.measure.content.is_seasonal else [each for each in one.chart.limits if each.last >= first]
    plot = _plot(surface, one, shown, limits)
    _axis(surface, plot)
    for each in limits:
        _band(surface, plot, one, each, first)
    _targets(surface, plot, one)
    _dots(surface, plot, one, first)
    _at_the_right(surface, plot, one, limits)
    y = _periods(surface, plot, one, shown)
    y = key(surface, y + 8, _legend(surface, one, shown, limits))
    notes(surface, y, words.how_to_read(one, most))


def _plot(surface: Surface, one: MeasureStanding, shown: Sequence[Reading], limits: Sequence[Limits]) -> _Plot:
    """The room for the readings: a slot a period, those without a reading too."""
    values = [reading.value for reading in shown]
    values += [_clipped(one, edge) for each in limits for edge in (each.low, each.high)] + _wanted(one)
    values += [one.readings[number].value for number in one.chart.year_before[-len(shown) :] if number is not None]
    low, high, _ = _ticks(min(values), max(values))
    layout = surface.layout
    left = max(width(text, layout.text_size) for text in _tick_texts(low, high)) + _BEFORE
    right = max((width(text, layout.text_size) for text, *_ in _numbers(surface, one, limits)), default=0) + _AFTER
    frequency = one.measure.content.frequency
    slots = [0]
    for before, after in pairwise(shown):
        slot, period = slots[-1] + 1, periods.following(before.period, frequency)
        while period < after.period:
            slot, period = slot + 1, periods.following(period, frequency)
        slots.append(slot)
    tall = _TALL if layout.is_wide else _LOW
    return _Plot(Along(0, left + _DOT), Along(1, -right - _DOT), 10, tall, low, high, slots)


def _wanted(one: MeasureStanding) -> list[float]:
    """The target, or both ends of the band."""
    content = one.measure.content
    ends = [content.target, content.upper if content.direction is Direction.WITHIN else None]
    return [end for end in ends if end is not None]


def _clipped(one: MeasureStanding, value: float) -> float:
    """A limit as it is drawn: that of a share keeps to what a share can be."""
    return min(max(value, 0.0), 100.0) if one.measure.content.is_share else value


def _ticks(low: float, high: float) -> tuple[float, float, list[float]]:
    """The ends of an axis for these values, and round numbers from one to the other."""
    wide = (high - low) or abs(high) or 1.0
    size = 10.0 ** floor(log10(wide / _TICKS))
    step = next(step for step in (size * factor for factor in _STEPS) if wide / step <= _TICKS)
    start, end = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    end = max(end, start + 1)
    numbers = [number * step for number in range(start, end + 1)]
    return numbers[0], numbers[-1], numbers


def _tick_texts(low: float, high: float) -> list[str]:
    *_, numbers = _ticks(low, high)
    return [measures.number(number) for number in numbers]


def _axis(surface: Surface, plot: _Plot) -> None:
    """Round numbers at the left, each with a faint line."""
    palette = surface.palette
    *_, numbers = _ticks(plot.low, plot.high)
    for number in numbers:
        y = plot.y(number)
        surface.line(plot.start.plus(-_DOT), plot.end.plus(_DOT), y, y, stroke=palette.hairline, thick=1)
        at = plot.start.plus(-_DOT - _BEFORE / 2)
        surface.text(at, y, measures.number(number), colour=palette.muted, align="right")


def _band(surface: Surface, plot: _Plot, one: MeasureStanding, limits: Limits, first: int) -> None:
    """The limits as a box, dashed while on trial, the mean and the inner lines within; as far as they are drawn."""
    palette = surface.palette
    half = 0.5 if plot.slots[-1] else 0.0
    start = plot.x(max(limits.first - first, 0))
    end = plot.x(limits.last - first)
    before, after = (start, end) if half and start != end else (start.plus(-_DOT), end.plus(_DOT))
    top, bottom = plot.y(_clipped(one, limits.high)), plot.y(_clipped(one, limits.low))
    surface.rect(before, after, top, bottom - top, fill=palette.panel, stroke=palette.border, is_dashed=limits.is_trial)
    for value in (limits.inner_low, limits.inner_high):
        if _clipped(one, value) == value:
            surface.line(before, after, plot.y(value), plot.y(value), stroke=palette.hairline, thick=1.5)
    surface.line(before, after, plot.y(limits.mean), plot.y(limits.mean), stroke=palette.muted, thick=1.5)


def _targets(surface: Surface, plot: _Plot, one: MeasureStanding) -> None:
    """A line across for what is wanted, or two for a band."""
    for value in _wanted(one):
        y = plot.y(value)
        surface.line(plot.start.plus(-_DOT), plot.end.plus(_DOT), y, y, stroke=surface.palette.second, thick=2.5)


def _dots(surface: Surface, plot: _Plot, one: MeasureStanding, first: int) -> None:
    """The readings, joined where one period follows the other; otherwise shaped where they are part of a signal."""
    palette, content = surface.palette, one.measure.content
    signs = {
        number: _signal_sign(surface, measures.is_wanted(one, found))
        for found in one.chart.signals
        for number in range(found.first, found.last + 1)
    }
    shown = one.readings[first:]
    step = surface.layout.room(plot.start, plot.end) / max(plot.slots[-1], 1)
    side = min(max(step * 0.8, _LEAST_DOT), _DOT)
    for number, (before, after) in enumerate(pairwise(shown)):
        if plot.slots[number + 1] == plot.slots[number] + 1:
            y, y2 = plot.y(before.value), plot.y(after.value)
            surface.line(plot.x(number), plot.x(number + 1), y, y2, stroke=palette.primary, thick=1.5)
    for number, reading in enumerate(shown):
        if content.is_seasonal and (then := one.chart.year_before[first + number]) is not None:
            y, at = plot.y(one.readings[then].value), plot.x(number)
            half = min(step * 0.4, _DOT)
            surface.line(at.plus(-half), at.plus(half), y, y, stroke=palette.muted, thick=2)
        drawn = signs.get(first + number) or _dot_sign(surface, side)
        inside = palette.page if reading.is_provisional else drawn.fill
        sign(surface, plot.x(number), plot.y(reading.value), drawn._replace(fill=inside), thick=1.5)


def _dot_sign(surface: Surface, side: float) -> Sign:
    return Sign("circle", side, surface.palette.primary, surface.palette.primary)


def _signal_sign(surface: Surface, is_wanted: bool) -> Sign:
    """A diamond for a signal the way that is better, a square for any other."""
    if is_wanted:
        return Sign("diamond", 12, surface.palette.primary, surface.palette.primary)
    return Sign("square", 9, surface.palette.warning, surface.palette.warning)


def _numbers(surface: Surface, one: MeasureStanding, limits: Sequence[Limits]) -> list[tuple[str, float, str]]:
    """What is written at the right, where there is room: the text, the value it stands at, and its colour."""
    if not surface.layout.is_wide:
        return []
    palette = surface.palette
    decimals = measures.places([reading.value for reading in one.readings])
    found = [(f"{words.TARGET} {measures.number(value)}", value, palette.second) for value in _wanted(one)]
    if limits and limits[-1].last == len(one.readings) - 1:
        newest = limits[-1]
        ends = [(_clipped(one, value), "") for value in (newest.high, newest.low)]
        for value, head in [*ends, (newest.mean, f"{words.MEAN} ")]:
            found.append((f"{head}{measures.number(value, decimals)}", value, palette.muted))
    return found


def _in_numbers(surface: Surface, one: MeasureStanding, limits: Sequence[Limits]) -> list[tuple[str, str]]:
    """The same in the key, where there is no room at the right."""
    wide = surface.within(WIDE)
    of_lines = [(colour, text) for text, _, colour in _numbers(wide, one, limits) if not text[0].isdigit()]
    return [(colour, text) for colour, text in of_lines if not text.startswith("−")]


def _at_the_right(surface: Surface, plot: _Plot, one: MeasureStanding, limits: Sequence[Limits]) -> None:
    """Target, mean and limits in numbers beside their lines, moved apart where lines are close."""
    numbers = sorted(_numbers(surface, one, limits), key=lambda each: -each[1])
    wanted = [plot.y(value) for _, value, _ in numbers]
    places: list[float] = []
    for y in wanted:
        places.append(max(y, places[-1] + _APART) if places else y)
    over = max(places[-1] - max(plot.bottom, wanted[-1]), 0) if places else 0.0
    for number in reversed(range(len(places))):
        ceiling = places[number + 1] - _APART if number + 1 < len(places) else places[number] - over
        places[number] = min(places[number], ceiling)
    for (text, _, colour), y in zip(numbers, places, strict=True):
        surface.text(plot.end.plus(_DOT + _AFTER / 2), y, text, colour=colour, bold=colour == surface.palette.second)


def _periods(surface: Surface, plot: _Plot, one: MeasureStanding, shown: Sequence[Reading]) -> float:
    """The names of periods beneath, as many as there is room for, counted from the last. Returns the bottom."""
    layout, frequency = surface.layout, one.measure.content.frequency
    names = [period_words.short(reading.period, frequency) for reading in shown]
    y, free, colour = plot.bottom + 9 + LINE / 2, layout.room(Along(0), Along(1)), surface.palette.muted
    for number in reversed(range(len(names))):
        at, half = plot.x(number), width(names[number], layout.text_size) / 2
        middle = layout.room(Along(0), at)
        is_last = number == len(names) - 1
        if middle - half < 0 or (middle + half > free and not is_last):
            continue
        if middle + half > free:
            surface.text(Along(1), y, names[number], colour=colour, align="right")
            free -= 2 * half + 8
        else:
            surface.text(at, y, names[number], colour=colour, align="center")
            free = middle - half - 8
    return y + LINE / 2


def _legend(
    surface: Surface, one: MeasureStanding, shown: Sequence[Reading], limits: Sequence[Limits]
) -> list[tuple[Sign | str, str]]:
    """What the marks stand for that the picture has."""
    palette = surface.palette
    found: list[tuple[Sign | str, str]] = [(_dot_sign(surface, _DOT), words.READING)]
    if any(reading.is_provisional for reading in shown):
        found.append((_dot_sign(surface, _DOT)._replace(fill=palette.page), words.PROVISIONAL))
    drawn = [signal for signal in one.chart.signals if signal.last >= len(one.readings) - len(shown)]
    for is_wanted, text in ((True, words.WANTED_SIGNAL), (False, words.SIGNAL)):
        if any(measures.is_wanted(one, signal) == is_wanted for signal in drawn):
            found.append((_signal_sign(surface, is_wanted), text))
    for is_trial, text in ((False, words.SHORT_LIMITS), (True, words.TRIAL)):
        if any(each.is_trial == is_trial for each in limits):
            found.append((Sign("square", 13, palette.panel, palette.border, is_dashed=is_trial), text))
    if not surface.layout.is_wide:
        found += [(Sign("stroke", 14, colour, colour), text) for colour, text in _in_numbers(surface, one, limits)]
    if any(number is not None for number in one.chart.year_before):
        found.append((Sign("stroke", 14, palette.muted, palette.muted), words.YEAR_BEFORE))
    return found
