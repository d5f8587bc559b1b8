"""A text that is too long is refused in words with the number, and what was typed stays in the field."""

from __future__ import annotations

from journey.model import ActionContent, Origin
from journey.service import Product
from journey.service.plan import actions
from journey.service.plan.fields import TEXT_LIMIT, WHAT_LIMIT
from journey.service.plan.place import PlanPlace
from journey.ui.shared.text_field import room
from tests.ui.test_advice import STATES, Unit
from tests.ui.test_windows import Browser, address_of, fine, said


def test_a_text_that_is_too_long_is_said_to_be_and_stays_in_the_field(product: Product) -> None:
    unit = STATES["full, one low"](Unit(product))
    place = PlanPlace.of(unit.selection)
    action = actions.add(product, place, ActionContent("Ask users"), origin=Origin.IDEA, writer="laptop")
    drawn = Browser().window("plan", **address_of(unit.selection), view="actions")
    drawn.session_state[f"plan-whole-{action.id}"] = True
    fine(drawn.run())
    field, pasted = f"plan-content-{action.id}-resources", "a" * (TEXT_LIMIT + 200)
    assert drawn.text_area(field).max_chars == room(TEXT_LIMIT) > 10 * TEXT_LIMIT
    drawn.text_area(field).set_value(pasted)
    fine(drawn.button(f"plan-content-{action.id}-save").click().run())
    (refusal,) = (one.value for one in drawn.error)
    assert f"There are {TEXT_LIMIT + 200:,} characters, and {TEXT_LIMIT:,} is the most" in refusal
    assert "Saved." not in said(drawn)
    assert drawn.text_area(field).value == pasted
    assert actions.get(product, unit.council.id, action.id).content.resources == ""
    line = f"plan-new-{place.key}-what"
    drawn.text_input(line).set_value("b" * (WHAT_LIMIT + 1))
    fine(drawn.button(f"plan-new-{place.key}-save").click().run())
    assert f"{WHAT_LIMIT + 1} characters" in drawn.error[0].value
    assert drawn.text_input(line).value == "b" * (WHAT_LIMIT + 1)
