"""What was done between two rounds stands by its section, with the bets that the later round decided."""

from __future__ import annotations

import pytest

from journey.service import Product, current_selection
from journey.service.current_selection import Wanted
from journey.service.plan import actions, bets
from journey.service.plan.done_between import done_between
from journey.service.plan.place import PlanPlace
from journey.service.sample import loading

pytestmark = pytest.mark.content("shipped")


def test_between_the_rounds_of_the_sample_council(product: Product) -> None:
    organisation = loading.load(product)
    here = current_selection.find(product, Wanted(organisation.id))
    assert here.selection is not None
    place = PlanPlace.of(here.selection)
    before, after = here.rounds[-2:]
    found = done_between(product, place, before, after)
    sections = [one.section for one in found]
    assert sections == sorted(sections, key=sections.index), "those about one section stand together"
    scored = [one for one in bets.of_place(product, place) if one.outcome.is_scored]
    decided = {one.bet.id for one in scored if one.outcome.round_id == after.id}
    assert decided
    assert {bet.bet.id for one in found for bet in one.bets} == decided
    days = [one.action.progress.done_on for one in found if not one.bets]
    assert all(day and before.held_on < day <= after.held_on for day in days)
    left = {one.id for one in actions.of_unit(product, place)} - {one.action.id for one in found}
    assert left, "what was not finished, and had no bet, is not among it"
    assert done_between(product, place, after, after) == [one for one in found if one.bets]
