"""The attacker: everything shown of one section of one unit as linear equations, and what follows from them.

The unknowns are how many of each role gave each answer to each statement, in each round; of a round that was opened
again, before and after separately. The attacker is taken to know how many of each role answered, and for an index how
many levels stand behind each statement, by role: with that every index is a linear equation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from journey.model import AskedStatement, Hidden, SectionScore
from journey.rules.privacy_disclosure import section_discloses
from tests.attacks.organisations import CELLS, NOT_APPLICABLE, Closed, Door, Group, ShownChange, View, changes

Vector = NDArray[np.float64]
Columns = NDArray[np.int64]

LEVELS = np.array([1.0, 2.0, 3.0, 4.0])
ROUNDED = 0.1
"""How far a rounded score can be from what it was: it is rounded within its band."""
NOTHING_LEFT = 1e-9
"""A coordinate this small, of a random direction in which nothing shown changes, is none."""


class Section:
    """One section of one unit over all its rounds: the unknowns, their true values, and what is shown."""

    def __init__(self, unit: Sequence[Closed], section_id: str, door: Door) -> None:
        self.unit, self.id, self.door = unit, section_id, door
        self.columns: dict[tuple[int, Group], Columns] = {}
        self.places: list[dict[str, int]] = []
        true: list[Vector] = []
        at = 0
        for number, closed in enumerate(unit):
            own = [statement for statement in closed.asked if statement.section_id == section_id]
            self.places.append({statement.statement_id: place for place, statement in enumerate(own)})
            picked = [closed.places[statement.statement_id] for statement in own]
            for group in closed.answers:
                shape = len(own), CELLS
                size = shape[0] * shape[1]
                self.columns[number, group] = np.arange(at, at + size).reshape(shape)
                true.append(closed.numbers([group])[picked].ravel().astype(float))
                at += size
        self.true = np.concatenate(true)
        self.rows: list[Vector] = []
        self._collect()

    # --- what is shown -----------------------------------------------------------------------------------------------

    def _collect(self) -> None:
        for number, closed in enumerate(self.unit):
            for selection in closed.views:
                score = selection.section(self.id)
                if score:
                    self._add_score(number, selection.groups, score)
                for role in selection.roles:
                    of_role = selection.role_section(role, self.id)
                    if of_role:
                        self._add_score(number, [group for group in selection.groups if group[0] == role], of_role)
        for change in changes(self.unit, self.id, self.door):
            self._add_change(change)

    def _add(self, row: Vector, shown: float, *hidden: Hidden) -> None:
        """Every equation must give the number that the product shows: this checks the product and the attacker.

        A score without its statements is shown rounded, and the attacker is taken to know all of its digits.
        """
        assert abs(row @ self.true - shown) < 1e-9 + ROUNDED * hidden.count(Hidden.STATEMENTS)
        self.rows.append(row)

    def _add_score(self, number: int, groups: Sequence[Group], score: SectionScore) -> None:
        for statement in score.statements:
            said = (*statement.counts.levels, statement.counts.dont_know, statement.counts.not_applicable)
            for cell, shown in enumerate(said):
                row = np.zeros(len(self.true))
                for group in groups:
                    row[self.columns[number, group][self.places[number][statement.statement_id], cell]] = 1
                self._add(row, shown)
        asked = [statement for statement in self.unit[number].asked if statement.section_id == self.id]
        if score.index is not None:
            self._add(self.index(number, groups, asked), score.index, score.hidden)
        if score.coverage is not None:
            self._add(*self._coverage(number, groups, asked, score.coverage))

    def _coverage(
        self, number: int, groups: Sequence[Group], asked: Sequence[AskedStatement], shown: float
    ) -> tuple[Vector, float]:
        """With the levels known, a coverage shows the weighted number of *not applicable*."""
        row = np.zeros(len(self.true))
        responses = sum(len(self.unit[number].answers[group]) for group in groups)
        given = base = 0.0
        for statement in asked:
            place = self.places[number][statement.statement_id]
            for group in groups:
                columns = self.columns[number, group][place]
                row[columns[NOT_APPLICABLE]] = statement.weight
                given += statement.weight * self.true[columns[:4]].sum()
            base += statement.weight * responses
        return row, base - given / shown if shown else float(row @ self.true)

    def index(self, number: int, groups: Sequence[Group], asked: Sequence[AskedStatement]) -> Vector:
        """Σ w·mean / Σ w over the statements with a level, as coefficients of the unknowns."""
        row, weight = np.zeros(len(self.true)), 0.0
        for statement in asked:
            of_groups = [
                self.columns[number, group][self.places[number][statement.statement_id], :4] for group in groups
            ]
            n = sum(self.true[columns].sum() for columns in of_groups)
            if n:
                weight += statement.weight
                for columns in of_groups:
                    row[columns] = statement.weight * LEVELS / n
        return row / weight if weight else row

    def _add_change(self, change: ShownChange) -> None:
        if change.found.difference is None:
            return
        before, after = (
            self.index(number, selection.groups, change.compared)
            for number, selection in zip(change.rounds, change.views, strict=True)
        )
        sides = [view.section(self.id) for view in change.views]
        self._add(after - before, change.found.difference, *(side.hidden for side in sides if side))
        if change.found.within is None or change.found.mix is None:
            return
        within, mix = self._split(change)
        self._add(within, change.found.within)
        self._add(mix, change.found.mix)

    def _split(self, change: ShownChange) -> tuple[Vector, Vector]:
        """Kitagawa’s two parts, over the roles shown in both rounds."""
        sides: list[Mapping[str, tuple[int, Vector]]] = []
        for number, selection in zip(change.rounds, change.views, strict=True):
            found = {}
            for role in change.roles:
                groups = [group for group in selection.groups if group[0] == role]
                n = self._counting(number, groups, change.compared)
                if n:
                    found[role] = n, self.index(number, groups, change.compared)
            sides.append(found)
        both = sides[0].keys() & sides[1].keys()
        totals = [sum(side[role][0] for role in both) for side in sides]
        within, mix = np.zeros(len(self.true)), np.zeros(len(self.true))
        for role in both:
            (n1, y1), (n2, y2) = (side[role] for side in sides)
            p1, p2 = n1 / totals[0], n2 / totals[1]
            within += (y2 - y1) * (p1 + p2) / 2
            mix += (p2 - p1) * (y1 + y2) / 2
        return within, mix

    def _counting(self, number: int, groups: Sequence[Group], compared: Sequence[AskedStatement]) -> int:
        """How many of them gave a level to any of the statements."""
        closed = self.unit[number]
        picked = [closed.places[statement.statement_id] for statement in compared]
        return sum(int((closed.answers[group][:, picked] < 4).any(axis=1).sum()) for group in groups)

    # --- what is hidden ----------------------------------------------------------------------------------------------

    def targets(self) -> Iterator[Target]:
        """All that was never shown: answers to statements and their sums, and of a hidden group its index."""
        for number, closed in enumerate(self.unit):
            shown = dict(self.newcomers(closed))
            for selection in closed.views:
                for groups, score in self._seen(selection):
                    group = frozenset(part for part in groups if self._said(number, part))
                    hidden = score.hidden if score else Hidden.EVERYTHING
                    shown[group] = min(hidden, shown.get(group, hidden), key=list(Hidden).index)
            open_ = {group for group, hidden in shown.items() if hidden is Hidden.NOTHING}
            for group, hidden in shown.items():
                if (
                    group
                    and group not in open_
                    and not any(other < group and group - other in open_ for other in open_)
                ):
                    yield Target(self, number, tuple(group), with_index=hidden is Hidden.EVERYTHING)

    def _said(self, number: int, group: Group) -> bool:
        """Whether anybody in it said anything: that nobody did is no answer to be found."""
        return bool(self.true[self.columns[number, group]].any())

    def _seen(self, selection: View) -> Iterator[tuple[Sequence[Group], SectionScore | None]]:
        """Everybody and each role, with what a view shows of them."""
        yield selection.groups, selection.section(self.id)
        for role in {role for role, _ in selection.groups}:
            yield [group for group in selection.groups if group[0] == role], selection.role_section(role, self.id)

    def newcomers(self, closed: Closed) -> Iterator[tuple[frozenset[Group], Hidden]]:
        """Those who answered later, as a group like any other: hidden where what they said gives itself away."""
        views = [selection for selection in closed.views if selection.whole]
        later = frozenset(group for group in closed.answers if group[1] and len(closed.answers[group]))
        if len({selection.groups for selection in views}) > 1:
            counts = [statement.counts for statement in closed.profile(tuple(later)).section(self.id).statements]
            k = views[0].k
            yield later, Hidden.EVERYTHING if section_discloses(counts, k) else Hidden.NOTHING


@dataclass(frozen=True)
class Target:
    """A group of people in one round whose answers to a section are hidden."""

    section: Section
    round: int
    groups: tuple[Group, ...]
    with_index: bool

    def along(self, direction: Vector) -> Vector:
        """How each hidden thing changes along a direction: a row a statement, its cells and its sum, then the index."""
        cells = np.add.reduce([direction[self.section.columns[self.round, group]] for group in self.groups])
        sums = cells[:, :4] @ LEVELS
        found = [*np.column_stack([cells, sums]).ravel()]
        if self.with_index:
            found.append(sums @ self._shares())
        return np.array(found)

    def vectors(self) -> NDArray[np.float64]:
        """The same things as sums of the unknowns, a row each."""
        found = np.zeros((len(self.section.places[self.round]), CELLS + 1, len(self.section.true)))
        for group in self.groups:
            for place, columns in enumerate(self.section.columns[self.round, group]):
                found[place, range(CELLS), columns] = 1
                found[place, CELLS, columns[:4]] = LEVELS
        flat = found.reshape(-1, len(self.section.true))
        return np.vstack([flat, self._shares() @ found[:, CELLS]]) if self.with_index else flat

    def names(self) -> list[str]:
        where = f"round {self.round}, {self.section.id}, {sorted(self.groups, key=str)}"
        of_statement = [f"answer {cell + 1}" for cell in range(CELLS)] + ["sum"]
        names = [f"{where}: {id_}, {what}" for id_ in self.section.places[self.round] for what in of_statement]
        return [*names, f"{where}: index"] if self.with_index else names

    def _shares(self) -> Vector:
        """What a sum of levels counts for in the index; where nobody gave a level, all sums count."""
        asked = [
            statement for statement in self.section.unit[self.round].asked if statement.section_id == self.section.id
        ]
        places = self.section.places[self.round]
        n = np.zeros(len(asked))
        for group in self.groups:
            columns = self.section.columns[self.round, group]
            n += self.section.true[columns[:, :4]].sum(axis=1)
        weights = np.array([statement.weight for statement in sorted(asked, key=lambda s: places[s.statement_id])])
        return weights / np.where(n, n, np.inf) if n.any() else np.ones(len(asked))


def recovered(section: Section, random: np.random.Generator) -> list[str]:
    """The hidden things that are determined by what is shown: those whose vector is a sum of the rows.

    A random direction is made orthogonal to all rows: what is shown does not change along it. A thing that does not
    change either, in two such directions, is determined.
    """
    targets = list(section.targets())
    if not targets:
        return []
    directions = [_free_direction(section.rows, len(section.true), random) for _ in range(2)]
    found = []
    for target in targets:
        still = np.all([np.abs(target.along(direction)) < NOTHING_LEFT for direction in directions], axis=0)
        if still.any():
            found += [name for name, is_still in zip(target.names(), still, strict=True) if is_still]
    return found


def _free_direction(rows: Sequence[Vector], size: int, random: np.random.Generator) -> Vector:
    direction = random.standard_normal(size)
    if not rows:
        return direction
    matrix = np.array(rows)
    single = (matrix != 0).sum(axis=1) == 1
    known = (matrix[single] != 0).any(axis=0)
    direction[known] = 0
    rest = matrix[~single][:, ~known]
    span = _orthonormal(rest)
    direction[~known] -= span.T @ (span @ direction[~known])
    return direction


def _orthonormal(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows at right angles that have the same sums as these: Gram and Schmidt, each row twice for accuracy."""
    span = np.zeros((min(rows.shape), rows.shape[1]))
    found = 0
    for row in rows:
        length = np.linalg.norm(row)
        left = row
        for _ in range(2):
            left = left - span[:found].T @ (span[:found] @ left)
        if np.linalg.norm(left) > NOTHING_LEFT * length:
            span[found] = left / np.linalg.norm(left)
            found += 1
    return span[:found]
