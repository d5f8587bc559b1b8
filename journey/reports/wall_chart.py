"""Sheets for the wall: statements as rows, levels as columns, and room for a dot or a tally mark from everybody.

They are made for A3, so that people can read them standing. A4 has the same proportions: there they print at seven
tenths of the size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.model import LEVEL_NAMES
from journey.reports.paper import Occasion, PaperSection, PaperStatement, write
from journey.wording import terms
from journey.wording.catalogue import _

ROWS_A_SHEET = 4
LONG_STATEMENT, LONG_LEVEL = 110, 200
"""Numbers of characters above which the type of a sheet is smaller, so that its rows still fit."""


@dataclass(frozen=True, slots=True)
class WallSheet:
    """One sheet of a section; ``which`` is ``sheet 2 of 3``, or empty where there is one sheet."""

    part: PaperSection
    which: str
    rows: tuple[PaperStatement, ...]

    @property
    def is_dense(self) -> bool:
        """Whether its statements or levels are longer than usual."""
        statements = [row.statement for row in self.rows]
        levels = [text for statement in statements for text in statement.levels.values()]
        return any(len(statement.text) > LONG_STATEMENT for statement in statements) or any(
            len(text) > LONG_LEVEL for text in levels
        )


def wall_chart(occasion: Occasion, parts: Sequence[PaperSection]) -> str:
    """The wall chart as a file: one sheet or more for each section."""
    return write(
        "wall_chart.html",
        kind=_("Wall chart"),
        occasion=occasion,
        size="A3 landscape",
        sheets=[sheet for part in parts for sheet in sheets_of(part)],
        levels=tuple(LEVEL_NAMES.items()),
        others=(terms.DONT_KNOW, terms.NOT_APPLICABLE),
    )


def sheets_of(part: PaperSection) -> list[WallSheet]:
    """The fewest sheets that hold the section, filled as evenly as possible: seven statements are four and three."""
    number = -(-len(part.statements) // ROWS_A_SHEET)
    each, more = divmod(len(part.statements), number)
    sizes = [each + (position < more) for position in range(number)]
    sheets, first = [], 0
    for position, size in enumerate(sizes, start=1):
        which = _("sheet {position} of {number}", position=position, number=number) if number > 1 else ""
        sheets.append(WallSheet(part, which, part.statements[first : first + size]))
        first += size
    return sheets
