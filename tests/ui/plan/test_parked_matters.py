"""What workshops have parked stands on the plan: made an action with a press, or settled, and found again."""

from __future__ import annotations

from uuid import uuid4

from journey.model import Origin
from journey.service import Product
from journey.service.plan import actions
from journey.service.plan.place import PlanPlace
from journey.service.workshop import parking_lot
from tests.steps.workshop import planned
from tests.ui.test_windows import Browser, press, said


def test_what_was_parked_is_made_an_action_or_settled_from_the_plan(product: Product) -> None:
    meeting = planned(product, asks=("stages",), name=f"Ambershire {uuid4().hex[:6]}")
    workshop = meeting.workshop
    parking_lot.park(product, workshop, "The *old* system", who="Head of IT", writer="laptop")
    parking_lot.park(product, workshop, "The rota", writer="laptop")
    at = {"council": workshop.organisation_id, "round": workshop.round_id, "unit": workshop.unit_id}
    drawn = Browser().window("plan", **at, view="actions")
    assert [one.value for one in drawn.header] == ["Nothing is planned yet", "Parked in workshops"]
    assert "Head of IT takes it up." in said(drawn)
    press(drawn, "Make it an action")
    (action,) = actions.of_unit(product, PlanPlace(workshop.organisation_id, workshop.unit_id))
    assert (action.content.what, action.content.lead, action.origin) == (
        "The *old* system",
        "Head of IT",
        Origin.PARKED,
    )
    press(drawn, "It is settled")
    assert "All of it is settled." in said(drawn)
    assert "Settled (2)" in [fold.label for fold in drawn.expander]
