"""A device is not a person: who passes one on, who finds one, and who has planted a cookie on one, over HTTP."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

import pytest

from journey.join.cookies_and_forms import FORM, cookie_name
from journey.service import Product
from journey.service.answering import invitations
from journey.store import respondents as stored_respondents
from tests.steps.light_pages import Phone, fields_in, given, invitation
from tests.steps.server import LightServer
from tests.steps.workshop import Invited

KEY = "stages.many-viewpoints"
SECRET = "What I would say to nobody"


@pytest.fixture
def invited(product: Product) -> Invited:
    """Colleagues who answer by a link."""
    return invitation(product)


@pytest.fixture
def device(server: LightServer) -> Phone:
    """A device that goes from hand to hand."""
    return Phone(server.port)


def answer(device: Phone, invited: Invited, level: int, note: str = SECRET) -> str:
    """Somebody joins and answers the first statement; what they are known by."""
    device.join(invited.code, role="front-line")
    device.answer(invited.code, 1, {f"choice:{KEY}": str(level), f"note:{KEY}": note})
    return device.token or ""


def leave(device: Phone, invited: Invited) -> None:
    """Finish on the device, as its page offers it."""
    page = device.get(f"/join/leave?code={invited.code}")
    gone = device.post(f"/join/leave?code={invited.code}", fields_in(page.text))
    assert (gone.status, gone.place) == (303, f"/join/left?code={invited.code}")


def came(invited: Invited) -> int:
    with invited.product.store.read() as tx:
        return stored_respondents.joined(tx, invited.council.id, invited.invitation.id)


def level(invited: Invited, token: str) -> int | None:
    return given(invited.product, invited.code, token)[KEY].content.level


@pytest.mark.parametrize("page", ["", "/review", "/saved", "/done"])
def test_every_page_with_something_of_ones_own_leads_out(device: Phone, invited: Invited, page: str) -> None:
    answer(device, invited, 1)
    device.post(f"/join/{invited.code}/review", {FORM: device.form_token(f"/join/{invited.code}/review")})
    assert f'href="/join/leave?code={invited.code}"' in device.get(f"/join/{invited.code}{page}").text


def test_the_next_person_gives_answers_of_their_own_and_sees_nothing_of_the_last(
    device: Phone, invited: Invited
) -> None:
    first = answer(device, invited, 1)
    warning = device.get(f"/join/leave?code={invited.code}").text
    assert "nobody can see or change it on this device" in warning
    leave(device, invited)
    assert device.token is None
    begin = device.get(f"/join/{invited.code}").text
    assert "Welcome back" not in begin
    assert "data-forget" in begin, "what a script has kept goes, too"
    second = answer(device, invited, 4, "")
    assert SECRET not in device.get(f"/join/{invited.code}/review").text
    assert (level(invited, first), level(invited, second), came(invited)) == (1, 4, 2)


def test_leaving_one_code_leaves_all_of_them(device: Phone, invited: Invited, product: Product) -> None:
    other = invitation(product, council="Wensford Council")
    names = [cookie_name(one.code) for one in (invited, other)]
    device.agent = {"Cookie": "; ".join(f"{name}={'t' * 43}" for name in names)}
    gone = device.post("/join/leave", fields_in(device.get("/join/leave").text))
    cleared = SimpleCookie()
    for line in gone.cookies:
        cleared.load(line)
    assert {name: morsel["max-age"] for name, morsel in cleared.items()} == dict.fromkeys(names, "0")


def test_nobody_elses_page_makes_a_device_leave(device: Phone, invited: Invited) -> None:
    token = answer(device, invited, 1)
    code = f"?code={invited.code}"
    assert device.post(f"/join/leave{code}", {}).status == 403
    foreign = {"Origin": "https://elsewhere.invalid"}
    assert device.post(f"/join/leave{code}", fields_in(device.get(f"/join/leave{code}").text), **foreign).status == 403
    assert device.token == token


def test_a_closed_link_lets_a_device_be_left_as_well(device: Phone, invited: Invited) -> None:
    answer(device, invited, 1)
    invitations.close(invited.product, invited.invitation)
    assert 'href="/join/leave"' in device.get(f"/join/{invited.code}").text
    leave(device, invited)
    assert device.token is None


def test_on_a_shared_device_nothing_can_be_read_once_it_is_submitted(
    device: Phone, invited: Invited, product: Product
) -> None:
    begin = fields_in(device.get(f"/join/{invited.code}").text)
    joined = device.post(f"/join/{invited.code}", {**begin, "role": "none", "shared": "yes"})
    (line,) = joined.cookies
    assert "max-age" not in line.lower(), "it goes with the browser"
    device.answer(invited.code, 1, {f"choice:{KEY}": "2", f"note:{KEY}": SECRET})
    assert "Once the browser is closed" in device.get(f"/join/{invited.code}/saved").text
    token = (device.token or "").removesuffix(".shared")
    review = device.get(f"/join/{invited.code}/review").text
    assert "can no longer be seen or changed on it" in review
    sent = device.post(f"/join/{invited.code}/review", fields_in(review))
    assert "Your answers are in" in device.get(sent.place).text
    assert device.token is None
    assert device.get(f"/join/{invited.code}/review").place == f"/join/{invited.code}"
    assert (level(invited, token), came(invited)) == (2, 1)


def test_a_choice_of_a_shared_device_outlives_a_page_that_comes_back(device: Phone, invited: Invited) -> None:
    begin = fields_in(device.get(f"/join/{invited.code}").text)
    page = device.post(f"/join/{invited.code}", {**begin, "role": "", "shared": "yes"}).text
    assert fields_in(page)["shared"] == "yes"


def test_it_is_said_what_a_finished_response_still_shows(device: Phone, invited: Invited) -> None:
    answer(device, invited, 1)
    device.post(f"/join/{invited.code}/review", fields_in(device.get(f"/join/{invited.code}/review").text))
    page = device.get(f"/join/{invited.code}/done").text
    assert "So can anybody else who uses this browser." in page


# Planted cookies


@pytest.mark.parametrize("planted", ["A" * 43, "of a page that somebody else has opened"])
def test_whoever_planted_a_cookie_finds_nothing_of_who_begins_with_it(
    server: LightServer, device: Phone, invited: Invited, planted: str
) -> None:
    attacker = Phone(server.port)
    if len(planted) != 43:
        attacker.get(f"/join/{invited.code}")
        planted = attacker.token or ""
    attacker.token = device.token = planted
    own = answer(device, invited, 3)
    assert own != planted
    assert attacker.get(f"/join/{invited.code}/review").place == f"/join/{invited.code}"
    begin = fields_in(attacker.get(f"/join/{invited.code}").text)
    again = attacker.post(f"/join/{invited.code}", {**begin, "role": "none"})
    assert "Somebody has begun from this page already" in again.text
    assert attacker.token not in (planted, own)
    assert (level(invited, own), came(invited)) == (3, 1)


def test_a_page_that_is_sent_many_times_at_once_makes_one_person(
    server: LightServer, device: Phone, invited: Invited
) -> None:
    fields = {**fields_in(device.get(f"/join/{invited.code}").text), "role": "none"}
    presses = [Phone(server.port, token=device.token) for _ in range(20)]
    with ThreadPoolExecutor(len(presses)) as pool:
        sent = list(pool.map(lambda one: one.post(f"/join/{invited.code}", fields).status, presses))
    assert (sent, came(invited)) == ([303] * 20, 1)
    found = [one.get(f"/join/{invited.code}/answer/1").status for one in presses]
    assert found.count(200) == 1, "the token given last finds it, and no other"
