"""Cells of a grid in the colours of the levels, cells that have nothing to show, and the legend of the colours."""

from __future__ import annotations

from journey.charts.kit.grid import Cell
from journey.charts.kit.marks import Sign, legend
from journey.charts.kit.surface import Surface
from journey.charts.kit.theme import Palette
from journey.model import LEVELS, Figure
from journey.wording import terms
from journey.wording.compared_figures import is_hidden
from journey.wording.suppression import HIDDEN

DASH = "–"
"""What stands in a cell that has no number, where it is not kept back."""


def level_cell(palette: Palette, level: int, text: str) -> Cell:
    """A cell in the colour of a level; the two that are near the page's colour have an outline."""
    fill = palette.levels[level - 1]
    return Cell(text, fill, palette.mark if level <= 2 else fill, palette.on_levels[level - 1], bold=True)


def quiet_cell(palette: Palette, text: str) -> Cell:
    """A cell that has no number to show."""
    return Cell(text, palette.panel, palette.hairline, palette.muted)


def missing_cell(palette: Palette, figure: Figure | None) -> Cell:
    """A cell without an index: kept back, or not there."""
    return quiet_cell(palette, HIDDEN if is_hidden(figure) else DASH)


def level_legend(surface: Surface, y: float) -> float:
    """The colours of the four levels, with their names. Returns the bottom."""
    entries = []
    for level in LEVELS:
        cell = level_cell(surface.palette, level, "")
        entries.append((Sign("square", 13, cell.fill, cell.stroke), terms.numbered_level(level)))
    return legend(surface, y, entries)
