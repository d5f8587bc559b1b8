"""When a simulation may be said to show something: bounds for counts, and for figures that are held against print.

A short form has few cases. It fails where they contradict the claim: where so many hits, or more, would come less than
once in a thousand runs if the claim were just true (binomial). A long form shows the claim: the upper end of the exact
binomial 95% interval (Clopper and Pearson) keeps the limit. Cases must be independent: pages of different councils.
"""

from __future__ import annotations

from scipy import stats

from journey.simulation.estimates import NORMAL_95
from journey.simulation.tables import Table, Unit

ONCE_IN_A_THOUSAND = 0.001
NORMAL_ONCE_IN_A_THOUSAND = float(stats.norm.ppf(1 - ONCE_IN_A_THOUSAND))
PRINTED_STEP = {Unit.SHARE: 0.005, Unit.LEVELS: 0.005}
"""A figure in print is rounded to a whole percentage or to a hundredth of a level, so it is that much off at most."""


def contradicts_at_most(limit: float, hits: int, cases: int) -> bool:
    """Whether so many hits would be a wonder if a case were one in ``limit`` of all."""
    return bool(stats.binom.sf(hits - 1, cases, limit) < ONCE_IN_A_THOUSAND)


def contradicts_at_least(limit: float, hits: int, cases: int) -> bool:
    """Whether so few hits would be a wonder if a case were one in ``limit`` of all."""
    return bool(stats.binom.cdf(hits, cases, limit) < ONCE_IN_A_THOUSAND)


def shows_at_most(limit: float, hits: int, cases: int) -> bool:
    """Whether the upper end of the exact 95% interval of the share keeps the limit."""
    return bool(stats.binomtest(hits, cases).proportion_ci(0.95, method="exact").high <= limit)


def shows_at_least(limit: float, hits: int, cases: int) -> bool:
    """Whether the lower end of the exact 95% interval of the share keeps the limit."""
    return bool(stats.binomtest(hits, cases).proportion_ci(0.95, method="exact").low >= limit)


def off_print(table: Table, stated: dict[Unit, float]) -> list[str]:
    """The cells further from print than the errors of both allow.

    ``stated`` is the Monte Carlo error of the figures in print, to which their rounding is added. The error of the
    figures found is widened from 95% so that of all cells of the table one lies outside once in a hundred runs.
    """
    cells = [
        (row.label, column, cell)
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell is not None and cell.printed is not None
    ]
    widened = stats.norm.ppf(1 - 0.005 / len(cells)) / NORMAL_95
    return [
        f"{label}, {column.heading}: {cell.found.value:.3f} ± {cell.found.error:.3f}, in print {cell.printed}"
        for label, column, cell in cells
        if abs(cell.found.value - (cell.printed or 0))
        > stated[column.unit] + PRINTED_STEP[column.unit] + widened * cell.found.error
    ]
