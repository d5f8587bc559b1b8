"""The sixth priority asks by keyboard which gives way, and a gap of the golden thread leads to where it is mended."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from journey.model import ActionContent, Origin, PriorityContent
from journey.service.councils import units
from journey.service.plan import actions, priorities
from journey.service.plan.place import PlanPlace
from tests.browser.conftest import Person
from tests.browser.looks import structure
from tests.browser.pages import Keyboard, press, settled, told
from tests.browser.prepared import council, database
from tests.steps.server import Server

FIVE = ("Housing", "Children", "Roads", "Libraries", "Climate")


def test_by_keyboard_the_sixth_asks_which_gives_way_and_a_gap_leads_to_the_action(
    server: Server, person: Person
) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    with database(server) as product:
        for name in FIVE:
            priorities.add(product, selection.organisation_id, PriorityContent(name), writer="laptop")
        content = ActionContent("Ask tenants after each repair", "Head of housing")
        actions.add(product, PlanPlace.of(selection), content, origin=Origin.IDEA, writer="laptop")
    page = somebody.open("/plan?view=priorities")
    page.get_by_role("heading", name="Priorities (five of at most five)").wait_for()
    settled(page)
    keys = Keyboard(page)
    keys.tab_to(page.locator("summary", has_text="Add a priority"))
    page.keyboard.press("Enter")
    keys.tab_to(page.get_by_label("Name", exact=True))
    page.keyboard.type("Waste")
    keys.press("Write it down")
    asked = page.get_by_role("radiogroup", name="There are five priorities already. Which one gives way?")
    expect(asked).to_be_visible()
    settled(page)
    page.wait_for_function("document.activeElement.innerText.includes('Which one gives way?')")
    assert structure(page) == []
    keys.tab_to(asked)
    page.keyboard.press("Space")
    expect(asked.get_by_role("radio", name="Housing")).to_be_checked()
    keys.tab_to(page.get_by_label("Why it gives way, or why there have to be more"))
    page.keyboard.type("The homes are mended.")
    keys.press("Save")
    told(page, "Written down.")
    with database(server) as product:
        every = priorities.every(product, selection.organisation_id)
    assert [one.content.name for one in every if one.is_live] == [*FIVE[1:], "Waste"]
    assert every[0].ended_why == "The homes are mended."
    settled(page)
    keys.press("Give it a priority")
    expect(page.get_by_label("Which priority it serves").first).to_be_visible()
    assert re.search("view=actions", page.url)


def test_a_gap_in_another_unit_leads_to_the_plan_of_that_unit(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    with database(server) as product:
        priorities.add(product, selection.organisation_id, PriorityContent("Roads"), writer="laptop")
        housing = units.add(
            product, selection.organisation_id, name="Housing", kind="service", parent_id=selection.unit_id
        )
        place, content = PlanPlace(selection.organisation_id, housing.id), ActionContent("Ask tenants after repairs")
        actions.add(product, place, content, origin=Origin.IDEA, writer="laptop")
    page = somebody.open("/plan?view=priorities")
    press(page.get_by_test_id("stMain"), "Name an owner")
    expect(page.get_by_role("heading", name="Ask tenants after repairs")).to_be_visible()
    expect(page.get_by_label("Which priority it serves").first).to_be_visible()
    assert f"unit={housing.id}" in page.url
