"""What every page has in common: its menu on a small screen, where it begins, how the focus and a choice are seen, the
sign that something is under way, what is said aloud, and what stays in sight when the connection is lost."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, FloatRect, Locator, Page, ViewportSize, expect

from journey.service.answering import sessions
from journey.service.current_selection import Selection
from tests.browser.conftest import Guarded
from tests.browser.pages import Card, come_back, settled, statement_ids, title, turn_to
from tests.browser.prepared import council, database
from tests.steps.server import Server

PHONE: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1280, "height": 900}
SHORT: ViewportSize = {"width": 1280, "height": 400}
LOW: ViewportSize = {"width": 320, "height": 256}
NAME = "Shellshire District Council"
SCROLLED = "() => document.querySelector('[data-testid=\"stMain\"]').scrollTop"
SPOKEN = ".journey-spoken"
WORKING = "#journey-working"
RING = 2
"""Pixels that the ring round what has the focus is thick at the least (WCAG 2.4.13)."""
COUNT_THE_SIGNS = """sign => {
  const seen = window.signs = [], one = document.querySelector(sign);
  new MutationObserver(() => seen.push(one.textContent)).observe(one, {childList: true});
}"""


@pytest.fixture(scope="module")
def selection(server: Server) -> Selection:
    """A council of our own with a quick check begun."""
    return council(server, name=NAME)


@pytest.fixture
def page(browser: Browser, server: Server, selection: Selection) -> Iterator[Page]:
    """The first section of its assessment."""
    with database(server) as product:
        here = sessions.session_of(product, selection)
        assert here is not None
        sessions.go(product, here, 0)
    somebody = Guarded(browser, server)
    somebody.guard.may_lose_connection = True
    opened = somebody.open(f"/assess?council={selection.organisation.id}")
    title(opened, "Taking stock").wait_for()
    settled(opened)
    yield opened
    somebody.guard.check()
    somebody.context.close()


def test_the_menu_of_a_small_screen_takes_the_focus_and_closes_after_a_press(page: Page) -> None:
    page.set_viewport_size(PHONE)
    menu = page.get_by_role("button", name="Menu", exact=True)
    links = page.get_by_test_id("stSidebarNavLink")
    expect(links.first).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Assess", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(links.first).to_be_hidden()
    menu.click()
    page.get_by_role("link", name="Rounds", exact=True).click()
    expect(title(page, "Rounds")).to_be_focused()
    expect(links.first).to_be_hidden()
    menu.click()
    page.get_by_role("link", name="Rounds", exact=True).press("Enter")
    expect(menu).to_be_focused()
    expect(links.first).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 1024, 768])
def test_every_page_is_one_press_away_and_the_one_that_is_open_is_marked(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    names = ("Home", "Assess", "Profile", "Pitfalls", "Compare", "Plan", "Review", "What helps")
    for name in (*names, "Rounds", "Workshop", "Council", "How it works"):
        link = page.get_by_test_id("stTopNavLink").filter(has_text=re.compile(f"^{name}$")).last
        expect(link).to_be_in_viewport(ratio=1)
    expect(page.get_by_test_id("stTopNav")).not_to_contain_text("more")
    expect(page.locator('[data-testid="stTopNavLink"][aria-current="page"]')).to_have_text("Assess")


def test_another_page_begins_at_its_top_with_the_focus_and_the_browsers_title_on_it(page: Page) -> None:
    assert page.title() == f"Taking stock – Assess – {NAME} – Journey"
    page.get_by_role("button", name="Continue").scroll_into_view_if_needed()
    assert page.evaluate(SCROLLED) > 0
    page.get_by_role("button", name="Continue").press("Enter")
    expect(title(page, "Setting direction")).to_be_focused()
    assert page.evaluate(SCROLLED) == 0
    expect(page).to_have_title(f"Setting direction – Assess – {NAME} – Journey")
    turn_to(page, "Council")
    expect(title(page, "Council")).to_be_focused()
    assert page.evaluate(SCROLLED) == 0


def test_what_is_chosen_is_seen_in_the_colours_of_the_system(page: Page) -> None:
    card = Card(page, statement_ids(page)[0])
    card.choose(2)
    card.shows_saved(2)
    page.emulate_media(forced_colors="active")
    chosen, other = (card.option(level).locator("xpath=ancestor::label") for level in (2, 3))
    page.mouse.move(0, 0)
    card.option(2).evaluate("one => one.blur()")
    widths = [float(one.evaluate("one => parseFloat(getComputedStyle(one).outlineWidth)")) for one in (chosen, other)]
    styles = [one.evaluate("one => getComputedStyle(one).outlineStyle") for one in (chosen, other)]
    assert (widths[0] >= RING, styles) == (True, ["solid", "none"])
    page.emulate_media(forced_colors="none")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ring_of_the_focus_is_seen_all_round_fields_lists_and_buttons(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    all_sides = {"left", "right", "top", "bottom"}
    assert sides_seen(page, page.locator('button[kind="primary"]').first) == all_sides, f"{theme}: a main button"
    turn_to(page, "Council")
    assert sides_seen(page, page.get_by_role("textbox").first) == all_sides, f"{theme}: a field"
    assert sides_seen(page, page.get_by_role("combobox").first) == all_sides, f"{theme}: a list"


def sides_seen(page: Page, field: Locator) -> set[str]:
    """On which sides a ring appears that stands out from what was there, when this gets the focus by a key."""
    field.scroll_into_view_if_needed()
    page.keyboard.press("Shift")  # the focus that follows is one of the keyboard
    whole = field.locator(
        "xpath=ancestor-or-self::*[@data-testid='stTextInputRootElement' or @role='group' or self::button][1]"
    )
    box = whole.bounding_box()
    assert box is not None
    reach = 6
    clip: FloatRect = {
        "x": box["x"] - reach,
        "y": box["y"] - reach,
        "width": box["width"] + 2 * reach,
        "height": box["height"] + 2 * reach,
    }
    field.evaluate("one => one.blur()")
    before = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    field.focus()
    after = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    changed = ImageChops.difference(before, after).convert("L").point(lambda value: 255 if value > 100 else 0)
    wide, high = changed.size
    middles = {
        "left": (0, high // 2, reach + 2, high // 2 + 1),
        "right": (wide - reach - 2, high // 2, wide, high // 2 + 1),
        "top": (wide // 2, 0, wide // 2 + 1, reach + 2),
        "bottom": (wide // 2, high - reach - 2, wide // 2 + 1, high),
    }
    return {side for side, area in middles.items() if sum(changed.crop(area).histogram()[255:]) >= RING}


def test_what_takes_a_while_is_seen_and_said_and_what_is_quick_is_not(page: Page) -> None:
    working = page.locator(WORKING)
    expect(working).to_have_attribute("role", "status")
    page.evaluate(COUNT_THE_SIGNS, WORKING)
    say_that_a_run(page, "running")
    expect(working).to_have_text("Working…")
    expect(working).to_be_in_viewport()
    say_that_a_run(page, "notRunning")
    expect(working).to_be_hidden()
    assert page.evaluate("window.signs") == ["Working…", ""]
    card = Card(page, statement_ids(page)[0])
    card.choose(4)
    card.shows_saved(4)
    assert page.evaluate("window.signs") == ["Working…", ""], "an answer is quick"


def say_that_a_run(page: Page, state: str) -> None:
    """Let the page have heard this of the server's script."""
    page.get_by_test_id("stApp").evaluate("(app, state) => app.setAttribute('data-test-script-state', state)", state)


