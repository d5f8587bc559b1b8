"""What helps in the browser: searched by keyboard, filtered, sound in every size and theme, whole on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from journey.model import Subject, SubjectKind
from journey.service.guidance import library
from tests.browser import looks
from tests.browser.conftest import Guarded, Person
from tests.browser.pages import Keyboard, fold, select, settled, title
from tests.browser.prepared import council, database, finish
from tests.steps.server import Server

UNCHECKED = Subject(SubjectKind.PITFALL, "ticked-off-unchecked", "keeping-on-track")


def opened(somebody: Guarded, tabs: str = "") -> Page:
    page = somebody.open(f"/what-helps{tabs}")
    title(page, "What helps").wait_for()
    settled(page)
    return page


def entries(page: Page) -> Locator:
    return page.locator('[class*="st-key-entry-"] h3')


def test_before_there_is_a_council_it_is_searched_by_keyboard_alone(server: Server, person: Person) -> None:
    page = opened(person(server))
    keys = Keyboard(page)
    keys.tab_to(page.get_by_role("textbox", name="Search"))
    page.keyboard.type("friendly àudit")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text(re.compile(r"^3 of \d\d fit$"))
    expect(entries(page).filter(has_text="Friendly audit sheet")).to_have_count(1)
    expect(page.get_by_text("Make it an action")).to_have_count(0)


def test_lists_and_an_address_narrow_it_and_back_undoes_that(server: Server, person: Person) -> None:
    with database(server) as product:
        helping = library.helping(product, UNCHECKED)
        every = len(library.entries(product))
    page = opened(person(server), f"?helps-with={UNCHECKED.kind}.{UNCHECKED.of}.{UNCHECKED.id}")
    expect(entries(page)).to_have_text([entry.title for entry in helping])
    page.get_by_role("button", name="Show everything").click()
    expect(entries(page)).to_have_count(every)
    settled(page)
    select(page, "Kind", "Tool")
    expect(entries(page)).to_have_count(12)
    expect(page).to_have_url(re.compile("kind=tool"))
    page.go_back()
    expect(entries(page)).to_have_count(every)


@pytest.fixture
def of_a_council(server: Server, person: Person) -> Guarded:
    somebody = person(server)
    server.empty()
    finish(server, council(server, [somebody]))
    return somebody


def test_it_is_sound_in_every_size_and_theme_and_leads_to_what_it_helps_with(of_a_council: Guarded) -> None:
    page = opened(of_a_council, "?kind=tool&for-stage=keeping-on-track")
    fold(page, "Helps with")
    for _theme in looks.every_look(page):
        assert looks.structure(page) == []
        assert looks.clipped(page) == []
    looks.put_on(page, "light", looks.WIDE)
    helps = fold(page, "Helps with")
    expect(helps.get_by_role("link", name="Link to this entry alone")).to_have_attribute("href", re.compile("entry="))
    button = helps.get_by_role("button").first
    words = button.inner_text()
    button.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("What helps")
    expect(page.get_by_test_id("stMain")).to_contain_text(words)


def test_on_paper_everything_that_was_found_is_there_and_nothing_to_press(of_a_council: Guarded) -> None:
    page = opened(of_a_council, "?for-stage=taking-stock")
    found = entries(page).count()
    asked = "() => { window.print = () => { window.onPaper = document.querySelectorAll('details[open]').length; }; }"
    page.evaluate(asked)
    page.get_by_role("button", name="Print this page").click()
    page.wait_for_function("window.onPaper !== undefined")
    assert page.evaluate("window.onPaper") == 0, "folds that only lead on stay closed"
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(entries(page).filter(visible=True)).to_have_count(found)
    expect(page.get_by_text("Make it an action").filter(visible=True)).to_have_count(0)
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
