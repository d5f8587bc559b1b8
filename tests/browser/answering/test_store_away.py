"""While the store takes nothing, what is chosen is kept and said to be unsaved; afterwards it is stored by itself."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from sqlite3 import connect

import pytest
from playwright.sync_api import Locator, Page, expect

from journey.config import KEY_FOLDER
from journey.model import Scope
from journey.service.current_selection import Selection
from tests.browser.conftest import Guarded, Person
from tests.browser.pages import Card, settled, statement_ids, title, until
from tests.browser.prepared import council, stored_levels
from tests.steps import postgres
from tests.steps.server import FILE, Server, started

LEVELS = (2, 3, 4)
"""What is chosen of the first statements while the store is away."""
PATIENCE = 120_000
"""Milliseconds: each attempt to write into a database that is locked takes five seconds."""

Fault = Callable[[Server], AbstractContextManager[None]]


@contextmanager
def locked(server: Server) -> Iterator[None]:
    """Somebody else writes, and does not come to an end."""
    with closing(connect(server.folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(server: Server) -> Iterator[None]:
    """No file may become longer, as on a full disk."""
    _, most = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (1, most))
    yield
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (most, most))


def opened(somebody: Guarded, server: Server) -> tuple[Page, Selection]:
    """The first section of a full assessment."""
    somebody.guard.may_be_held_back = True
    selection = council(server, [somebody], scope=Scope.FULL)
    page = somebody.open("/assess")
    title(page, "Taking stock").wait_for()
    settled(page)
    return page, selection


def unsaved(page: Page) -> Locator:
    """What stands over the list of what is not saved."""
    return page.get_by_text("not saved yet. It is tried again by itself")


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (full, 1),
        pytest.param(full, 30, marks=pytest.mark.long),
        pytest.param(locked, 1, marks=pytest.mark.long),
        pytest.param(locked, 30, marks=pytest.mark.long),
    ],
)
def test_what_was_chosen_meanwhile_is_stored_without_a_further_click(
    own_server: Server, person: Person, fault: Fault, seconds: int
) -> None:
    somebody = person(own_server)
    page, selection = opened(somebody, own_server)
    chosen = dict(zip(statement_ids(page), LEVELS, strict=False))
    with fault(own_server):
        for statement_id, level in chosen.items():
            Card(page, statement_id).choose(level)
        expect(unsaved(page)).to_contain_text("Three changes are", timeout=PATIENCE)
        page.get_by_role("button", name="Continue to").click()
        expect(title(page, "Taking stock")).to_be_hidden(timeout=PATIENCE)
        expect(unsaved(page)).to_contain_text("Three changes are", timeout=PATIENCE)
        page.wait_for_timeout(1000 * seconds)
        page.reload()
        expect(unsaved(page)).to_contain_text("Three changes are", timeout=PATIENCE)
        assert somebody.guard.held_back == 1
    expect(unsaved(page)).to_be_hidden(timeout=PATIENCE)
    assert stored_levels(own_server, selection) == chosen


@contextmanager
def on_postgresql(database: postgres.Server, folder: Path) -> Iterator[Server]:
    """The product on a new database of this PostgreSQL."""
    server = Server(folder)
    server.database_url = database.create()
    server.settings["JOURNEY_KEY_FOLDER"] = str(folder / KEY_FOLDER)
    with started(server):
        yield server


def test_a_page_says_that_the_database_is_away_and_comes_back_with_it(tmp_path: Path, person: Person) -> None:
    with postgres.own() as database, on_postgresql(database, tmp_path) as server:
        somebody = person(server, color_scheme="light")
        page, selection = opened(somebody, server)
        first, second, *_ = statement_ids(page)
        Card(page, first).choose(2)
        Card(page, first).shows_saved(2)
        away = page.get_by_role("alert").filter(has_text="The answers are out of reach at the moment")
        database.stop()
        Card(page, second).choose(3)
        expect(unsaved(page)).to_contain_text("One change is", timeout=PATIENCE)
        for leave in (page.get_by_role("button", name="Continue to").click, page.reload):
            leave()
            expect(away).to_be_visible(timeout=PATIENCE)
            expect(unsaved(page)).to_contain_text("One change is")
        assert somebody.guard.held_back == 1
        database.start()
        expect(away).to_be_hidden(timeout=PATIENCE)
        expect(unsaved(page)).to_be_hidden(timeout=PATIENCE)
        until(page, lambda: stored_levels(server, selection) == {first: 2, second: 3}, "both stored")
