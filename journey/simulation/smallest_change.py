"""Table 3.1: how large a change must be to be noticed, and how often a true change is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import numpy as np

from journey.rules import printed
from journey.rules.assumed_councils import Deviation
from journey.rules.noticeable import PEOPLE_ALIKE, PEOPLE_APART, PEOPLE_VERY_APART, USUAL_SPREAD
from journey.simulation.councils import Model, Real
from journey.simulation.estimates import Estimate, crossing, share
from journey.simulation.tables import Cell, Column, Row, Run, Table, Unit
from journey.simulation.verdicts import half_widths, verdicts

FOUR_IN_FIVE = 0.8
HALF_A_LEVEL = 0.5
LARGEST_SHIFT = 4.0
"""As far as a position is ever moved: further, everybody would give the highest level."""

MODELS = (
    Model(spread=0.55),
    Model(),
    Model(spread=0.84),
    Model(spread=0.84, deviation=Deviation(leniency=0.5, section=0.10, lasting=0.20, fresh=0.20)),
)
"""People alike, as usual, apart and very apart, as far as ``rules.noticeable`` says; a test holds these against it."""


def tables(run: Run) -> Iterator[Table]:
    """The two parts of the table, from so many councils a cell."""
    yield first_part(run, MODELS, printed.SMALLEST_CHANGE)
    yield _called(run)


def moved(model: Model, positions: Real, change: float | Real) -> Real:
    """Positions from which the true index of each section is higher by ``change``: like ``positions``.

    ``change`` is a number or [councils, sections]. Every statement of a section is moved by the same distance, found by
    halving. Where the index cannot rise so far it rises as far as it can.
    """
    before = model.by_section(model.true_means(positions))
    low, high = np.full_like(before, -LARGEST_SHIFT), np.full_like(before, LARGEST_SHIFT)
    for _ in range(30):
        middle = (low + high) / 2
        after = model.by_section(model.true_means(positions + middle[:, model.section_of]))
        is_short = after - before < change
        low, high = np.where(is_short, middle, low), np.where(is_short, high, middle)
    return np.asarray(positions + ((low + high) / 2)[:, model.section_of])


def called(model: Model, change: float, people: int, run: Run, *, same_people: bool = False) -> Estimate:
    """The share of sections called higher after a true rise of all by ``change``; the same draws for every change."""
    random = np.random.default_rng(run.seed)
    positions = model.positions(random, run.councils)
    views = model.views(random, run.councils, people)
    first = model.answers(random, positions, views)
    later_views = views if same_people else model.views(random, run.councils, people)
    second = model.answers(random, moved(model, positions, change), later_views)
    return share(verdicts(model.by_section(first), model.by_section(second)) > 0)


def smallest(model: Model, people: int, run: Run) -> Estimate:
    """The true change that is called in four rounds of five, by other people each time."""

    def found(change: float) -> Estimate:
        return called(model, change, people, run)

    return crossing(found, FOUR_IN_FIVE, 0.15, 1.75)


def _half_width(people: int, run: Run) -> Estimate:
    random = np.random.default_rng(run.seed)
    model = Model()
    positions = model.positions(random, run.councils)
    first, second = (model.by_section(model.round_of(random, positions, people)) for _ in range(2))
    return share(half_widths(first, second))


def first_part(run: Run, models: Collection[Model], numbers: Iterable[int]) -> Table:
    """The smallest change noticed by these numbers of people, where their views are as in ``models``."""
    rows = []
    for people in numbers:
        found = [smallest(model, people, run) if model in models else None for model in MODELS]
        found += [_half_width(people, run), called(Model(), HALF_A_LEVEL, people, run)]
        cells = zip(found, printed.SMALLEST_CHANGE[people], strict=True)
        rows.append(Row(str(people), tuple(Cell(figure, known) if figure else None for figure, known in cells)))
    listed = f"{PEOPLE_ALIKE}, {USUAL_SPREAD}, {PEOPLE_APART}, {PEOPLE_VERY_APART}"
    return Table(
        "Table 3.1  The smallest change noticed in four rounds of five",
        "So many people answer both times, other people the second time. The columns say how far apart people are, by\n"
        f"the standard deviation of the index that each gives a section: {listed}.\n"
        "Half-width: of the 95% interval where nothing has changed.",
        "people",
        (
            Column("alike", Unit.LEVELS),
            Column("usual", Unit.LEVELS),
            Column("apart", Unit.LEVELS),
            Column("very apart", Unit.LEVELS),
            Column("half-width, usual", Unit.LEVELS),
            Column("a true 0.5 is found, usual"),
        ),
        tuple(rows),
    )


def _called(run: Run) -> Table:
    rows = []
    for (change, people), in_print in printed.CHANGE_CALLED.items():
        found = (called(Model(), change, people, run, same_people=same) for same in (False, True))
        rows.append(Row(f"{change:.2f} with {people}", tuple(map(Cell, found, in_print))))
    return Table(
        "Table 3.1, second part  How often a true rise is called higher",
        "The usual spread of views.",
        "rise, people",
        (Column("new people"), Column("the same people")),
        tuple(rows),
    )
