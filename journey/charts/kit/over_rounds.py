"""What the pictures of lines over rounds share: the panel of a line, and how the panels are to be read."""

from __future__ import annotations

from collections.abc import Sequence

from journey.charts.kit.marks import legend, notes
from journey.charts.kit.panels import Panel, Point, Style, hidden_sign, target_sign
from journey.charts.kit.surface import Surface
from journey.model import Figure
from journey.rules.change import BAR
from journey.wording import over_rounds as words
from journey.wording.compared_figures import common_reason, is_hidden
from journey.wording.over_rounds import FigureLine
from journey.wording.tables import NO_SCORE


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


def how_to_read(surface: Surface, y: float, panels: Sequence[Panel], style: Style) -> float:
    """What the marks of these panels mean. Returns the bottom."""
    lines = [panel.points for panel in panels if any(point.index is not None for point in panel.points)]
    points = [point for line in lines for point in line]
    if any(point.is_hidden for point in points):
        y = legend(surface, y, [(hidden_sign(surface), words.HIDDEN_THEN)])
    if any(point.target is not None for point in points):
        y = legend(surface, y, [(target_sign(surface), words.TARGET_THEN)])
    text = words.how_to_read(
        has_rounds_named=bool(style.under),
        has_intervals=style.has_bars and any(point.bar for point in points),
        has_hollow=any(point.is_hollow for point in points),
    )
    return notes(surface, y, [text])
