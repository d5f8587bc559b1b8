"""Small panels, each with one line over the rounds on the level scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from journey.charts.kit.labels import shorten, width, wrap
from journey.charts.kit.marks import HATCHED_SQUARE, Sign, sign
from journey.charts.kit.surface import LINE, Along, Surface
from journey.model import LEVELS
from journey.wording import formatting
from journey.wording.formatting import index_figure
from journey.wording.over_rounds import NEXT, short_names

_BETWEEN = 28
TITLE_LINES = 3
"""What is longer is cut; the table has all of it."""
_AXIS = 30
_VALUE = 34
_TARGET_VALUE = 44
_STROKE = 13
_DOT = 8
_BESIDE = 13
_LEAST_BAR = 5
_NUMBERED_FROM = 16
"""Pixels for a level from which each level has room for its number."""


@dataclass(frozen=True, slots=True)
class Point:
    """What one round shows: an index and how far its bar reaches each way, or that it is kept back, or nothing.

    ``target`` is the index that was wanted of it.
    """

    index: float | None = None
    bar: float | None = None
    is_hollow: bool = False
    is_hidden: bool = False
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A line with its title; ``instead`` is said where there is no point to draw.

    ``target`` is the index wanted of the round to come.
    """

    title: str
    points: Sequence[Point]
    instead: str
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """How panels are laid out: so many beside each other, pixels for a level, and what is drawn.

    ``under`` are the names of the rounds, where they are to stand beneath each panel; without them the first value is
    printed. ``has_next``: there is a place for the round to come.
    """

    columns: int
    level: int
    has_bars: bool
    under: Sequence[str] = ()
    has_next: bool = False


