"""Two windows on the same statement: nothing is overwritten in silence, whoever the other is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from journey.service.current_selection import Selection
from tests.browser.conftest import Guarded, Person
from tests.browser.pages import Card, come_back, settled, statement_ids, until
from tests.browser.prepared import council, stored_levels
from tests.steps.server import Server

STATEMENT = "many-viewpoints"
ANOTHER = "evidence-shown"
FIRST_PITFALL = "asked-only-the-top"
SECOND_PITFALL = "took-our-own-word"
ASKED = re.compile("another window", re.IGNORECASE)

WHO = pytest.mark.parametrize("is_same_browser", [True, False], ids=["two tabs", "two browsers"])


def two_windows(
    person: Person, server: Server, *, is_same_browser: bool
) -> tuple[Page, Page, Selection, list[Guarded]]:
    """Two windows on the first section of one assessment."""
    people = [person(server)] if is_same_browser else [person(server), person(server)]
    selection = council(server, people)
    here, there = people[0].open("/assess"), people[-1].open("/assess")
    for page in (here, there):
        Card(page, STATEMENT).group.wait_for()
        settled(page)
    return here, there, selection, people


def choose(page: Page, server: Server, selection: Selection, level: int) -> None:
    """Choose, and wait until it is marked and stored."""
    Card(page, STATEMENT).choose(level)
    Card(page, STATEMENT).shows_saved(level)
    until(page, lambda: stored_levels(server, selection).get(STATEMENT) == level, f"level {level} stored")


def asks(page: Page, theirs: str, mine: str) -> Card:
    """The window shows both answers and asks which stays."""
    card = Card(page, STATEMENT)
    expect(card.mark).to_contain_text(ASKED)
    expect(card.mark).to_contain_text("Not saved")
    expect(card.mark).to_contain_text(theirs)
    expect(card.mark).to_contain_text(mine)
    return card


@WHO
@pytest.mark.parametrize(("choice", "stays"), [("Keep “3", 3), ("Save “2", 2)], ids=["theirs", "mine"])
def test_an_older_window_asks_before_it_overwrites(
    server: Server, person: Person, is_same_browser: bool, choice: str, stays: int
) -> None:
    here, there, selection, _ = two_windows(person, server, is_same_browser=is_same_browser)
    choose(there, server, selection, 3)
    Card(here, STATEMENT).choose(2)
    card = asks(here, "3 Established", "2 Partial")
    expect(card.mark).to_be_in_viewport()
    assert card.mark.bounding_box()["y"] < card.group.bounding_box()["y"]  # type: ignore[index]
    assert stored_levels(server, selection)[STATEMENT] == 3
    card.box.get_by_role("button", name=re.compile(f"^{choice}")).click()
    card.shows_saved(stays)
    expect(card.mark).to_contain_text(f"Kept: {choice[-1]}")
    expect(card.option(stays)).to_be_focused()
    expect(card.mark).not_to_contain_text(ASKED)
    until(here, lambda: stored_levels(server, selection)[STATEMENT] == stays, f"{stays} stored")


@WHO
def test_an_older_window_asks_also_when_it_had_an_answer_of_its_own(
    server: Server, person: Person, is_same_browser: bool
) -> None:
    here, there, selection, _ = two_windows(person, server, is_same_browser=is_same_browser)
    choose(here, server, selection, 1)
    there.reload()
    Card(there, STATEMENT).shows_saved(1)
    settled(there)
    choose(there, server, selection, 3)
    Card(here, STATEMENT).choose(2)
    asks(here, "3 Established", "2 Partial")
    assert stored_levels(server, selection)[STATEMENT] == 3


@WHO
def test_an_older_window_asks_also_after_the_server_was_killed(
    own_server: Server, person: Person, is_same_browser: bool
) -> None:
    here, selection = older_window(person, own_server, is_same_browser=is_same_browser)
    own_server.kill()
    come_back(here, own_server)
    asks(here, "3 Established", "1 Little in place")
    settled(here)
    Card(here, STATEMENT).choose(2)
    asks(here, "3 Established", "2 Partial")
    assert stored_levels(own_server, selection)[STATEMENT] == 3


@WHO
def test_what_an_older_window_chose_as_the_server_died_is_asked_about(
    own_server: Server, person: Person, is_same_browser: bool
) -> None:
    here, selection = older_window(person, own_server, is_same_browser=is_same_browser)
    own_server.freeze()
    Card(here, STATEMENT).choose(2)
    expect(Card(here, STATEMENT).option(2)).to_be_checked()
    own_server.kill()
    come_back(here, own_server)
    asks(here, "3 Established", "2 Partial")
    assert stored_levels(own_server, selection)[STATEMENT] == 3


def older_window(person: Person, server: Server, *, is_same_browser: bool) -> tuple[Page, Selection]:
    """A window that saved level 1, and has not seen that another saved 3 since."""
    here, there, selection, people = two_windows(person, server, is_same_browser=is_same_browser)
    for one in people:
        one.guard.may_lose_connection = True
    choose(here, server, selection, 1)
    there.reload()
    Card(there, STATEMENT).shows_saved(1)
    settled(there)
    choose(there, server, selection, 3)
    return here, selection


@WHO
def test_a_window_that_did_nothing_shows_the_others_answer_and_says_so(
    server: Server, person: Person, is_same_browser: bool
) -> None:
    people = [person(server)] if is_same_browser else [person(server), person(server)]
    council(server, people)
    here, there = people[0].open("/pitfalls"), people[-1].open("/pitfalls")
    Card(here, FIRST_PITFALL).group.wait_for()
    Card(there, FIRST_PITFALL).group.wait_for()
    settled(there)
    Card(there, FIRST_PITFALL).choose("In part")
    Card(there, FIRST_PITFALL).shows_saved("In part")
    settled(here)
    Card(here, SECOND_PITFALL).choose("No, avoided")
    card = Card(here, FIRST_PITFALL)
    card.shows_saved("In part")
    expect(card.mark).to_contain_text(ASKED)


def test_other_statements_are_not_disturbed_by_a_question(server: Server, person: Person) -> None:
    here, there, selection, _ = two_windows(person, server, is_same_browser=True)
    assert statement_ids(here) == [STATEMENT, ANOTHER]
    choose(there, server, selection, 3)
    Card(here, STATEMENT).choose(2)
    asks(here, "3 Established", "2 Partial")
    Card(here, ANOTHER).choose(4)
    Card(here, ANOTHER).shows_saved(4)
    asks(here, "3 Established", "2 Partial")
    assert stored_levels(server, selection) == {STATEMENT: 3, ANOTHER: 4}


def test_both_choosing_the_same_is_no_question(server: Server, person: Person) -> None:
    here, there, selection, _ = two_windows(person, server, is_same_browser=False)
    choose(there, server, selection, 3)
    Card(here, STATEMENT).choose(3)
    Card(here, STATEMENT).shows_saved(3)
    expect(Card(here, STATEMENT).mark).not_to_contain_text(ASKED)
