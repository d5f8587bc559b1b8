"""The light pages in a real browser: every look, keyboard alone, without JavaScript, large text, no styles, no network.

With JOURNEY_SCREENSHOTS set to a folder, a picture of each page is left there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from journey.join.cookies_and_forms import COOKIE
from journey.model import AnswerContent, AnswerState, NewQuestion, QuestionKind, Scope
from journey.service.answering import respondents
from journey.service.answering.submitted_answers import SubmittedAnswer
from journey.service.workshop import leading
from tests.browser import axe, looks
from tests.browser.conftest import Guarded, Person
from tests.steps.light_pages import database, given, invitation, light_server, workshop
from tests.steps.server import LightServer, Server
from tests.steps.workshop import Invited, reveal_all_the_same

Running = Server | LightServer

SCREENSHOTS = os.environ.get("JOURNEY_SCREENSHOTS")
PHONE = {"width": 390, "height": 844}
SIZES = {"narrow": {"width": 320, "height": 640}, "wide": {"width": 1280, "height": 900}}
LARGE_TEXT = "document.documentElement.style.fontSize = '200%'"
NO_STYLES = "document.querySelectorAll('link[rel=stylesheet]').forEach((one) => one.remove())"

WEIGHT = 60_000
"""Bytes that everything on the first visit may weigh: the promise, the first page of statements, and their files."""

TRANSFERRED = """() => performance.getEntries()
  .filter((one) => one.transferSize !== undefined).map((one) => [one.name, one.transferSize])"""

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth, faults = [];
  if (document.scrollingElement.scrollWidth > innerWidth) faults.push(document.scrollingElement.scrollWidth);
  for (const one of document.querySelectorAll("body *")) {
    const box = one.getBoundingClientRect();
    if (box.width > 1 && box.right > width + 1 && one.checkVisibility()) faults.push(one.outerHTML.slice(0, 120));
  }
  return faults;
}"""
TARGETS = """() => [...document.querySelectorAll("button, input:not([type=hidden]), textarea, summary, a")]
  .filter((one) => one.checkVisibility() && !one.closest("p:not(.ways), li, dd") && !one.matches(".skip"))
  .map((one) => [one, (one.closest("label") || one).getBoundingClientRect()])
  .filter(([one, box]) => box.width < 24 || box.height < 24).map(([one]) => one.outerHTML.slice(0, 120))"""


def begin(page: Page, server: Running, invited: Invited, role: str = "Front line") -> None:
    """Read the promise, choose a role, begin; the first page of statements is open."""
    page.goto(f"{server.join_url}/join/{invited.code}")
    page.get_by_label(role, exact=True).check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("heading", level=1, name="Taking stock").wait_for()


def statement(page: Page, number: int) -> Locator:
    """A statement on the page, from 1."""
    return page.locator("[data-key]").nth(number - 1)


def choose(page: Page, number: int, option: str) -> None:
    """Choose an option of a statement by the words it begins with."""
    statement(page, number).get_by_role("radio", name=option).check()


def shows(page: Page, number: int, mark: str) -> None:
    """Wait until a statement's mark says this."""
    expect(statement(page, number).locator("[data-mark]")).to_have_text(mark)


def token_of(somebody: Guarded) -> str:
    """The respondent's token in a browser."""
    return next(one["value"] for one in somebody.context.cookies() if one["name"].startswith(COOKIE))


def stored(server: Running, invited: Invited, somebody: Guarded) -> list[AnswerContent]:
    """What is stored of this person, in the order of the ids of the statements."""
    with database(server.database_url) as product:
        found = given(product, invited.code, token_of(somebody))
    return [one.content for _, one in sorted(found.items())]


def levels(server: Running, invited: Invited, somebody: Guarded) -> list[int | None]:
    """The levels that are stored of this person."""
    return [one.level for one in stored(server, invited, somebody)]


@pytest.fixture
def invited(server: Server) -> Invited:
    """A workshop, to answer for beforehand."""
    with database(server.database_url) as product:
        return workshop(product)


# Every page in every look


Prepare = Callable[[Page, Server, Invited], None]


def _open(path: str) -> Prepare:
    def prepare(page: Page, server: Server, invited: Invited) -> None:
        page.goto(server.address(path.format(code=invited.code)))

    return prepare


