"""What the pages look like to a person: the only place that knows the words and names that the tests rely on."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Error, Locator, Page, expect

from tests.steps.server import Server

SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testConnectionState === "CONNECTED" && app.dataset.testScriptState === "notRunning" &&
    !window.waitsForServer && !document.querySelector('[data-testid="stSkeleton"]');
}"""
MILLISECONDS_TO_ASK = 40
"""So long after a press a page may take until it asks the server."""
LOST = "#journey-lost"
NOTES = re.compile("Add a note or evidence|Note and evidence")
"""The fold for texts below a statement, empty or not."""
GIVEN_UP = "ERR_ABORTED"
SAVED = re.compile("Saved")
SECONDS_OF_PATIENCE = 20
SECONDS_TO_UNFOLD = 60
SECONDS_OF_QUIET = 0.3
"""Longer than a fold takes to close that was pressed while the page was being drawn anew."""


def until(page: Page, condition: Callable[[], bool], what: str) -> None:
    """Wait for something that cannot be seen in the page. Raises AssertionError."""
    end = time.monotonic() + SECONDS_OF_PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain: {what}"
        page.wait_for_timeout(25)


def settled(page: Page) -> None:
    """Wait until the page is connected and shows what it asked for, and the server has nothing more to say."""
    page.wait_for_timeout(MILLISECONDS_TO_ASK)
    page.wait_for_function(SETTLED)


def come_back(page: Page, server: Server) -> None:
    """Wait for the loss to be announced, start the server again, and wait until the page says that all is well."""
    lost = page.locator(LOST)
    expect(lost).to_be_visible()
    assert lost.get_attribute("role") == "alert"
    expect(lost).to_contain_text(re.compile(r"connection is lost.*saved", re.IGNORECASE))
    server.start()
    expect(lost).to_be_hidden()
    settled(page)


def title(page: Page, name: str | re.Pattern[str]) -> Locator:
    """The page's own heading."""
    return page.get_by_role("heading", level=1, name=name)


def turn_to(page: Page, link: str) -> None:
    """Go to another page by its link at the side, which is quicker than to open it anew."""
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    page.get_by_role("link", name=link, exact=True).click()
    expect(heading).not_to_have_text(before)
    settled(page)


def pick(page: Page, name: str) -> None:
    """Choose a radio button by the beginning of its name, with the mouse."""
    page.get_by_role("radio", name=re.compile(f"^{name}")).locator("xpath=ancestor::label").click()


def select(within: Page | Locator, label: str, option: str) -> None:
    """Choose from a list, with the mouse."""
    box = within.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    box.click()
    page = within if isinstance(within, Page) else within.page
    page.get_by_role("option", name=option, exact=True).click()


def open_all_folds(page: Page, within: Locator | None = None) -> None:
    """Open every closed fold there; of the whole page, all but the sections of a profile, which are drawn on demand."""
    if within is None:
        closed = page.locator('details:not([open]):not([class*="st-key-open-"] details)')
    else:
        closed = within.locator("details:not([open])")
    end = time.monotonic() + SECONDS_TO_UNFOLD
    settled(page)
    while closed.count():  # what was pressed while the page was being drawn anew may be closed again
        assert time.monotonic() < end, f"a fold does not stay open: {closed.first.inner_text()}"
        closed.locator("> summary").evaluate_all("folds => folds.forEach((fold) => fold.click())")
        settled(page)
        expect(page.locator("details[style*='overflow']")).to_have_count(0)  # none is still unfolding


def unfold(page: Page) -> None:
    """Open every fold of a page that is alive, and those that lie in them, one after the other.

    A fold that is pressed while the page is being drawn anew may be drawn closed again: then it is pressed again, as
    people do, until all have stayed open for a while.
    """
    settled(page)
    closed = page.locator("details:not([open])")
    end, quiet_since = time.monotonic() + SECONDS_TO_UNFOLD, time.monotonic()
    while time.monotonic() - quiet_since < SECONDS_OF_QUIET:
        assert time.monotonic() < end, f"a fold does not stay open: {closed.first.inner_text()}"
        if closed.count():
            closed.locator("> summary").first.click()
            settled(page)
            quiet_since = time.monotonic()
        page.wait_for_timeout(25)
    expect(page.locator("details[style*='overflow']")).to_have_count(0)  # none is still unfolding
    settled(page)


