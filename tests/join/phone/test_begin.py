"""Coming to the light pages over HTTP: the code, the promise, the role, the cookie, and a code that leads nowhere."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie
from urllib.parse import quote

import pytest

from journey.join.cookies_and_forms import FORM, cookie_name
from journey.join.guard import NOWHERE_AFTER
from journey.model import DEFAULT_ROLES, Scope
from journey.service import Product
from journey.service.answering import invitations
from journey.service.rounds import closing
from journey.service.workshop import leading, planning
from journey.store import respondents as stored_respondents
from tests.steps.light_pages import COUNCIL, PLAN, Answered, Phone, fields_in, form_token_in, given, workshop
from tests.steps.light_pages import invitation as invite
from tests.steps.light_pages import light_server as light
from tests.steps.server import LightServer
from tests.steps.workshop import Invited

ENOUGH = 7
"""Times that each wrong code is asked for: fewer in all than an address may guess."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LightServer]:
    """One server for the tests of this file."""
    with light(tmp_path_factory.mktemp("light")) as started:
        yield started


@pytest.fixture
def phone(server: LightServer) -> Phone:
    """A phone that has never been here."""
    return Phone(server.port)


def test_the_page_to_type_a_code_knows_nobody(phone: Phone) -> None:
    page = phone.get("/join")
    assert page.status == 200
    assert page.cookies == []
    assert 'name="code"' in page.text


@pytest.mark.parametrize(
    "typed", ["{}", "  {} ", "{lower}", "{first}-{last}", "{first} {last}", "{first}–{last}", "{lower_spaced}"]
)
def test_a_code_may_be_typed_as_people_type(phone: Phone, typed: str) -> None:
    code = "K7PM2X9Q"
    parts = {"lower": code.lower(), "first": code[:4], "last": code[4:], "lower_spaced": " ".join(code.lower())}
    text = typed.format(code, **parts).replace(" ", "%20").replace("–", "%E2%80%93")
    answer = phone.get(f"/join?code={text}")
    assert (answer.status, answer.place) == (303, f"/join/{code}")


@pytest.mark.parametrize(
    "pasted",
    [
        "https://join.example.gov.uk/join/K7PM2X9Q",
        "http://192.168.1.20:8080/JOIN/k7pm2x9q/answer/2?from=mail#main",
        "https://join.example.gov.uk/join?code=K7PM-2X9Q",
        "Please answer: https://join.example.gov.uk/join/K7PM2X9Q/ by Friday",
    ],
)
def test_a_whole_link_may_be_pasted_in_place_of_its_code(phone: Phone, pasted: str) -> None:
    answer = phone.get(f"/join?code={quote(pasted, safe='')}")
    assert (answer.status, answer.place) == (303, "/join/K7PM2X9Q")
    assert len(pasted) < int(re.findall(r'maxlength="(\d+)"', phone.get("/join").text)[0])


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Type your code"),
        ("K7PM", "you typed 4"),
        ("K", "you typed 1"),
        ("K7PM2X9QQ", "you typed 9"),
        ("K7PM2X90", "numbers 0 and 1"),
        ("k7pm2x9o", "letters O and I"),
        ("K7PM2X9%C3%89", "only letters and numbers"),
        ("%3Cb%3EK7PM", "only letters and numbers"),
    ],
)
def test_what_has_not_the_form_of_a_code_is_said_beside_the_field_and_kept(phone: Phone, typed: str, says: str) -> None:
    page = phone.get(f"/join?code={typed}")
    assert page.status == 200
    assert says in page.text
    assert '<a href="#code">' in page.text
    assert 'aria-describedby="code-hint code-error"' in page.text
    assert "<b>K7PM" not in page.text


def test_the_promise_comes_before_the_first_question(phone: Phone, product: Product) -> None:
    invited = workshop(product)
    page = phone.get(f"/join/{invited.code}")
    assert page.status == 200
    assert COUNCIL in page.text
    assert PLAN.title in page.text
    assert PLAN.purpose in page.text
    door_promise = page.text.index("Your answers are confidential")
    assert door_promise < page.text.index("<form")
    assert "Nobody is shown what you answered" in page.text
    assert "the answers to a statement are shown together" in page.text


def test_without_a_workshop_the_round_is_named_and_no_reveal_is_promised(phone: Phone, product: Product) -> None:
    page = phone.get(f"/join/{invite(product).code}")
    assert "Autumn 2026" in page.text
    assert "Nobody is shown what you answered" in page.text
    assert "shown together: how many" not in page.text


