"""A whole quick check by keyboard alone, with the server killed in the middle: what was shown as saved is there."""

from __future__ import annotations

import re
from itertools import pairwise

from playwright.sync_api import Page, expect

from tests.browser.conftest import Person
from tests.browser.pages import Card, Keyboard, come_back, settled, statement_ids, title, until
from tests.browser.prepared import only_view, stored_levels
from tests.steps.server import Server

STAGES = ("Taking stock", "Setting direction", "Getting started", "Making it happen", "Keeping on track")
LEVELS_GIVEN = {"Taking stock": (3, 2), "Setting direction": (2, 4), "Getting started": (1, 2),
                "Making it happen": (2, 3), "Keeping on track": (3, 1)}  # fmt: skip
REVIEW = "Review your answers"


def stays_saved(page: Page, shown_as_saved: dict[str, int]) -> None:
    """Every answer on this page that was ever shown as saved is chosen, and marked as saved."""
    for statement_id in statement_ids(page):
        if statement_id in shown_as_saved:
            Card(page, statement_id).shows_saved(shown_as_saved[statement_id])


def answer(hands: Keyboard, server: Server, statement_id: str, level: int) -> None:
    """Choose a level with the keyboard, and wait until it is marked as saved, and really is."""
    card = Card(hands.page, statement_id)
    hands.choose(card, level)
    card.shows_saved(level)
    until(
        hands.page,
        lambda: stored_levels(server, only_view(server)).get(statement_id) == level,
        f"{statement_id} at {level} stored",
    )


def power_cut_between_answers(page: Page, server: Server, shown_as_saved: dict[str, int]) -> None:
    """Kill the server while nothing is under way. All is there when it is back, and after a reload."""
    heading = page.get_by_role("heading", level=1).inner_text()
    server.kill()
    come_back(page, server)
    stays_saved(page, shown_as_saved)
    page.reload()
    title(page, heading).wait_for()
    settled(page)
    stays_saved(page, shown_as_saved)


def power_cut_before_the_mark(
    hands: Keyboard, server: Server, shown_as_saved: dict[str, int], statement_id: str, level: int
) -> None:
    """Kill the server when an answer was sent and not yet read: it is saved as soon as the server is back."""
    server.freeze()
    card = Card(hands.page, statement_id)
    hands.choose(card, level)
    expect(card.option(level)).to_be_checked()
    server.kill()
    expect(card.mark).not_to_contain_text("✓")
    come_back(hands.page, server)
    stays_saved(hands.page, shown_as_saved)
    card.shows_saved(level)


def arrived(page: Page, heading: str) -> None:
    """The page begins at its top, with the focus on its title."""
    expect(title(page, heading)).to_be_focused()
    settled(page)
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0


def begin(hands: Keyboard) -> None:
    """From the first page to the first statement."""
    page = hands.page
    hands.tab_to(page.get_by_label("Name of the council"))
    page.keyboard.type("Testshire County Council")
    hands.press("Begin")
    title(page, re.compile("Assess")).wait_for()
    hands.press("Begin")


def test_a_quick_check_by_keyboard_alone_survives_two_power_cuts(own_server: Server, person: Person) -> None:
    somebody = person(own_server)
    somebody.guard.may_lose_connection = True
    page = somebody.open()
    hands = Keyboard(page)
    begin(hands)
    shown: dict[str, int] = {}
    for number, stage in enumerate(STAGES):
        arrived(page, stage)
        first, second = statement_ids(page)
        answer(hands, own_server, first, LEVELS_GIVEN[stage][0])
        shown[first] = LEVELS_GIVEN[stage][0]
        expect(page.get_by_text(f"{len(shown)} of 10 answered").first).to_be_visible()
        expect(Card(page, first).option(LEVELS_GIVEN[stage][0])).to_be_focused()
        if stage == "Getting started":
            power_cut_between_answers(page, own_server, shown)
        if stage == "Making it happen":
            power_cut_before_the_mark(hands, own_server, shown, second, LEVELS_GIVEN[stage][1])
        answer(hands, own_server, second, LEVELS_GIVEN[stage][1])
        shown[second] = LEVELS_GIVEN[stage][1]
        onwards = STAGES[number + 1] if number + 1 < len(STAGES) else REVIEW
        hands.press(re.compile(f"{onwards}$"))

    arrived(page, REVIEW)
    page.go_back()
    arrived(page, STAGES[-1])
    page.go_forward()
    arrived(page, REVIEW)
    hands.press(re.compile("^Change: When we take stock"))
    title(page, STAGES[0]).wait_for()
    for stage, later in pairwise((*STAGES, REVIEW)):
        title(page, stage).wait_for()
        settled(page)
        assert len(statement_ids(page)) == 2
        stays_saved(page, shown)
        hands.press(re.compile(f"{later}$"))
    title(page, REVIEW).wait_for()
    assert stored_levels(own_server, only_view(own_server)) == shown
    hands.press(re.compile("^Finish"))
    title(page, "Profile").wait_for()
    expect(page.get_by_text("Setting direction").first).to_be_visible()
