"""The room on a phone and the big screen in a real browser: every state in every look, live, and without a script.

With JOURNEY_SCREENSHOTS set to a folder, a picture of each state is left there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journey.join.cookies_and_forms import cookie_name
from journey.model import ActionContent, NewQuestion, Option, QuestionKind, Scope
from journey.service.workshop import actions, leading, room, voting
from tests.browser import axe, hostile, looks
from tests.browser.conftest import Guarded, Person
from tests.browser.pages import Keyboard, load_anew
from tests.steps.light_pages import PLAN, database, light_server, workshop
from tests.steps.server import LightServer
from tests.steps.workshop import Meeting

K = QuestionKind
SCREENSHOTS = os.environ.get("JOURNEY_SCREENSHOTS")
SIZES = {"narrow": {"width": 320, "height": 640}, "wide": {"width": 1280, "height": 720}}
PHONE = {"width": 390, "height": 844}
LARGE_TEXT = "document.documentElement.style.fontSize = '200%'"
NO_STYLES = "document.querySelectorAll('link[rel=stylesheet]').forEach((one) => one.remove())"
LOOKS = [(size, theme) for size in SIZES for theme in ("light", "dark")]
BELOW = "() => document.documentElement.scrollHeight - innerHeight"
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth, faults = [];
  if (document.scrollingElement.scrollWidth > innerWidth) faults.push(document.scrollingElement.scrollWidth);
  for (const one of document.querySelectorAll("body *:not(.unseen, .unseen *)")) {
    const box = one.getBoundingClientRect();
    if (box.width > 1 && box.right > width + 1 && one.checkVisibility()) faults.push(one.outerHTML.slice(0, 120));
  }
  return faults;
}"""
TARGETS = """() => [...document.querySelectorAll("button, input:not([type=hidden]), textarea, select, summary, a")]
  .filter((one) => one.checkVisibility() && !one.closest("p:not(.ways), li, dd") && !one.matches(".skip"))
  .map((one) => [one, (one.closest("label") || one).getBoundingClientRect()])
  .filter(([one, box]) => box.width < 24 || box.height < 24).map(([one]) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LightServer]:
    """One server for the tests of this file."""
    with light_server(tmp_path_factory.mktemp("light")) as started:
        yield started


@pytest.fixture
def led(server: LightServer) -> Iterator[Meeting]:
    """A workshop with all statements, to which eleven have come, whose room is open. Its title is meant to do harm."""
    plan = replace(PLAN, title=hostile.TEXTS[0])
    with database(server.database_url) as product:
        made = workshop(product, plan=plan, scope=Scope.FULL)
        made.join(11)
        made.open_room()
        yield made


def phone(person: Person, server: LightServer, led: Meeting, **options: object) -> tuple[Guarded, Page]:
    """The phone of the first who came, at the room."""
    somebody = person(server, **{"viewport": PHONE, **options})
    cookie = {"name": cookie_name(led.code), "value": led.tokens[0], "url": server.url, "httpOnly": True}
    somebody.context.add_cookies([cookie])
    return somebody, somebody.open(f"/join/{led.code}/room")


def heading(page: Page, words: str | re.Pattern[str]) -> None:
    """Wait for the page's own heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


# Every state in every look

Act = Callable[[Meeting], None]


def _cases(led: Meeting) -> None:
    led.put(*(NewQuestion(K.VIGNETTE, one.id) for one in led.product.library.workshop("where-we-stand").vignettes))


def _cases_shown(led: Meeting) -> None:
    for item in led.items:
        led.vote_all(item.question.number, *"11112222344")
    led.reveal()


def _statement(led: Meeting) -> None:
    led.ask(led.statements[-1])
    leading.set_seconds(led.product, led.workshop, 95)
    led.answer_all(led.statements[-1], 1, 1, 2, 2, 2, 3, 4, 4, 4)


def _statement_shown(led: Meeting) -> None:
    led.answer_all(led.statements[-1], 1, 1, 2, 2, 2, 3, 4, 4, 4, 4, 4)
    led.reveal()


def _again(led: Meeting) -> None:
    led.ask(led.statements[-1], ballot_round=2)


def _again_shown(led: Meeting) -> None:
    led.answer_all(led.statements[-1], 2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 3)
    led.reveal()


def _section(led: Meeting) -> None:
    led.ask(*led.statements[:8])


def _section_shown(led: Meeting) -> None:
    for at, one in enumerate(led.statements[:8]):
        led.answer_all(one, *(1 + (person * (at + 1) + at) % 4 for person in range(11)))
    led.reveal()


def _priorities(led: Meeting) -> None:
    texts = [item.text for item in room.history(led.product, led.workshop.organisation_id, led.workshop.id)][-7:]
    led.put(NewQuestion(K.PRIORITY, options=tuple(Option(str(at), text) for at, text in enumerate(texts))))


