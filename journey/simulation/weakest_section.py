"""Table 3.3: how far apart the two lowest sections must lie for the lower one to be the weakest."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from journey.simulation import printed
from journey.simulation.councils import STAGES
from journey.simulation.estimates import Estimate, share
from journey.simulation.tables import Cell, Column, Row, Run, Table

PEOPLE = (1, 3, 5, 8, 12, 20)
STEP = 0.1
"""Gaps are taken together in steps of so many levels; the rows of the table in print are the first four steps."""


def tables(run: Run) -> Iterator[Table]:
    """The table, from so many councils a column; a cell has only those whose gap is of its row."""
    columns = [lowest_is_weakest(people, run) for people in PEOPLE]
    rows = [
        Row(gap, tuple(Cell(column[step], figure) for column, figure in zip(columns, in_print, strict=True)))
        for step, (gap, in_print) in enumerate(printed.WEAKEST.items())
    ]
    yield Table(
        "Table 3.3  Which section is weakest",
        "How often the section with the lowest index is truly the weakest, by how far the next index lies above it;\n"
        "sections of seven and eight statements.",
        "gap",
        tuple(Column(f"{people} {'person' if people == 1 else 'people'}") for people in PEOPLE),
        tuple(rows),
    )


def lowest_is_weakest(people: int, run: Run) -> list[Estimate]:
    """How often the lowest section is truly the weakest, for gaps of one step after the other."""
    random = np.random.default_rng(run.seed)
    positions = STAGES.positions(random, run.councils)
    truth = STAGES.by_section(STAGES.true_means(positions))
    indexes = STAGES.by_section(STAGES.round_of(random, positions, people)).mean(axis=1)
    lowest, next_lowest = np.sort(indexes, axis=1)[:, :2].T
    is_right = indexes.argmin(axis=1) == truth.argmin(axis=1)
    # A gap of 0.3 is a difference of floats and may be a little less.
    steps = np.floor((next_lowest - lowest) / STEP + 1e-9)
    return [share(is_right, steps == step) for step in range(len(printed.WEAKEST))]
