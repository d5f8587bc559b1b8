"""Table 3.4, recomputed with the product's own first look."""

from __future__ import annotations

import numpy as np
import pytest

from journey.simulation import quick_check
from journey.simulation.tables import Run, Unit
from tests.simulation.bounds import off_print

STATED = {Unit.SHARE: 0.025}
"""The Monte Carlo error of the figures in print: one page a council."""


def test_the_table_is_as_in_print_within_its_error() -> None:
    (table,) = quick_check.tables(Run(150, 1))
    assert off_print(table, STATED) == []


@pytest.mark.long
def test_the_table_is_as_in_print_with_many_councils() -> None:
    (table,) = quick_check.tables(Run(3000, 2))
    assert off_print(table, STATED) == []


def test_at_most_three_statements_are_named_and_only_such_as_were_asked() -> None:
    looks = quick_check.first_looks(1, Run(60, 3))
    asked = [0, 1, 8, 9, 15, 16, 22, 23, 29, 30]
    assert set(looks.named[looks.is_named].tolist()) <= set(asked)
    assert looks.is_named[:, 0].all()
    assert np.array_equal(looks.named == -1, ~looks.is_named)
