"""Who counts in a comparison, when a target is reached, and what a mean over units leaves out."""

from __future__ import annotations

import pytest

from journey.content import Library
from journey.model import AskedStatement, Counts, Figure, Target, TargetOutcome, Weighing
from journey.rules.change import ResponseLevels, basis, target_results, target_round
from journey.rules.rollup import roll_up
from journey.rules.scoring import score

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


def test_a_target_is_reached_by_an_index_that_is_not_below_it() -> None:
    section = STAGES.sections[0]
    counts = {statement.id: Counts((0, 0, 4, 1)) for statement in section.statements}
    index = score(STAGES, counts, responses=5).section(section.id).index
    assert index == pytest.approx(3.2)
    exact, above = target_results([Target(section.id, 32), Target(section.id, 33)], {section.id: index})
    assert (exact.outcome, above.outcome) == (TargetOutcome.HIT, TargetOutcome.MISSED)
    assert above.gap == pytest.approx(0.1)


def test_without_a_score_a_target_is_neither_reached_nor_missed() -> None:
    (unknown,) = target_results([Target("keeping-on-track", 20)], {"keeping-on-track": None})
    assert (unknown.outcome, unknown.gap) == (TargetOutcome.NO_SCORE, None)


def test_targets_are_set_for_the_next_round_in_which_the_unit_is_asked() -> None:
    asked_in = ["spring", "autumn", "next spring"]
    assert target_round(asked_in, "spring") == "autumn"
    assert target_round(asked_in, "next spring") is None


def figure(unit: str, index: float | None, responses: int) -> Figure:
    return Figure("autumn", unit, "reviews", responses, index)


def test_a_hidden_unit_is_left_out_of_the_mean_as_well() -> None:
    figures = [figure("highways", 2.0, 10), figure("planning", 3.0, 30), figure("libraries", None, 3)]
    once, weighed = (roll_up("reviews", figures, weighing) for weighing in Weighing)
    assert (once.index, once.units, once.left_out) == (2.5, 2, 1)
    assert (weighed.index, weighed.responses) == (2.75, 40)
    assert roll_up("reviews", figures[2:], Weighing.UNITS).index is None