def test_to_say_no_role_is_a_choice_like_any_other(phone: Phone, product: Product) -> None:
    page = phone.get(f"/join/{workshop(product).code}")
    for key in (*(role.key for role in DEFAULT_ROLES), "none"):
        assert f'<label class="option short"><input type="radio" name="role" value="{key}"' in page.text
    assert " checked" not in page.text


def test_the_cookie_is_out_of_reach_and_is_kept_once_somebody_has_begun(phone: Phone, product: Product) -> None:
    code = workshop(product).code
    lasts = []
    for page in (phone.get(f"/join/{code}"), phone.join(code)):
        (line,) = page.cookies
        morsel = SimpleCookie(line)[cookie_name(code)]
        assert morsel["httponly"] is True
        assert morsel["samesite"].lower() == "lax"
        assert morsel["path"] == "/"
        assert len(morsel.value) == 43
        lasts.append(morsel["max-age"])
    assert lasts == ["", str(400 * 86400)]
    assert phone.get("/join/static/none/join.css").cookies == []


def test_behind_https_no_other_host_can_set_the_cookie(server: LightServer, product: Product) -> None:
    code = workshop(product).code
    phone = Phone(server.port, agent={"X-Forwarded-Proto": "https"})
    for page in (phone.get(f"/join/{code}"), phone.join(code)):
        (line,) = page.cookies
        assert line.startswith("__Host-")
        assert "secure" in line.lower()
        assert "domain" not in line.lower()
    assert phone.get(f"/join/{code}/answer/1").status == 200
    planted = {"Cookie": f"{cookie_name(code)}={phone.token}", "X-Forwarded-Proto": "https"}
    assert Phone(server.port, agent=planted).get(f"/join/{code}/answer/1").status == 303


def test_beginning_makes_one_respondent_in_the_role_that_was_chosen(phone: Phone, product: Product) -> None:
    invited = workshop(product)
    answer = phone.join(invited.code, role="front-line")
    assert (answer.status, answer.place) == (303, f"/join/{invited.code}/answer")
    again = phone.post(
        f"/join/{invited.code}", {FORM: phone.form_token(f"/join/{invited.code}/answer/1"), "role": "councillors"}
    )
    assert again.status == 303
    assert _came(product, invited) == 1
    welcome = phone.get(f"/join/{invited.code}")
    assert "Welcome back" in welcome.text
    assert 'name="role"' not in welcome.text


def test_one_of_two_groups_is_asked_for_where_the_round_asks_so(phone: Phone, product: Product) -> None:
    invited = invite(product)
    made = invitations.invited(product, invited.selection)
    assert made
    invitations.ask_groups(product, made.invitation, two_groups=True)
    page = phone.get(f"/join/{invited.code}").text
    assert [name in page for name in ("Leaders and managers", "Everybody else", "Front line")] == [True, True, False]
    assert "Choose a group" in phone.join(invited.code, role="front-line").text
    assert phone.join(invited.code, role="everybody-else").status == 303
    assert _came(product, invited) == 1


def test_nobody_begins_under_a_promise_that_they_have_not_read(phone: Phone, product: Product) -> None:
    invited = invite(product)
    address = f"/join/{invited.code}"
    read = {**fields_in(phone.get(address).text), "role": "none"}
    planning.make(
        product,
        invited.selection.unit,
        PLAN,
        round_id=invited.selection.round.id,
        questionnaire_ids=["stages"],
        scope=Scope.QUICK,
    )
    page = phone.post(address, read)
    assert "has changed since you opened this page" in page.text
    assert "In the workshop, the answers to a statement are shown together" in page.text
    assert _came(product, invited) == 0
    assert phone.join(invited.code).status == 303


def test_without_a_choice_of_role_nobody_comes_and_the_page_says_what_to_do(phone: Phone, product: Product) -> None:
    invited = workshop(product)
    for role in ("", "mayor"):
        page = phone.join(invited.code, role=role)
        assert "Choose a group, or that you would rather not say" in page.text
        assert '<a href="#role-1">' in page.text
        assert "<title>Error: " in page.text
    assert _came(product, invited) == 0


def test_where_cookies_are_refused_that_is_said_and_nobody_comes(phone: Phone, product: Product) -> None:
    invited = workshop(product)
    fields = {FORM: phone.form_token(f"/join/{invited.code}"), "role": "none"}
    phone.token = None
    page = phone.post(f"/join/{invited.code}", fields)
    assert page.status == 403
    assert "Your browser did not keep our cookie" in page.text
    assert _came(product, invited) == 0