def _priorities_shown(led: Meeting) -> None:
    led.vote_all(led.items[0].question.number, *"00001112234")
    led.reveal()


def _fist(led: Meeting) -> None:
    for what in ("Write beside each action the figure that it should move", *hostile.TEXTS[1:3]):
        action = ActionContent(what, lead="Head of housing", by_when=date(2027, 1, 15))
        actions.add(led.product, led.workshop, action, writer="laptop")
    led.put(NewQuestion(K.FIST))


def _fist_shown(led: Meeting) -> None:
    led.vote_all(led.items[0].question.number, *"55444333321")
    led.reveal()


def _pitfalls(led: Meeting) -> None:
    checklist = led.product.library.checklist("taking-stock")
    led.put(*(room.of_pitfall(checklist, one) for one in checklist.pitfalls))


def _pitfalls_shown(led: Meeting) -> None:
    for at, item in enumerate(led.items):
        states = ["avoided", "partly", "not_yet", "dont_know"]
        led.vote_all(item.question.number, *(states[(at + person) % 4] for person in range(11)))
    led.reveal()


def _end(led: Meeting) -> None:
    leading.set_review(led.product, led.workshop, date(2027, 3, 1))
    leading.clear(led.product, led.workshop)


STATES: dict[str, Act] = {
    "lobby": lambda _: None,
    "cases": _cases,
    "cases-shown": _cases_shown,
    "statement": _statement,
    "statement-shown": _statement_shown,
    "again": _again,
    "again-shown": _again_shown,
    "section": _section,
    "section-shown": _section_shown,
    "priorities": _priorities,
    "priorities-shown": _priorities_shown,
    "fist": _fist,
    "fist-shown": _fist_shown,
    "pitfalls": _pitfalls,
    "pitfalls-shown": _pitfalls_shown,
    "end": _end,
}


def faults_of(page: Page, theme: str, size: str, *, is_screen: bool) -> list[str]:
    """What is wrong with how a page looks and is built. In another theme nothing can be wrong but contrast."""
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=theme)
    if theme == "dark":
        return axe.contrast(page)
    found = [*axe.violations(page), *looks.headings(page)]
    found += [f"sideways: {one}" for one in page.evaluate(OVERFLOW)]
    found += [f"small target: {one}" for one in page.evaluate(TARGETS)]
    if is_screen and size == "wide" and (hidden := page.evaluate(BELOW)) > 0:
        found.append(f"{hidden} px of the big screen are below its edge, where nobody can scroll to them")
    return found


def test_every_state_in_every_look(server: LightServer, led: Meeting, person: Person) -> None:
    somebody, own = phone(person, server, led)
    looked = {"room": own, "screen": somebody.open(f"/screen/{led.code}")}
    faults: list[str] = []
    for state, act in STATES.items():
        act(led)
        for name, page in looked.items():
            load_anew(page)
            for size, theme in LOOKS:
                found = faults_of(page, theme, size, is_screen=name == "screen")
                faults += [f"{state}, {name}, {theme}, {size}: {one}" for one in found]
                if SCREENSHOTS:
                    page.screenshot(path=Path(SCREENSHOTS) / f"{name}-{theme}-{size}-{state}.png", full_page=True)
            assert page.evaluate(hostile.HITS) is None
    assert not faults, "\n".join(faults)


def test_at_twice_the_text_nothing_runs_out_of_the_page(server: LightServer, led: Meeting, person: Person) -> None:
    somebody, own = phone(person, server, led, viewport=SIZES["narrow"])
    screen = somebody.open(f"/screen/{led.code}")
    faults = []
    for state, act in STATES.items():
        act(led)
        for page in (own, screen):
            load_anew(page)
            page.evaluate(LARGE_TEXT)
            faults += [f"{state}, {page.url}: {one}" for one in page.evaluate(OVERFLOW)]
    assert not faults, "\n".join(faults)


