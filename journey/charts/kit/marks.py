"""What the pictures share: the level scale, its cells and dots, symbols and what they stand for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from journey.charts.kit.labels import width, wrap
from journey.charts.kit.surface import LINE, Along, Layout, Surface
from journey.model import LEVELS, SectionScore
from journey.rules import rounding
from journey.wording import terms
from journey.wording.formatting import index_figure
from journey.wording.scores import beside_name, no_score

CELL = 24
"""Height of a cell."""
DOT = 30
"""Diameter of a dot; the scale keeps half of it free at either end, so that a dot at 1.0 or 4.0 lies inside."""
_GAP = 1.5
_HATCH_RUN = 9
_BETWEEN = 18

HATCHED_SQUARE = "M-1,-1L1,-1L1,1L-1,1ZM-1,0L0,-1M-1,1L1,-1M0,1L1,0"
"""An SVG path: an outlined square with three diagonal strokes. Vega has no pattern fill."""


def along_scale(layout: Layout, part: float) -> Along:
    """The place of a part (0 to 1) of the level scale."""
    free, start, end = DOT / 2, layout.bar_start, layout.bar_end
    long = end.px - start.px - 2 * free
    return Along(start.share + (end.share - start.share) * part, start.px + free + long * part)


def middle(layout: Layout, level: int) -> Along:
    """The middle of a level's cell."""
    return along_scale(layout, (level - 0.5) / len(LEVELS))


def edges(layout: Layout, level: int) -> tuple[Along, Along]:
    """Where a level's cell starts and ends; the outer cells reach the ends of the bar."""
    start = along_scale(layout, (level - 1) / len(LEVELS)).plus(_GAP) if level > 1 else layout.bar_start
    end = along_scale(layout, level / len(LEVELS)).plus(-_GAP) if level < len(LEVELS) else layout.bar_end
    return start, end


def scale_head(surface: Surface, y: float = 0) -> float:
    """The numbers of the levels and, where there is room, their names. Returns where the picture goes on."""
    colour, layout = surface.palette.muted, surface.layout
    bottoms = []
    for level in LEVELS:
        at = middle(layout, level)
        surface.text(at, y + LINE / 2, str(level), colour=colour, bold=True, align="center")
        room = layout.room(layout.bar_start, layout.bar_end) / len(LEVELS)
        names = wrap(terms.level_name(level), room, layout.text_size) if layout.is_wide else []
        bottoms.append(surface.lines(at, y + LINE, names, colour=colour, align="center"))
    return max(bottoms) + (10 if layout.is_wide else 8)


class Sign(NamedTuple):
    """What a symbol looks like: Vega's name of its shape or an SVG path, its width in pixels, and its colours."""

    shape: str
    side: float
    fill: str
    stroke: str


def sign(surface: Surface, at: Along, y: float, drawn: Sign, thick: float = 2) -> None:
    """A symbol, centred."""
    surface.shape(at, y, drawn.shape, drawn.side, fill=drawn.fill, stroke=drawn.stroke, thick=thick)


