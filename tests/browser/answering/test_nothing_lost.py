"""What is answered is stored, or said not to be: also where the server was started again, or the session has ended."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from journey.model import Scope
from journey.service.current_selection import Selection
from tests.browser.conftest import Person
from tests.browser.pages import LOST, Card, settled, statement_ids, title, until
from tests.browser.prepared import council, stored_levels
from tests.steps.server import Server

SEVEN = {0: 1, 1: 2, 2: 3, 3: 4, 4: 3, 5: 2, 6: 1}
"""The levels given to the first seven statements of the section."""


def opened(person: Person, server: Server) -> tuple[Page, Selection]:
    """The first section of a full assessment, in which nothing was touched yet."""
    somebody = person(server)
    somebody.guard.may_lose_connection = True
    selection = council(server, [somebody], scope=Scope.FULL)
    page = somebody.open("/assess")
    title(page, "Taking stock").wait_for()
    settled(page)
    return page, selection


def restart(page: Page, server: Server) -> None:
    """Start the server again under the page, and go on as soon as it says that it is connected."""
    server.kill()
    expect(page.locator(LOST)).to_be_visible()
    server.start()
    expect(page.locator(LOST)).to_be_hidden()


def answer_seven_and_look_at_the_profile(page: Page, server: Server, selection: Selection) -> None:
    """Answer as quickly as one can press, and go to the profile without a look at the marks."""
    given = {id_: SEVEN[number] for number, id_ in enumerate(statement_ids(page)[: len(SEVEN)])}
    for statement_id, level in given.items():
        Card(page, statement_id).choose(level)
    page.get_by_role("link", name="Profile").click()
    title(page, "Profile").wait_for()
    until(page, lambda: stored_levels(server, selection) == given, "all seven stored")


@pytest.mark.parametrize("is_touched", [False, True], ids=["untouched", "one answer before"])
def test_seven_answers_after_a_restart_are_all_stored(own_server: Server, person: Person, is_touched: bool) -> None:
    page, selection = opened(person, own_server)
    if is_touched:
        first = Card(page, statement_ids(page)[0])
        first.choose(4)
        first.shows_saved(4)
    restart(page, own_server)
    answer_seven_and_look_at_the_profile(page, own_server, selection)
