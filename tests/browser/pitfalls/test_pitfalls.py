"""The pitfalls of a stage by mouse and by keys: what is asked at once, what stays open, and where the focus goes."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from journey.model import PitfallContent, PitfallState
from journey.service.pitfalls import pitfalls
from tests.browser.conftest import Person
from tests.browser.looks import structure
from tests.browser.pages import Card, settled, until
from tests.browser.prepared import council, database
from tests.steps.server import Server

STAGE = "taking-stock"
FIRST, TEXT = "asked-only-the-top", "We asked only the people at the top."
SECOND = "took-our-own-word"


def has_focus(locator: Locator) -> bool:
    return bool(locator.evaluate("one => one === document.activeElement"))


def opened(page: Page) -> Card:
    card = Card(page, FIRST)
    card.group.wait_for()
    settled(page)
    return card


def test_the_reason_is_asked_at_once_and_the_fold_stays_open_while_it_is_written_in(
    server: Server, person: Person
) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    page = somebody.open("/pitfalls")
    card = opened(page)
    expect(card.group).to_have_accessible_name(re.compile(f"{re.escape(TEXT)} Is this true of us"))
    card.choose("Does not apply here")
    why = card.box.get_by_label("Why does it not apply here?")
    expect(why).to_be_visible()
    expect(card.mark).to_contain_text("Say in a few words why it does not apply here")
    page.get_by_role("link", name="Profile", exact=True).click()
    waits = page.locator(".st-key-lacking")
    expect(waits).to_contain_text(f"{TEXT}: Does not apply here. Not saved yet.")
    page.get_by_role("link", name="Pitfalls", exact=True).click()
    expect(card.option("Does not apply here")).to_be_checked()
    expect(waits).to_have_count(0)
    settled(page)
    card.write("Why does it not apply here?", "We are two people")
    card.shows_saved("Does not apply here")
    card.choose("In part")
    card.shows_saved("In part")
    expect(why).to_be_hidden()
    fold = card.box.locator("details").filter(has_text="who and by when")
    expect(fold.locator("summary")).to_have_text(re.compile("Note, who and by when: We are two people"))
    card.open("who and by when")
    card.write("Who", "Head of policy")
    card.shows_saved("In part")
    expect(card.box.get_by_label("Note", exact=True)).to_have_value("We are two people")
    settled(page)
    expect(card.box.get_by_label("Who")).to_be_visible()
    with database(server) as product:
        stored = pitfalls.stored(product, selection, STAGE, FIRST).content
    assert stored == PitfallContent(PitfallState.PARTLY, "We are two people", "Head of policy")
    assert structure(page) == []


def test_what_is_missing_leads_to_the_pitfall_and_a_stage_keeps_the_focus_on_its_tab(
    server: Server, person: Person
) -> None:
    somebody = person(server)
    council(server, [somebody])
    page = somebody.open("/pitfalls")
    opened(page).choose("Yes, still so")
    page.get_by_role("button", name=f"Go to “{TEXT}”").click()
    heading = page.get_by_role("heading", name=TEXT, exact=True)
    until(page, lambda: has_focus(heading), "the focus on the pitfall")
    expect(heading).to_be_in_viewport()
    first = page.get_by_role("radio", name=re.compile("^Taking stock"))
    first.focus()
    page.keyboard.press("ArrowDown")
    second = page.get_by_role("radio", name=re.compile("^Setting direction"))
    expect(page.get_by_role("heading", name="Setting direction", exact=True, level=2)).to_be_visible()
    settled(page)
    assert has_focus(second)
    page.get_by_role("link", name="Profile", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Profile")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Pitfalls", exact=True).click()
    expect(page.get_by_role("heading", name="Setting direction", exact=True, level=2)).to_be_visible()