def legend(surface: Surface, y: float, entries: Sequence[tuple[Sign | str, str]]) -> float:
    """Signs, or numbers, and what they stand for, in as many columns as there is room for. Returns the bottom."""
    layout, palette, begin = surface.layout, surface.palette, 22
    texts = [wrap(text, layout.least - begin, layout.text_size) for _, text in entries]
    longest = max(width(line, layout.text_size) for lines in texts for line in lines)
    columns = max(int((layout.least + _BETWEEN) // (begin + longest + _BETWEEN)), 1)
    bottom = y
    for number, ((drawn, _), lines) in enumerate(zip(entries, texts, strict=True)):
        column = number % columns
        y = bottom if column == 0 else y
        at = Along(0, column * (begin + longest + _BETWEEN))
        if isinstance(drawn, str):
            surface.text(at, y + LINE / 2, drawn, colour=palette.muted, bold=True)
        else:
            sign(surface, at.plus(8), y + LINE / 2, drawn)
        bottom = max(bottom, surface.lines(at.plus(begin), y, lines, colour=palette.muted))
    return bottom


def cells(surface: Surface, y: float, filled: int) -> None:
    """Four cells, the first ``filled`` of them filled."""
    palette = surface.palette
    for level in LEVELS:
        start, end = edges(surface.layout, level)
        inside = (palette.filled, palette.mark) if level <= filled else (palette.panel, palette.hairline)
        surface.rect(start, end, y, CELL, fill=inside[0], stroke=inside[1])


def hatch(surface: Surface, y: float, level: int, keep_clear: float) -> None:
    """Diagonal strokes over a level's cell, inside its outline, from ``keep_clear`` pixels on."""
    start, end = edges(surface.layout, level)
    start, end = start.plus(keep_clear), end.plus(-4 - _HATCH_RUN)
    # As many as suit the narrowest and the widest cell of the layout.
    many = 14 if surface.layout.is_wide else 3
    for stroke in range(many + 1):
        part = stroke / many
        foot = Along(start.share + (end.share - start.share) * part, start.px + (end.px - start.px) * part)
        surface.line(foot, foot.plus(_HATCH_RUN), y + CELL - 4, y + 4, stroke=surface.palette.mark)


def index_dot(surface: Surface, y: float, score: SectionScore) -> None:
    """The index as a dot with its value, hollow where few answers stand behind it. ``y`` is the top of the cells."""
    if score.index is None:
        return
    palette, centre = surface.palette, y + CELL / 2
    at = along_scale(surface.layout, (score.index - 1) / 3)
    inside, value = (palette.page, palette.primary) if score.is_hollow else (palette.primary, palette.page)
    surface.shape(at, centre, "circle", DOT, fill=inside, stroke=palette.primary, thick=2.5)
    surface.text(at, centre, index_figure(score.index), colour=value, size=14, bold=True, align="center")


def section_bar(surface: Surface, y: float, title: str, score: SectionScore) -> float:
    """A section's title, cells filled to its secure level, and its dot. Returns the bottom of the cells."""
    top = surface.title(y, title, beside_name(score)) + 4
    if score.index is None:
        surface.text(Along(0), top + CELL / 2, no_score(score), colour=surface.palette.muted)
    else:
        cells(surface, top, score.secure_level or 0)
        index_dot(surface, top, score)
    return top + CELL


def notes(surface: Surface, y: float, texts: Sequence[str]) -> float:
    """Notes on how to read the picture, each from a line of its own on. Returns where the picture goes on."""
    for text in texts:
        y = surface.wrapped(y, text, colour=surface.palette.muted)
    return y


def shares(surface: Surface, y: float, counts: Sequence[int], as_share: bool) -> float:
    """How answers fall on the levels: under each cell the number and a bar as long as its share. Returns the bottom."""
    total, percentages = sum(counts), rounding.percentages(counts)
    begin, quarter = along_scale(surface.layout, 0), along_scale(surface.layout, 1 / len(LEVELS))
    longest = Along(quarter.share - begin.share, quarter.px - begin.px - 2 * _GAP)
    for level, number, share in zip(LEVELS, counts, percentages, strict=True):
        start, _ = edges(surface.layout, level)
        figure = f"{share}%" if as_share else str(number)
        surface.text(start.plus(2), y + 9, figure, colour=surface.palette.muted)
        if number:
            # All bars are measured by the same inner cell: the outer cells are wider than their part of the scale.
            part = number / total
            end = Along(start.share + longest.share * part, start.px + longest.px * part)
            surface.rect(start, end, y + LINE, 6, fill=surface.palette.mark, stroke=surface.palette.mark)
    return y + LINE + 8


def squares(surface: Surface, y: float, level: int, hatched: int, plain: int) -> float:
    """One small square a statement, centred under its level's cell. Returns the bottom."""
    side, step, per_row = 11, 16, 8 if surface.layout.is_wide else 3
    many = hatched + plain
    mark = surface.palette.mark
    for number in range(many):
        row, column = divmod(number, per_row)
        in_row = min(per_row, many - row * per_row)
        at = middle(surface.layout, level).plus((column - (in_row - 1) / 2) * step)
        if number < plain:
            surface.shape(at, y + 8 + row * step, "square", side, fill=mark, stroke=mark)
        else:
            surface.shape(at, y + 8 + row * step, HATCHED_SQUARE, side, fill="transparent", stroke=mark)
    return y + math.ceil(many / per_row) * step
