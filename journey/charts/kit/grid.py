"""A table of cells with a head: rows beneath each other, their names at the left or, on a phone, above."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt
from string import ascii_uppercase

from journey.charts.kit.labels import fits, width, wrap
from journey.charts.kit.marks import HATCHED_SQUARE, Sign, legend, sign
from journey.charts.kit.surface import LINE, WIDE, Along, Layout, Surface
from journey.wording.suppression import HIDDEN

GRID = replace(WIDE, bar_start=Along(0, 172))
"""The wide layout: the names of the rows at the left of the cells."""
BROAD_GRID = replace(WIDE, bar_start=Along(0, 252))
"""The same where there is much room."""
_BEFORE_CELLS = 12
_LOW = 32
_HIGH = 48
_GAP = 1.5
_APART = 14
_BEFORE_TEXT = 14
_INSET = 3
_SLANT = 45
_TICK = 8
_LEAST_COLUMN = 24
_LONGEST_SLANTED = 170
"""A longer title is not turned: it would stand higher than the cells."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says: ``text`` in ``ink``, ``mark`` before or above it, ``tick`` in the corner, ``beneath`` it.

    ``is_dashed``: a dashed line within says that less is known of it.
    """

    text: str
    fill: str
    stroke: str
    ink: str
    beneath: str = ""
    mark: Sign | None = None
    tick: Sign | None = None
    bold: bool = False
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands over the columns. ``is_slanted``: turned, where the columns are narrower than their titles."""

    texts: Sequence[str]
    is_slanted: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of cells; ``instead`` is said once across them where they all say the same."""

    name: str
    cells: Sequence[Cell]
    instead: str = ""
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """Where the cells of a block's rows lie: their tops, their heights, and the layout that their columns are of."""

    tops: Sequence[float]
    heights: Sequence[float]
    layout: Layout