def _welcome_back(page: Page, server: Server, invited: Invited) -> None:
    page.get_by_role("radio", name="Front line").check()
    page.get_by_role("button", name="Join the workshop").click()
    page.goto(f"{server.join_url}/join/{invited.code}")
    page.get_by_role("heading", name="Welcome back").wait_for()


def _answers(page: Page, server: Server, invited: Invited) -> None:
    page.goto(f"{server.join_url}/join/{invited.code}/answer/2")
    choose(page, 1, "2 Partial")
    shows(page, 1, "Saved")
    page.get_by_text("Add a note").first.click()


def _error(page: Page, server: Server, invited: Invited) -> None:
    page.goto(f"{server.join_url}/join/{invited.code}/answer/3")
    choose(page, 1, "Does not apply here")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("alert").filter(has_text="There is a problem")).to_be_focused()


def _lost(page: Page, server: Server, invited: Invited) -> None:
    page.goto(f"{server.join_url}/join/{invited.code}/answer/4")
    page.context.set_offline(True)
    choose(page, 1, "1 Little in place")
    shows(page, 1, "Not saved yet")
    expect(page.locator("[data-lost]")).not_to_be_empty()


def _two_windows(page: Page, server: Server, invited: Invited) -> None:
    page.goto(f"{server.join_url}/join/{invited.code}/answer/5")
    other = page.context.new_page()
    other.goto(page.url)
    choose(other, 1, "4 Embedded")
    shows(other, 1, "Saved")
    other.close()
    choose(page, 1, "1 Little in place")
    page.get_by_role("button", name="Save mine instead").wait_for()


SCENES: dict[str, Prepare] = {
    "code": _open("/join"),
    "code-wrong": _open("/join?code=K7"),
    "promise": _open("/join/{code}"),
    "welcome-back": _welcome_back,
    "shut": _open("/join/{code}/answer/1"),
    "answers": _answers,
    "error": _error,
    "lost": _lost,
    "two-windows": _two_windows,
    "review": _open("/join/{code}/review"),
    "saved": _open("/join/{code}/saved"),
    "remove": _open("/join/{code}/remove"),
    "removed": _open("/join/removed?code={code}"),
    "leave": _open("/join/leave?code={code}"),
    "left": _open("/join/left?code={code}"),
    "missing": _open("/join/a/b/c"),
}


@pytest.fixture(scope="module")
def running(server: Server) -> Invited:
    """A workshop in its room, where the answers to one statement were revealed."""
    with database(server.database_url) as product:
        made = workshop(product)
        assert made.workshop is not None
        respondent = respondents.join(product, made.code, "somebody", role=None)
        assert respondent is not None
        first = respondents.form_of(product, respondent).pages[0]
        shown = SubmittedAnswer("stages", first.statements[0].id, AnswerContent(AnswerState.LEVEL, 2), 0)
        respondents.save_answers(product, made.code, "somebody", [shown])
        opened = leading.open_room(product, made.workshop)
        question = NewQuestion(QuestionKind.STATEMENT, shown.statement_id, first.part.assessment.id)
        reveal_all_the_same(product, leading.ask(product, opened, [question], seconds=None))
    return made


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_in_every_look(server: Server, running: Invited, person: Person, theme: str, size: str) -> None:
    somebody = person(server, viewport=SIZES[size], color_scheme=theme)
    somebody.guard.may_lose_connection = True
    page = somebody.context.new_page()
    faults: list[str] = []
    for name, prepare in SCENES.items():
        prepare(page, server, running)
        found = [*axe.violations(page), *looks.headings(page)]
        found += [f"sideways: {one}" for one in page.evaluate(OVERFLOW)]
        found += [f"small target: {one}" for one in page.evaluate(TARGETS)]
        faults += [f"{name}: {one}" for one in found]
        if SCREENSHOTS:
            page.screenshot(path=Path(SCREENSHOTS) / f"join-{name}-{theme}-{size}.png", full_page=True)
        page.context.set_offline(False)
    # Of a page that is not there the browser's console says so.
    somebody.guard.faults = [one for one in somebody.guard.faults if "404" not in one]
    assert not faults, "\n".join(faults)


