"""Rounds as people hold them in the browser: the steps that several tests share."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Page

from journey.model import AnswerContent, AnswerState, Statement
from journey.service import current_selection
from journey.service.councils import units
from journey.service.current_selection import Selection
from journey.service.rounds import closing, lifecycle
from tests.browser.conftest import Guarded
from tests.browser.pages import fold, press, settled, tick, title, told
from tests.browser.prepared import answer_all, council, database
from tests.steps.server import Server

FIRST = "Spring 2026"
SECOND = "Autumn 2026"
STATEMENT = "many-viewpoints"
ANOTHER = "evidence-shown"
NOTE = "Only leaders were asked"
LAST_CAPTION = re.compile(f"^{FIRST}: ")
SHOW_LAST = "Show people what was answered last time"


def a_first_round(server: Server, *people: Guarded, units_below: tuple[str, ...] = ()) -> Selection:
    """A council with a round called FIRST, in which it answered at level 2, with a note; and other units."""
    selection = council(server, people)
    with database(server) as product:
        for name in units_below:
            units.add(product, selection.organisation.id, name=name, kind="service", parent_id=selection.unit.id)
        lifecycle.change(product, selection.round, name=FIRST, held_on=date(2026, 4, 14), shows_last=False)
    answer_all(server, selection, at_level_two)
    return selection


def at_level_two(_: int, statement: Statement) -> AnswerContent:
    """Level 2, with a note to one statement, and "don’t know" to another."""
    if statement.id == ANOTHER:
        return AnswerContent(AnswerState.DONT_KNOW)
    return AnswerContent(AnswerState.LEVEL, 2, note=NOTE if statement.id == STATEMENT else "")


def close(server: Server, selection: Selection) -> None:
    """Close the round in view."""
    with database(server) as product:
        closing.close(product, selection.organisation.id, selection.round.id)


def rounds_page(somebody: Guarded) -> Page:
    """The page, settled."""
    page = somebody.open("/rounds")
    title(page, "Rounds").wait_for()
    settled(page)
    return page


def open_another(page: Page, name: str = SECOND, *, shows_last: bool = False) -> None:
    """Open a round as it is proposed, under this name."""
    form = fold(page, "Start a round")
    form.get_by_label(re.compile("^Name of the round")).fill(name)
    if shows_last:
        tick(form, SHOW_LAST)
    press(form, "Open the round")
    told(page, "with nothing answered yet")


def to_the_statements(page: Page) -> None:
    """From the round to its first section, past the choice."""
    press(page.get_by_test_id("stMain"), "Answer in this round")
    title(page, re.compile("^Assess")).wait_for()
    press(page.get_by_test_id("stMain"), "Go on answering")
    title(page, "Taking stock").wait_for()
    settled(page)


def in_view(server: Server, somebody: Guarded) -> Selection:
    """What this person looks at."""
    with database(server) as product:
        selection = current_selection.look_up(product, somebody.token).selection
    assert selection is not None
    return selection
