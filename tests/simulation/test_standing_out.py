"""Of 150 figures of which a tenth truly rose, few of those that stand out are chance: by the product's own marks.

30 units of 5 to 20 people answer five sections in two rounds, other people the second time. A tenth of the 150 figures
rise by half a level and nothing else moves. The share of false marks is taken for each council, none where nothing
stands out, and its mean over councils is held against the limit by the normal interval of a mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
import pytest

from journey.model import Change
from journey.rules.change import section_change
from journey.rules.many_changes import standing_out
from journey.simulation.councils import Model, Real
from journey.simulation.estimates import NORMAL_95
from journey.simulation.questionnaire import invented
from journey.simulation.smallest_change import moved
from tests.simulation.bounds import NORMAL_ONCE_IN_A_THOUSAND
from tests.simulation.pages import bases_of_complete

MOST_FALSE = 0.10
UNITS = 30
FEWEST, MOST = 5, 20
RISE = 0.5
MODEL = Model()
QUESTIONNAIRE = invented(MODEL.statements)
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Council:
    """The change of each figure by unit and section, and where the figures are that truly rose."""

    changes: dict[Place, Change]
    rose: frozenset[Place]


def council(random: np.random.Generator, share_that_rises: float) -> Council:
    """Two rounds of one council with 30 units."""
    sections = [section.id for section in QUESTIONNAIRE.sections]
    places = [(f"unit-{unit}", section_id) for unit in range(UNITS) for section_id in sections]
    chosen = random.choice(len(places), size=round(share_that_rises * len(places)), replace=False)
    rose = frozenset(places[place] for place in chosen)
    rises = np.array([[RISE * ((f"unit-{unit}", id_) in rose) for id_ in sections] for unit in range(UNITS)])
    before = MODEL.positions(random, UNITS)
    after = moved(MODEL, before, rises)
    changes = {}
    for unit in range(UNITS):
        people = int(random.integers(FEWEST, MOST + 1))
        first, second = (
            bases_of_complete(sections, MODEL.by_section(MODEL.round_of(random, standing[[unit]], people)[0]))
            for standing in (before, after)
        )
        for earlier, later in zip(first, second, strict=True):
            shown = (earlier.index, later.index)
            changes[f"unit-{unit}", later.section_id] = section_change(earlier, later, shown=shown)
    return Council(changes, rose)


def shares(councils: int, seed: int) -> tuple[Real, Real]:
    """For each council the share of the marks that are false, and of the figures that rose the share that is marked."""
    random = np.random.default_rng(seed)
    false, found = [], []
    for _ in range(councils):
        drawn = council(random, 0.1)
        marked = standing_out(drawn.changes)
        risen = {place for place in marked & drawn.rose if (drawn.changes[place].judged or 0) > 0}
        false.append((len(marked) - len(risen)) / max(len(marked), 1))
        found.append(len(risen) / len(drawn.rose))
    return np.array(false), np.array(found)


def test_few_of_the_figures_that_stand_out_are_chance() -> None:
    false, found = shares(20, 1)
    error = false.std(ddof=1) / sqrt(len(false))
    assert false.mean() - NORMAL_ONCE_IN_A_THOUSAND * error <= MOST_FALSE
    assert found.mean() > 0.2


@pytest.mark.long
def test_few_of_the_figures_that_stand_out_in_many_councils_are_chance() -> None:
    false, found = shares(600, 2)
    error = false.std(ddof=1) / sqrt(len(false))
    assert false.mean() + NORMAL_95 * error <= MOST_FALSE
    assert found.mean() > 0.3
