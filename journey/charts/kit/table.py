"""The table that stands beside a picture: what the page shows of it, and what the file that is downloaded holds.

In the file numbers are plain, so that whoever opens it can calculate: where there is none, the cell is empty and the
column beside it says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.wording.tables import Number, TableRow

if TYPE_CHECKING:
    import pandas as pd


def on_page(rows: Sequence[TableRow]) -> pd.DataFrame:
    """The table as the page shows it: every cell a text."""
    import pandas as pd  # slow to import

    return pd.DataFrame(
        [{head: cell.text if isinstance(cell, Number) else cell for head, cell in row.items()} for row in rows]
    )


def in_file(rows: Sequence[TableRow]) -> pd.DataFrame:
    """The table as the file holds it: numbers as numbers, and why one is missing in a column of its own."""
    import pandas as pd  # slow to import

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
    import pandas as pd  # slow to import

    are_whole = all(value is None or isinstance(value, int) for value in values)
    return pd.Series(values, dtype="Int64" if are_whole else "Float64")


def _why(cell: str | Number) -> str:
    """Why a cell has no number; nothing where it has one."""
    if isinstance(cell, Number):
        return cell.text if cell.value is None else ""
    return cell
