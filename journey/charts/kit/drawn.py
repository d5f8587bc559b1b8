"""What every chart is handed out as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.charts.kit.surface import Picture
from journey.charts.kit.table import in_file, on_page
from journey.wording.tables import TableRow

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture and what goes with it.

    ``takeaway`` says in a sentence or two what the picture shows, ``description`` what it is a picture of; ``rows``
    carry all of it. ``file_rows`` are the same figures for the file, where the page's table is no good for calculating:
    a row for each figure. Their headings ``Unit`` and ``Round`` say what a row is about. ``behind`` is what else there
    is to say of the picture, beneath it and in small type; ``more`` goes on from the takeaway, above it and plain.
    """

    chart: Picture | None
    takeaway: str
    rows: Sequence[TableRow]
    description: str
    file_rows: Sequence[TableRow] | None = None
    behind: str = ""
    more: str = ""

    @property
    def alt(self) -> str:
        """What a screen reader says in place of the picture."""
        return f"{self.description} {self.takeaway} {self.more}".rstrip()

    @property
    def table(self) -> pd.DataFrame:
        """What the page shows beside the picture."""
        return on_page(self.rows)

    @property
    def file(self) -> pd.DataFrame:
        """What can be downloaded."""
        return in_file(self.rows if self.file_rows is None else self.file_rows)
