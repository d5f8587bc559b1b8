"""The attacker who also knows that numbers of people are not negative and that nobody answers twice.

All units of an organisation stand in one system, the means over them included. What is hidden is recovered where the
least and the greatest value that fit everything shown are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from journey.model import Figure, Hidden, Weighing
from journey.rules.rollup import roll_up
from tests.attacks.equations import ROUNDED, Section, Target
from tests.attacks.organisations import CELLS, NOT_APPLICABLE, Door, Group, Organisation

Vector = NDArray[np.float64]
SAME = 1e-6


class Bounds:
    """One section of all units of an organisation."""

    def __init__(self, organisation: Organisation, section_id: str, door: Door) -> None:
        self.parts = [Section(unit, section_id, door) for unit in organisation.units]
        self.starts = np.cumsum([0, *(len(part.true) for part in self.parts)])
        self.true = np.concatenate([part.true for part in self.parts])
        rows = [self._wide(at, row) for at, part in enumerate(self.parts) for row in part.rows]
        self._pose(np.array([*rows, *self._means(section_id)]).reshape(-1, len(self.true)))

    def _pose(self, rows: NDArray[np.float64]) -> None:
        """The linear programme: what an equation of its own shows is known, and the rest is to be found."""
        single = (rows != 0).sum(axis=1) == 1
        self.unknown = ~(rows[single] != 0).any(axis=0)
        rest = rows[:, self.unknown]
        rest = rest[(rest != 0).any(axis=1)]
        limits, numbers = self._limits()
        known = limits[:, ~self.unknown] @ self.true[~self.unknown]
        self.program = {
            "A_eq": csr_array(rest),
            "b_eq": rest @ self.true[self.unknown],
            "A_ub": csr_array(limits[:, self.unknown]),
            "b_ub": numbers - known,
            "bounds": (0, None),
        }

    def _wide(self, at: int, row: Vector) -> Vector:
        wide = np.zeros(len(self.true))
        wide[self.starts[at] : self.starts[at + 1]] = row
        return wide

    def _means(self, section_id: str) -> Iterator[Vector]:
        """The roll-ups of each round, both ways of weighing, as equations."""
        for number in range(len(self.parts[0].unit)):
            figures, rows, rounded = [], [], 0
            for at, part in enumerate(self.parts):
                selection = part.unit[number].views[0]
                score = selection.section(section_id)
                people = sum(len(part.unit[number].answers[group]) for group in selection.groups)
                figures.append(Figure("round", str(at), section_id, people, score.index if score else None))
                if score and score.index is not None:
                    rounded += score.hidden is Hidden.STATEMENTS
                    asked = [statement for statement in part.unit[number].asked if statement.section_id == section_id]
                    rows.append((people, self._wide(at, part.index(number, selection.groups, asked))))
            for weighing in Weighing:
                shown = roll_up(section_id, figures, weighing)
                if shown.index is not None:
                    weights = [people if weighing is Weighing.RESPONSES else 1 for people, _ in rows]
                    row = np.average([row for _, row in rows], axis=0, weights=weights)
                    assert abs(row @ self.true - shown.index) < 1e-9 + ROUNDED * bool(rounded)
                    yield row

    def _limits(self) -> tuple[NDArray[np.float64], Vector]:
        """Nobody answers a statement twice: rows and how many of a group there are."""
        rows, numbers = [], []
        for at, part in enumerate(self.parts):
            for (number, group), columns in part.columns.items():
                for of_statement in columns:
                    row = np.zeros(len(part.true))
                    row[of_statement] = 1
                    rows.append(self._wide(at, row))
                    numbers.append(len(part.unit[number].answers[group]))
        return np.array(rows), np.array(numbers, dtype=float)

    def recovered(self, random: np.random.Generator) -> list[str]:
        """The hidden things of which only one value fits what is shown, and that no shown group explains."""
        hidden = [(at, target) for at, part in enumerate(self.parts) for target in part.targets()]
        if not hidden:
            return []
        vectors = np.concatenate([[self._wide(at, vector) for vector in target.vectors()] for at, target in hidden])
        names = [f"unit {at}, {name}" for at, target in hidden for name in target.names()]
        still = ~np.concatenate([explains(target) for _, target in hidden])
        moved = still.any()
        while moved:
            costs = random.standard_normal(still.sum()) @ vectors[still]
            seen = self._same(vectors, [self._corner(costs), self._corner(-costs)])
            moved, still = (still & ~seen).any() and (still & seen).any(), still & seen
        return [
            name
            for name, is_still, vector in zip(names, still, vectors, strict=True)
            if is_still and self._is_fixed(vector)
        ]

    def _is_fixed(self, vector: Vector) -> bool:
        return bool(self._same(vector[None], [self._corner(vector), self._corner(-vector)])[0])

    def _same(self, vectors: NDArray[np.float64], corners: Sequence[Vector]) -> NDArray[np.bool_]:
        """Which of these have the same value at the corners as in truth."""
        spread: Vector = np.ptp(vectors @ np.array([self.true, *corners]).T, axis=1)
        return spread < SAME

    def _corner(self, costs: Vector) -> Vector:
        """The least costly of all that fits what is shown."""
        corner = self.true.copy()
        corner[self.unknown] = linprog(costs[self.unknown], **self.program).x
        return corner


def explains(target: Target) -> NDArray[np.bool_]:
    """Which hidden things follow from groups that may be shown as they are, and so are known by right.

    What is left of a shown whole without the shown roles is such a group, because it holds k or more and is not alike
    below 2k; so are those who answered after a round was opened again. Two things follow for each part of such a group.
    An answer that nobody in it gave, nobody in the part gave. And where it is 2k or more and all of it gave the same
    answer, everybody in the part did. Besides, where statements are hidden and the coverage says that nobody answered
    *not applicable*, nobody did.
    """
    section = target.section
    open_ = list(_open_groups(target))
    found = np.ones((len(section.places[target.round]), CELLS + 1), dtype=bool)
    for part in target.groups:
        known = np.zeros_like(found)
        for groups, hidden, k in open_:
            if hidden is Hidden.NOTHING and groups == {part}:
                known[:] = True
            elif part in groups:
                numbers = np.add.reduce([section.true[section.columns[target.round, group]] for group in groups])
                people = sum(len(section.unit[target.round].answers[group]) for group in groups)
                known |= _follows(numbers, people, k) if hidden is Hidden.NOTHING else _by_coverage(numbers)
        found &= known
    levels = [section.true[section.columns[target.round, group]][:, :4] for group in target.groups]
    given = np.add.reduce(levels).any(axis=1)
    return np.append(found.ravel(), found[given, CELLS].all()) if target.with_index else found.ravel()


def _open_groups(target: Target) -> Iterator[tuple[set[Group], Hidden, int]]:
    """The groups whose answers may be known, how much of them is hidden, and the k they were shown with."""
    section, closed = target.section, target.section.unit[target.round]
    people = {group for group, given in closed.answers.items() if len(given)}
    for selection in closed.views:
        score = selection.section(section.id)
        if score is None or score.hidden is Hidden.EVERYTHING:
            continue
        left = people & set(selection.groups)
        for role in selection.roles:
            of_role = selection.role_section(role, section.id)
            if of_role and of_role.hidden is Hidden.NOTHING:
                own = {group for group in left if group[0] == role}
                left -= own
                yield own, Hidden.NOTHING, selection.k
        yield left, score.hidden, selection.k
    for later, hidden in section.newcomers(closed):
        yield set(later), hidden, closed.views[0].k


def _follows(numbers: Vector, people: int, k: int) -> NDArray[np.bool_]:
    """For each statement the cells, and the sum, that are known of every part of a group with these numbers."""
    nobody = numbers == 0
    everybody = (numbers == people) & (people >= 2 * k)
    cells = nobody | everybody.any(axis=1, keepdims=True)
    return np.column_stack([cells, cells[:, :4].all(axis=1)])


def _by_coverage(numbers: Vector) -> NDArray[np.bool_]:
    found = np.zeros((len(numbers), CELLS + 1), dtype=bool)
    found[:, NOT_APPLICABLE] = not numbers[:, NOT_APPLICABLE].any()
    return found