def test_what_was_typed_is_shown_as_text(server: LightServer, led: Meeting, person: Person) -> None:
    somebody, page = phone(person, server, led)
    screen = somebody.open(f"/screen/{led.code}")
    expect(screen.get_by_role("heading", level=1)).to_have_text(hostile.TEXTS[0])
    expect(page.get_by_role("banner")).to_contain_text(hostile.TEXTS[0])
    for what in hostile.TEXTS[:5]:
        actions.add(led.product, led.workshop, ActionContent(what, lead=hostile.TEXTS[5]), writer="laptop")
    led.put(NewQuestion(K.PRIORITY, options=tuple(Option(str(at), one) for at, one in enumerate(hostile.TEXTS[6:16]))))
    expect(screen.locator(".choices li")).to_have_count(10)
    assert [hostile.seen(one) for one in screen.locator(".choices li").all()] == [
        hostile.on_one_line(one) for one in hostile.TEXTS[6:16]
    ]
    expect(page.locator("[data-dots]")).to_have_count(10)
    assert [hostile.seen(one) for one in page.locator(".dot label").all()] == [
        hostile.on_one_line(one) for one in hostile.TEXTS[6:16]
    ]
    leading.clear(led.product, led.workshop)
    expect(screen.locator(".what")).to_have_count(5)
    assert [hostile.seen(one) for one in screen.locator(".what").all()] == [
        hostile.on_one_line(one) for one in hostile.TEXTS[:5]
    ]
    for one in (page, screen):
        assert one.evaluate(hostile.HITS) is None


# Live


def test_the_screen_follows_the_room_without_being_loaded_again(
    server: LightServer, led: Meeting, person: Person
) -> None:
    screen = person(server).open(f"/screen/{led.code}")
    screen.evaluate("window.isTheSame = true")
    expect(screen.locator(".came")).to_have_text("11 have joined")
    led.join(1)
    expect(screen.locator(".came")).to_have_text("12 have joined")
    statement = led.statements[0]
    led.ask(statement)
    live = screen.locator("[data-live]")
    expect(live).to_have_text(led.items[0].text)
    expect(screen.locator(".answered")).to_have_text("0 of 12 have answered")
    led.answer_all(statement, 1, 1, 1, 4, 4)
    expect(screen.locator(".answered")).to_have_text("5 of 12 have answered")
    expect(live).to_have_text(led.items[0].text)
    leading.set_seconds(led.product, led.workshop, 600)
    timer = screen.locator("[data-left] b")
    expect(timer).to_have_text(re.compile(r"\d:\d\d"))
    before = timer.inner_text()
    expect(timer).not_to_have_text(before)
    led.put(NewQuestion(K.FIST), seconds=1)
    expect(timer).to_have_text("Time to reveal")
    led.ask(statement)
    led.reveal()
    heading(screen, "Two camps: 3 say 1, 2 say 4")
    expect(live).to_contain_text("Two camps: 3 say 1, 2 say 4")
    assert screen.evaluate("window.isTheSame"), "the page was never loaded again"


def test_a_phone_moves_on_by_itself(server: LightServer, led: Meeting, person: Person) -> None:
    _, page = phone(person, server, led)
    heading(page, "You are in. Look at the screen")
    statement = led.statements[0]
    led.ask(statement)
    heading(page, "Taking stock")
    page.get_by_role("radio", name="3 Established").check()
    expect(page.locator("[data-mark]")).to_have_text("Saved")
    assert led.items[0].answered == 1
    led.reveal()
    heading(page, "The answers are on the screen")
    expect(page.get_by_text("Your answer: 3 Established")).to_be_visible()
    led.ask(statement, ballot_round=2)
    heading(page, "Second vote")
    expect(page.locator("[data-mark]")).to_have_text("Not sent again yet")
    page.get_by_role("radio", name="2 Partial").check()
    expect(page.locator("[data-mark]")).to_have_text("Saved")
    assert led.items[0].answered == 1
    led.put(NewQuestion(K.FIST))
    heading(page, "Fist of five")
    page.get_by_role("radio", name="4 I am for it").check()
    expect(page.locator("[data-mark]")).to_have_text("Saved")
    assert led.items[0].answered == 1


def test_what_is_half_chosen_is_never_taken_away(server: LightServer, led: Meeting, person: Person) -> None:
    _, page = phone(person, server, led)
    options = (Option("a", "Fewer targets"), Option("b", "One plan"))
    led.put(NewQuestion(K.PRIORITY, options=options))
    page.get_by_label("One plan").select_option("2 dots")
    expect(page.get_by_text("2 of 3 dots given")).to_be_visible()
    led.put(NewQuestion(K.ON_TIME))
    moved = page.locator("[data-moved]")
    expect(moved).to_contain_text("The workshop has moved on.")
    assert moved.get_attribute("role") == "status"
    expect(page.get_by_label("One plan")).to_have_value("2")
    page.get_by_role("button", name="Go on with the workshop").click()
    heading(page, "Return on time")


def test_a_lost_connection_is_said_and_found_again(server: LightServer, led: Meeting, person: Person) -> None:
    somebody, page = phone(person, server, led)
    screen = somebody.open(f"/screen/{led.code}")
    somebody.guard.may_lose_connection = True
    somebody.context.set_offline(True)
    expect(screen.get_by_role("alert")).to_contain_text("The connection is lost.")
    heading(screen, hostile.TEXTS[0])
    somebody.context.set_offline(False)
    led.put(NewQuestion(K.FIST))
    heading(screen, "How far do you stand behind these actions?")
    expect(screen.locator("[data-lost]")).to_be_empty()
    page.bring_to_front()
    heading(page, "Fist of five")


