"""A review in the browser: held by keyboard from beginning to record, sound in every size and theme, on paper."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, expect

from journey.model import ActionState
from journey.service import current_selection
from journey.service.plan import actions, reviews
from journey.service.plan.place import PlanPlace
from journey.service.sample import loading
from journey.wording import formatting
from tests.browser import axe, looks
from tests.browser.conftest import Guarded, Person
from tests.browser.pages import Keyboard, open_all_folds, settled, title
from tests.browser.prepared import database, look_at
from tests.steps.server import Server

SIDEWAYS = "() => document.scrollingElement.scrollWidth - innerWidth"


@pytest.fixture
def place(server: Server, person: Person) -> tuple[Guarded, PlanPlace]:
    """Somebody who looks at the sample council, where a review is due."""
    server.empty()
    somebody = person(server)
    with database(server) as product:
        organisation = loading.load(product)
        current_selection.choose(product, somebody.token, organisation_id=organisation.id)
        selection = current_selection.look_up(product, somebody.token).selection
        assert selection is not None
        look_at(product, somebody, selection)
    return somebody, PlanPlace.of(selection)


def opened(somebody: Guarded) -> Page:
    page = somebody.open("/review")
    title(page, "Review").wait_for()
    settled(page)
    return page


def enter(keys: Keyboard, target: Locator) -> None:
    """Go to what is to be pressed, and press Enter."""
    keys.tab_to(target)
    keys.page.keyboard.press("Enter")


def stop_the_first(keys: Keyboard) -> str:
    """Decide, without a mouse, that the first action among the exceptions is stopped; what it was."""
    block = keys.page.locator('[class*="st-key-exception-action-"]').first
    what = block.get_by_role("heading", level=3).inner_text()
    enter(keys, block.locator("summary").filter(has_text="Decide"))
    block.get_by_role("textbox", name="In words").wait_for()
    settled(keys.page)
    keys.tab_to(block.get_by_role("radiogroup", name="What is decided"))
    stop = block.get_by_role("radio", name="Stop")
    while not stop.evaluate("one => one === document.activeElement"):
        keys.page.keyboard.press("ArrowDown")
    if not stop.is_checked():
        keys.page.keyboard.press("Space")
    for field, text in (("In words", "Nobody needs it"), ("Who does it, or stands by it", "Management team")):
        keys.tab_to(block.get_by_role("textbox", name=field))
        keys.page.keyboard.type(text)
    enter(keys, block.get_by_role("button", name="Decide", exact=True))
    expect(keys.page.get_by_text("Nobody needs it. Management team.").first).to_be_visible()
    settled(keys.page)
    return what


def test_a_review_is_held_by_keyboard_and_leaves_its_record_and_a_calendar_file(
    browser: Browser, server: Server, place: tuple[Guarded, PlanPlace], tmp_path: Path
) -> None:
    somebody, where = place
    page = opened(somebody)
    keys = Keyboard(page)
    enter(keys, page.get_by_role("button", name="Begin the review"))
    what = stop_the_first(keys)
    with database(server) as product:
        stopped = [one for one in actions.of_unit(product, where) if one.content.what == what]
        assert [one.progress.state for one in stopped] == [ActionState.DROPPED]
        next_on = product.today() + timedelta(weeks=8)
    keys.tab_to(page.get_by_role("textbox", name="Day of the next review"))
    page.keyboard.type(formatting.day(next_on))
    enter(keys, page.get_by_role("button", name="End the review"))
    expect(page.get_by_role("button", name="Begin the review")).to_be_visible()
    settled(page)
    with page.expect_download() as asked:
        enter(keys, page.get_by_role("button", name=re.compile("^Download: next review")))
    entry = tmp_path / "next.ics"
    asked.value.save_as(entry)
    (event,) = Calendar.from_ical(entry.read_text("utf-8")).walk("VEVENT")
    assert event["dtstart"].dt.date() == next_on
    with database(server) as product:
        newest = reviews.of_unit(product, where)[0]
        assert what in newest.shown
    enter(keys, page.locator("details summary").filter(has_text=formatting.day(newest.content.held_on)))
    with page.expect_download() as asked:
        enter(keys, page.get_by_role("button", name="Download the record"))
    _check_paper(browser, asked.value.path(), tmp_path)


def _check_paper(browser: Browser, path: Path, folder: Path) -> None:
    """The record is sound on a desk and a phone, light and dark, and prints."""
    file = folder / "record.html"
    file.write_bytes(path.read_bytes())
    paper = browser.new_page()
    paper.goto(file.as_uri())
    expect(paper.get_by_text("Nobody needs it. Management team.")).to_be_visible()
    for size in (looks.WIDE, looks.NARROW):
        for theme in ("light", "dark"):
            paper.set_viewport_size(size)
            paper.emulate_media(color_scheme=theme)
            assert axe.violations(paper) == []
            assert paper.evaluate(SIDEWAYS) <= 0
    assert paper.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    paper.close()


def test_a_running_review_is_sound_in_every_size_and_theme_and_whole_on_paper(
    place: tuple[Guarded, PlanPlace],
) -> None:
    page = opened(place[0])
    page.get_by_role("button", name="Begin the review").click()
    page.get_by_role("button", name="End the review").wait_for()
    settled(page)
    page.locator('[class*="st-key-exception-"]').first.locator("summary").filter(has_text="Decide").click()
    settled(page)
    for _theme in looks.every_look(page):
        assert looks.structure(page) == []
        assert looks.clipped(page) == []
        assert axe.violations(page) == []
    looks.put_on(page, "light", looks.WIDE)
    open_all_folds(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for heading in ("Exceptions", "Bets that were decided", "What to revise", "Read back, and end"):
        expect(page.get_by_role("heading", level=2, name=re.compile(heading))).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
