"""Table 3.5, recomputed with the product's own rules of privacy."""

from __future__ import annotations

import pytest

from journey.simulation import hidden_roles
from journey.simulation.tables import Run, Unit
from tests.simulation.bounds import off_print

STATED = {Unit.SHARE: 0.08}
"""The largest Monte Carlo error of the figures in print, some of which are from 150 councils."""


def test_the_table_is_as_in_print_within_its_error() -> None:
    (table,) = hidden_roles.tables(Run(40, 1))
    assert off_print(table, STATED) == []


@pytest.mark.long
def test_the_table_is_as_in_print_with_many_councils() -> None:
    (table,) = hidden_roles.tables(Run(600, 2))
    assert off_print(table, STATED) == []


def test_only_groups_of_the_least_size_are_shown() -> None:
    shown, there = hidden_roles.views(6, Run(60, 3))
    assert shown.sum(axis=1).max() <= 1
    assert there.any(axis=1).all()
    assert not (shown & ~there).any()
