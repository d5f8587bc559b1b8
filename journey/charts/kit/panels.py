"""Small panels, each with one line over the rounds on the level scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.charts.kit.labels import fits, shorten, width, wrap
from journey.charts.kit.marks import HATCHED_SQUARE, Sign, sign
from journey.charts.kit.surface import LINE, Along, Surface
from journey.model import LEVELS
from journey.wording import formatting
from journey.wording.formatting import index_figure

_BETWEEN = 28
TITLE_LINES = 3
"""What is longer is cut; the table has all of it."""
_AXIS = 30
_VALUE = 34
_DOT = 8


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
    """How panels are laid out: so many beside each other, pixels for a level, and what is drawn."""

    columns: int
    level: int
    has_bars: bool
    under: Sequence[str] = ()
    """The names of the rounds, where they are to stand beneath each panel; without them the first value is printed."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the points of one panel lie."""

    start: Along
    end: Along
    top: float
    level: int

    def x(self, number: int, many: int) -> Along:
        part = number / (many - 1) if many > 1 else 0.5
        share = self.start.share + (self.end.share - self.start.share) * part
        return Along(share, self.start.px + (self.end.px - self.start.px) * part)

    def y(self, index: float) -> float:
        return self.top + (4 - min(max(index, 1), 4)) * self.level

    @property
    def bottom(self) -> float:
        return self.y(1)


def draw_panels(surface: Surface, y: float, panels: Sequence[Panel], style: Style) -> float:
    """The panels row by row. Returns where the picture goes on."""
    for first in range(0, len(panels), style.columns):
        row = panels[first : first + style.columns]
        room, size = _room(surface, style), surface.layout.title_size
        titles = [wrap(panel.title, room, size, TITLE_LINES) for panel in row]
        tall = LINE * max(map(len, titles))
        targets = LINE if any(panel.target is not None for panel in row) else 0
        bottoms = []
        for column, (panel, title) in enumerate(zip(row, titles, strict=True)):
            start, end = _column(style, column)
            top = y + tall - LINE * len(title)
            surface.lines(start, top, title, colour=surface.palette.ink, size=size, bold=True)
            if panel.target is not None:
                _target_in_words(surface, y + tall, start, panel.target)
            bottoms.append(_panel(surface, y + tall + targets, start, end, panel, style))
        y = max(bottoms) + 22
    return y


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
    plot = _Plot(start.plus(left), end.plus(-_VALUE), y + 12, style.level)
    for level in LEVELS:
        surface.line(
            plot.start.plus(-8), plot.end.plus(8), plot.y(level), plot.y(level), stroke=palette.hairline, thick=1
        )
        surface.text(start, plot.y(level), str(level), colour=palette.muted)
    if panel.target is not None:
        at, wanted = plot.start.plus(-13), plot.y(panel.target)
        surface.line(at, plot.end, wanted, wanted, stroke=palette.second)
        sign(surface, at, wanted, _flag(surface))
    _targets_met(surface, plot, panel.points)
    _line(surface, plot, panel.points, style)
    _values(surface, plot, panel.points, style)
    bottom = plot.bottom + 8
    if any(point.is_hidden for point in panel.points):
        bottom = _kept_back(surface, plot, panel.points, bottom)
    return _names(surface, plot, start, end, style.under, bottom) if style.under else bottom


def _targets_met(surface: Surface, plot: _Plot, points: Sequence[Point]) -> None:
    """A stroke at each round of which an index was wanted."""
    for number, point in enumerate(points):
        if point.target is not None:
            at, wanted = plot.x(number, len(points)), plot.y(point.target)
            surface.line(at.plus(-11), at.plus(11), wanted, wanted, stroke=surface.palette.second, thick=2.5)


def target_sign(surface: Surface) -> Sign:
    """What stands for the index that was wanted of a round."""
    return Sign("stroke", 14, surface.palette.second, surface.palette.second)


def hidden_sign(surface: Surface) -> Sign:
    """What stands for an index that is kept back."""
    return Sign(HATCHED_SQUARE, 8, "transparent", surface.palette.muted)


def _flag(surface: Surface) -> Sign:
    return Sign("triangle-right", 10, surface.palette.second, surface.palette.second)


def _target_in_words(surface: Surface, y: float, start: Along, target: float) -> None:
    sign(surface, start.plus(6), y + LINE / 2, _flag(surface))
    surface.text(start.plus(18), y + LINE / 2, f"target {formatting.figure(target)}", colour=surface.palette.muted)


def _line(surface: Surface, plot: _Plot, points: Sequence[Point], style: Style) -> None:
    """Dots, hollow where provisional, joined from round to round; a round without an index breaks the line."""
    palette, many = surface.palette, len(points)
    for number, point in enumerate(points):
        if point.index is None:
            continue
        at, y = plot.x(number, many), plot.y(point.index)
        if style.has_bars and point.bar:
            _bar(surface, at, plot.y(point.index + point.bar), plot.y(point.index - point.bar))
        before = points[number - 1].index if number else None
        if before is not None:
            surface.line(plot.x(number - 1, many), at, plot.y(before), y, stroke=palette.primary, thick=2.5)
        inside = palette.page if point.is_hollow else palette.primary
        sign(surface, at, y, Sign("circle", _DOT, inside, palette.primary))


def _bar(surface: Surface, at: Along, top: float, bottom: float) -> None:
    """A bar. Its ends are wider than a dot, so that a narrow one is seen as well."""
    mark, half = surface.palette.mark, _DOT / 2 + 3
    surface.line(at, at, top, bottom, stroke=mark, thick=2)
    for y in (top, bottom):
        surface.line(at.plus(-half), at.plus(half), y, y, stroke=mark)


def _values(surface: Surface, plot: _Plot, points: Sequence[Point], style: Style) -> None:
    known = [(number, point.index) for number, point in enumerate(points) if point.index is not None]
    (first, begin), (last, end) = known[0], known[-1]
    ink = surface.palette.ink
    surface.text(plot.x(last, len(points)).plus(9), plot.y(end), index_figure(end), colour=ink, bold=True)
    if not style.under and first != last:
        at = plot.x(first, len(points)).plus(-9)
        surface.text(at, plot.y(begin), index_figure(begin), colour=ink, bold=True, align="right")


def _kept_back(surface: Surface, plot: _Plot, points: Sequence[Point], y: float) -> float:
    """A hatched square beneath each round whose index is kept back."""
    for number, point in enumerate(points):
        if point.is_hidden:
            sign(surface, plot.x(number, len(points)), y + 6, hidden_sign(surface), thick=1)
    return y + 14


def _names(surface: Surface, plot: _Plot, start: Along, end: Along, names: Sequence[str], y: float) -> float:
    """The names of all rounds where they fit beneath their dots, else of the first and the last."""
    layout, colour, many = surface.layout, surface.palette.muted, len(names)
    step = layout.room(plot.start, plot.end) / max(many - 1, 1)
    half = min(layout.room(start, plot.start), layout.room(plot.end, end))
    outer = max(width(names[0], layout.text_size), width(names[-1], layout.text_size))
    if many > 2 and outer <= 2 * half and all(fits(name, step - 8, layout.text_size) for name in names):
        for number, name in enumerate(names):
            surface.text(plot.x(number, many), y + LINE / 2, name, colour=colour, align="center")
        return y + LINE
    room = layout.room(start, end) / 2 - 8
    surface.text(start, y + LINE / 2, shorten(names[0], room, layout.text_size), colour=colour)
    last = shorten(names[-1], room, layout.text_size)
    surface.text(end, y + LINE / 2, last, colour=colour, align="right")
    return y + LINE
