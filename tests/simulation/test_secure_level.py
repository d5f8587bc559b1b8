"""Table 3.2, recomputed with the product's own scoring."""

from __future__ import annotations

import pytest

from journey.rules.stability import Firmness
from journey.rules.versions import SCORING_1, SCORING_2, ScoringRules
from journey.simulation import secure_level
from journey.simulation.councils import Model
from journey.simulation.estimates import share
from journey.simulation.tables import Run, Unit
from tests.simulation.bounds import off_print

STATED = {Unit.SHARE: 0.025}
"""The largest Monte Carlo error of the figures in print, that of a page; that of a section is one point."""


@pytest.mark.long
def test_the_tables_are_as_in_print_with_many_councils() -> None:
    for rules in (SCORING_1, SCORING_2):
        for table in secure_level.tables(Run(600, 2, rules)):
            assert off_print(table, STATED) == []


@pytest.mark.parametrize("rules", [SCORING_1, SCORING_2])
def test_flips_are_as_in_print_for_eight_people(rules: ScoringRules) -> None:
    run = Run(100, 1, rules)
    table = secure_level.first_part({8: secure_level.two_rounds(Model(), 8, run)}, run)
    assert off_print(table, STATED) == []


def test_the_word_for_the_stability_foretells_a_flip() -> None:
    rounds = secure_level.two_rounds(Model(), 8, Run(150, 3))
    another = [share(rounds.first != rounds.by_others, rounds.firmness == firmness.value) for firmness in Firmness]
    edge, leaning, firm = (estimate.value for estimate in another)
    assert edge > leaning > firm
