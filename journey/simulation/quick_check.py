"""Table 3.4: what a quick check of two statements a section can tell, by the product's own first look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from journey.model import LEVELS, Scope
from journey.rules import findings, printed
from journey.simulation.councils import STAGES, THRESHOLDS, Real, Whole
from journey.simulation.estimates import Estimate, share
from journey.simulation.questionnaire import QUICK, chosen, invented, profiles
from journey.simulation.tables import Cell, Column, Row, Run, Table

LOWEST_OF_ASKED = 3
TWO_WEAKEST = 2
LOW = LEVELS[1]


@dataclass(frozen=True, slots=True)
class Looks:
    """What the councils' first looks named, and the truth.

    ``positions`` are where statements truly stand, and ``answers`` the means of the answers to them: [councils,
    statements]. ``named`` are numbers of statements, [councils, 3]; where fewer than three were named, ``is_named`` is
    false for the rest.
    """

    positions: Real
    answers: Real
    named: Whole
    is_named: NDArray[np.bool_]


def tables(run: Run) -> Iterator[Table]:
    """The table, from so many councils a row."""
    rows = []
    for people, in_print in printed.QUICK_CHECK.items():
        found = figures(first_looks(people, run))
        rows.append(Row(str(people), tuple(map(Cell, found, in_print))))
    yield Table(
        "Table 3.4  What a quick check can tell",
        "Two statements of each of five sections. The weakest section is the one whose two answers are lowest; the\n"
        "three statements are those that the product names to be looked at first.",
        "people",
        (
            Column("weakest is that of a full check"),
            Column("weakest is truly weakest"),
            Column("a full check's is"),
            Column("weakest is one of two"),
            Column("named: lowest three"),
            Column("named: lower half"),
            Column("named: truly 1 or 2"),
            Column("one named is in the weakest"),
        ),
        tuple(rows),
    )


def first_looks(people: int, run: Run) -> Looks:
    """The quick checks of so many councils, with the statements that ``findings.first_look`` names in each."""
    random = np.random.default_rng(run.seed)
    positions = STAGES.positions(random, run.councils)
    answers = STAGES.round_of(random, positions, people)
    places = {statement.id: place for place, statement in enumerate(invented(STAGES.statements).statements())}
    named = np.full((run.councils, findings.FIRST_LOOKS), -1)
    for council, profile in enumerate(profiles(STAGES, chosen(answers), people, run.rules, Scope.QUICK)):
        first = [places[statement.statement_id] for statement in findings.first_look(profile)]
        named[council, : len(first)] = first
    return Looks(positions, answers.mean(axis=1), named, named >= 0)


def figures(looks: Looks) -> list[Estimate]:
    """The columns of the table, from left to right."""
    truth = STAGES.by_section(STAGES.true_means(looks.positions))
    weakest = truth.argmin(axis=1)
    by_quick = _quick_means(looks.answers).argmin(axis=1)
    by_full = STAGES.by_section(looks.answers).argmin(axis=1)
    two_weakest = truth.argsort(axis=1)[:, :TWO_WEAKEST]
    rank = _ranks_among_asked(looks)
    true_medians = 1 + sum((looks.positions > threshold).astype(int) for threshold in THRESHOLDS)
    sections_named = STAGES.section_of[looks.named]
    return [
        share(by_quick == by_full),
        share(by_quick == weakest),
        share(by_full == weakest),
        share((by_quick[:, None] == two_weakest).any(axis=1)),
        share(rank < LOWEST_OF_ASKED, looks.is_named),
        share(rank < _is_quick().sum() // 2, looks.is_named),
        share(np.take_along_axis(true_medians, looks.named, axis=1) <= LOW, looks.is_named),
        share(((sections_named == weakest[:, None]) & looks.is_named).any(axis=1)),
    ]


def _is_quick() -> NDArray[np.bool_]:
    """Which statements a quick check asks: the first of each section, [statements]."""
    return np.concatenate([np.arange(number) < QUICK for number in STAGES.statements])


def _quick_means(answers: Real) -> Real:
    """The mean of the answers that a quick check asks, by section: [councils, sections]."""
    return np.asarray(answers[:, _is_quick()].reshape(len(answers), -1, QUICK).mean(axis=-1))


def _ranks_among_asked(looks: Looks) -> Whole:
    """How many of the asked statements truly stand below each that was named: like ``named``."""
    asked = looks.positions[:, _is_quick()]
    named = np.take_along_axis(looks.positions, looks.named, axis=1)
    return np.asarray((asked[:, None, :] < named[:, :, None]).sum(axis=-1))
