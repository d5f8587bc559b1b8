"""Two windows of one browser, each with a view of its own; and Back, refresh, a copied address, a restarted server."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from journey.model import Scope
from journey.service.answering import sessions
from journey.service.councils import councils, units
from journey.service.current_selection import Selection
from journey.service.sample import loading
from tests.browser.conftest import Guarded, Person
from tests.browser.console_steps import console, live, meeting
from tests.browser.pages import Card, come_back, pick, press, select, settled, title, told, turn_to
from tests.browser.prepared import council, database, look_at, stored_levels
from tests.steps.server import Server

STATEMENT = "clear-choices"
HOUSING = re.compile("^Housing · ")


def services(server: Server, somebody: Guarded) -> tuple[Selection, Selection]:
    """Highways and Housing in one round of a council; the browser looked at Housing last."""
    whole = council(server, [somebody], name="Ambershire County Council")
    with database(server) as product:
        begun = []
        for name in ("Highways", "Housing"):
            unit = units.add(product, whole.organisation.id, name=name, kind="service", parent_id=whole.unit.id)
            begun.append(
                sessions.begin(
                    product,
                    whole.organisation,
                    unit,
                    round_id=whole.round.id,
                    questionnaire_ids=["stages"],
                    scope=Scope.QUICK,
                )
            )
        look_at(product, somebody, begun[1])
    return begun[0], begun[1]


def opened(somebody: Guarded, path: str, heading: str | re.Pattern[str]) -> Page:
    page = somebody.open(path)
    title(page, heading).wait_for()
    settled(page)
    return page


def shows(page: Page, heading: str) -> None:
    title(page, heading).wait_for()
    settled(page)


def address(page: Page, name: str) -> str:
    """What stands in the address of a window under this name, once it is there."""
    page.wait_for_function("name => new URLSearchParams(location.search).has(name)", arg=name)
    return parse_qs(urlsplit(page.url).query)[name][0]


def in_view(page: Page, unit: str) -> None:
    """Wait until the list of units shows this one, and the list of the view before is gone."""
    settled(page)
    expect(page.get_by_role("combobox", name="Unit")).to_have_count(1)
    expect(page.get_by_role("combobox", name="Unit")).to_have_value(unit)
    settled(page)


def test_answers_are_those_of_the_unit_that_the_window_shows(server: Server, person: Person) -> None:
    somebody = person(server)
    highways, housing = services(server, somebody)
    here = opened(somebody, "/assess", "Taking stock")
    there = opened(somebody, "/profile", "Profile")
    select(there, "Unit", "Highways")
    in_view(there, "Highways")
    press(here.get_by_test_id("stMain"), "Continue to Setting direction")
    shows(here, "Setting direction")
    expect(here.get_by_text(HOUSING)).to_be_visible()
    Card(here, STATEMENT).choose(1)
    Card(here, STATEMENT).shows_saved(1)
    assert stored_levels(server, housing) == {STATEMENT: 1}
    assert stored_levels(server, highways) == {}
    in_view(there, "Highways")


def test_what_is_typed_about_a_council_is_saved_in_it(server: Server, person: Person) -> None:
    somebody = person(server)
    amber = council(server, [somebody], name="Ambershire Council").organisation
    cedar = council(server, name="Cedarshire Council").organisation
    here = opened(somebody, "/council", "Council")
    there = opened(somebody, "/council", "Council")
    here.get_by_label("Your word for leadership").fill("Chief officers")
    select(there, "In view", cedar.name)
    settled(there)
    expect(there.get_by_role("combobox", name="In view")).to_have_count(1)
    expect(there.get_by_role("combobox", name="In view")).to_have_value(cedar.name)
    expect(there.get_by_label("Name of the council")).to_have_value(cedar.name)
    press(here.get_by_test_id("stMain"), "Save the roles")
    told(here, "The roles are saved")
    here.get_by_label("Name of the council").fill("Ambershire County")
    press(here.get_by_test_id("stMain"), "Save")
    told(here, "Saved.")
    with database(server) as product:
        assert [councils.roles(product, one.id)[0].name for one in (amber, cedar)] == ["Chief officers", "Leadership"]
        assert [one.name for one in councils.every(product)][-2:] == ["Ambershire County", "Cedarshire Council"]


def test_a_console_stays_at_its_workshop_and_the_sample_stays_until_it_is_removed(
    server: Server, person: Person
) -> None:
    somebody = person(server)
    held = meeting(server, somebody)
    held.open_room()
    with database(server) as product:
        sample = loading.load(product)
    here = console(somebody)
    there = opened(somebody, f"/profile?council={sample.id}", "Profile")
    elsewhere = opened(somebody, f"/pitfalls?council={sample.id}", "Avoiding the pitfalls")
    pick(here, "6 Close")
    here.get_by_role("heading", name="Do we stand behind it?").wait_for()
    expect(live(here)).to_be_visible()
    press(there.get_by_test_id("stMain"), "Leave the sample")
    title(there, re.compile("shire")).wait_for()
    pick(elsewhere, "Getting started")
    expect(elsewhere.get_by_role("radio", name="Getting started")).to_be_checked()
    shows(elsewhere, "Avoiding the pitfalls")
    turn_to(there, "Council")
    press(there.get_by_test_id("stMain"), "Remove the sample council")
    told(there, "The sample council was removed")
    pick(elsewhere, "Keeping on track")
    title(elsewhere, "What was in view here is gone").wait_for()
    expect(elsewhere.get_by_text(f"The sample council {sample.name} was removed in another window")).to_be_visible()
    press(elsewhere.get_by_test_id("stMain"), re.compile("^Go on with"))  # type: ignore[arg-type]
    shows(elsewhere, "Avoiding the pitfalls")
    expect(live(here)).to_be_visible()


def test_back_forward_refresh_and_a_copied_address_keep_the_view(server: Server, person: Person) -> None:
    somebody = person(server)
    highways, housing = services(server, somebody)
    page = opened(somebody, "/pitfalls", "Avoiding the pitfalls")
    assert address(page, "unit") == housing.unit.id
    pick(page, "Getting started")
    expect(page.get_by_role("radio", name="Getting started")).to_be_checked()
    page.wait_for_url("**stage=getting-started**")
    select(page, "Unit", "Highways")
    in_view(page, "Highways")
    assert address(page, "unit") == highways.unit.id
    page.reload()
    in_view(page, "Highways")
    expect(page.get_by_role("radio", name="Getting started")).to_be_checked()
    page.go_back()
    in_view(page, "Housing")
    expect(page.get_by_role("radio", name="Getting started")).to_be_checked()
    page.go_back()
    expect(page.get_by_role("radio", name="Taking stock")).to_be_checked()
    in_view(page, "Housing")
    page.go_forward()
    page.go_forward()
    in_view(page, "Highways")
    copied = opened(somebody, page.url.removeprefix(server.url), "Avoiding the pitfalls")
    in_view(copied, "Highways")
    select(page, "Unit", "Housing")
    in_view(page, "Housing")
    copied.get_by_role("link", name="Profile", exact=True).click()
    shows(copied, "Profile")
    in_view(copied, "Highways")
    assert address(copied, "unit") == highways.unit.id
    copied.go_back()
    shows(copied, "Avoiding the pitfalls")
    in_view(copied, "Highways")
    assert "stage" not in copied.get_by_role("link", name="Rounds", exact=True).get_attribute("href")  # type: ignore[operator]
    assert highways.unit.id in (copied.get_by_role("link", name="Rounds", exact=True).get_attribute("href") or "")


def test_a_restarted_server_finds_each_window_where_it_was(own_server: Server, person: Person) -> None:
    somebody = person(own_server)
    somebody.guard.may_lose_connection = True
    highways, _ = services(own_server, somebody)
    here = opened(somebody, "/assess", "Taking stock")
    press(here.get_by_test_id("stMain"), "Continue to Setting direction")
    shows(here, "Setting direction")
    assert address(here, "section") == "stages.setting-direction"
    there = opened(somebody, "/profile", "Profile")
    select(there, "Unit", "Highways")
    in_view(there, "Highways")
    own_server.kill()
    come_back(here, own_server)
    here.get_by_role("link", name="Profile", exact=True).click()
    shows(here, "Profile")
    in_view(here, "Housing")
    here.go_back()
    shows(here, "Setting direction")
    expect(here.get_by_text(HOUSING)).to_be_visible()
    settled(there)
    there.get_by_role("link", name="Rounds", exact=True).click()
    shows(there, "Rounds")
    assert address(there, "unit") == highways.unit.id