def test_what_was_chosen_offline_for_the_first_vote_waits_to_be_sent_for_the_second(
    server: LightServer, led: Meeting, person: Person
) -> None:
    somebody, page = phone(person, server, led)
    statement = led.statements[0]
    led.ask(statement)
    heading(page, "Taking stock")
    somebody.guard.may_lose_connection = True
    somebody.context.set_offline(True)
    page.get_by_role("radio", name="4 Embedded").check()
    expect(page.locator("[data-mark]")).to_contain_text("Not saved yet")
    for person_ in range(1, 6):
        led.answer(person_, statement, 2)
    led.reveal()
    led.ask(statement, ballot_round=2)
    somebody.context.set_offline(False)
    expect(page.locator("[data-mark]")).to_contain_text("was not counted as the second")
    page.get_by_role("button", name="Go on with the workshop").click()
    heading(page, "Second vote")
    expect(page.locator("[data-mark]")).to_contain_text("was not counted as the second")
    assert led.items[0].answered == 0
    page.get_by_role("button", name="Send it as my second vote").click()
    expect(page.locator("[data-mark]")).to_have_text("Saved")
    assert led.items[0].answered == 1


# Without a script, a mouse or styles


def test_without_javascript(server: LightServer, led: Meeting, person: Person) -> None:
    somebody, page = phone(person, server, led, java_script_enabled=False)
    number = led.put(NewQuestion(K.FIST))
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("radio", name="4 I am for it").check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("You have answered. You may change it")).to_be_visible()
    assert voting.own_votes(led.product, led.respondent(0), led.workshop)[number].choices == ("4",)
    led.put(NewQuestion(K.PRIORITY, options=(Option("a", "Fewer targets"), Option("b", "One plan"))))
    page.get_by_role("link", name="Look again").click()
    page.get_by_label("Fewer targets").select_option("2 dots")
    page.get_by_label("One plan").select_option("2 dots")
    page.get_by_role("button", name="Send my dots").click()
    expect(page.get_by_role("alert").first).to_contain_text("three at the most")
    # Of a form that comes back the browser's console says so.
    somebody.guard.faults = [one for one in somebody.guard.faults if "422" not in one]
    page.get_by_label("One plan").select_option("1 dot")
    page.get_by_role("button", name="Send my dots").click()
    expect(page.get_by_text("You have answered. You may change it")).to_be_visible()
    led.reveal()
    heading(somebody.open(f"/screen/{led.code}"), "First: Fewer targets, two dots")
    page.get_by_role("link", name="Look again").click()
    heading(page, "The answers are on the screen")


def test_by_keyboard_alone(server: LightServer, led: Meeting, person: Person) -> None:
    _, page = phone(person, server, led)
    keys = Keyboard(page)
    led.put(NewQuestion(K.FIST))
    heading(page, "Fist of five")
    keys.tab_to(page.get_by_role("radio").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-mark]")).to_have_text("Saved")
    assert led.items[0].answered == 1
    led.put(NewQuestion(K.PRIORITY, options=(Option("a", "Fewer targets"), Option("b", "One plan"))))
    heading(page, "Priorities")
    keys.tab_to(page.get_by_label("Fewer targets"))
    page.keyboard.press("ArrowDown")
    keys.press("Send my dots")
    expect(page.get_by_text("You have answered. You may change it")).to_be_visible()
    assert led.items[0].answered == 1


def test_with_styles_off_everything_is_there_in_a_sensible_order(
    server: LightServer, led: Meeting, person: Person
) -> None:
    somebody, page = phone(person, server, led)
    _statement(led)
    load_anew(page)
    page.evaluate(NO_STYLES)
    text = led.items[0].text
    in_order(page, [text, "1 Little in place", "4 Embedded", "Does not apply here", "Send my answer", "Look again"])
    screen = somebody.open(f"/screen/{led.code}")
    screen.evaluate(NO_STYLES)
    in_order(screen, ["Join at", text, "1 Little in place", "4 Embedded", "9 of 11 have answered"])
    _statement_shown(led)
    heading(screen, re.compile("Two camps"))
    in_order(screen, ["Two camps: 5 say 1 or 2, 5 say 4", text, "11 of 11 answered", "2 Partial", "4 Embedded"])


def in_order(page: Page, words: list[str]) -> None:
    text = page.locator("body").inner_text()
    places = [text.find(one) for one in words]
    assert -1 not in places, (words, places)
    assert places == sorted(places), (words, places)
