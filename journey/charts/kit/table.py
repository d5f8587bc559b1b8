"""The table that stands beside a picture: what the page shows of it, and what the file that is downloaded holds.

A cell is a text, or a number with the text that the page shows. In the file numbers are plain, so that whoever opens it
can calculate: where there is none, the cell is empty and the column beside it says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from journey.model import LEVEL_NAMES
from journey.wording import formatting


@dataclass(frozen=True, slots=True)
class Number:
    """A number in full, None where there is none; ``text`` is the number as the page shows it, or why there is none."""

    value: float | None
    text: str


TableRow = Mapping[str, str | Number]
"""The cells of a row by the heading of their column; every row of a table has the same headings."""


def decimal(value: float | None, absent: str) -> Number:
    """A mean, a share or the end of an interval, shown with two decimals."""
    return Number(value, absent if value is None else formatting.figure(value, 2))


def index_number(value: float | None, absent: str) -> Number:
    """An index, shown with two decimals and on its own side of the bands' cut points."""
    return Number(value, absent if value is None else formatting.index_figure(value, 2))


def coverage_number(value: float | None, absent: str) -> Number:
    """A coverage, shown with two decimals and on its own side of the limits of scoring."""
    return Number(value, absent if value is None else formatting.coverage_figure(value))


def difference(value: float | None, absent: str) -> Number:
    """A difference, shown with its sign."""
    return Number(value, absent if value is None else formatting.signed(value))


def whole(value: int | None, absent: str = "") -> Number:
    """How many there are."""
    return Number(value, absent if value is None else str(value))


def level_named(value: int | None, absent: str) -> Number:
    """A level, shown with its name."""
    return Number(value, absent if value is None else f"{value} {LEVEL_NAMES[value].lower()}")


def on_page(rows: Sequence[TableRow]) -> pd.DataFrame:
    """The table as the page shows it: every cell a text."""
    return pd.DataFrame(
        [{head: cell.text if isinstance(cell, Number) else cell for head, cell in row.items()} for row in rows]
    )


def in_file(rows: Sequence[TableRow]) -> pd.DataFrame:
    """The table as the file holds it: numbers as numbers, and why one is missing in a column of its own."""
    columns: dict[str, pd.Series] = {}
    for head in rows[0] if rows else ():
        cells = [row[head] for row in rows]
        numbers = [cell for cell in cells if isinstance(cell, Number)]
        if not numbers:
            columns[head] = pd.Series(cells, dtype="str")
            continue
        columns[head] = _numeric([cell.value if isinstance(cell, Number) else None for cell in cells])
        if any(number.value is None for number in numbers):
            columns[why_none(head)] = pd.Series([_why(cell) for cell in cells], dtype="str")
    return pd.DataFrame(columns)


def why_none(head: str) -> str:
    """The heading over the reasons why a number is missing."""
    return f"{head}: why none"


def _numeric(values: Sequence[float | None]) -> pd.Series:
    are_whole = all(value is None or isinstance(value, int) for value in values)
    return pd.Series(values, dtype="Int64" if are_whole else "Float64")


def _why(cell: str | Number) -> str:
    """Why a cell has no number; nothing where it has one."""
    if isinstance(cell, Number):
        return cell.text if cell.value is None else ""
    return cell
