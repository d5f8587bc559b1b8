"""A workshop made and answered through the services, and the console as a facilitator uses it."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Locator, Page, expect

from journey.model import Scope, WorkshopPlan
from journey.service import current_selection
from journey.service.workshop import planning
from tests.browser.conftest import Guarded
from tests.browser.pages import settled
from tests.browser.prepared import look_at
from tests.steps import workshop
from tests.steps.server import Server
from tests.steps.workshop import Meeting

TITLE = "Where we stand together"
CASES = "where-we-stand"
AGREE, CAMPS = (3, 3, 3, 3, 3, 3, 2), (1, 1, 1, 2, 4, 4, 4)
"""What seven people answer when most say 3, ready to be accepted, and when there are two camps."""


HEADINGS = {
    "1 Calibrate": "Read the levels alike",
    "2 Assess": "Answer in silence",
    "3 Agree": "Talk where it matters",
    "4 Pitfalls": "Which pitfalls do we avoid?",
    "5 Actions": "What matters most",
    "6 Close": "Do we stand behind it?",
}
"""Each step of the path, and the heading by which one sees that the page is there."""


def meeting(server: Server, *people: Guarded, title: str = TITLE, purpose: str = "", who: str = "") -> Meeting:
    """A council with a workshop in a round of its own, which these people look at."""
    plan = WorkshopPlan(title, purpose, who, 120, date(2026, 11, 24), CASES)
    product = server.product()
    held = workshop.meeting(product, plan, council="Ambershire", scope=Scope.FULL)
    for one in people:
        look_at(product, one, held.selection)
    return held


def meeting_of(server: Server, somebody: Guarded) -> Meeting:
    """The workshop that this person looks at."""
    product = server.product()
    selection = current_selection.look_up(product, somebody.token).selection
    assert selection is not None
    found = planning.workshop_of(product, selection)
    assert found is not None
    return workshop.meeting_of(product, selection.organisation, selection.unit, found)


def section_of(held: Meeting, number: int = 0) -> list[str]:
    """The statements of a section, by id."""
    return [one.statement.id for one in held.sections[number].statements]


def console(somebody: Guarded) -> Page:
    """The page, settled."""
    page = somebody.open("/workshop")
    page.get_by_role("heading", level=1).wait_for()
    settled(page)
    return page


def main(page: Page) -> Locator:
    """All of the page."""
    return page.get_by_test_id("stMain")


def live(page: Page) -> Locator:
    """The line at the top."""
    return page.locator(".st-key-live")


def step(page: Page, name: str) -> None:
    """Go to a step of the path, with the mouse."""
    page.get_by_role("radio", name=re.compile(name)).locator("xpath=ancestor::label").click()
    at_step(page, name)


def at_step(page: Page, name: str) -> None:
    """Wait until the page shows a step: its button is chosen at once, and what it asks for is drawn later.

    Until then the step before is on the page, and a button of it may have the same name.
    """
    expect(page.get_by_role("radio", name=name)).to_be_checked()
    page.get_by_role("heading", name=HEADINGS[name]).wait_for()
    settled(page)


def click(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name, exact=isinstance(name, str)).first.click()
