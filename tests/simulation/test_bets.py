"""Bets on councils in which nothing changed: at most six in a hundred of two thousand are called moved."""

from __future__ import annotations

import pytest

from journey.model import SubjectKind
from journey.simulation import bets
from journey.simulation.tables import Run

BETS = 2000
MOST_FALSE = 0.06


@pytest.mark.parametrize("is_lowest", [False, True], ids=["any", "lowest"])
@pytest.mark.parametrize("kind", [SubjectKind.SECTION, SubjectKind.STATEMENT])
@pytest.mark.parametrize("people", [5, 8, 20])
def test_where_nothing_changed_hardly_a_bet_is_called_moved(kind: SubjectKind, is_lowest: bool, people: int) -> None:
    found = bets.called(kind, is_lowest, 0.0, people, Run(BETS, 2026))
    print(f"{kind} {'lowest' if is_lowest else 'any'} n={people}: {100 * found.value:.1f}% ±{100 * found.error:.1f}")
    assert found.value <= MOST_FALSE


def test_where_all_rose_by_half_a_level_most_bets_with_twenty_answers_are_called() -> None:
    assert bets.called(SubjectKind.SECTION, True, 0.5, 20, Run(300, 2026)).value > 0.8


def test_the_table_has_a_figure_in_every_cell() -> None:
    [table] = bets.tables(Run(20, 1))
    assert all(cell is not None for row in table.rows for cell in row.cells)
