"""Who counts in a comparison, and what a mean over units leaves out."""

from __future__ import annotations

from journey.content import Library
from journey.model import AskedStatement, Figure, Weighing
from journey.rules.change_basis import ResponseLevels, basis
from journey.rules.rollup import roll_up

STAGES = Library.read().questionnaire("stages")
ASKED = [AskedStatement("reviews", f"s{number}", 1, 1.0) for number in range(4)]
GIVEN = [ResponseLevels(None, {"s0": 2, "s1": 2}), ResponseLevels(None, {"s0": 4}), ResponseLevels(None, {})]
"""Half of the statements, a quarter, and none."""


def test_a_response_counts_if_it_gives_levels_to_half_of_the_statements() -> None:
    found = basis("reviews", ASKED, GIVEN)
    assert (found.n, found.index) == (1, 2.0)


def test_in_a_confidential_assessment_everybody_counts_who_gives_a_level() -> None:
    found = basis("reviews", ASKED, GIVEN, confidential=True)
    assert (found.n, found.index) == (2, 2.5)


def figure(unit: str, index: float | None, responses: int) -> Figure:
    return Figure("autumn", unit, "reviews", responses, index)


def test_a_hidden_unit_is_left_out_of_the_mean_as_well() -> None:
    figures = [figure("highways", 2.0, 10), figure("planning", 3.0, 30), figure("libraries", None, 3)]
    once, weighed = (roll_up("reviews", figures, weighing) for weighing in Weighing)
    assert (once.index, once.units, once.left_out) == (2.5, 2, 1)
    assert (weighed.index, weighed.responses) == (2.75, 40)
    assert roll_up("reviews", figures[2:], Weighing.UNITS).index is None
