"""Table 3.3, recomputed: how far apart the two lowest sections must lie."""

from __future__ import annotations

import pytest

from journey.simulation import weakest_section
from journey.simulation.tables import Run, Unit
from tests.simulation.bounds import off_print

STATED = {Unit.SHARE: 0.025}
"""The Monte Carlo error of the figures in print: one page a council."""


def test_the_table_is_as_in_print_within_its_error() -> None:
    (table,) = weakest_section.tables(Run(400, 1))
    assert off_print(table, STATED) == []


@pytest.mark.long
def test_the_table_is_as_in_print_with_many_councils() -> None:
    (table,) = weakest_section.tables(Run(8000, 2))
    assert off_print(table, STATED) == []
