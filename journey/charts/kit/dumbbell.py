"""Two figures or more beside each other on the level scale: a row a section, joined marks, and what to make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journey.charts.kit.labels import width, wrap
from journey.charts.kit.marks import Sign, sign
from journey.charts.kit.scale import at_value, cell_edges
from journey.charts.kit.surface import BROAD, LINE, WIDE, Along, Surface
from journey.model import LEVELS

DUMBBELL = replace(WIDE, bar_start=Along(0, 150), bar_end=Along(1, -154))
"""The wide layout: titles at the left of the scale, the finding of each row at its right."""
BROAD_DUMBBELL = replace(BROAD, bar_start=Along(0, 206), bar_end=Along(1, -250))
_AFTER_TITLE = 6
_BEFORE_FINDING = 6
_BAND = 14
_TALL = 48
_SCALE = 30
_LANE = 12
_TRIED = (0, -1, 1, -2, 2)
"""The lanes that a mark may lie in, the nearest to the middle first."""
_OF_PAIR = 2
"""So many marks of a row, the last, are what it compares: they stay in the middle."""


@dataclass(frozen=True, slots=True)
class Row:
    """A section. ``marks`` are indexes with their signs, the last on top; ``band`` lies behind them.

    ``finding`` stands at the right in ``colour``, led by ``arrow`` if there is one, and ``detail`` in muted beneath.
    """

    title: str
    marks: Sequence[tuple[float, Sign]]
    finding: str
    detail: str
    colour: str
    joined: tuple[float, float] | None = None
    band: tuple[float, float] | None = None
    band_fill: str = ""
    arrow: Sign | None = None


def dumbbells(surface: Surface, y: float, rows: Sequence[Row]) -> float:
    """The rows beneath each other. Returns where the picture goes on."""
    for row in rows:
        y = _wide(surface, y, row) if surface.layout.is_wide else _narrow(surface, y, row)
    return y + 8


def _wide(surface: Surface, y: float, row: Row) -> float:
    layout, palette = surface.layout, surface.palette
    title = wrap(row.title, layout.room(Along(0), layout.bar_start) - _AFTER_TITLE, layout.text_size)
    room = _finding_room(surface, row)
    finding, detail = (wrap(text, room, layout.text_size) if text else [] for text in (row.finding, row.detail))
    tall = max(_TALL, LINE * max(len(title), len(finding) + len(detail)) + 12, _needed(surface, row))
    middle = y + tall / 2
    surface.lines(Along(0), middle - len(title) * LINE / 2, title, colour=palette.ink, bold=True)
    _on_scale(surface, y, tall, row)
    at, top = layout.bar_end.plus(_BEFORE_FINDING), middle - (len(finding) + len(detail)) * LINE / 2
    if row.arrow:
        sign(surface, at.plus(6), top + LINE / 2, row.arrow)
        at = at.plus(18)
    bottom = surface.lines(at, top, finding, colour=row.colour, bold=True)
    surface.lines(at, bottom, detail, colour=palette.muted)
    return y + tall


def _finding_room(surface: Surface, row: Row) -> float:
    room = surface.layout.room(surface.layout.bar_end, Along(1)) - _BEFORE_FINDING
    return room - 18 if row.arrow else room


def _narrow(surface: Surface, y: float, row: Row) -> float:
    layout, palette = surface.layout, surface.palette
    y = surface.title(y, row.title, "")
    tall = max(_SCALE, _needed(surface, row))
    _on_scale(surface, y, tall, row)
    y += tall
    start = Along(0)
    if row.arrow:
        sign(surface, start.plus(6), y + LINE / 2, row.arrow)
        start = start.plus(18)
    surface.text(start, y + LINE / 2, row.finding, colour=row.colour, bold=True)
    if row.detail:
        if start.px + width(row.finding, layout.text_size) + width(row.detail, layout.text_size) + 12 > layout.least:
            y += LINE
        surface.text(Along(1), y + LINE / 2, row.detail, colour=palette.muted, align="right")
    return y + LINE + 16


def _on_scale(surface: Surface, y: float, tall: float, row: Row) -> None:
    """The marks of a row. Behind them every other cell is shaded, and lines at the numerals run on from row to row."""
    layout, palette, middle = surface.layout, surface.palette, y + tall / 2
    for level in LEVELS[1::2]:
        surface.rect(*cell_edges(layout, level), y, tall, fill=palette.panel, stroke=palette.panel)
    for level in LEVELS:
        at = at_value(layout, level)
        surface.line(at, at, y, y + tall, stroke=palette.hairline, thick=1)
    if row.band:
        start, end = (at_value(layout, index) for index in row.band)
        surface.rect(start, end, middle - _BAND / 2, _BAND, fill=row.band_fill, stroke=row.colour)
    if row.joined:
        start, end = (at_value(layout, index) for index in row.joined)
        surface.line(start, end, middle, middle, stroke=row.colour, thick=2.5)
    for (index, drawn), lane in zip(row.marks, _lanes(surface, row.marks), strict=True):
        sign(surface, at_value(layout, index), middle + lane * _LANE, drawn)


def _lanes(surface: Surface, marks: Sequence[tuple[float, Sign]]) -> list[int]:
    """Above or below the middle, where a mark would lie on a later one: the last are on top and stay where they are."""
    layout = surface.layout
    long = layout.room(at_value(layout, LEVELS[0]), at_value(layout, LEVELS[-1])) / (LEVELS[-1] - LEVELS[0])
    taken: list[tuple[float, float, int]] = []
    lanes = []
    for number, (index, drawn) in reversed(list(enumerate(marks))):
        may_move = number < len(marks) - _OF_PAIR
        free = (lane for lane in _TRIED if not _is_taken(taken, index * long, drawn.side, lane))
        lane = next(free, 0) if may_move else 0
        taken.append((index * long, drawn.side, lane))
        lanes.append(lane)
    return lanes[::-1]


def _needed(surface: Surface, row: Row) -> float:
    """How much height the lanes of a row take."""
    return 2 * (max(map(abs, _lanes(surface, row.marks)), default=0) + 0.5) * _LANE


def _is_taken(taken: Sequence[tuple[float, float, int]], x: float, side: float, lane: int) -> bool:
    return any(lane == other and abs(x - at) < (side + wide) / 2 + 1 for at, wide, other in taken)
