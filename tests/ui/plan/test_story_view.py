"""The journey on its page: what it is before there is anything to tell, and that each date leads to its place."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from journey.model import ActionContent, ActionState, Origin, Scope
from journey.service import Product
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.plan import actions
from journey.service.plan.place import PlanPlace
from tests.ui.test_windows import Browser, address_of, fine, press, said


@pytest.fixture
def selection(product: Product) -> Selection:
    """A council in its first round."""
    council = councils.start(product, name=f"Ambershire {uuid4().hex[:6]}", kind="County council")
    (unit,) = councils.units(product, council.id)
    return sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK)


def test_a_round_alone_is_a_journey_with_one_date(selection: Selection) -> None:
    page = Browser().window("plan", **address_of(selection), view="story")
    fine(page)
    assert "The story in dates" in [header.value for header in page.header]
    assert f"From {selection.round.name} on: one date" in [fold.label for fold in page.expander]


def test_an_action_that_was_dropped_stands_there_with_why_and_leads_to_its_card(
    product: Product, selection: Selection
) -> None:
    place = PlanPlace.of(selection)
    by = product.today() + timedelta(days=60)
    content = ActionContent("Ask *all* users", "Head of policy", by)
    added = actions.add(product, place, content, origin=Origin.IDEA, writer="laptop")
    why = "A survey of *partners* asks them already."
    dropped = {"state": ActionState.DROPPED, "why": why}
    actions.advance(
        product,
        place.organisation_id,
        added.id,
        type(added.progress)(**dropped),
        expected_version=added.version,
        writer="laptop",
    )
    page = Browser().window("plan", **address_of(selection), view="story")
    fine(page)
    assert "survey of" in said(page)
    press(page, "See the action")
    assert page.query_params["view"] == "actions"


def test_the_table_beside_the_picture_opens(selection: Selection) -> None:
    page = Browser().window("plan", **address_of(selection), view="story")
    page.session_state[f"table-journey-{selection.unit_id}"] = True
    fine(page.run())
    assert page.get("download_button")
