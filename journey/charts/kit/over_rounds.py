"""What the pictures of lines over rounds share: the panel of a line, and how the panels are to be read."""

from __future__ import annotations

from collections.abc import Sequence

from journey.charts.kit.labels import wrap
from journey.charts.kit.marks import Sign, sign
from journey.charts.kit.panels import Panel, Place, Point, Style, bar_sign, hidden_sign, target_sign
from journey.charts.kit.surface import LINE, MEASURE, Along, Surface
from journey.model import Figure
from journey.rules.change import BAR
from journey.wording import over_rounds as words
from journey.wording.compared_figures import common_reason, is_hidden
from journey.wording.over_rounds import FigureLine
from journey.wording.tables import NO_SCORE

_BEFORE_TEXT = 22


def panel(title: str, line: FigureLine, targets: Sequence[float | None] = (), target: float | None = None) -> Panel:
    """What is drawn of a line. ``targets`` are what was wanted of each round, ``target`` what is of the next."""
    wanted = targets or [None] * len(line)
    points = [_point(*each) for each in zip(line, wanted, strict=True)]
    return Panel(title, points, common_reason(line) or NO_SCORE, target)


def _point(figure: Figure | None, target: float | None) -> Point:
    if figure is None or figure.index is None:
        return Point(is_hidden=is_hidden(figure), target=target)
    bar = None if figure.standard_error is None else BAR * figure.standard_error
    return Point(figure.index, bar, figure.is_hollow, target=target)


def how_to_read(surface: Surface, y: float, panels: Sequence[Panel], style: Style, free: Place | None = None) -> float:
    """What the marks of these panels mean, beneath them or in the place that they leave free. Returns the bottom."""
    place = free or Place(Along(0), y, min(surface.layout.least, MEASURE))
    lines = [panel.points for panel in panels if any(point.index is not None for point in panel.points)]
    points = [point for line in lines for point in line]
    entries: list[tuple[Sign | None, str]] = []
    if style.has_bars and any(point.bar for point in points):
        entries.append((bar_sign(surface), words.BAR))
    if style.has_next or any(point.target is not None for point in points):
        entries.append((target_sign(surface), words.TARGET_THEN))
    if any(point.is_hidden for point in points):
        entries.append((hidden_sign(surface), words.HIDDEN_THEN))
    has_hollow = any(point.is_hollow for point in points)
    entries.append((None, words.how_to_read(has_rounds_named=bool(style.under), has_hollow=has_hollow)))
    return max(_key(surface, place, entries), y)


def _key(surface: Surface, place: Place, entries: Sequence[tuple[Sign | None, str]]) -> float:
    """Signs and what they stand for beneath each other, within a place. Returns the bottom."""
    colour, y = surface.palette.muted, place.top
    for drawn, text in entries:
        before = _BEFORE_TEXT if drawn else 0
        if drawn:
            sign(surface, place.start.plus(8), y + LINE / 2, drawn)
        lines = wrap(text, place.room - before, surface.layout.text_size)
        y = surface.lines(place.start.plus(before), y, lines, colour=colour) + 2
    return y