class Place(NamedTuple):
    """Where something can be drawn: its left, its top, and how wide it is at the least."""

    start: Along
    top: float
    room: float


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the points of one panel lie, so many beside each other."""

    start: Along
    end: Along
    top: float
    level: int
    many: int

    def x(self, number: int) -> Along:
        part = number / (self.many - 1) if self.many > 1 else 0.5
        share = self.start.share + (self.end.share - self.start.share) * part
        return Along(share, self.start.px + (self.end.px - self.start.px) * part)

    def y(self, index: float) -> float:
        return self.top + (4 - min(max(index, 1), 4)) * self.level

    @property
    def bottom(self) -> float:
        return self.y(1)


def draw_panels(surface: Surface, y: float, panels: Sequence[Panel], style: Style) -> tuple[float, Place | None]:
    """The panels row by row. Returns where the picture goes on, and the place that the last row leaves free, if any."""
    top = y
    for first in range(0, len(panels), style.columns):
        top, row = y, panels[first : first + style.columns]
        room, size = _room(surface, style), surface.layout.title_size
        titles = [wrap(panel.title, room, size, TITLE_LINES) for panel in row]
        tall = LINE * max(map(len, titles))
        bottoms = []
        for column, (panel, title) in enumerate(zip(row, titles, strict=True)):
            start, end = _column(style, column)
            surface.lines(start, y + tall - LINE * len(title), title, colour=surface.palette.ink, size=size, bold=True)
            bottoms.append(_panel(surface, y + tall, start, end, panel, style))
        y = max(bottoms) + 22
    if not len(panels) % style.columns:
        return y, None
    return y, Place(_column(style, len(panels) % style.columns)[0], top, _room(surface, style))


def _column(style: Style, column: int) -> tuple[Along, Along]:
    each, many = _BETWEEN / style.columns, style.columns
    start = Along(column / many, column * each)
    return start, Along((column + 1) / many, column * each - each * (many - 1))


def _room(surface: Surface, style: Style) -> float:
    return surface.layout.room(*_column(style, 0))


def _panel(surface: Surface, y: float, start: Along, end: Along, panel: Panel, style: Style) -> float:
    palette = surface.palette
    if not any(point.index is not None for point in panel.points):
        lines = wrap(panel.instead, _room(surface, style), surface.layout.text_size)
        return surface.lines(start, y + 4, lines, colour=palette.muted)
    left = _AXIS if style.under else _AXIS + _VALUE - 14
    right = _TARGET_VALUE if style.has_next else _VALUE
    plot = _Plot(start.plus(left), end.plus(-right), y + 12, style.level, len(panel.points) + style.has_next)
    _scale(surface, plot, start)
    _targets(surface, plot, panel)
    _line(surface, plot, panel.points, style)
    _values(surface, plot, panel.points, style)
    bottom = plot.bottom + 8
    if any(point.is_hidden for point in panel.points):
        bottom = _kept_back(surface, plot, panel.points, bottom)
    if not style.under:
        return bottom
    return _names(surface, plot, (start, end), style, bottom)


def _scale(surface: Surface, plot: _Plot, start: Along) -> None:
    """A line a level with its number; of a low panel the lowest and the highest have theirs."""
    palette = surface.palette
    for level in LEVELS:
        surface.line(
            plot.start.plus(-8), plot.end.plus(8), plot.y(level), plot.y(level), stroke=palette.hairline, thick=1
        )
        if plot.level >= _NUMBERED_FROM or level in (LEVELS[0], LEVELS[-1]):
            surface.text(start, plot.y(level), str(level), colour=palette.muted)


def _targets(surface: Surface, plot: _Plot, panel: Panel) -> None:
    """A stroke at each round of which an index was wanted; at the round to come with its value."""
    colour = surface.palette.second
    wanted = [*(point.target for point in panel.points), panel.target]
    for number, target in enumerate(wanted):
        if target is not None:
            at, y = plot.x(number), plot.y(target)
            surface.line(at.plus(-_STROKE), at.plus(_STROKE), y, y, stroke=colour, thick=2.5)
    if panel.target is not None:
        at, y = plot.x(len(panel.points)), plot.y(panel.target)
        text = formatting.figure(panel.target)
        surface.text(at.plus(_STROKE + 4), y, text, colour=colour, bold=True)


def target_sign(surface: Surface) -> Sign:
    """What stands for the index that was wanted of a round."""
    return Sign("stroke", 14, surface.palette.second, surface.palette.second)


def bar_sign(surface: Surface) -> Sign:
    """What stands for how sure an index is."""
    return Sign("square", 13, surface.palette.filled, surface.palette.mark)


def hidden_sign(surface: Surface) -> Sign:
    """What stands for an index that is kept back."""
    return Sign(HATCHED_SQUARE, 8, "transparent", surface.palette.muted)


def _line(surface: Surface, plot: _Plot, points: Sequence[Point], style: Style) -> None:
    """Dots, hollow where provisional, joined from round to round; a round without an index breaks the line."""
    palette = surface.palette
    for number, point in enumerate(points):
        if point.index is None:
            continue
        at, y = plot.x(number), plot.y(point.index)
        if style.has_bars and point.bar:
            _bar(surface, at, plot.y(point.index + point.bar), plot.y(point.index - point.bar))
        before = points[number - 1].index if number else None
        if before is not None:
            surface.line(plot.x(number - 1), at, plot.y(before), y, stroke=palette.primary, thick=2.5)
        inside = palette.page if point.is_hollow else palette.primary
        sign(surface, at, y, Sign("circle", _DOT, inside, palette.primary))


def _bar(surface: Surface, at: Along, top: float, bottom: float) -> None:
    """A bar behind a dot. It is wider than the dot, so that a low one is seen as well."""
    half = _DOT / 2 + 5
    spare = max(_LEAST_BAR - (bottom - top), 0) / 2
    palette = surface.palette
    surface.rect(
        at.plus(-half),
        at.plus(half),
        top - spare,
        bottom - top + 2 * spare,
        fill=palette.filled,
        stroke=palette.mark,
    )


def _values(surface: Surface, plot: _Plot, points: Sequence[Point], style: Style) -> None:
    known = [(number, point.index) for number, point in enumerate(points) if point.index is not None]
    (first, begin), (last, end) = known[0], known[-1]
    ink = surface.palette.ink
    surface.text(
        plot.x(last).plus(_BESIDE if style.has_bars else 9), plot.y(end), index_figure(end), colour=ink, bold=True
    )
    if not style.under and first != last:
        at = plot.x(first).plus(-9)
        surface.text(at, plot.y(begin), index_figure(begin), colour=ink, bold=True, align="right")


def _kept_back(surface: Surface, plot: _Plot, points: Sequence[Point], y: float) -> float:
    """A hatched square beneath each round whose index is kept back."""
    for number, point in enumerate(points):
        if point.is_hidden:
            sign(surface, plot.x(number), y + 6, hidden_sign(surface), thick=1)
    return y + 14


def _names(surface: Surface, plot: _Plot, within: tuple[Along, Along], style: Style, y: float) -> float:
    """The names of the rounds beneath their dots, in full or in short; where many are close, of every second or third.

    Where there is no room even so, those of the first and the last.
    """
    layout, colour, size = surface.layout, surface.palette.muted, surface.layout.text_size
    names = [*style.under, *([NEXT] if style.has_next else [])]
    step = layout.room(plot.start, plot.end) / max(plot.many - 1, 1)
    in_short = list(short_names(names))
    for every, lines in [(1, [[name] for name in names]), *((every, one) for every in (1, 2, 3) for one in in_short)]:
        named = [number for number in range(plot.many) if not (plot.many - 1 - number) % every]
        if all(width(line, size) <= every * step - 4 for number in named for line in lines[number]):
            return _under_each(surface, plot, within, [(number, lines[number]) for number in named], y)
    start, end = within
    room = layout.room(start, end) / 2 - 8
    surface.text(start, y + LINE / 2, shorten(style.under[0], room, size), colour=colour)
    surface.text(end, y + LINE / 2, shorten(style.under[-1], room, size), colour=colour, align="right")
    return y + LINE


def _under_each(
    surface: Surface, plot: _Plot, within: tuple[Along, Along], names: Sequence[tuple[int, Sequence[str]]], y: float
) -> float:
    """Names, in lines, beneath the dots of so many rounds; the outer ones keep within the panel."""
    layout, colour, size = surface.layout, surface.palette.muted, surface.layout.text_size
    start, end = within
    for number, lines in names:
        at, half = plot.x(number), max(width(line, size) for line in lines) / 2
        if number == 0 and half > layout.room(start, plot.start):
            surface.lines(start, y, lines, colour=colour)
        elif number == plot.many - 1 and half > layout.room(plot.end, end):
            surface.lines(end, y, lines, colour=colour, align="right")
        else:
            surface.lines(at, y, lines, colour=colour, align="center")
    return y + LINE * max(len(lines) for _, lines in names)
