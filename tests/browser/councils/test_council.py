"""The council's units and roles: changed on its page, and used in a round."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from journey.service.councils import councils
from tests.browser.conftest import Guarded, Person
from tests.browser.pages import fold, press, select, settled, tick, title, told
from tests.browser.prepared import council, database
from tests.browser.round_steps import open_another
from tests.steps.server import Server


def council_page(somebody: Guarded) -> Page:
    page = somebody.open("/council")
    title(page, "Council").wait_for()
    settled(page)
    return page


def add_unit(page: Page, name: str, below: str | None = None, kind: str = "Service") -> None:
    form = fold(page, "Add a unit")
    form.get_by_label("Name of the unit").fill(name)
    select(form, "Kind", kind)
    if below:
        select(form, "Below", below)
    press(form, "Add")


def test_units_are_added_moved_renamed_used_and_removed(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    page = council_page(somebody)
    add_unit(page, "Highways")
    told(page, "Highways was added")
    add_unit(page, "highways")
    told(page, "There is a unit called highways already")
    add_unit(page, "Potholes", below="Highways")
    told(page, "Potholes was added")
    add_unit(page, "Safety", kind="Partnership")
    told(page, "Safety was added")
    expect(page.get_by_text("Safety · partnership")).to_be_visible()
    form = fold(page, "Rename or move a unit")
    select(form, "Which unit?", "Potholes")
    settled(page)
    expect(form.get_by_label("Name of the unit")).to_have_value("Potholes")
    form.get_by_label("Name of the unit").fill("Road repairs")
    select(form, "Below", selection.unit.name)
    press(form, "Save")
    told(page, "Road repairs was saved")
    form = fold(page, "Remove a unit")
    select(form, "Which unit?", "Safety")
    press(form, "Remove")
    told(page, "Safety was removed")
    with database(server) as product:
        found = councils.units(product, selection.organisation.id)
    assert [(one.name, one.parent_id) for one in found] == [
        (selection.unit.name, None),
        ("Highways", selection.unit.id),
        ("Road repairs", selection.unit.id),
    ]
    page.get_by_role("link", name="Rounds", exact=True).click()
    title(page, "Rounds").wait_for()
    settled(page)
    tick(fold(page, "Start a round"), "Road repairs")
    open_another(page)
    expect(page.get_by_role("table")).to_contain_text("Road repairs")
    page.get_by_role("link", name="Council", exact=True).click()
    title(page, "Council").wait_for()
    settled(page)
    form = fold(page, "Remove a unit")
    select(form, "Which unit?", "Road repairs")
    press(form, "Remove")
    told(page, "This unit was part of a round")


def test_roles_are_renamed_and_stay_so(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    page = council_page(somebody)
    field = page.get_by_label("Your word for councillors")
    field.fill("Leadership")
    press(page.get_by_test_id("stMain"), "Save the roles")
    told(page, "Two roles have the same name")
    field.fill("Members")
    press(page.get_by_test_id("stMain"), "Save the roles")
    told(page, "The roles are saved")
    page.reload()
    expect(page.get_by_label("Your word for councillors")).to_have_value("Members")
    with database(server) as product:
        found = {role.key: role.name for role in councils.roles(product, selection.organisation.id)}
    assert found["councillors"] == "Members"
    assert found["leadership"] == "Leadership"
