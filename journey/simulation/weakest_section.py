"""Table 3.3: how far apart the two lowest sections must lie, and how often the product's words for the weakest hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from journey.rules import printed
from journey.rules.findings import rank
from journey.simulation.councils import STAGES, Real, Whole
from journey.simulation.estimates import Estimate, share
from journey.simulation.questionnaire import chosen, invented, profiles
from journey.simulation.tables import Cell, Column, Row, Run, Table

PEOPLE = printed.WEAKEST_PEOPLE
STEP = 0.1
"""Gaps are taken together in steps of so many levels; the rows of the table in print are the first four steps."""

WORDS = ("probably", "may be", "alike")
"""One section is probably weakest or may be, or several are equally low."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The answers of councils, and which section is truly the weakest.

    ``answers`` are [councils, people, statements], ``indexes`` [councils, sections], ``truth`` [councils].
    """

    answers: Whole
    indexes: Real
    truth: Whole


def tables(run: Run) -> Iterator[Table]:
    """The two parts of the table, from so many councils a column; a cell has only those of its row."""
    pages = {people: draw(people, run) for people in PEOPLE}
    columns = tuple(Column(f"{people} {'person' if people == 1 else 'people'}") for people in PEOPLE)
    by_gap = [lowest_is_weakest(drawn) for drawn in pages.values()]
    yield Table(
        "Table 3.3  Which section is weakest",
        "How often the section with the lowest index is truly the weakest, by how far the next index lies above it;\n"
        "sections of seven and eight statements.",
        "gap",
        columns,
        tuple(
            Row(gap, tuple(Cell(column[step], figure) for column, figure in zip(by_gap, in_print, strict=True)))
            for step, (gap, in_print) in enumerate(printed.WEAKEST.items())
        ),
    )
    by_word = [words_hold(drawn, run) for drawn in pages.values()]
    yield Table(
        f"Table 3.3, second part  What the product says of the weakest section, scoring {run.rules.version}",
        "Said: on how many pages. Right: the section named is truly the weakest; of those called alike, one of them.",
        "word",
        columns,
        tuple(Row(word, tuple(Cell(column[word]) for column in by_word)) for word in by_word[0]),
    )


def draw(people: int, run: Run) -> Pages:
    """A round of so many people in each council."""
    random = np.random.default_rng(run.seed)
    positions = STAGES.positions(random, run.councils)
    answers = STAGES.round_of(random, positions, people)
    truth = STAGES.by_section(STAGES.true_means(positions)).argmin(axis=1)
    return Pages(answers, STAGES.by_section(answers).mean(axis=1), truth)


def lowest_is_weakest(pages: Pages) -> list[Estimate]:
    """How often the lowest section is truly the weakest, for gaps of one step after the other."""
    lowest, next_lowest = np.sort(pages.indexes, axis=1)[:, :2].T
    is_right = pages.indexes.argmin(axis=1) == pages.truth
    # A gap of 0.3 is a difference of floats and may be a little less.
    steps = np.floor((next_lowest - lowest) / STEP + 1e-9)
    return [share(is_right, steps == step) for step in range(len(printed.WEAKEST))]


def words_hold(pages: Pages, run: Run) -> Mapping[str, Estimate]:
    """How often each word is said by ``findings.rank``, and how often it is right."""
    sections = [section.id for section in invented(STAGES.statements).sections]
    said: dict[str, NDArray[np.bool_]] = {word: np.zeros(run.councils, dtype=bool) for word in WORDS}
    is_right = np.zeros(run.councils, dtype=bool)
    found = profiles(STAGES, chosen(pages.answers), pages.answers.shape[1], run.rules)
    for council, profile in enumerate(found):
        if end := rank(profile).weakest:
            word = "alike" if end.is_tie else "probably" if end.is_probable else "may be"
            said[word][council] = True
            is_right[council] = sections[pages.truth[council]] in end.section_ids
    shares = {f"{word}, said": share(of_word) for word, of_word in said.items()}
    return shares | {f"{word}, right": share(is_right, of_word) for word, of_word in said.items()}
