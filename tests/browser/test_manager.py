"""A manager with ten minutes, from the first page to the printed paper, by mouse and keyboard, at a desk and a phone.

After every press what its words promise is in sight: the heading of the place, or what was to be opened.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import Person
from tests.browser.pages import Card, Keyboard, settled, statement_ids, title
from tests.steps.server import Server

COUNCIL = "Ashdale Borough Council"
ANSWERS = {"Taking stock": (3, 3), "Setting direction": (3, 2), "Getting started": (3, 3),
           "Making it happen": (3, 3), "Keeping on track": (1, 2)}  # fmt: skip
REVIEW = "Review your answers"
MOST_ACTIONS = 60
UNDER_THE_BAR = 60
"""Pixels at the top of a page that its menu covers."""
SIZES: dict[str, ViewportSize] = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


class Manager:
    """Somebody at a page, with a mouse or with keys alone, whose deliberate acts are counted.

    To go to a button with Tab and press it is one act, as it is to go there with the mouse and click.
    """

    def __init__(self, page: Page, *, by_keys: bool) -> None:
        self.page = page
        self.keys = Keyboard(page) if by_keys else None
        self.acts = 0

    def write(self, label: str, text: str) -> None:
        """Type into a field."""
        field = self.page.get_by_label(label)
        if self.keys:
            self.keys.tab_to(field)
        else:
            field.click()
        self.page.keyboard.type(text)
        self.acts += 1

    def press(self, name: str | re.Pattern[str], leads_to: Locator, role: str = "button") -> None:
        """Press what has this name. What it leads to is in sight afterwards."""
        self._press(self.page.get_by_role(role, name=name, exact=isinstance(name, str)).first)  # type: ignore[arg-type]
        self.acts += 1
        in_sight(leads_to)

    def choose(self, card: Card, choice: int | str) -> None:
        """Choose an answer, and wait until it is saved."""
        if self.keys:
            self.keys.choose(card, choice)
        else:
            card.choose(choice)
        card.shows_saved(choice)
        self.acts += 1

    def turn_to(self, link: str, leads_to: Locator) -> None:
        """Go to another page by the menu, which is opened first where it is folded away."""
        menu = self.page.get_by_role("button", name="Menu", exact=True)
        if menu.is_visible():
            self._press(menu)
            self.acts += 1
        target = self.page.get_by_role("link", name=link, exact=True)
        if self.keys:  # the focus is on the link of this page, and those to the pages before it are above
            self.keys.tab_back_to(target)
        self.press(link, leads_to, role="link")

    def _press(self, target: Locator) -> None:
        if self.keys:
            self.keys.tab_to(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()


def in_sight(thing: Locator) -> None:
    """Wait until this is on the screen, and nothing of the page's frame lies over it."""
    expect(thing.first).to_be_in_viewport()
    settled(thing.page)
    box = thing.first.bounding_box()
    height = (thing.page.viewport_size or SIZES["desk"])["height"]
    assert box is not None
    assert UNDER_THE_BAR <= box["y"] < height, f"{thing} is at {box}, of {height}"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("by_keys", [False, True], ids=["mouse", "keyboard"])
def test_from_the_first_page_to_the_printed_paper(own_server: Server, person: Person, by_keys: bool, size: str) -> None:
    page = person(own_server, viewport=SIZES[size]).open()
    one = Manager(page, by_keys=by_keys)
    answers_a_quick_check(one)
    changes_an_answer(one)
    one.press("Finish and see the profile", title(page, "Profile"))
    follows_where_to_look_first(one)
    goes_through_a_pitfall(one)
    prints_the_profile(one)
    assert one.acts < MOST_ACTIONS


def answers_a_quick_check(one: Manager) -> None:
    """From the name of the council to the review."""
    one.write("Name of the council", COUNCIL)
    one.press("Begin", title(one.page, re.compile("^Assess")))
    one.press("Begin", title(one.page, "Taking stock"))
    stages = list(ANSWERS)
    for stage, onwards in zip(stages, [*stages[1:], REVIEW], strict=True):
        for statement_id, level in zip(statement_ids(one.page), ANSWERS[stage], strict=True):
            one.choose(Card(one.page, statement_id), level)
        one.press(re.compile(f"{onwards}$"), title(one.page, onwards))


def changes_an_answer(one: Manager) -> None:
    """From the review to a statement, and back to its answer."""
    statement = "We start with a few changes that we can manage."
    heading = one.page.get_by_role("heading", name=statement)
    one.press(f"Change: {statement}", heading)
    one.choose(Card(one.page, statement_ids(one.page)[0]), 2)
    one.press("Back to your answers", heading)
    expect(title(one.page, REVIEW)).to_have_count(1)


def follows_where_to_look_first(one: Manager) -> None:
    """From Home to what was answered lowest, and what helps there."""
    one.turn_to("Home", title(one.page, COUNCIL))
    one.press("See where to look first", one.page.get_by_role("heading", name="Look here first"))
    helps = one.page.get_by_test_id("stExpander").filter(has_text="How others do it").first
    if one.keys:
        one.keys.tab_to(helps.locator("summary"))
        one.page.keyboard.press("Enter")
    else:
        helps.locator("summary").click()
    one.acts += 1
    expect(helps.locator("p").nth(1)).to_be_visible()


def goes_through_a_pitfall(one: Manager) -> None:
    """From the profile to the checklist of the stage that is lowest, and one pitfall of it."""
    one.press("Go through the pitfalls of Keeping on track", one.page.get_by_role("heading", name="Keeping on track"))
    one.choose(Card(one.page, statement_ids(one.page)[0]), "Yes, still so")


def prints_the_profile(one: Manager) -> None:
    """A paper that can be handed in: whose it is, what is found and its picture, and nothing to press."""
    page = one.page
    one.turn_to("Profile", title(page, "Profile"))
    expect(page.locator("svg.marks").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text(COUNCIL).first).to_be_visible()
    expect(page.locator("svg.marks").first).to_be_visible()
    expect(page.locator("button:visible")).to_have_count(0)
    assert page.pdf().startswith(b"%PDF")
    one.acts += 1
