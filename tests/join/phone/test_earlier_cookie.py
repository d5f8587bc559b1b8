"""A phone that joined under release 1.0.0, whose one cookie is for all codes: it keeps its response, over HTTP."""

from __future__ import annotations

import pytest

from journey.join.cookies_and_forms import COOKIE, cookie_name
from journey.service import Product
from journey.store import respondents as stored_respondents
from tests.steps.light_pages import Phone, fields_in, given, invitation
from tests.steps.server import LightServer
from tests.steps.workshop import Invited

KEY = "stages.many-viewpoints"


@pytest.fixture
def invited(product: Product) -> Invited:
    """Colleagues who answer by a link. One of them joined as 1.0.0 let people join: from no page that is known."""
    invited = invitation(product)
    invited.join()
    return invited


@pytest.fixture
def device(server: LightServer, invited: Invited) -> Phone:
    """The phone of whoever joined."""
    return Phone(server.port, agent={"Cookie": f"{COOKIE}={invited.tokens[0]}"})


def came(invited: Invited) -> int:
    with invited.product.store.read() as tx:
        return stored_respondents.joined(tx, invited.council.id, invited.invitation.id)


def test_it_finds_its_answers_and_has_a_cookie_of_this_release_from_then_on(device: Phone, invited: Invited) -> None:
    answered = device.get(f"/join/{invited.code}/answer/1")
    assert answered.status == 200
    assert [one.partition("=")[0] for one in answered.cookies] == [cookie_name(invited.code)]
    device.agent = {}
    assert device.token == invited.tokens[0]
    device.answer(invited.code, 1, {f"choice:{KEY}": "3"})
    assert given(invited.product, invited.code, invited.tokens[0])[KEY].content.level == 3
    assert "Welcome back" in device.get(f"/join/{invited.code}").text
    assert came(invited) == 1


def test_what_was_chosen_on_a_page_that_is_open_over_the_upgrade_is_saved(device: Phone, invited: Invited) -> None:
    fields = fields_in(device.get(f"/join/{invited.code}/answer/1").text)
    saved = device.post(f"/join/{invited.code}/answer/1", {**fields, f"choice:{KEY}": "2"})
    assert (saved.status, saved.place) == (303, f"/join/{invited.code}/answer/2")
    assert given(invited.product, invited.code, invited.tokens[0])[KEY].content.level == 2


def test_over_https_it_gets_the_cookie_that_no_other_host_can_plant(device: Phone, invited: Invited) -> None:
    answered = device.get(f"/join/{invited.code}/answer/1", X_Forwarded_Proto="https")
    (cookie,) = answered.cookies
    assert cookie.startswith("__Host-")
    assert "Secure" in cookie


def test_whoever_has_joined_since_is_not_found_by_such_a_cookie(server: LightServer, invited: Invited) -> None:
    attacker = Phone(server.port)
    attacker.join(invited.code)
    victim = Phone(server.port, agent={"Cookie": f"{COOKIE}={attacker.token}"})
    assert victim.get(f"/join/{invited.code}/answer/1").place == f"/join/{invited.code}"
    assert "Welcome back" not in victim.get(f"/join/{invited.code}").text


def test_a_cookie_of_this_release_counts_before_the_other(device: Phone, invited: Invited) -> None:
    other = "o" * 43
    device.agent = {"Cookie": f"{COOKIE}={invited.tokens[0]}; {cookie_name(invited.code)}={other}"}
    assert device.get(f"/join/{invited.code}/answer/1").place == f"/join/{invited.code}"
