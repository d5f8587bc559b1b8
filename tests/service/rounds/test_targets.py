"""Targets: set, replaced, taken away, and held against the round that followed."""

from __future__ import annotations

import pytest

from journey.model import Target
from journey.service import Product
from journey.service.compare.change import between
from journey.service.compare.history import over_rounds, targets_over_time
from journey.service.rounds import targets
from tests.steps.refusals import refused
from tests.steps.rounds import TWO_SECTIONS, everybody, hold, start

pytestmark = pytest.mark.content("small", "other")

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)


def test_targets_are_set_replaced_and_taken_away_in_a_closed_round_too(product: Product) -> None:
    council, top = start(product)
    selection, _ = hold(product, council, top, 2025, [])
    questionnaire = product.library.questionnaire("small")
    targets.save(product, selection, questionnaire, {"plan": 2.8, "learn": 1.0})
    assert targets.of_unit(product, selection, "small") == {
        "learn": Target("learn", 10),
        "plan": Target("plan", 28),
    }
    targets.save(product, selection, questionnaire, {"plan": 4.0, "learn": None})
    assert targets.of_unit(product, selection, "small") == {"plan": Target("plan", 40)}
    assert targets.of_unit(product, selection, "other") == {}
    targets.save(product, selection, questionnaire, {})
    assert targets.of_unit(product, selection, "small") == {}


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"plan": 0.9}, "The one for Plan has to lie between 1.0 and 4.0"),
        ({"learn": 2.0, "plan": 4.1}, "The one for Plan"),
        ({"plan": float("nan")}, "The one for Plan"),
        ({"nothing": 2.0}, "The one for nothing"),
    ],
)
def test_a_target_outside_the_scale_is_refused_and_the_old_ones_stay(
    product: Product, wanted: dict[str, float], why: str
) -> None:
    council, top = start(product)
    selection, _ = hold(product, council, top, 2025, [])
    questionnaire = product.library.questionnaire("small")
    targets.save(product, selection, questionnaire, {"plan": 2.8})
    with refused(why):
        targets.save(product, selection, questionnaire, wanted)
    assert targets.of_unit(product, selection, "small") == {"plan": Target("plan", 28)}


def test_a_target_is_hit_by_an_index_that_is_not_below_it(product: Product) -> None:
    council, top = start(product)
    before, _ = hold(product, council, top, 2025, [])
    targets.save(product, before, product.library.questionnaire("small"), {"plan": 3.0, "learn": 3.1})
    after, _ = hold(product, council, top, 2026, everybody(EVERY, 2, 3, 4, 3, 2, 4))
    found = between(product, after, "small", before.round)
    assert found
    assert [(one.section_id, one.index, one.outcome) for one in found.targets] == [
        ("learn", 3.0, "missed"),
        ("plan", 3.0, "hit"),
    ]
    assert found.targets[0].gap == pytest.approx(0.1)


def test_targets_are_held_against_the_round_they_were_set_for_whichever_round_is_compared(product: Product) -> None:
    council, top = start(product)
    first, _ = hold(product, council, top, 2025, everybody(EVERY, 2, 2, 3, 2, 2, 3))
    targets.save(product, first, product.library.questionnaire("small"), {"plan": 3.0})
    second, _ = hold(product, council, top, 2026, everybody(EVERY, 2, 3, 3, 2, 2, 3))
    third, _ = hold(product, council, top, 2027, everybody(EVERY, 3, 3, 4, 3, 4, 4))
    targets.save(product, third, product.library.questionnaire("small"), {"plan": 3.9})
    found = between(product, third, "small", first.round)
    assert found
    assert found.targets_held_in == second.round
    assert found.targets == between(product, second, "small", first.round).targets  # type: ignore[union-attr]
    history = over_rounds(product, council.id, "small")
    assert history
    over_time = targets_over_time(product, third, history)
    assert list(over_time.results) == [(second.round.id, "plan")]
    assert over_time.results[second.round.id, "plan"] == found.targets[0]
    assert over_time.wanted("plan") == 3.9