def test_at_twice_the_text_nothing_runs_out_of_the_page(server: Server, running: Invited, person: Person) -> None:
    somebody = person(server, viewport=SIZES["narrow"])
    somebody.guard.may_lose_connection = True
    page = somebody.context.new_page()
    page.goto(f"{server.join_url}/join/{running.code}")
    faults = []
    for name, prepare in SCENES.items():
        prepare(page, server, running)
        page.evaluate(LARGE_TEXT)
        faults += [f"{name}: {one}" for one in page.evaluate(OVERFLOW)]
        page.context.set_offline(False)
    somebody.guard.faults = [one for one in somebody.guard.faults if "404" not in one]
    assert not faults, "\n".join(faults)


def test_with_styles_off_everything_is_there_in_a_sensible_order(
    server: Server, invited: Invited, person: Person
) -> None:
    page = person(server, viewport=PHONE).context.new_page()
    page.goto(f"{server.join_url}/join/{invited.code}")
    page.evaluate(NO_STYLES)
    _in_order(page, ["Ambershire Council", "Where we stand", "confidential", "Which group", "Front line", "rather not"])
    begin(page, server, invited)
    page.evaluate(NO_STYLES)
    about = ["1 of 5", "Taking stock", "Choose the highest"]
    options = ["1 Little in place", "4 Embedded", "I don’t know", "Does not apply here", "Add a note"]
    _in_order(page, [*about, *options, "Not answered yet", "Save and go on", "See all my answers"])
    choose(page, 1, "3 Established")
    shows(page, 1, "Saved")


def _in_order(page: Page, words: list[str]) -> None:
    text = page.locator("body").inner_text()
    places = [text.find(one) for one in words]
    assert -1 not in places, (words, places)
    assert places == sorted(places), (words, places)


def test_the_first_visit_is_light_over_the_wire(server: Server, person: Person) -> None:
    with database(server.database_url) as product:
        full = workshop(product, scope=Scope.FULL)
    page = person(server, viewport=PHONE).context.new_page()
    page.goto(f"{server.join_url}/join/{full.code}")
    seen = page.evaluate(TRANSFERRED)
    page.get_by_label("Managers").check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("heading", level=1, name="Taking stock").wait_for()
    seen += page.evaluate(TRANSFERRED)
    assert {name.rpartition("/")[2] for name, _ in seen} >= {full.code, "1", "join.css", "join.js"}
    assert all(size > 0 for name, size in seen if "." not in name)
    assert sum(size for _, size in seen) < WEIGHT, seen


# With JavaScript


def test_each_answer_is_saved_as_it_is_given(server: Server, invited: Invited, person: Person) -> None:
    somebody = person(server, viewport=PHONE)
    page = somebody.context.new_page()
    begin(page, server, invited)
    shows(page, 1, "Not answered yet")
    choose(page, 1, "3 Established")
    shows(page, 1, "Saved")
    expect(statement(page, 2).locator(".evidence").first).to_be_hidden()
    choose(page, 2, "Does not apply here")
    shows(page, 2, "Not saved yet. Say in a few words why it does not apply here.")
    expect(page.locator("[data-live]")).to_contain_text("why it does not apply here: the field follows")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    statement(page, 2).get_by_label("Why does it not apply here?").fill("we are new")
    shows(page, 2, "Saved")
    assert page.title().startswith("Taking stock")
    assert not page.locator(".summary, .error, .wrong, [aria-invalid]").count()
    statement(page, 1).get_by_text("Add a note").click()
    statement(page, 1).get_by_label("Your note").fill("as I see it")
    statement(page, 1).get_by_label("What could you show for this?").fill("the minutes")
    page.get_by_role("heading", level=1).click()
    shows(page, 1, "Saved")
    assert stored(server, invited, somebody) == [
        AnswerContent(AnswerState.NOT_APPLICABLE, reason="we are new"),
        AnswerContent(AnswerState.LEVEL, 3, note="as I see it", evidence="the minutes"),
    ]
    page.goto(page.url)
    shows(page, 1, "Saved")
    assert page.get_by_label("Your note").first.input_value() == "as I see it"


