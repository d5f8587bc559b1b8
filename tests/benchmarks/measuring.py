"""Medians, ratios and tables, and a limit's answer in words."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median


def title(text: str) -> None:
    """The line above a table."""
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def table(rows: Sequence[Sequence[str]]) -> None:
    """Rows of cells in columns, the first row being the head; numbers are right-aligned by being right of a name."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for name, *cells in rows:
        aligned = "  ".join(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        print(f"{name.ljust(widths[0])}  {aligned}".rstrip(), flush=True)


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of the ratios of neighbours, which were measured one right after the other."""
    return median(a / b for a, b in zip(above, below, strict=True))


def spread(values: Sequence[float], digits: int = 1) -> str:
    """Smallest and largest."""
    return f"{min(values):.{digits}f}–{max(values):.{digits}f}"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def verdict(value: float, limit: float) -> str:
    """Whether a value keeps its limit."""
    return f"limit {limit:g}: {'met' if value <= limit else 'not met'}"
