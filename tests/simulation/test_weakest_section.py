"""Table 3.3, recomputed: how far apart the two lowest sections must lie."""

from __future__ import annotations

import pytest

from journey.simulation import weakest_section
from journey.simulation.tables import Run, Unit
from tests.simulation.bounds import off_print

STATED = {Unit.SHARE: 0.025}
"""The Monte Carlo error of the figures in print: one page a council."""


def test_the_table_is_as_in_print_within_its_error() -> None:
    table, _ = weakest_section.tables(Run(300, 1))
    assert off_print(table, STATED) == []


@pytest.mark.long
def test_the_table_is_as_in_print_with_many_councils() -> None:
    table, _ = weakest_section.tables(Run(2500, 2))
    assert off_print(table, STATED) == []


@pytest.mark.long
def test_a_section_that_is_probably_weakest_is_so_nine_times_in_ten() -> None:
    for people in (5, 8, 12, 20):
        run = Run(2500, 3)
        found = weakest_section.words_hold(weakest_section.draw(people, run), run)["probably, right"]
        assert found.value - found.error >= 0.9


def test_a_section_is_called_probably_weakest_more_rightly_than_one_that_may_be() -> None:
    run = Run(150, 4)
    found = weakest_section.words_hold(weakest_section.draw(8, run), run)
    assert found["probably, right"].value > found["may be, right"].value
    assert sum(found[f"{word}, said"].value for word in weakest_section.WORDS) <= 1