def test_by_keyboard_alone_from_the_code_to_the_end(server: Server, invited: Invited, person: Person) -> None:
    somebody = person(server, viewport=PHONE)
    page = somebody.open("/join")
    keys = page.keyboard
    keys.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main part")).to_be_focused()
    keys.press("Tab")
    expect(page.get_by_label("Your code")).to_be_focused()
    keys.type(f"{invited.code[:4].lower()} {invited.code[4:].lower()}")
    keys.press("Enter")
    page.get_by_role("heading", name="Which group are you in?").wait_for()
    _tab_to(page, page.get_by_role("radio").first)
    keys.press("Space")
    keys.press("ArrowDown")
    _tab_to(page, page.get_by_role("button", name="Begin"))
    keys.press("Enter")
    page.get_by_role("heading", level=1, name="Taking stock").wait_for()
    _tab_to(page, statement(page, 1).get_by_role("radio").first)
    keys.press("Space")
    keys.press("ArrowDown")
    shows(page, 1, "Saved")
    _tab_to(page, page.get_by_role("button", name="Save and come back later"))
    keys.press("Enter")
    page.get_by_role("heading", name="Your answers are saved").wait_for()
    assert levels(server, invited, somebody) == [2]
    page.goto(f"{server.join_url}/join/{invited.code}/review")
    _tab_to(page, page.get_by_role("button", name="Submit my answers"))
    keys.press("Enter")
    page.get_by_role("heading", name="Your answers are in").wait_for()


def _tab_to(page: Page, wanted: Locator) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one === document.activeElement"):
            assert page.evaluate(
                "() => { const one = document.activeElement.closest('label') || document.activeElement;"
                " return getComputedStyle(one).outlineStyle !== 'none'; }"
            )
            return
    raise AssertionError(f"{wanted} was not reached by Tab")


def test_a_lost_connection_is_said_and_the_answer_gets_through_when_it_is_back(
    server: Server, invited: Invited, person: Person
) -> None:
    somebody = person(server, viewport=PHONE)
    somebody.guard.may_lose_connection = True
    page = somebody.context.new_page()
    begin(page, server, invited)
    choose(page, 1, "2 Partial")
    shows(page, 1, "Saved")
    somebody.context.set_offline(True)
    choose(page, 1, "4 Embedded")
    shows(page, 1, "Not saved yet")
    lost = page.get_by_role("alert")
    expect(lost).to_contain_text("No connection")
    expect(lost).to_contain_text("not saved")
    assert levels(server, invited, somebody) == [2]
    somebody.context.set_offline(False)
    shows(page, 1, "Saved")
    expect(page.locator("[data-lost]")).to_be_empty()
    expect(page.locator("[data-live]")).not_to_be_empty()
    assert levels(server, invited, somebody) == [4]


