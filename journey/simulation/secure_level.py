"""Table 3.2: how often a secure level is another one in the next of two rounds between which nothing changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from journey.model import Profile, SectionScore
from journey.rules import printed
from journey.rules.assumed_councils import MANY_PEOPLE, SPREAD, USUAL
from journey.rules.stability import Firmness, stability
from journey.rules.versions import ScoringRules
from journey.simulation.councils import Model, Whole
from journey.simulation.estimates import Estimate, share
from journey.simulation.questionnaire import chosen, profiles
from journey.simulation.tables import Cell, Column, Row, Run, Table
from journey.wording.terms import FIRMNESS

STABILITY_FOR = (5, 8, 12, 20, 40)
"""For so many people the second part says how often each word for the stability is followed by another level."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """The secure levels of councils in a round, in the next by other and by the same people, and in truth.

    All are [councils, sections]; ``firmness`` has the word for the stability of the first, in the same shape.
    """

    first: Whole
    by_others: Whole
    by_same: Whole
    truth: Whole
    firmness: NDArray[np.str_]


def tables(run: Run) -> Iterator[Table]:
    """The two parts of the table, for the scoring rules of the run."""
    usual = {people: two_rounds(Model(), people, run) for people in printed.SECURE_LEVEL_PEOPLE}
    yield first_part(usual, run)
    yield _by_word({people: usual[people] for people in STABILITY_FOR}, run.rules)


def two_rounds(model: Model, people: int, run: Run) -> Rounds:
    """Two rounds of so many people with nothing changed, in each council."""
    random = np.random.default_rng(run.seed)
    positions = model.positions(random, run.councils)
    views = model.views(random, run.councils, people)
    first = _profiles(model, model.answers(random, positions, views), run.rules)
    return Rounds(
        first=secure_levels(first),
        by_others=secure_levels(_profiles(model, model.round_of(random, positions, people), run.rules)),
        by_same=secure_levels(_profiles(model, model.answers(random, positions, views), run.rules)),
        truth=secure_levels(profiles(model, model.true_counts(positions), MANY_PEOPLE, run.rules)),
        firmness=np.array([[_firmness(score) for score in profile.sections] for profile in first]),
    )


def secure_levels(found: Sequence[Profile]) -> Whole:
    """The secure levels of complete profiles: [councils, sections]."""
    return np.array([[score.secure_level or 0 for score in profile.sections] for profile in found])


def _profiles(model: Model, answers: Whole, rules: ScoringRules) -> list[Profile]:
    return profiles(model, chosen(answers), answers.shape[1], rules)


def _firmness(score: SectionScore) -> str:
    found = stability(score)
    return found.firmness.value if found else ""


def first_part(usual: dict[int, Rounds], run: Run) -> Table:
    """How often another level follows, and how often the first is right, by people."""
    in_print = printed.SECURE_LEVEL.get(run.rules.version, {})
    rows = []
    for people, rounds in usual.items():
        found = [_flip_at(spread, people, rounds, run) for spread in SPREAD]
        found += _others(rounds)
        cells = [Cell(figure, known) for figure, known in zip(found, in_print.get(people, (None,) * 9), strict=True)]
        rows.append(Row(str(people), tuple(cells)))
    return Table(
        f"Table 3.2  How firm a secure level is, scoring {run.rules.version}",
        "Two rounds of so many people, nothing changed, five sections of seven statements. Another: the secure level\n"
        "of a section is another one the second time; on a page: of one section at least. Right: as that of very many\n"
        "people. Alike, usual, apart: people's views.",
        "people",
        (
            Column("another, views alike"),
            Column("another, usual"),
            Column("another, apart"),
            Column("same people"),
            Column("on a page"),
            Column("on a page, same people"),
            Column("right"),
            Column("below the truth"),
            Column("above"),
        ),
        tuple(rows),
    )


def _flip_at(spread: float, people: int, usual: Rounds, run: Run) -> Estimate:
    if spread == USUAL:
        return share(usual.first != usual.by_others)
    random, model = np.random.default_rng(run.seed), Model(spread=spread)
    positions = model.positions(random, run.councils)
    first, second = (
        secure_levels(_profiles(model, model.round_of(random, positions, people), run.rules)) for _ in range(2)
    )
    return share(first != second)


def _others(rounds: Rounds) -> list[Estimate]:
    """The columns that are of the usual spread alone."""
    others, same = rounds.first != rounds.by_others, rounds.first != rounds.by_same
    return [
        share(same),
        share(others.any(axis=1)),
        share(same.any(axis=1)),
        share(rounds.first == rounds.truth),
        share(rounds.first < rounds.truth),
        share(rounds.first > rounds.truth),
    ]


def _by_word(usual: dict[int, Rounds], rules: ScoringRules) -> Table:
    in_print = printed.FIRMNESS.get(rules.version, {})
    rows = []
    for people, rounds in usual.items():
        for firmness in Firmness:
            said = rounds.firmness == firmness.value
            found = (
                share(said),
                share(rounds.first != rounds.by_others, said),
                share(rounds.first != rounds.by_same, said),
            )
            known = in_print.get((people, firmness), (None,) * 3)
            rows.append(Row(f"{people}, {FIRMNESS[firmness]}", tuple(map(Cell, found, known))))
    return Table(
        f"Table 3.2, second part  What the word for the stability foretells, scoring {rules.version}",
        "The usual spread of views. Said: of how many sections. Then how often another level follows, nothing changed.",
        "people, word",
        (Column("said"), Column("another, new people"), Column("another, same people")),
        tuple(rows),
    )
