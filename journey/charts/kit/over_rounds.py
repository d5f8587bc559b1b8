"""What the pictures of lines over rounds share: a panel, a sentence on how to read it, and the rows of the table."""

from __future__ import annotations

from collections.abc import Sequence

from journey.charts.kit.marks import legend
from journey.charts.kit.panels import Panel, Point, Style, hidden_sign, target_sign
from journey.charts.kit.surface import Surface
from journey.charts.kit.table import TableRow, decimal, index_number, level_named, whole
from journey.model import Figure, Round
from journey.wording import limits
from journey.wording.compared_figures import is_hidden, why

NOT_KNOWN = "not known"

FigureLine = Sequence[Figure | None]
"""A figure for each round, None where there is none."""


def panel(title: str, line: FigureLine, targets: Sequence[float | None] = (), target: float | None = None) -> Panel:
    """What is drawn of a line. ``targets`` are what was wanted of each round, ``target`` what is of the next."""
    reasons = {why(figure) for figure in line}
    instead = reasons.pop() if len(reasons) == 1 else "no score shown"
    wanted = targets or [None] * len(line)
    return Panel(title, [_point(*each) for each in zip(line, wanted, strict=True)], instead, target)


def _point(figure: Figure | None, target: float | None) -> Point:
    if figure is None or figure.index is None:
        return Point(is_hidden=is_hidden(figure), target=target)
    return Point(figure.index, figure.reach, figure.is_provisional, target=target)


def how_to_read(surface: Surface, y: float, every: Sequence[Panel], style: Style) -> float:
    """What the marks of these panels mean. Returns the bottom."""
    drawn = [panel.points for panel in every if any(point.index is not None for point in panel.points)]
    points = [point for line in drawn for point in line]
    if any(point.is_hidden for point in points):
        y = legend(surface, y, [(hidden_sign(surface), "hidden in that round")])
    if any(point.target is not None for point in points):
        y = legend(surface, y, [(target_sign(surface), "target for that round, set in the one before")])
    notes = ["Dots: index, the last with its value." if style.under else "Dots: index, the first and last with values."]
    if style.has_bars and any(point.reach for point in points):
        notes.append("Bars: 95\u00a0% interval; a movement within it may be chance.")
    if any(point.is_provisional for point in points):
        notes.append(f"Hollow dot: provisional, {limits.PROVISIONAL}.")
    return surface.wrapped(y, " ".join(notes), colour=surface.palette.muted)


def rows(head: str, lines: Sequence[tuple[str, FigureLine]], rounds: Sequence[Round]) -> list[TableRow]:
    """A table's row for each line and round. ``lines`` are names and figures; ``head`` is over the names."""
    return [
        {head: name, "Round": round_.name, **_cells(figure)}
        for name, line in lines
        for round_, figure in zip(rounds, line, strict=True)
    ]


def _cells(figure: Figure | None) -> TableRow:
    shown = figure if figure is not None and figure.index is not None else None
    low = high = None
    if shown is not None and shown.index is not None and shown.reach is not None:
        low, high = shown.index - shown.reach, shown.index + shown.reach
    return {
        "Index": index_number(shown.index if shown else None, why(figure)),
        f"{limits.CONFIDENCE} interval, low": decimal(low, NOT_KNOWN),
        f"{limits.CONFIDENCE} interval, high": decimal(high, NOT_KNOWN),
        "How sure": how_sure(figure),
        "Secure level": level_named(shown.secure_level if shown else None, NOT_KNOWN),
        "Responses": whole(figure.responses if figure else None, "none"),
    }


def how_sure(figure: Figure | None) -> str:
    """How far an index can be trusted, or why there is none."""
    if figure is None or figure.index is None:
        return why(figure)
    return "provisional" if figure.is_provisional else "enough answers"