def test_whoever_comes_after_the_last_place_is_told_so_and_those_who_came_go_on(
    server: LightServer, product: Product
) -> None:
    invited = workshop(product, cap=1)
    first, second = Phone(server.port), Phone(server.port)
    assert first.join(invited.code).status == 303
    page = second.join(invited.code)
    assert page.status == 403
    assert "This code is for one person" in page.text
    assert "that many have joined" in page.text
    assert _came(product, invited) == 1
    assert first.get(f"/join/{invited.code}/answer/1").status == 200


def test_while_the_workshop_runs_the_way_leads_to_the_room(phone: Phone, product: Product) -> None:
    invited = workshop(product)
    invited.open_room()
    assert "Join the workshop" in phone.get(f"/join/{invited.code}").text
    assert phone.join(invited.code).place == f"/join/{invited.code}/room"
    page = phone.get(f"/join/{invited.code}/answer/1")
    assert page.status == 200
    assert f'href="/join/{invited.code}/room"' in page.text


@dataclass
class Dead:
    """A code that leads nowhere, and a phone that asks for it."""

    code: str
    phone: Phone


def _dead_codes(server: LightServer, product: Product) -> dict[str, Dead]:
    def fresh() -> Phone:
        return Phone(server.port)

    closed, closed_round, ended, known = (workshop(product) for _ in range(4))
    invitations.close(product, closed.invitation)
    closing.close(product, closed_round.selection.organisation.id, closed_round.selection.round.id)
    for one in (ended, known):
        assert one.workshop is not None
    joined = fresh()
    joined.join(known.code)
    leading.end(product, ended.workshop)  # type: ignore[arg-type]
    leading.end(product, known.workshop)  # type: ignore[arg-type]
    return {
        "never made": Dead("ABCDEFGH", fresh()),
        "not a code": Dead("0", fresh()),
        "closed": Dead(closed.code, fresh()),
        "of a closed round": Dead(closed_round.code, fresh()),
        "of a workshop that ended": Dead(ended.code, fresh()),
        "ended, for one who had come": Dead(known.code, joined),
    }


def test_every_code_that_leads_nowhere_gets_the_very_same_page_after_the_same_time(
    server: LightServer, product: Product
) -> None:
    dead = _dead_codes(server, product)
    pages: dict[str, list[Answered]] = {kind: [] for kind in dead}
    took: dict[str, list[float]] = {kind: [] for kind in dead}
    for _ in range(ENOUGH):
        for kind, one in dead.items():
            began = time.perf_counter()
            page = one.phone.get(f"/join/{one.code}")
            took[kind].append(time.perf_counter() - began)
            pages[kind].append(replace(page, headers={k: v for k, v in page.headers.items() if k != "date"}))
    first = pages["never made"][0]
    assert first.status == 404
    assert "This code leads nowhere" in first.text
    assert all(page == first for of_kind in pages.values() for page in of_kind)
    quickest = {kind: min(times) for kind, times in took.items()}
    assert min(quickest.values()) > 0.9 * NOWHERE_AFTER
    middle = statistics.median(quickest.values())
    assert all(abs(time - middle) < 0.2 * NOWHERE_AFTER for time in quickest.values()), quickest


def test_below_a_code_that_leads_nowhere_there_is_nothing_either(server: LightServer, product: Product) -> None:
    dead = _dead_codes(server, product)["ended, for one who had come"]
    for below in ("answer", "answer/1", "review", "done", "saved"):
        page = dead.phone.get(f"/join/{dead.code}/{below}")
        assert page.status == 404
        assert "This code leads nowhere" in page.text


def test_pages_of_those_who_came_lead_others_to_the_beginning(phone: Phone, product: Product) -> None:
    code = workshop(product).code
    for below in ("answer", "answer/1", "review", "done", "saved"):
        answer = phone.get(f"/join/{code}/{below}")
        assert (answer.status, answer.place) == (303, f"/join/{code}")


def test_a_form_token_is_another_on_every_page(phone: Phone, product: Product) -> None:
    code = workshop(product).code
    assert form_token_in(phone.get(f"/join/{code}").text) != form_token_in(phone.get(f"/join/{code}").text)


def test_two_phones_have_answers_of_their_own(server: LightServer, product: Product) -> None:
    invited = workshop(product)
    one, other = Phone(server.port), Phone(server.port)
    for phone in (one, other):
        phone.join(invited.code)
    assert one.token != other.token
    one.answer(invited.code, 1, {"choice:stages.many-viewpoints": "4"})
    assert one.token is not None
    assert other.token is not None
    assert given(product, invited.code, one.token)["stages.many-viewpoints"].content.level == 4
    assert given(product, invited.code, other.token) == {}


def _came(product: Product, invited: Invited) -> int:
    with product.store.read() as tx:
        return stored_respondents.joined(tx, invited.invitation.organisation_id, invited.invitation.id)
