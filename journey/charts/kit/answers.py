"""How answers fall on the levels: columns and squares at the place of each level, or in a small table of their own."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from journey.charts.kit.marks import HATCHED_SQUARE
from journey.charts.kit.scale import NAMES_UP, NUMERALS_UP
from journey.charts.kit.surface import LINE, Along, Surface
from journey.model import LEVELS
from journey.rules import rounding

TALLEST = 22
_COLUMN = 12
_GROUND = 28
"""How wide the line is that a column stands on: the outer levels have no more room beside the bar."""
TABLE = 4 * 52
"""How wide the table is, in the wide layouts: it ends at the right."""
_SIDE, _STEP = 9, 11

Places = Callable[[int], Along]
"""Where each level stands."""


def in_table(level: int) -> Along:
    """The middle of a level's column in the table at the right."""
    return Along(1, TABLE * ((level - 0.5) / len(LEVELS) - 1))


def table_head(surface: Surface, y: float, title: str) -> None:
    """What the table shows, and the numbers of its columns, in line with the head of the scale that ends at ``y``."""
    colour = surface.palette.muted
    surface.text(Along(1, -TABLE / 2), y - NAMES_UP, title, colour=colour, align="center")
    for level in LEVELS:
        surface.text(in_table(level), y - NUMERALS_UP, str(level), colour=colour, bold=True, align="center")


def columns(surface: Surface, y: float, counts: Sequence[int], most: float, at: Places, *, as_share: bool) -> float:
    """At each level a column and beneath it the number or the share. Returns the bottom.

    ``most`` is what the tallest column of the picture stands for, so that rows can be compared.
    """
    palette, total, ground = surface.palette, sum(counts), y + TALLEST
    for level, number, share in zip(LEVELS, counts, rounding.percentages(counts), strict=True):
        place = at(level)
        tall = TALLEST * (number / total if as_share else number) / most
        if number:
            edges = place.plus(-_COLUMN / 2), place.plus(_COLUMN / 2)
            surface.rect(*edges, ground - tall, tall, fill=palette.mark, stroke=palette.mark)
        ends = place.plus(-_GROUND / 2), place.plus(_GROUND / 2)
        surface.line(*ends, ground, ground, stroke=palette.muted, thick=1)
        figure = f"{share}%" if as_share else str(number)
        surface.text(place, ground + LINE / 2, figure, colour=palette.muted, align="center")
    return ground + LINE


def most_of(rows: Sequence[Sequence[int]], *, as_share: bool) -> float:
    """The most answers, or the greatest share of them, that a level has in any row."""
    return max((max(counts) / (sum(counts) if as_share else 1) for counts in rows if any(counts)), default=1.0)


def squares(surface: Surface, y: float, hatched: int, plain: int, place: Along, beside: int) -> float:
    """One small square a statement, ``beside`` each other at most, about the place of their level. Returns the end."""
    many, mark = hatched + plain, surface.palette.mark
    for number in range(many):
        row, column = divmod(number, beside)
        in_row = min(beside, many - row * beside)
        at, middle = place.plus((column - (in_row - 1) / 2) * _STEP), y + _STEP * (row + 0.5)
        if number < plain:
            surface.shape(at, middle, "square", _SIDE, fill=mark, stroke=mark)
        else:
            surface.shape(at, middle, HATCHED_SQUARE, _SIDE, fill="transparent", stroke=mark)
    return y + math.ceil(many / beside) * _STEP
