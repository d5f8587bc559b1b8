"""What a table of figures is, and how it stands on a terminal: each figure with its error and with the one in print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from math import isnan
from textwrap import wrap

from journey.rules.versions import CURRENT, ScoringRules
from journey.simulation.estimates import Estimate

HEADING_WIDTH = 14
"""Headings are broken at so many characters, so that a table fits on a screen."""


@dataclass(frozen=True, slots=True)
class Run:
    """What tables are worked out from: so many councils, random numbers from a seed, and the rules that score."""

    councils: int
    seed: int
    rules: ScoringRules = CURRENT


class Unit(StrEnum):
    """What a column counts in: the shares of a whole, or levels of the scale."""

    SHARE = "%"
    LEVELS = "levels"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its heading, and what they count in."""

    heading: str
    unit: Unit = Unit.SHARE


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as found here, and as it is in print; None where it is in none."""

    found: Estimate
    printed: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is about, and its figures, None where there is none."""

    label: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title, what is to be known to read it, and the heading of its first column."""

    title: str
    note: str
    rows_are: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def cell(self, label: str, heading: str) -> Cell:
        """The figure in this row and column. Raises KeyError where there is none."""
        place = [column.heading for column in self.columns].index(heading)
        for row in self.rows:
            if row.label == label and (cell := row.cells[place]) is not None:
                return cell
        raise KeyError((label, heading))


def as_text(table: Table) -> str:
    """The table in columns of plain text."""
    heads = [wrap(head, HEADING_WIDTH) for head in (table.rows_are, *map(_heading, table.columns))]
    lines = [list(line) for line in zip_longest(*heads, fillvalue="")]
    for row in table.rows:
        figures = [_figure(cell, column) for cell, column in zip(row.cells, table.columns, strict=True)]
        lines.append([row.label, *figures])
    widths = [max(map(len, texts)) for texts in zip(*lines, strict=True)]
    return "\n".join([table.title, table.note, "", *(_line(line, widths) for line in lines)])


def _line(texts: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(text.ljust(width) for text, width in zip(texts, widths, strict=True)).rstrip()


def _heading(column: Column) -> str:
    return f"{column.heading}, {column.unit}"


def _figure(cell: Cell | None, column: Column) -> str:
    """``24 ±2 [24]``: found, its error, and in brackets what is printed."""
    if cell is None or isnan(cell.found.value):
        return "-"
    factor, places = (100, 0) if column.unit is Unit.SHARE else (1, 2)
    printed = "" if cell.printed is None else f" [{cell.printed * factor:.{places}f}]"
    return f"{cell.found.value * factor:.{places}f} ±{cell.found.error * factor:.{places}f}{printed}"
