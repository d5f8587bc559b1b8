"""A link is begun anew where the number of people whose answers go was ticked, and the page says that it was."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from journey.service import Product, current_selection
from tests.steps.light_pages import invitation
from tests.steps.workshop import Invited
from tests.ui.test_pages_draw import window


def said(drawn: AppTest) -> str:
    """Every text of the page."""
    assert not drawn.exception
    return "\n".join(text.value for text in drawn.markdown)


def rounds_page(here: Invited) -> AppTest:
    """The page of rounds with the link, and the offer to begin it anew open."""
    current_selection.choose(
        here.product,
        here.council.id,
        organisation_id=here.council.id,
        round_id=here.selection.round.id,
        unit_id=here.unit.id,
    )
    drawn = window("rounds", here.council.id)
    drawn.session_state[f"anew-{here.invitation.id}-0"] = True
    return drawn.run()


def test_a_link_is_begun_anew_once_the_number_of_those_who_go_is_ticked(product: Product) -> None:
    here = invitation(product, council="Renewshire")
    here.join(3)
    old, drawn = here.invitation, rounds_page(here)
    assert "**Three people came by this link so far. All they answered is removed**" in said(drawn)
    press = f"anew-now-{old.id}-0"
    drawn.button(press).click().run()
    assert "Nothing was changed" in drawn.error[0].value
    assert here.invitation == old
    next(box for box in drawn.checkbox if box.label == "Remove the answers of three people for good").check()
    drawn.button(press).click().run()
    text = said(drawn)
    assert "The answers of three people who had come by the earlier link were removed." in text
    assert "Begun anew on" in text
    assert here.invitation.code != old.code
    assert f"**{here.invitation.code[:4]} {here.invitation.code[4:]}**" in text
    assert old.code not in text
