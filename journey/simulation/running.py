"""All tables, and what ``python3 -m journey simulate`` prints of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from journey.rules import versions
from journey.simulation import bets, hidden_roles, quick_check, secure_level, smallest_change, weakest_section
from journey.simulation.councils import Model
from journey.simulation.tables import Run, Table, as_text

COUNCILS = 200
SEED = 2026
"""What is taken where nothing is said: so many invented councils, and where their random numbers begin."""

TABLES: Mapping[str, Callable[[Run], Iterator[Table]]] = {
    "3.1": smallest_change.tables,
    "3.2": secure_level.tables,
    "3.3": weakest_section.tables,
    "3.4": quick_check.tables,
    "3.5": hidden_roles.tables,
    "3.6": bets.tables,
}

MODEL = Model()
INTRODUCTION = (
    "{councils} invented councils a cell, random numbers from seed {seed}. Each figure is given with ± how far off it\n"
    "may be because there are no more of them (95%), and in brackets, where there is one, as it is in print.\n"
    "What is assumed: a statement truly stands at {model.mean}; around that councils differ by {councils_differ_by},\n"
    "sections by {model.between_sections} and statements by {model.between_statements} (standard deviations).\n"
    "A person is lenient or severe throughout, has a view of each section and of each statement, and answers a little\n"
    "otherwise each time; the nearest level is ticked. All of it stands in journey/simulation/councils.py."
)

SCORING_VERSIONS = tuple(versions.BY_VERSION)
SCORING_VERSION = versions.CURRENT.version
"""The scoring rules that there are, and those that score now."""


def run(numbers: Collection[str], *, councils: int, seed: int, scoring: str) -> Iterator[str]:
    """The text of these tables, one after the other as they are ready."""
    yield INTRODUCTION.format(
        councils=f"{councils:,}", seed=seed, model=MODEL, councils_differ_by=MODEL.between_councils
    )
    of = Run(councils, seed, versions.rules_of(scoring))
    for number, tables in TABLES.items():
        if number in numbers:
            yield from map(as_text, tables(of))
