"""Tables as they stand on a terminal."""

from __future__ import annotations

from math import nan

import pytest

from journey.simulation.estimates import Estimate
from journey.simulation.tables import Cell, Column, Row, Table, Unit, as_text

TABLE = Table(
    "Table 9  An example",
    "How it is read.",
    "people",
    (Column("found"), Column("smallest", Unit.LEVELS)),
    (
        Row("5", (Cell(Estimate(0.352, 0.011), 0.35), Cell(Estimate(0.884, 0.02)))),
        Row("12", (Cell(Estimate(nan, nan)), None)),
    ),
)


def test_each_figure_stands_with_its_error_and_the_one_in_print() -> None:
    assert as_text(TABLE).splitlines() == [
        "Table 9  An example",
        "How it is read.",
        "",
        "people  found, %    smallest,",
        "                    levels",
        "5       35 ±1 [35]  0.88 ±0.02",
        "12      -           -",
    ]


def test_a_figure_is_found_by_row_and_column() -> None:
    assert TABLE.cell("5", "smallest").found.value == 0.884
    with pytest.raises(KeyError):
        TABLE.cell("12", "smallest")
