"""Sheets for the wall: statements as rows, levels as columns, and room for a dot or a tally mark from everybody.

They are made for A3, so that they can be read standing before them; the proportions are those of A4, on which they
print at seven tenths of the size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.model import LEVEL_NAMES
from journey.reports.paper import Occasion, PaperSection, PaperStatement, write
from journey.wording import terms

ROWS_A_SHEET = 4
LONG_STATEMENT, LONG_LEVEL = 110, 200
"""From so many signs on, the type of a sheet is smaller, so that its rows still fit."""


@dataclass(frozen=True, slots=True)
class WallSheet:
    """One sheet of a section; ``which`` says which of several, or is empty."""

    part: PaperSection
    which: str
    rows: tuple[PaperStatement, ...]

    @property
    def is_dense(self) -> bool:
        """Whether its statements or levels are longer than usual."""
        statements = [one.statement for one in self.rows]
        levels = [text for one in statements for text in one.levels.values()]
        return any(len(one.text) > LONG_STATEMENT for one in statements) or any(
            len(text) > LONG_LEVEL for text in levels
        )


def wall_chart(of: Occasion, parts: Sequence[PaperSection]) -> str:
    """The file: a sheet or more for each section."""
    return write(
        "wall_chart.html",
        kind="Wall chart",
        of=of,
        size="A3 landscape",
        sheets=[sheet for part in parts for sheet in sheets_of(part)],
        levels=tuple(LEVEL_NAMES.items()),
        others=(terms.DONT_KNOW, terms.NOT_APPLICABLE),
    )


def sheets_of(part: PaperSection) -> list[WallSheet]:
    """The section on as few sheets as it takes, as evenly as it goes: seven statements are four and three."""
    number = -(-len(part.statements) // ROWS_A_SHEET)
    each, more = divmod(len(part.statements), number)
    sizes = [each + (position < more) for position in range(number)]
    found, first = [], 0
    for position, size in enumerate(sizes, start=1):
        which = f"sheet {position} of {number}" if number > 1 else ""
        found.append(WallSheet(part, which, part.statements[first : first + size]))
        first += size
    return found
