"""Cells of a grid in the colours of the levels, cells that have nothing to show, and the legend of the colours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from journey.charts.kit.grid import Cell
from journey.charts.kit.marks import Sign, legend
from journey.charts.kit.surface import Surface
from journey.charts.kit.theme import Palette
from journey.model import LEVELS, Figure
from journey.wording import terms
from journey.wording.compared_figures import index_range, is_hidden
from journey.wording.formatting import index_figure
from journey.wording.suppression import HIDDEN

DASHED_SQUARE = (
    "M-1,-1L-0.4,-1M0.4,-1L1,-1L1,-0.4M1,0.4L1,1L0.4,1M-0.4,1L-1,1L-1,0.4M-1,-0.4L-1,-1M-0.2,-1L0.2,-1"
    "M-0.2,1L0.2,1M-1,-0.2L-1,0.2M1,-0.2L1,0.2"
)
"""An SVG path: a square of dashes."""
DASH = "–"
"""What stands in a cell that has no number, where it is not kept back."""


def level_cell(palette: Palette, level: int, text: str) -> Cell:
    """A cell in the colour of a level; the two that are near the page's colour have an outline."""
    fill = palette.levels[level - 1]
    return Cell(text, fill, palette.mark if level <= 2 else fill, palette.on_levels[level - 1], bold=True)


def index_cell(palette: Palette, index: float, band: int, *, is_hollow: bool = False) -> Cell:
    """An index in the colour of its band, which its figure never seems to leave; of a shaky one, with a dashed line."""
    return replace(level_cell(palette, band, index_figure(index)), is_dashed=is_hollow)


def quiet_cell(palette: Palette, text: str) -> Cell:
    """A cell that has no number to show."""
    return Cell(text, palette.panel, palette.hairline, palette.muted)


def missing_cell(palette: Palette, figure: Figure | None) -> Cell:
    """A cell without an index: kept back, or not there."""
    return quiet_cell(palette, HIDDEN if is_hidden(figure) else DASH)


def index_legend(surface: Surface, y: float, *, has_hollow: bool) -> float:
    """Which figures have which colour and, if there are any, which cells are dashed. Returns the bottom."""
    entries = []
    for level in LEVELS:
        cell = level_cell(surface.palette, level, "")
        entries.append((Sign("square", 13, cell.fill, cell.stroke), index_range(level)))
    if has_hollow:
        entries.append((Sign(DASHED_SQUARE, 13, "transparent", surface.palette.ink), "few answers"))
    return legend(surface, y, entries)


def level_legend(surface: Surface, y: float, levels: Iterable[int] = LEVELS) -> float:
    """The colours of the four levels, or of some of them, with their names. Returns the bottom."""
    entries = []
    for level in levels:
        cell = level_cell(surface.palette, level, "")
        entries.append((Sign("square", 13, cell.fill, cell.stroke), terms.numbered_level(level)))
    return legend(surface, y, entries)
