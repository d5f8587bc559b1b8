"""When a target is reached, when only just, and for which round it was set."""

from __future__ import annotations

import pytest

from journey.content import Library
from journey.model import Counts, Target, TargetOutcome
from journey.rules.scoring import score
from journey.rules.targets import target_results, target_round

STAGES = Library.read().questionnaire("stages")


def test_a_target_is_reached_by_an_index_that_is_not_below_it() -> None:
    section = STAGES.sections[0]
    counts = {statement.id: Counts((0, 0, 4, 1)) for statement in section.statements}
    index = score(STAGES, counts, responses=5).section(section.id).index
    assert index == pytest.approx(3.2)
    exact, above = target_results([Target(section.id, 32), Target(section.id, 33)], {section.id: index}, {})
    assert (exact.outcome, above.outcome) == (TargetOutcome.HIT, TargetOutcome.MISSED)
    assert above.gap == pytest.approx(0.1)


def test_without_a_score_a_target_is_neither_reached_nor_missed() -> None:
    (unknown,) = target_results([Target("keeping-on-track", 20)], {"keeping-on-track": None}, {})
    assert (unknown.outcome, unknown.gap) == (TargetOutcome.NO_SCORE, None)


def test_targets_are_set_for_the_next_round_in_which_the_unit_is_asked() -> None:
    asked_in = ["spring", "autumn", "next spring"]
    assert target_round(asked_in, "spring") == "autumn"
    assert target_round(asked_in, "next spring") is None


@pytest.mark.parametrize(
    ("wanted", "is_close"), [(24, True), (26, True), (28, False), (29, False), (22, False), (21, False)]
)
def test_within_the_margin_of_the_index_a_target_might_as_well_have_come_out_otherwise(
    wanted: int, is_close: bool
) -> None:
    (found,) = target_results([Target("reviews", wanted)], {"reviews": 2.5}, {"reviews": 0.2})
    assert found.is_within_margin is is_close
    (unknown,) = target_results([Target("reviews", wanted)], {"reviews": 2.5}, {"reviews": None})
    assert not unknown.is_within_margin
