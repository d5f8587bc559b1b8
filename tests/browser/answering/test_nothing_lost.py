"""What is answered is stored, or said not to be: also where the server was started again, or the session has ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from sqlite3 import connect

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from journey.model import PitfallState, Scope
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls
from journey.wording import terms
from tests.browser.conftest import Person
from tests.browser.pages import LOST, Card, settled, statement_ids, title, until
from tests.browser.prepared import council, stored, stored_levels
from tests.steps.server import FILE, Server

SEVEN = {0: 1, 1: 2, 2: 3, 3: 4, 4: 3, 5: 2, 6: 1}
"""The levels given to the first seven statements of the section."""


STATES = (PitfallState.NOT_YET, PitfallState.AVOIDED, PitfallState.PARTLY, PitfallState.AVOIDED)
"""What is chosen of the first pitfalls of a stage."""

SECONDS_OF_A_SESSION = 1


class Door:
    """The way from a page to its server, which can be shut: what is connected then is cut off."""

    def __init__(self, page: Page) -> None:
        self._is_open = True
        self._ways: list[WebSocketRoute] = []
        page.route_web_socket(re.compile("/_stcore/stream"), self._pass)

    def shut(self) -> None:
        """Cut off what is connected, and let nobody through."""
        self._is_open = False
        for way in self._ways:
            way.close()
        self._ways.clear()

    def open(self) -> None:
        """Let everybody through who comes from now on."""
        self._is_open = True

    def _pass(self, way: WebSocketRoute) -> None:
        if self._is_open:
            self._ways += [way, way.connect_to_server()]
        else:
            way.close()


@pytest.fixture
def forgetful_server(own_server: Server) -> Iterator[Server]:
    """A server that forgets a window soon after its connection is lost."""
    own_server.settings["STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"] = str(SECONDS_OF_A_SESSION)
    own_server.kill()
    own_server.start()
    yield own_server
    own_server.settings.clear()
    own_server.kill()  # whoever has it next starts it again


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


@pytest.mark.long
@pytest.mark.parametrize("is_touched", [False, True], ids=["untouched", "one answer before"])
@pytest.mark.parametrize("number", range(20))
def test_seven_answers_after_a_restart_are_all_stored_each_time(
    own_server: Server, person: Person, is_touched: bool, number: int
) -> None:
    test_seven_answers_after_a_restart_are_all_stored(own_server, person, is_touched)


def test_pitfalls_chosen_after_a_restart_are_all_stored(own_server: Server, person: Person) -> None:
    somebody = person(own_server)
    somebody.guard.may_lose_connection = True
    selection = council(own_server, [somebody])
    page = somebody.open("/pitfalls")
    title(page, "Avoiding the pitfalls").wait_for()
    settled(page)
    restart(page, own_server)
    given = dict(zip(statement_ids(page), STATES, strict=False))
    for pitfall_id, state in given.items():
        Card(page, pitfall_id).choose(terms.PITFALLS[state])
    page.get_by_role("link", name="Profile").click()
    title(page, "Profile").wait_for()
    until(page, lambda: states(own_server, selection) == given, "all of them stored")


def states(server: Server, selection: Selection) -> dict[str, PitfallState]:
    """What the database has of the pitfalls that were answered, by their ids."""
    stages = pitfalls.by_stage(server.product(), selection, None).values()
    answers = {id_: one.content.state for stage in stages for id_, one in stage.answers.items()}
    return {id_: state for id_, state in answers.items() if state is not PitfallState.UNANSWERED}


@pytest.mark.long
@pytest.mark.parametrize("number", range(20))
def test_seven_answers_after_a_pause_past_the_time_of_the_session_are_all_stored(
    forgetful_server: Server, person: Person, number: int
) -> None:
    somebody = person(forgetful_server, color_scheme="light")
    somebody.guard.may_lose_connection = True
    selection = council(forgetful_server, [somebody], scope=Scope.FULL)
    page = somebody.context.new_page()
    door = Door(page)
    page.goto(forgetful_server.address("/assess"))
    title(page, "Taking stock").wait_for()
    settled(page)
    door.shut()
    expect(page.locator(LOST)).to_be_visible()
    page.wait_for_timeout(1500 * SECONDS_OF_A_SESSION)
    door.open()
    expect(page.locator(LOST)).to_be_hidden()
    answer_seven_and_look_at_the_profile(page, forgetful_server, selection)


def test_a_page_that_finds_no_connection_says_so_in_words(own_server: Server, person: Person) -> None:
    somebody = person(own_server, color_scheme="light")
    somebody.guard.may_lose_connection = True
    council(own_server, [somebody])
    page = somebody.context.new_page()
    door = Door(page)
    door.shut()
    page.goto(own_server.address("/assess"))
    said = page.get_by_role("alert").filter(has_text="This page is not connected yet")
    expect(said).to_be_visible()
    door.open()
    expect(said).to_be_hidden()
    settled(page)


def test_a_change_of_which_nothing_is_heard_is_said_not_to_be_saved(own_server: Server, person: Person) -> None:
    page, selection = opened(person, own_server)
    first = Card(page, statement_ids(page)[0])
    own_server.freeze()
    first.choose(2)
    expect(first.mark).to_have_attribute("data-saving", "Saving…")
    expect(first.mark).to_have_attribute("data-saving", "Not saved yet")
    own_server.thaw()
    first.shows_saved(2)
    assert stored_levels(own_server, selection) == {statement_ids(page)[0]: 2}


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
