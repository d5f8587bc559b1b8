"""What workshops have parked stands in the plan: settled there, or made an action, both or neither."""

from __future__ import annotations

import pytest

from journey.model import Origin
from journey.service import Conflict, Product
from journey.service.plan import actions, parked
from journey.service.plan.place import PlanPlace
from journey.service.workshop import parking_lot
from tests.steps.outcomes import display_version
from tests.steps.workshop import running


def test_a_parked_matter_is_made_an_action_and_settled(product: Product) -> None:
    meeting = running(product, people=5)
    workshop = meeting.workshop
    place = PlanPlace(workshop.organisation_id, workshop.unit_id)
    item = parking_lot.park(product, workshop, "The IT system", who="Head of IT", writer="laptop")
    other = parking_lot.park(product, workshop, "The rota", writer="laptop")
    assert [(one.item, one.workshop) for one in parked.of_place(product, place)] == [
        (item, workshop.plan.title),
        (other, workshop.plan.title),
    ]
    before = display_version(meeting)
    action = parked.make_action(product, place, item, writer="phone")
    assert (action.content.what, action.content.lead, action.origin) == ("The IT system", "Head of IT", Origin.PARKED)
    assert (action.unit_id, action.round_id, action.workshop_id) == (workshop.unit_id, workshop.round_id, None)
    assert display_version(meeting) == before + 1
    with pytest.raises(Conflict):
        parked.make_action(product, place, item, writer="laptop")
    assert actions.of_unit(product, place) == [action]
    settled = parked.settle(product, place, other, is_settled=True, writer="phone")
    with pytest.raises(Conflict) as caught:
        parked.settle(product, place, other, is_settled=True, writer="laptop")
    assert caught.value.stored == settled
    assert [one.item.is_settled for one in parked.of_place(product, place)] == [True, True]
