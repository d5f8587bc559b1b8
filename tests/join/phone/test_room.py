"""The room on phones and the big screen over HTTP: what each shows when, and that nothing comes out before a reveal."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from journey.join.cookies_and_forms import FORM
from journey.model import ActionContent, NewQuestion, Option, QuestionKind, Vote
from journey.service import Product
from journey.service.workshop import actions, leading, room, voting
from tests.steps.light_pages import Answered, Phone, fields_in, given, workshop
from tests.steps.server import LightServer
from tests.steps.workshop import Meeting

K = QuestionKind
THREE = (Option("a", "Fewer targets"), Option("b", "One plan"), Option("c", "A day to look back"))
JSON = {"Accept": "application/json"}
HOSTILE = '<script>window.hit = "script"</script>'


@pytest.fixture
def led(product: Product) -> Meeting:
    """A workshop to which four have come, whose room is open."""
    made = workshop(product)
    made.join(4)
    made.open_room()
    return made


@pytest.fixture
def phone(server: LightServer, led: Meeting) -> Phone:
    """A phone that has come."""
    made = Phone(server.port)
    made.join(led.code)
    return made


def look(phone: Phone, led: Meeting) -> Answered:
    return phone.get(f"/join/{led.code}/room")


def send(phone: Phone, led: Meeting, **changes: str) -> Answered:
    """The form of the room as it is on the page, with these changes; names of fields have _ in place of the colon."""
    fields = {**fields_in(look(phone, led).text), **{name.replace("_", ":"): value for name, value in changes.items()}}
    return phone.post(f"/join/{led.code}/room", fields)


def own_vote(phone: Phone, led: Meeting, number: int) -> Vote | None:
    assert phone.token
    return voting.own_votes(led.product, led.holder(phone.token or ""), led.workshop).get(number)


def heading(page: Answered) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    assert found, page.text
    return found.group(1)


# The phone


def test_before_it_begins_a_phone_waits_and_may_answer(server: LightServer, product: Product) -> None:
    led = workshop(product)
    phone = Phone(server.port)
    phone.join(led.code)
    page = look(phone, led)
    assert heading(page) == "You are in"
    assert f'href="/join/{led.code}/answer"' in page.text
    led.open_room()
    assert heading(look(phone, led)) == "You are in. Look at the screen"


def test_a_vote_without_javascript(phone: Phone, led: Meeting) -> None:
    number = led.put(NewQuestion(K.FIST))
    assert "Not answered yet" in look(phone, led).text
    sent = send(phone, led, **{f"choice_{number}": "4"})
    assert (sent.status, sent.place) == (303, f"/join/{led.code}/room")
    page = look(phone, led)
    assert "You have answered. You may change it until the answers are shown." in page.text
    assert re.search(r'value="4" checked', page.text)
    assert send(phone, led).status == 303
    assert own_vote(phone, led, number) == Vote(number, ("4",), 1), "the same sent twice is one vote"
    send(phone, led, **{f"choice_{number}": "2"})
    assert own_vote(phone, led, number) == Vote(number, ("2",), 2)
    led.reveal()
    page = look(phone, led)
    assert heading(page) == "The answers are on the screen"
    assert "<form" not in page.text
    assert "Your answer: 2 I have doubts that I want heard" in page.text


def test_a_script_is_answered_in_json(phone: Phone, led: Meeting) -> None:
    number = led.put(NewQuestion(K.FIST))
    fields = {FORM: phone.form_token(f"/join/{led.code}/room"), f"version:{number}": "0", f"choice:{number}": "5"}
    reply = phone.post(f"/join/{led.code}/room", fields, **JSON)
    assert (reply.status, json.loads(reply.text)) == (200, {"version": 1})
    reply = phone.post(f"/join/{led.code}/room", {**fields, f"choice:{number}": "3"}, **JSON)
    assert reply.status == 422
    assert "another window" in json.loads(reply.text)["error"]
    led.reveal()
    reply = phone.post(f"/join/{led.code}/room", {**fields, f"version:{number}": "1"}, **JSON)
    assert (reply.status, json.loads(reply.text)["is_shut"]) == (422, True)
    assert own_vote(phone, led, number) == Vote(number, ("5",), 1)


def test_a_statement_is_answered_as_on_its_own_page(phone: Phone, led: Meeting) -> None:
    statement = led.statements[0]
    led.ask(statement)
    send(phone, led, **{f"choice_stages.{statement}": "3"})
    assert led.items[0].answered == 1
    page = phone.get(f"/join/{led.code}/answer/1")
    assert re.search(rf'name="choice:stages.{statement}" value="3" checked', page.text)
    phone.answer(led.code, 1, {f"evidence:stages.{statement}": "The minutes of May"})
    send(phone, led, **{f"choice_stages.{statement}": "4"})
    shown = given(led.product, led.code, phone.token or "")[f"stages.{statement}"].content
    assert (shown.level, shown.evidence) == (4, "The minutes of May"), "a vote takes nothing away"
    refused = send(phone, led, **{f"choice_stages.{statement}": "not_applicable"})
    assert refused.status == 422
    assert "why it does not apply" in refused.text
    assert led.items[0].answered == 1


def test_who_comes_late_answers_what_is_open_alone(server: LightServer, led: Meeting) -> None:
    first, second = led.statements[:2]
    led.ask(first)
    led.answer_all(first, 1, 2)
    led.reveal()
    led.ask(second)
    late = Phone(server.port)
    assert late.join(led.code).place == f"/join/{led.code}/room"
    assert re.findall(r'data-key="([^"]+)"', look(late, led).text) == [f"stages.{second}"]


def test_in_a_second_vote_sending_the_same_again_counts(phone: Phone, led: Meeting) -> None:
    statement = led.statements[0]
    led.ask(statement)
    send(phone, led, **{f"choice_stages.{statement}": "3"})
    led.reveal()
    led.ask(statement, ballot_round=2)
    page = look(phone, led)
    assert (heading(page), led.items[0].answered) == ("Second vote", 0)
    assert "Not sent again yet" in page.text
    assert re.search(r'value="3" checked', page.text)
    send(phone, led)
    assert led.items[0].answered == 1
    assert "You have answered." in look(phone, led).text


def test_who_has_chosen_nothing_has_not_voted_again(phone: Phone, led: Meeting) -> None:
    statement = led.statements[0]
    led.ask(statement)
    led.answer_all(statement, 1, 2)
    led.reveal()
    led.ask(statement, ballot_round=2)
    send(phone, led)
    assert led.items[0].answered == 0


def test_an_answer_to_the_first_vote_is_not_counted_as_the_second_and_may_be_sent_again(
    phone: Phone, led: Meeting
) -> None:
    statement = led.statements[0]
    key, url = f"stages.{statement}", f"/join/{led.code}/room"
    led.ask(statement)
    first = {**fields_in(look(phone, led).text), f"choice:{key}": "4"}
    led.answer_all(statement, 1, 1, 2, 2)
    led.reveal()
    led.ask(statement, ballot_round=2)
    late = phone.post(url, first)
    assert late.status == 422
    assert (heading(late), led.items[0].answered) == ("Second vote", 0)
    assert "Your answer to the first vote was not counted as the second." in late.text
    assert re.search(r'value="4" checked', late.text), "it is offered for sending again"
    by_script = json.loads(phone.post(url, first, **JSON).text)
    assert (by_script["question"], by_script["stored"]["choice"]) == (led.items[0].question.number, "")
    assert led.items[0].answered == 0
    assert phone.post(url, fields_in(late.text)).status == 303
    assert led.items[0].answered == 1
    assert given(led.product, led.code, phone.token or "")[key].content.level == 4


def test_pages_of_statements_leave_a_second_vote_to_the_room(phone: Phone, led: Meeting) -> None:
    statement = led.statements[0]
    old = {**phone.page(led.code, 1), f"choice:stages.{statement}": "4"}
    led.ask(statement)
    led.answer_all(statement, 1, 1, 2, 2)
    led.reveal()
    led.ask(statement, ballot_round=2)
    page = phone.get(f"/join/{led.code}/answer/1").text
    assert f"choice:stages.{statement}" not in page
    assert "The workshop asks this statement again." in page
    assert "Asked again: answer it in the workshop" in phone.get(f"/join/{led.code}/review").text
    late = phone.post(f"/join/{led.code}/answer/1", old)
    assert "Your answer to the first vote was not counted as the second." in late.text
    assert led.items[0].answered == 0


def test_three_dots_and_no_more(phone: Phone, led: Meeting) -> None:
    number = led.put(NewQuestion(K.PRIORITY, options=THREE))
    key = f"dots_{number}_"
    many = send(phone, led, **{f"{key}a": "2", f"{key}b": "2", f"{key}c": "0"})
    assert many.status == 422
    assert "These are more than three dots. Give three at the most" in many.text
    assert many.text.count("selected") == 3, "what was chosen is still chosen"
    none = send(phone, led, **{f"{key}a": "0", f"{key}b": "0", f"{key}c": "0"})
    assert (none.status, own_vote(phone, led, number)) == (422, None)
    assert send(phone, led, **{f"{key}a": "2", f"{key}c": "1", f"{key}b": "0"}).status == 303
    assert own_vote(phone, led, number) == Vote(number, ("a", "a", "c"), 1)
    assert send(phone, led, **{f"{key}a": "9"}).status == 400


def test_what_comes_too_late_is_said_not_to_be_saved(phone: Phone, led: Meeting) -> None:
    number = led.put(NewQuestion(K.FIST))
    fields = {**fields_in(look(phone, led).text), f"choice:{number}": "4"}
    led.put(NewQuestion(K.ON_TIME))
    late = phone.post(f"/join/{led.code}/room", fields)
    assert late.status == 422
    assert "Not saved: the workshop has moved on" in late.text
    assert heading(late) == "Return on time"
    assert own_vote(phone, led, number) is None


def test_what_is_no_form_of_ours_is_refused(phone: Phone, server: LightServer, led: Meeting) -> None:
    number = led.put(NewQuestion(K.FIST))
    fields = {**fields_in(look(phone, led).text), f"choice:{number}": "4"}
    url = f"/join/{led.code}/room"
    assert phone.post(url, {**fields, FORM: "forged"}).status == 403
    assert phone.post(url, fields, Origin="https://elsewhere.invalid").status == 403
    other = Phone(server.port)
    other.join(led.code)
    assert other.post(url, fields).status == 403, "another's form"
    assert Phone(server.port).post(url, fields).status in (303, 403)
    assert phone.post(url, {**fields, f"choice:{number}": "level"}).status == 422
    assert phone.post(url, {**fields, "version:77": "0", "choice:77": "1"}).status == 404
    assert phone.post(url, {**fields, f"version:{number}": "x"}).status == 400
    assert led.items[0].answered <= 1


def test_who_has_not_come_is_led_to_where_people_begin(server: LightServer, led: Meeting) -> None:
    assert look(Phone(server.port), led).place == f"/join/{led.code}"


def test_a_phone_is_told_where_the_room_is_and_nothing_else(server: LightServer, led: Meeting) -> None:
    def phase() -> str:
        reply = Phone(server.port).get(f"/join/{led.code}/room/now", **JSON)
        found = json.loads(reply.text)
        assert set(found) == {"phase"}
        return str(found["phase"])

    assert phase() == "room-0-open"
    led.ask(led.statements[0])
    assert phase() == "room-1-open"
    led.answer_all(led.statements[0], 1, 2, 3)
    assert phase() == "room-1-open"
    led.reveal()
    assert phase() == "room-1-revealed"


def test_once_it_has_ended_the_code_leads_nowhere(server: LightServer, phone: Phone, led: Meeting) -> None:
    led.end()
    paths = ("/join/{}/room", "/join/{}/room/now", "/screen/{}", "/screen/{}/now")
    for path in paths:
        ended, wrong = phone.get(path.format(led.code)), Phone(server.port).get(path.format("ABCDEFGH"))
        assert (ended.status, ended.text, ended.headers.keys()) == (404, wrong.text, wrong.headers.keys()), path


# The big screen


def test_the_screen_needs_the_code_alone_and_has_no_controls(server: LightServer, led: Meeting) -> None:
    number = led.put(NewQuestion(K.FIST))
    led.vote_all(number, "5", "4", "3", "0")
    for is_revealed in (False, True):
        if is_revealed:
            led.reveal()
        page = Phone(server.port).get(f"/screen/{led.code}")
        assert (page.status, page.cookies) == (200, [])
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert not re.findall(r"<(?:form|button|input|select|textarea|a|details)\b", page.text)
        assert not re.findall(r"\sstyle=|\son\w+=", page.text)
    assert Phone(server.port).post(f"/screen/{led.code}", {}).status == 405


def test_the_screen_is_given_only_what_is_new(server: LightServer, led: Meeting) -> None:
    def now(seen: str = "") -> Answered:
        return Phone(server.port).get(f"/screen/{led.code}/now?seen={seen}")

    def tag(page: Answered) -> str:
        found = re.search(r'data-seen="([^"]+)"', page.text)
        assert found
        return found.group(1)

    whole = tag(Phone(server.port).get(f"/screen/{led.code}"))
    assert (now(whole).status, now(whole).text) == (204, "")
    led.ask(led.statements[0])
    opened = now(whole)
    assert "<b>0 of 4</b>" in opened.text
    led.answer_all(led.statements[0], 1, 2)
    counted = now(tag(opened))
    assert "<b>2 of 4</b>" in counted.text
    assert "<html" not in counted.text
    led.reveal()
    assert "Too few for a word: one says 1, one says 2" in now(tag(counted)).text


def test_the_screen_draws_a_dot_a_person_and_says_it_in_a_table(server: LightServer, led: Meeting) -> None:
    statement = led.statements[0]
    led.ask(statement)
    led.answer_all(statement, 1, 1, 4, 4)
    led.reveal()
    led.ask(statement, ballot_round=2)
    led.answer_all(statement, 3, 3, 3, 4)
    led.reveal()
    page = Phone(server.port).get(f"/screen/{led.code}").text
    assert "<h1>3 of 4 say 3, one says 4</h1>" in page
    assert "First vote: two say 1, two say 4. Second vote: 3 of 4 say 3, one says 4." in page
    assert page.count("<circle") == 8
    assert page.count("<svg viewBox") - page.count('<svg viewBox="0 0 12 12"') == page.count("<desc") == 2
    assert re.findall(r'<th scope="row">([^<]+)</th><td>(\d+)</td>', page) == [
        ("1 Little in place, median", "2"),
        ("2 Partial", "0"),
        ("3 Established", "0"),
        ("4 Embedded", "2"),
        ("1 Little in place", "0"),
        ("2 Partial", "0"),
        ("3 Established, median", "3"),
        ("4 Embedded", "1"),
    ]


def test_the_case_is_resolved_after_the_reveal(server: LightServer, phone: Phone, led: Meeting) -> None:
    vignettes = led.product.library.workshop("where-we-stand").vignettes
    number = led.put(*(NewQuestion(K.VIGNETTE, one.id) for one in vignettes))
    for at in range(len(vignettes)):
        led.vote_all(number + at, *["2"] * len(led.tokens))
    because = vignettes[0].because.split(".")[0]
    for is_revealed in (False, True):
        if is_revealed:
            led.reveal()
        for page in (Phone(server.port).get(f"/screen/{led.code}"), look(phone, led)):
            assert (because in page.text) is is_revealed
            assert (f"level {vignettes[0].level}" in page.text.lower()) is is_revealed


def test_the_end_has_the_actions_and_the_day_of_review_as_they_were_typed(server: LightServer, led: Meeting) -> None:
    led.put(NewQuestion(K.FIST))
    action = ActionContent(HOSTILE, lead="A & B", by_when=date(2027, 1, 15))
    actions.add(led.product, led.workshop, action, writer="laptop")
    assert "&lt;script&gt;" in Phone(server.port).get(f"/screen/{led.code}").text, "what the vote is about"
    leading.set_review(led.product, led.workshop, date(2027, 3, 1))
    leading.clear(led.product, led.workshop)
    page = Phone(server.port).get(f"/screen/{led.code}").text
    assert "<h1>What we will do</h1>" in page
    assert "A &amp; B, by 15 January 2027" in page
    assert "1 March 2027" in page
    assert HOSTILE not in page


# Nothing before the reveal

PATHS = (
    "/join/{}",
    "/join/{}/answer",
    "/join/{}/answer/1",
    "/join/{}/answer/2",
    "/join/{}/review",
    "/join/{}/done",
    "/join/{}/saved",
    "/join/{}/room",
    "/join/{}/room/now",
    "/screen/{}",
    "/screen/{}/now",
    "/screen/{}/now?seen=1",
)


def everything(phone: Phone, led: Meeting) -> dict[str, str]:
    """Every page as a stranger and as this phone gets it, without what is another in each workshop anyhow."""
    found = {}
    for path in PATHS:
        for name, one in (("stranger", Phone(phone.port)), ("phone", phone)):
            page = one.get(path.format(led.code))
            text = f"{page.status} {page.place} {page.text}".replace(led.code, "CODE")
            text = text.replace(f"{led.code[:4]} {led.code[4:]}", "CODE")
            text = re.sub(r'(name="form" value=|data-answers=|src="data:image)[^>]*', r"\1", text)
            found[f"{name} {path}"] = text
    return found


@pytest.fixture
def pair(server: LightServer, product: Product) -> tuple[tuple[Meeting, Phone], tuple[Meeting, Phone]]:
    """Two workshops that are alike, each with four who answer and a phone that does not."""
    made = []
    for _ in range(2):
        led, phone = workshop(product), Phone(server.port)
        led.join(4)
        phone.join(led.code)
        led.open_room()
        made.append((led, phone))
    return made[0], made[1]


@pytest.mark.parametrize("kind", [*QuestionKind, "second vote", "section"])
def test_before_a_reveal_pages_are_the_same_whatever_was_chosen(
    pair: tuple[tuple[Meeting, Phone], tuple[Meeting, Phone]], kind: QuestionKind | str
) -> None:
    """Two rooms choose differently: until the reveal no page can tell which is which, and after it the pages can."""
    statements = pair[0][0].statements
    section = pair[0][0].product.library.checklist("taking-stock")
    vignette = pair[0][0].product.library.workshop("where-we-stand").vignettes[0]
    votes = {
        K.VIGNETTE: (NewQuestion(K.VIGNETTE, vignette.id), "1444", "1112"),
        K.PITFALL: (room.of_pitfall(section, section.pitfalls[0]), ["avoided"] * 4, ["not_yet"] * 4),
        K.PRIORITY: (NewQuestion(K.PRIORITY, options=THREE), "aaab", "cccb"),
        K.FIST: (NewQuestion(K.FIST), "5555", "0001"),
        K.ON_TIME: (NewQuestion(K.ON_TIME), "5554", "1112"),
    }
    for at, (led, _) in enumerate(pair):
        levels = [(4, 4, 4, 3), (1, 1, 2, 1)][at]
        if kind in votes:
            new, *choices = votes[QuestionKind(kind)]
            led.vote_all(led.put(new), *choices[at])
        elif kind == "section":
            led.ask(*statements[:3])
            for one in statements[:3]:
                led.answer_all(one, *levels)
        else:
            led.ask(statements[0])
            if kind == "second vote":
                led.answer_all(statements[0], 2, 2, 3, 3)
                led.reveal()
                led.ask(statements[0], ballot_round=2)
            led.answer_all(statements[0], *levels)
    before = [everything(phone, led) for led, phone in pair]
    assert before[0] == before[1]
    for led, _ in pair:
        led.reveal()
    after = [everything(phone, led) for led, phone in pair]
    told = {name for name in after[0] if after[0][name] != after[1][name]}
    assert told == {
        "phone /join/{}/room",
        *(f"{who} /screen/{{}}{end}" for who in ("stranger", "phone") for end in ("", "/now", "/now?seen=1")),
    }
