"""Before anybody answers: the page says what so many people will show, and asks for two groups with one press."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from journey.model import Invitation, Privacy, Scope
from journey.service import Product, current_selection
from journey.service.answering import invitations, respondents
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.rounds import lifecycle
from journey.service.rounds.lifecycle import RoundPlan
from tests.ui.test_pages_draw import window


def said(drawn: AppTest) -> str:
    """Every text of the page."""
    assert not drawn.exception
    return "\n".join(text.value for text in drawn.markdown)


def test_whoever_starts_a_round_reads_what_so_many_people_will_notice(product: Product) -> None:
    organisation = councils.start(product, name="Expectshire", kind="County council")
    current_selection.choose(product, "expects", organisation_id=organisation.id, round_id=None, unit_id=None)
    drawn = window("rounds", "expects")
    drawn.session_state["start-expected"] = True
    assert "With 12 people each time you will notice a change of about half a level" in said(drawn.run())
    assert "two thirds of a level" in said(drawn.number_input("expected-start").set_value(8).run())
    assert "nothing will be shown" in said(drawn.number_input("expected-start").set_value(3).run())
    assert [offer.partition("  \n")[2] for offer in drawn.radio(f"groups-start-{organisation.id}").options] == [
        "Leadership; Managers; Front line; Councillors; Partners",
        "Leaders and managers; Everybody else",
    ]


@pytest.fixture
def place(product: Product) -> Selection:
    """A round of a new council in which colleagues answer by a link."""
    organisation = councils.start(product, name="Groupshire", kind="County council")
    unit = councils.units(product, organisation.id)[0]
    plan = RoundPlan(
        "Autumn", date(2026, 10, 12), ["stages"], [unit.id], Scope.QUICK, shows_last=False, privacy=Privacy.CONFIDENTIAL
    )
    return Selection(organisation, lifecycle.open_round(product, organisation, plan), unit)


def invitation(product: Product, place: Selection) -> Invitation:
    found = invitations.invited(product, place)
    assert found
    return found.invitation


def test_two_groups_are_asked_for_with_one_press_until_somebody_has_begun(product: Product, place: Selection) -> None:
    current_selection.choose(
        product,
        place.organisation.id,
        organisation_id=place.organisation.id,
        round_id=place.round.id,
        unit_id=place.unit.id,
    )
    drawn = window("rounds", place.organisation.id)
    made = invitation(product, place)
    drawn.session_state[f"before-{made.id}"] = True
    assert "Colleagues are asked for **their role**" in said(drawn.run())
    pressed = drawn.button(f"groups-{made.id}").click().run()
    assert "Colleagues are asked which of **two groups** they are in" in said(pressed)
    assert invitation(product, place).two_groups

    respondents.join(product, made.code, "token", role="everybody-else")
    assert "which of **two groups**" not in said(drawn.run())
