"""A device that goes from hand to hand, in a browser: what a script has kept of one person is not sent as another's."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Person
from tests.steps.light_pages import database, invitation, light_server
from tests.steps.server import LightServer

KEPT = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('journey '))"


def begin(page: Page, server: LightServer, code: str) -> None:
    page.goto(f"{server.url}/join/{code}")
    page.get_by_label("Front line").check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("heading", level=1, name="Taking stock").wait_for()


def test_what_one_person_left_unsent_is_not_sent_as_the_next_persons(person: Person, tmp_path: Path) -> None:
    with light_server(tmp_path) as server:
        with database(server.database_url) as product:
            code = invitation(product).code
        somebody = person(server)
        somebody.guard.may_lose_connection = True
        page = somebody.context.new_page()
        begin(page, server, code)
        somebody.context.set_offline(True)
        page.get_by_role("radio", name="4 Embedded").first.check()
        expect(page.locator("[data-mark]").first).to_have_text("Not saved yet")
        assert len(page.evaluate(KEPT)) == 1
        page.goto("about:blank")  # so that it does not send by itself, once it can, what it has kept
        somebody.context.set_offline(False)
        somebody.context.clear_cookies()  # as a browser does that forgets: nobody has pressed anything
        begin(page, server, code)
        assert page.evaluate(KEPT) == []
        expect(page.get_by_role("radio", checked=True)).to_have_count(0)
        page.goto(f"{server.url}/join/{code}")
        page.get_by_role("link", name="Somebody else answers here").click()
        page.get_by_role("button", name="Finish on this device").click()
        page.get_by_role("heading", name="You have finished on this device").wait_for()
        assert somebody.context.cookies() == []
