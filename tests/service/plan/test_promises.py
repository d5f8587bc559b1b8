"""Last time's promises: asked of the plan, each told once, with what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from journey.model import ActionContent, ActionProgress, ActionState, Came, Origin, Scope
from journey.service import Product
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.plan import actions, reviews
from journey.service.plan.place import PlanPlace
from journey.service.plan.promises import promises


@pytest.fixture
def first(product: Product) -> PlanPlace:
    """A council in its first round."""
    council = councils.start(product, name="Ambershire", kind="County council")
    (unit,) = councils.units(product, council.id)
    begun = sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["small"], scope=Scope.FULL)
    return PlanPlace.of(begun)


def later(product: Product, days: int) -> Product:
    return replace(product, clock=lambda: product.clock() + timedelta(days=days))


def act(product: Product, place: PlanPlace, what: str, state: ActionState, why: str = "") -> None:
    new = actions.add(product, place, ActionContent(what), origin=Origin.IDEA, writer="laptop")
    done = product.today() if state is ActionState.DONE else None
    progress = ActionProgress(
        state, why, kept_in="A service plan" if state is ActionState.HANDED_OVER else "", done_on=done
    )
    actions.advance(product, place.organisation_id, new.id, progress, expected_version=1, writer="laptop")


def next_round(product: Product, place: PlanPlace) -> PlanPlace:
    """The round after it."""
    (council,) = councils.every(product)
    (unit,) = councils.units(product, council.id)
    begun = sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["small"], scope=Scope.FULL)
    return PlanPlace.of(begun)


def test_a_first_round_has_no_promises(product: Product, first: PlanPlace) -> None:
    act(product, first, "Ask users", ActionState.LIVE)
    assert promises(product, first).every == ()


def test_a_later_round_tells_what_came_of_each_promise_and_nothing_of_its_own(
    product: Product, first: PlanPlace
) -> None:
    act(product, first, "Done", ActionState.DONE)
    act(product, first, "Dropped", ActionState.DROPPED, "Too dear")
    act(product, first, "Handed over", ActionState.HANDED_OVER)
    act(product, first, "In hand", ActionState.LIVE)
    act(product, first, "Only proposed", ActionState.PROPOSED)
    half_a_year_on = later(product, 180)
    second = next_round(half_a_year_on, first)
    act(half_a_year_on, second, "For next time", ActionState.LIVE)
    found = promises(half_a_year_on, second)
    told = {one.action.content.what: one.came for one in found.every}
    assert told == {
        "Done": Came.NOT_CHECKED,
        "In hand": Came.IN_HAND,
        "Dropped": Came.DROPPED,
        "Handed over": Came.HANDED_OVER,
    }
    assert found.older == ()
    assert found.made_in.startswith("in ")


def test_what_was_in_hand_before_the_last_round_is_told_apart_and_what_had_ended_is_not(
    product: Product, first: PlanPlace
) -> None:
    act(product, first, "Done long ago", ActionState.DONE)
    act(product, first, "Still in hand", ActionState.LIVE)
    second = next_round(later(product, 180), first)
    act(later(product, 200), second, "New", ActionState.LIVE)
    third = next_round(later(product, 360), second)
    found = promises(later(product, 360), third)
    assert [one.action.content.what for one in found.older] == ["Still in hand"]
    assert [one.action.content.what for one in found.made] == ["New"]


def test_without_a_round_before_the_last_review_counts(product: Product, first: PlanPlace) -> None:
    act(product, first, "Ask users", ActionState.LIVE)
    then = later(product, 30)
    review = reviews.begin(then, first, writer="laptop")
    reviews.end(then, first.organisation_id, review.id, shown="", expected_version=1, writer="laptop")
    act(later(product, 31), first, "New", ActionState.LIVE)
    found = promises(later(product, 60), first)
    assert [one.action.content.what for one in found.every] == ["Ask users"]
    assert found.made_in == "before the review of 21 December 2026"
