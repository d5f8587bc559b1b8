"""The rows of the tables beside pictures: numbers in full, each with the text that the page shows of it.

A cell is a text, or a number with its text. Where there is no number, the text says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journey.model import Figure, SectionScore
from journey.wording import formatting, limits, terms

NOT_KNOWN = "not known"
NO_SCORE = "no score shown"
NOT_COMPARED = "not compared"
NOT_COMPARABLE = "not comparable"

INTERVAL_LOW = f"{limits.CONFIDENCE} interval, low"
INTERVAL_HIGH = f"{limits.CONFIDENCE} interval, high"
"""The headings over the two ends of an interval."""


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


def score_number(scored: SectionScore | Figure | None, absent: str) -> Number:
    """The index of a section or of a figure; with one decimal where it is rounded, as its coverage is not said."""
    if scored is None or scored.index is None or scored.coverage is not None:
        return index_number(scored.index if scored else None, absent)
    return Number(scored.index, formatting.index_figure(scored.index))


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
    return Number(value, absent if value is None else terms.numbered_level(value))


def interval(ends: tuple[float, float] | None) -> TableRow:
    """The two ends of the interval of a difference under their headings."""
    low, high = ends or (None, None)
    return {INTERVAL_LOW: difference(low, NOT_KNOWN), INTERVAL_HIGH: difference(high, NOT_KNOWN)}