def parts(many: int, most: int) -> list[slice]:
    """So many columns in as few blocks of at most ``most`` as will do, about equally wide."""
    blocks = max(-(-many // most), 1)
    cuts = [many * block // blocks for block in range(blocks + 1)]
    return [slice(start, end) for start, end in pairwise(cuts)]


def column(layout: Layout, number: int, many: int) -> tuple[Along, Along]:
    """Where a column of so many starts and ends."""
    start, end = layout.bar_start, layout.bar_end
    share, px = (end.share - start.share) / many, (end.px - start.px) / many
    left = Along(start.share + share * number, start.px + px * number)
    return left.plus(_GAP), Along(left.share + share, left.px + px - _GAP)


def room(layout: Layout, many: int) -> float:
    """How wide a column of so many is at the least."""
    return layout.room(*column(layout, 0, many))


def centre(layout: Layout, number: int, many: int) -> Along:
    """The middle of a column."""
    start, end = column(layout, number, many)
    return Along((start.share + end.share) / 2, (start.px + end.px) / 2)


def _fit(surface: Surface, titles: Sequence[str], most: int) -> bool:
    """Whether every title fits over its column."""
    layout = surface.layout
    widest = max(part.stop - part.start for part in parts(len(titles), most))
    return all(fits(title, room(layout, widest), layout.text_size, lines=3) for title in titles)


def fit_heads(surface: Surface, y: float, titles: Sequence[str], most: int) -> tuple[Heads, float]:
    """The titles over their columns, turned where those are narrow; where they are long, letters, explained first.

    Returns the heads and where the picture goes on.
    """
    if _fit(surface, titles, most):
        return Heads(titles), y
    if max(width(title, surface.layout.text_size) for title in titles) <= _LONGEST_SLANTED:
        inner = _beside_overrun(surface, titles, most)
        widest = max(part.stop - part.start for part in parts(len(titles), most))
        if room(inner.layout, widest) >= _LEAST_COLUMN:
            return Heads(titles, is_slanted=True), y
    letters = [_letter(number) for number in range(len(titles))]
    return Heads(letters), legend(surface, y, list(zip(letters, titles, strict=True))) + 8


def _letter(number: int) -> str:
    """``A``, ``B`` … ``Z``, ``A2`` …"""
    again, letter = divmod(number, len(ascii_uppercase))
    return f"{ascii_uppercase[letter]}{again + 1 if again else ''}"


def _slanted(surface: Surface, title: str) -> float:
    """How far a turned title reaches to the right, and as far up."""
    return width(title, surface.layout.text_size) / sqrt(2) + surface.layout.text_size / 2


def _beside_overrun(surface: Surface, titles: Sequence[str], most: int) -> Surface:
    """The surface with so much room at the right of the cells as the last of the turned titles need."""
    layout, free = surface.layout, 0.0
    blocks = [titles[block] for block in parts(len(titles), most)]
    for _ in range(4):  # what is left free makes the columns narrower, so that more has to be
        inner = replace(layout, bar_end=layout.bar_end.plus(-free))
        reach = [
            _slanted(surface, title) - (len(block) - number - 0.5) * room(inner, len(block))
            for block in blocks
            for number, title in enumerate(block)
        ]
        free = max(free, *reach)
    return surface.within(replace(layout, bar_end=layout.bar_end.plus(-free)))


def grid(
    surface: Surface,
    y: float,
    heads: Heads,
    rows: Sequence[GridRow],
    most: int,
    over: Callable[[slice, PlacedCell], None] | None = None,
) -> float:
    """Every row, in blocks of at most ``most`` columns beneath each other. Returns where the picture goes on.

    ``over`` draws over each block.
    """
    if heads.is_slanted:
        surface = _beside_overrun(surface, heads.texts, most)
    blocks = parts(len(heads.texts), most)
    for block in blocks:
        y = (_head_slanted if heads.is_slanted else _head)(surface, y, heads.texts[block])
        cut = [replace(row, cells=row.cells[block]) for row in rows]
        tall = max(_height(surface, cell, room(surface.layout, len(row.cells))) for row in cut for cell in row.cells)
        tops, heights = [], []
        for row in cut:
            y += _APART if row.is_apart else 0
            top, height, y = _row(surface, y, row, _LOW if row.instead else tall)
            tops.append(top)
            heights.append(height)
        if over:
            over(block, PlacedCell(tops, heights, surface.layout))
        y += 12
    return _hidden_legend(surface, y, rows, max(block.stop - block.start for block in blocks))


def _head(surface: Surface, y: float, heads: Sequence[str]) -> float:
    layout, many = surface.layout, len(heads)
    lines = [wrap(head, room(layout, many), layout.text_size) if head else [] for head in heads]
    tall = LINE * max(map(len, lines))
    for number, texts in enumerate(lines):
        top = y + tall - LINE * len(texts)
        at = centre(layout, number, many)
        surface.lines(at, top, texts, colour=surface.palette.muted, bold=True, align="center")
    return y + tall + 4


def _head_slanted(surface: Surface, y: float, heads: Sequence[str]) -> float:
    layout, many = surface.layout, len(heads)
    bottom = y + max(_slanted(surface, head) for head in heads)
    for number, head in enumerate(heads):
        at = centre(layout, number, many)
        surface.text(at, bottom - 2, head, colour=surface.palette.muted, bold=True, angle=-_SLANT)
    return bottom + 8


def _row(surface: Surface, y: float, row: GridRow, height: float) -> tuple[float, float, float]:
    """Draws a row of at least this height. Returns the top and the height of its cells, and where the next begins."""
    layout, ink, many = surface.layout, surface.palette.ink, len(row.cells)
    if layout.is_wide:
        name = wrap(row.name, layout.bar_start.px - _BEFORE_CELLS, layout.text_size)
        height = max(height, LINE * len(name) + 4)
        surface.lines(Along(0), y + (height - LINE * len(name)) / 2, name, colour=ink)
        top = y
    else:
        top = surface.lines(Along(0), y + 4, wrap(row.name, layout.least, layout.text_size), colour=ink) + 2
    if row.instead:
        _across(surface, top, height, row.instead)
    else:
        for number, cell in enumerate(row.cells):
            _cell(surface, top, height, (number, many), cell)
    return top, height, top + height + (3 if layout.is_wide else 6)


def _across(surface: Surface, y: float, height: float, text: str) -> None:
    palette, layout = surface.palette, surface.layout
    start, end = layout.bar_start.plus(_GAP), layout.bar_end.plus(-_GAP)
    surface.rect(start, end, y, height, fill=palette.panel, stroke=palette.hairline)
    middle = Along((start.share + end.share) / 2, (start.px + end.px) / 2)
    surface.text(middle, y + height / 2, text, colour=palette.muted, align="center")


def _beside(surface: Surface, cell: Cell, wide: float) -> bool:
    """Whether there is room for the mark before the text."""
    return cell.mark is not None and _BEFORE_TEXT + width(cell.text, surface.layout.text_size) <= wide - 2


def _height(surface: Surface, cell: Cell, wide: float) -> float:
    is_stacked = cell.mark is not None and not _beside(surface, cell, wide)
    return _HIGH if cell.beneath or cell.tick or is_stacked else _LOW


def _cell(surface: Surface, y: float, height: float, place: tuple[int, int], cell: Cell) -> None:
    layout, size = surface.layout, surface.layout.text_size
    start, end = column(layout, *place)
    at, wide = centre(layout, *place), layout.room(start, end)
    surface.rect(start, end, y, height, fill=cell.fill, stroke=cell.stroke)
    if cell.is_dashed:
        inner = (start.plus(_INSET), end.plus(-_INSET), y + _INSET, height - 2 * _INSET)
        surface.rect(*inner, fill=cell.fill, stroke=cell.ink, is_dashed=True)
    if cell.text == HIDDEN and width(HIDDEN, size) > wide - 2:
        sign(surface, at, y + height / 2, _hidden_sign(surface), thick=1)
        return
    lines = [cell.text, *([cell.beneath] if cell.beneath else [])]
    top = y + (height - LINE * len(lines)) / 2
    if cell.tick:
        sign(surface, end.plus(-_TICK), y + _TICK, cell.tick)
    if cell.mark and _beside(surface, cell, wide):
        whole = _BEFORE_TEXT + width(cell.text, size)
        sign(surface, at.plus(5 - whole / 2), top + LINE / 2, cell.mark, thick=1)
        surface.text(at.plus(_BEFORE_TEXT - whole / 2), top + LINE / 2, cell.text, colour=cell.ink, bold=cell.bold)
        lines = lines[1:]
        top += LINE
    elif cell.mark:
        sign(surface, at, top - 3, cell.mark, thick=1)
        top += 8
    for number, line in enumerate(lines):
        bold = cell.bold and number == 0
        surface.text(at, top + LINE * (number + 0.5), line, colour=cell.ink, bold=bold, align="center")


def _hidden_sign(surface: Surface) -> Sign:
    """What stands for the word in cells that are too narrow for it."""
    return Sign(HATCHED_SQUARE, 12, "transparent", surface.palette.muted)


def _hidden_legend(surface: Surface, y: float, rows: Sequence[GridRow], widest: int) -> float:
    """What the hatched squares mean, if there are any in blocks of so many columns. Returns where it goes on."""
    layout = surface.layout
    is_hatched = width(HIDDEN, layout.text_size) > room(layout, widest) - 2
    if is_hatched and any(cell.text == HIDDEN for row in rows if not row.instead for cell in row.cells):
        return legend(surface, y, [(_hidden_sign(surface), HIDDEN)])
    return y