def load_anew(page: Page) -> None:
    """Load a page that may be loading itself anew at this moment: of two loads the browser gives up one."""
    try:
        page.reload()
    except Error as error:
        if GIVEN_UP not in error.message:
            raise
        page.reload()


def fold(page: Page, name: str) -> Locator:
    """A fold, opened."""
    found = page.locator("details").filter(has=page.locator("summary").filter(has_text=name)).last
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    found.get_by_role("button").last.wait_for()
    expect(page.locator("details[style*='overflow']")).to_have_count(0)  # none is still unfolding
    settled(page)
    return found


def tick(place: Locator, name: str) -> None:
    """Press a checkbox by the beginning of its name."""
    place.get_by_role("checkbox", name=re.compile(f"^{re.escape(name)}")).locator("xpath=ancestor::label").click()


def press(place: Locator, name: str) -> None:
    """Press a button, and wait for what comes of it."""
    place.get_by_role("button", name=name, exact=True).click()


def told(page: Page, words: str | re.Pattern[str]) -> None:
    """Wait until the page says this."""
    expect(page.get_by_test_id("stAlert").filter(has_text=words)).to_be_visible()
    settled(page)


class Card:
    """One statement or pitfall: its options, its texts and its mark."""

    def __init__(self, page: Page, statement_id: str) -> None:
        self.page = page
        self.box = page.locator(f'[class*="st-key-card-"][class*="-{statement_id} "]')
        marks = self.box.locator('[class*="st-key-mark-"]')
        self.mark = marks.first
        self.texts_mark = marks.last
        self.group = self.box.get_by_role("radiogroup")

    def option(self, choice: int | str) -> Locator:
        """The radio button of a level, or of an option that begins with these words."""
        return self.box.get_by_role("radio", name=re.compile(f"^{choice}\\b"))

    def choose(self, choice: int | str) -> None:
        """With the mouse."""
        self.option(choice).locator("xpath=ancestor::label").click()

    def open(self, title: str | re.Pattern[str]) -> None:
        """Open one of the folds below the options, if it is not open."""
        fold = self.box.locator("details").filter(has_text=title)
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()

    def write(self, label: str | re.Pattern[str], text: str) -> None:
        """Type into a field and leave it."""
        field = self.box.get_by_label(label)
        field.fill(text)
        field.blur()

    def shows_saved(self, choice: int | str) -> None:
        """Wait until this option is chosen and marked as saved."""
        expect(self.option(choice)).to_be_checked()
        expect(self.mark).to_contain_text(SAVED)
        expect(self.mark).not_to_contain_text("Not saved")


def statement_ids(page: Page) -> list[str]:
    """The statements on this page, in order, by the ids at the end of their boxes' names."""
    names = page.locator('[class*="st-key-card-"]').evaluate_all(
        "boxes => boxes.map(box => [...box.classList].find(name => name.startsWith('st-key-card-')))"
    )
    # st-key-card-<22 random characters, which may contain a hyphen>-<id>
    return [re.sub(r"^st-key-card-.{22}-", "", name) for name in names]


class Keyboard:
    """A person without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab_to(self, target: Locator, most: int = 200, key: str = "Tab") -> None:
        """Press Tab until the target, or something in it, has the focus. Raises AssertionError."""
        target.first.wait_for()
        for _ in range(most):
            if target.first.evaluate("one => one.contains(document.activeElement)"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{target} cannot be reached with {most} presses of {key}")

    def tab_back_to(self, target: Locator) -> None:
        """Press Shift and Tab until the target has the focus. Raises AssertionError."""
        self.tab_to(target, key="Shift+Tab")

    def press(self, name: str | re.Pattern[str], role: str = "button") -> None:
        """Go to a button or a link, and press Enter."""
        self.tab_to(self.page.get_by_role(role, name=name, exact=isinstance(name, str)))  # type: ignore[arg-type]
        self.page.keyboard.press("Enter")

    def choose(self, card: Card, choice: int | str) -> None:
        """Go to the options, and to one of them with the arrows."""
        self.tab_to(card.group)
        wanted = card.option(choice)
        for _ in range(10):
            if wanted.evaluate("one => one === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        else:
            raise AssertionError(f"{choice} cannot be reached with the arrows")
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