def test_a_phone_that_is_loaded_again_still_sends_what_was_not_saved(
    server: Server, invited: Invited, person: Person
) -> None:
    somebody = person(server, viewport=PHONE)
    somebody.guard.may_lose_connection = True
    page = somebody.context.new_page()
    begin(page, server, invited)
    page.route("**/answer/1", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    choose(page, 1, "3 Established")
    shows(page, 1, "Not saved yet")
    assert levels(server, invited, somebody) == []
    page.unroute("**/answer/1")
    page.goto(f"{server.join_url}/join/{invited.code}/answer/2")
    page.goto(f"{server.join_url}/join/{invited.code}/answer/1")
    shows(page, 1, "Saved")
    assert levels(server, invited, somebody) == [3]


def test_leaving_the_page_waits_until_everything_is_saved(server: Server, invited: Invited, person: Person) -> None:
    somebody = person(server, viewport=PHONE)
    somebody.guard.may_lose_connection = True
    page = somebody.context.new_page()
    begin(page, server, invited)
    somebody.context.set_offline(True)
    choose(page, 2, "4 Embedded")
    shows(page, 2, "Not saved yet")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Taking stock")
    somebody.context.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Setting direction")
    assert levels(server, invited, somebody) == [4]


def test_a_killed_server_is_waited_for(tmp_path: Path, person: Person) -> None:
    with light_server(tmp_path) as own:
        with database(own.database_url) as product:
            invited = workshop(product)
        somebody = person(own, viewport=PHONE)
        somebody.guard.may_lose_connection = True
        page = somebody.context.new_page()
        begin(page, own, invited)
        own.kill()
        choose(page, 1, "2 Partial")
        shows(page, 1, "Not saved yet")
        own.start()
        shows(page, 1, "Saved")
        assert levels(own, invited, somebody) == [2]


@pytest.mark.parametrize(("button", "kept"), [("Keep what is saved", 4), ("Save mine instead", 1)])
def test_another_window_is_not_overwritten_without_asking(
    server: Server, invited: Invited, person: Person, button: str, kept: int
) -> None:
    somebody = person(server, viewport=PHONE)
    page = somebody.context.new_page()
    begin(page, server, invited)
    other = somebody.open(f"/join/{invited.code}/answer/1")
    choose(other, 1, "4 Embedded")
    shows(other, 1, "Saved")
    choose(page, 1, "1 Little in place")
    mark = statement(page, 1).locator("[data-mark]")
    expect(mark).to_contain_text("Saved is: 4 Embedded.")
    assert levels(server, invited, somebody) == [4]
    page.get_by_role("button", name=button).click()
    shows(page, 1, "Saved")
    assert levels(server, invited, somebody) == [kept]
    checked = statement(page, 1).get_by_role("radio", checked=True)
    expect(checked).to_have_attribute("value", str(kept))


def test_what_the_workshop_has_shown_meanwhile_is_said_not_to_be_saved(
    server: Server, running: Invited, person: Person
) -> None:
    somebody = person(server, viewport=PHONE)
    page = somebody.context.new_page()
    page.goto(f"{server.join_url}/join/{running.code}")
    page.get_by_label("Managers").check()
    page.get_by_role("button", name="Join the workshop").click()
    page.goto(f"{server.join_url}/join/{running.code}/answer/1")
    expect(page.locator(".shut")).to_contain_text("have been shown")
    assert page.locator("[data-key]").count() == 1
    choose(page, 1, "2 Partial")
    shows(page, 1, "Saved")


# Without JavaScript


def test_without_javascript_the_whole_way_works(server: Server, invited: Invited, person: Person) -> None:
    somebody = person(server, viewport=PHONE, java_script_enabled=False)
    page = somebody.open("/join")
    page.get_by_label("Your code").fill(invited.code.lower())
    page.get_by_role("button").click()
    page.get_by_label("I would rather not say").check()
    page.get_by_role("button", name="Begin").click()
    choose(page, 1, "3 Established")
    choose(page, 2, "Does not apply here")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("link", name="why it does not apply").click()
    assert page.url.endswith("#reason-stages.evidence-shown")
    statement(page, 2).get_by_label("Why does it not apply here?").fill("we are new")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Setting direction")
    page.get_by_role("link", name="Back to page 1").click()
    shows(page, 1, "Saved")
    page.get_by_role("link", name="See all my answers").click()
    expect(page.get_by_text("2 of 10 statements")).to_be_visible()
    page.get_by_role("button", name="Submit my answers").click()
    page.get_by_role("heading", name="Your answers are in").wait_for()
    assert [one.state for one in stored(server, invited, somebody)] == [
        AnswerState.NOT_APPLICABLE,
        AnswerState.LEVEL,
    ]


def test_without_a_workshop_colleagues_answer_by_a_link(server: Server, person: Person) -> None:
    with database(server.database_url) as product:
        alone = invitation(product)
    somebody = person(server, viewport=PHONE)
    page = somebody.context.new_page()
    begin(page, server, alone)
    choose(page, 1, "2 Partial")
    shows(page, 1, "Saved")
    assert levels(server, alone, somebody) == [2]


def test_the_same_page_without_cookies_says_what_to_do(server: Server, invited: Invited, person: Person) -> None:
    somebody = person(server, viewport=PHONE)
    page = somebody.context.new_page()
    page.goto(f"{server.join_url}/join/{invited.code}")
    somebody.context.clear_cookies()
    page.get_by_label("Managers").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your browser did not keep our cookie")
    somebody.guard.faults = [one for one in somebody.guard.faults if "403" not in one]
