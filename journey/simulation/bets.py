"""Table 3.6: how many bets are called moved although nothing has changed, and how many where it truly has.

Each bet is scored by the product's own rule, ``rules.bets.verdict``, from the answers that people gave in two rounds.
Bets on the lowest are placed on what was found lowest in the first round: it was picked partly for bad luck.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from journey.model import Counts, SubjectKind
from journey.rules import bets
from journey.simulation.councils import STAGES, Real, Whole
from journey.simulation.estimates import Estimate, share
from journey.simulation.smallest_change import moved
from journey.simulation.tables import Cell, Column, Row, Run, Table
from journey.simulation.verdicts import half_widths

PEOPLE = (5, 8, 12, 20)
PLEDGED = 0.5


def tables(run: Run) -> Iterator[Table]:
    """One table: a bet in each council, by what it is on and how many answer."""
    rows = {
        "nothing changed: any section": (SubjectKind.SECTION, False, 0.0),
        "nothing changed: the lowest of five sections": (SubjectKind.SECTION, True, 0.0),
        "nothing changed: any statement": (SubjectKind.STATEMENT, False, 0.0),
        "nothing changed: the lowest statement": (SubjectKind.STATEMENT, True, 0.0),
        "all up by half a level: the lowest of five sections": (SubjectKind.SECTION, True, PLEDGED),
    }
    yield Table(
        "Table 3.6  How many bets are called moved",
        "One bet in each council that half a level is gained; other people answer the second time.",
        "bet on",
        tuple(Column(f"{people} people") for people in PEOPLE),
        tuple(Row(name, tuple(Cell(called(*how, people, run)) for people in PEOPLE)) for name, how in rows.items()),
    )


def called(kind: SubjectKind, is_lowest: bool, change: float, people: int, run: Run) -> Estimate:
    """The share of bets that are called moved, in full or in part: one bet a council on a subject of this kind."""
    random = np.random.default_rng(run.seed)
    positions = STAGES.positions(random, run.councils)
    first = STAGES.round_of(random, positions, people)
    second = STAGES.round_of(random, moved(STAGES, positions, change) if change else positions, people)
    if kind is SubjectKind.STATEMENT:
        hits = _of_statements(first, second, is_lowest)
    else:
        hits = _of_sections(STAGES.by_section(first), STAGES.by_section(second), is_lowest)
    return share(np.array(hits))


def _of_sections(before: Real, after: Real, is_lowest: bool) -> list[bool]:
    """A bet a council, from people's section indexes: [councils, people, sections]."""
    n = before.shape[1], after.shape[1]
    differences, halves = after.mean(axis=1) - before.mean(axis=1), half_widths(before, after)
    hits = []
    for council, place in enumerate(_places(before, is_lowest)):
        difference, half = float(differences[council, place]), float(halves[council, place])
        move = bets.Move(difference, (difference - half, difference + half), n)
        hits.append(bets.verdict(move, PLEDGED)[0] in bets.HIT)
    return hits


def _of_statements(before: Whole, after: Whole, is_lowest: bool) -> list[bool]:
    """A bet a council, from the levels of each statement: [councils, people, statements]."""
    hits = []
    for council, place in enumerate(_places(before, is_lowest)):
        then, now = (_counts(each[council, :, place]) for each in (before, after))
        hits.append(bets.verdict(bets.of_statement(then, now), PLEDGED)[0] in bets.HIT)
    return hits


def _places(before: Real | Whole, is_lowest: bool) -> list[int]:
    """On which of its subjects each council bets: the one found lowest, else one after the other."""
    means = before.mean(axis=1)
    if is_lowest:
        return [int(place) for place in means.argmin(axis=1)]
    return [council % means.shape[1] for council in range(len(means))]


def _counts(levels: Whole) -> Counts:
    one, two, three, four = (int((levels == level).sum()) for level in (1, 2, 3, 4))
    return Counts((one, two, three, four))
