"""How a distribution is drawn, without a size: places are counted in dots, heights are shares of the highest bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a dot lies in its column, in dots: ``across`` from the middle, ``up`` from the ground, to its centre."""

    across: float
    up: float


@dataclass(frozen=True, slots=True)
class DistributionLayout:
    """How all columns of a picture are drawn. ``most`` is the highest count, ``beside`` how many dots make a row."""

    is_dots: bool
    most: int
    beside: int

    @property
    def rows(self) -> int:
        """How many rows the highest stack has."""
        return ceil(self.most / self.beside)

    def spots(self, count: int) -> Iterator[Spot]:
        """The dots of a column, row by row, each row in the middle."""
        for number in range(count):
            row, place = divmod(number, self.beside)
            in_row = min(self.beside, count - row * self.beside)
            yield Spot(place - (in_row - 1) / 2, row + 0.5)

    def share(self, count: int) -> float:
        """How high a column's bar is, as a share of the highest."""
        return count / self.most if self.most else 0.0