def test_what_a_press_brings_is_brought_into_sight(page: Page) -> None:
    turn_to(page, "Council")
    page.set_viewport_size(SHORT)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Saved.")).to_be_in_viewport()


def test_what_was_said_of_one_page_is_not_there_on_another(page: Page) -> None:
    card = Card(page, statement_ids(page)[0])
    card.choose(3)
    card.shows_saved(3)
    expect(page.locator(SPOKEN)).to_contain_text("Saved")
    turn_to(page, "Rounds")
    expect(page.locator(SPOKEN)).to_have_text("")


def test_statements_are_headings_and_their_folds_say_whose_they_are(page: Page) -> None:
    card = Card(page, statement_ids(page)[0])
    words = card.box.get_by_role("heading", level=2).inner_text()
    assert words == card.group.get_attribute("aria-label")
    described = card.box.locator("summary").first.get_attribute("aria-describedby")
    assert page.locator(f"#{described}").inner_text() == words


def test_the_notice_of_a_lost_connection_hides_nothing_on_a_low_screen(page: Page, server: Server) -> None:
    page.set_viewport_size(LOW)
    server.kill()
    lost = page.locator("#journey-lost")
    expect(lost).to_be_visible()
    notice, main = lost.bounding_box(), page.get_by_test_id("stMain").bounding_box()
    assert notice is not None
    assert main is not None
    assert main["y"] + main["height"] <= notice["y"]
    assert notice["height"] < LOW["height"] / 2
    come_back(page, server)
