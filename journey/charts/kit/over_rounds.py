"""What the pictures of lines over rounds share: a panel, a sentence on how to read it, and the rows of the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from journey.charts.kit.marks import legend
from journey.charts.kit.panels import Panel, Point, Style, hidden_sign
from journey.charts.kit.surface import Surface
from journey.model import LEVEL_NAMES, Figure, Round
from journey.wording import formatting
from journey.wording.compared_figures import index_or_why, is_hidden, why

FigureLine = Sequence[Figure | None]
"""A figure for each round, None where there is none."""


def panel(title: str, line: FigureLine, target: float | None = None) -> Panel:
    """What is drawn of a line."""
    reasons = {why(figure) for figure in line}
    instead = reasons.pop() if len(reasons) == 1 else "no score shown"
    return Panel(title, [_point(figure) for figure in line], instead, target)


def _point(figure: Figure | None) -> Point:
    if figure is None or figure.index is None:
        return Point(is_hidden=is_hidden(figure))
    return Point(figure.index, figure.reach, figure.is_provisional)


def how_to_read(surface: Surface, y: float, every: Sequence[Panel], style: Style) -> float:
    """What the marks of these panels mean. Returns the bottom."""
    drawn = [panel.points for panel in every if any(point.index is not None for point in panel.points)]
    points = [point for line in drawn for point in line]
    if any(point.is_hidden for point in points):
        y = legend(surface, y, [(hidden_sign(surface), "hidden in that round")])
    notes = ["Dots: index, the last with its value." if style.under else "Dots: index, the first and last with values."]
    if style.has_bars and any(point.reach for point in points):
        notes.append("Bars: 95\u00a0% interval; a movement within it may be chance.")
    if any(point.is_provisional for point in points):
        notes.append("Hollow dot: provisional, fewer than 7 in 10 answers.")
    return surface.wrapped(y, " ".join(notes), colour=surface.palette.muted)


def table(
    head: str,
    lines: Sequence[tuple[str, str, FigureLine]],
    rounds: Sequence[Round],
    targets: Mapping[str, float] | None,
) -> pd.DataFrame:
    """A row for each line and round. ``lines`` are names, ids and figures; ``head`` is over the names.

    ``targets`` are by the lines' ids; None where the picture is not about targets.
    """
    rows = []
    for name, id_, line in lines:
        for round_, figure in zip(rounds, line, strict=True):
            row = {head: name, "Round": round_.name, **_cells(figure)}
            if targets is not None:
                row["Target for the next round"] = formatting.figure(targets[id_], 2) if id_ in targets else "none"
            rows.append(row)
    return pd.DataFrame(rows)


def _cells(figure: Figure | None) -> dict[str, str]:
    low = high = secure = "not known"
    if figure is not None and figure.index is not None and figure.reach is not None:
        ends = (figure.index - figure.reach, figure.index + figure.reach)
        low, high = (formatting.figure(end, 2) for end in ends)
    if figure is not None and figure.secure_level is not None:
        secure = f"{figure.secure_level} {LEVEL_NAMES[figure.secure_level].lower()}"
    if figure is None or figure.index is None:
        sure = why(figure)
    else:
        sure = "provisional" if figure.is_provisional else "enough answers"
    return {
        "Index": index_or_why(figure),
        "95 % interval, low": low,
        "95 % interval, high": high,
        "How sure": sure,
        "Secure level": secure,
        "Responses": "none" if figure is None else str(figure.responses),
    }
