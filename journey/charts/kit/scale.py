"""The level scale: one line from 1 to 4 on which everything stands at its value, its cells, and its head.

A cell runs from cut point to cut point and carries the name of its level. A numeral stands where its number is. So a
dot at 2.0 lies under the 2, and in the cell that is called partial.
"""

from __future__ import annotations

from journey.charts.kit.labels import wrap
from journey.charts.kit.surface import LINE, Along, Layout, Surface
from journey.model import LEVELS
from journey.rules import scoring
from journey.wording import terms

DOT = 30
"""Diameter of a dot; the line keeps half of it free at either end, so that a dot at 1.0 or 4.0 lies inside."""
GAP = 1.5
"""Pixels from a cut point to the cell on either side."""
TICK = 5
_NUMERAL = 16
_LEAST_ROOM = 80
"""What the longest name of one word takes; it may reach beyond its cell where its neighbours leave room."""
NUMERALS_UP = _NUMERAL / 2 + TICK + 4
"""From the bottom of the head up to the middle of the numerals."""
NAMES_UP = _NUMERAL + TICK + 4 + LINE / 2
"""From the bottom of the head up to the middle of the names."""


def at_value(layout: Layout, value: float) -> Along:
    """The place of a value on the line; what lies beyond an end, as an interval may, is cut off there."""
    low, high = LEVELS[0], LEVELS[-1]
    inside = min(max(value, low), high)
    start, end = layout.bar_start.plus(DOT / 2), layout.bar_end.plus(-DOT / 2)
    place = start.between(end, (inside - low) / (high - low))
    return Along(place.share, place.px, inside)


def cell_edges(layout: Layout, level: int) -> tuple[Along, Along]:
    """Where a level's cell starts and ends: at its cut points, less half of the gap to the next cell."""
    low, high = scoring.band_limits(level)
    start, end = at_value(layout, low), at_value(layout, high)
    return (
        start if level == LEVELS[0] else start.plus(GAP),
        end if level == LEVELS[-1] else end.plus(-GAP),
    )


def scale_head(surface: Surface, y: float = 0) -> float:
    """The names of the levels over their cells, and beneath them the numerals at their places. Returns the bottom."""
    y = _names(surface, y)
    colour = surface.palette.muted
    for level in LEVELS:
        at = at_value(surface.layout, level)
        surface.text(at, y + _NUMERAL / 2, str(level), colour=colour, bold=True, align="center")
        surface.line(at, at, y + _NUMERAL, y + _NUMERAL + TICK, stroke=surface.palette.muted, thick=1)
    return y + _NUMERAL + TICK + 4


def ticks(surface: Surface, y: float) -> None:
    """Short strokes at the places of the numerals, for a row that is far from the head."""
    for level in LEVELS:
        at = at_value(surface.layout, level)
        surface.line(at, at, y, y + TICK, stroke=surface.palette.muted, thick=1)


def _names(surface: Surface, y: float) -> float:
    """The names, in the middle of their cells; where there is little room the outer ones begin and end with the bar."""
    layout, colour = surface.layout, surface.palette.muted
    room = layout.room(*cell_edges(layout, LEVELS[1]))
    names = [wrap(terms.level_name(level), max(room, _LEAST_ROOM), layout.text_size) for level in LEVELS]
    bottom = y + LINE * max(map(len, names))
    has_room = room >= _LEAST_ROOM
    for level, lines in zip(LEVELS, names, strict=True):
        start, end = cell_edges(layout, level)
        top = bottom - LINE * len(lines)
        if has_room or level not in (LEVELS[0], LEVELS[-1]):
            surface.lines(start.between(end, 0.5), top, lines, colour=colour, align="center")
        elif level == LEVELS[0]:
            surface.lines(layout.bar_start, top, lines, colour=colour)
        else:
            surface.lines(layout.bar_end, top, lines, colour=colour, align="right")
    return bottom
