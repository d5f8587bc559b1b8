"""What is answered is stored, or said not to be: also where the server was started again, or the session has ended."""

from __future__ import annotations

from contextlib import closing
from sqlite3 import connect

import pytest
from playwright.sync_api import Page, expect

from journey.model import Scope
from journey.service.current_selection import Selection
from tests.browser.conftest import Person
from tests.browser.pages import LOST, Card, settled, statement_ids, title, until
from tests.browser.prepared import council, stored, stored_levels
from tests.steps.server import FILE, Server

SEVEN = {0: 1, 1: 2, 2: 3, 3: 4, 4: 3, 5: 2, 6: 1}
"""The levels given to the first seven statements of the section."""


def opened(person: Person, server: Server) -> tuple[Page, Selection]:
    """The first section of a full assessment, in which nothing was touched yet."""
    somebody = person(server)
    somebody.guard.may_lose_connection = somebody.guard.may_be_held_back = True
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


def test_what_a_locked_store_refuses_is_listed_and_saved_without_a_further_click(
    own_server: Server, person: Person
) -> None:
    page, selection = opened(person, own_server)
    first = Card(page, statement_ids(page)[0])
    listed = page.get_by_text("One change is not saved yet")
    with closing(connect(own_server.folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        first.choose(3)
        expect(first.mark).to_contain_text("kept and tried again by itself")
        expect(listed).to_be_visible()
        page.reload()
        expect(listed).to_be_visible()
        expect(first.option(3)).to_be_checked()
        other.execute("ROLLBACK")
    first.shows_saved(3)
    expect(listed).to_be_hidden()
    assert stored_levels(own_server, selection) == {statement_ids(page)[0]: 3}


def test_a_note_is_stored_as_it_is_typed(own_server: Server, person: Person) -> None:
    page, selection = opened(person, own_server)
    statement_id = statement_ids(page)[0]
    card = Card(page, statement_id)
    card.open("Add a note or evidence")
    note = card.box.get_by_label("Note", exact=True)
    note.press_sequentially("To be discussed")
    until(page, lambda: statement_id in stored(own_server, selection), "the note stored while it is typed")
    expect(note).to_be_focused()
    note.press_sequentially(" on Monday")
    expect(card.texts_mark).to_contain_text("✓ Saved")
    until(
        page,
        lambda: stored(own_server, selection)[statement_id].content.note == "To be discussed on Monday",
        "all of the note stored",
    )
