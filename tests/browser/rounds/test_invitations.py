"""Colleagues invited by a link: chosen with the round, sent, counted, closed and opened again; and never who came."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from journey.model import Invitation, Privacy, Scope, WorkshopPlan
from journey.service import current_selection
from journey.service.answering import invitations, respondents, sessions
from journey.service.councils import units
from journey.service.current_selection import Selection
from journey.service.rounds import lifecycle
from journey.service.rounds.lifecycle import RoundPlan
from journey.service.workshop import leading, planning
from tests.browser import axe, looks
from tests.browser.conftest import Guarded, Person
from tests.browser.hostile import HITS, TEXTS, on_one_line, seen
from tests.browser.pages import Keyboard, fold, open_all_folds, pick, press, settled, title, told
from tests.browser.prepared import council, database, empty_council, look_at
from tests.browser.round_steps import SECOND, a_first_round, close, in_view, rounds_page
from tests.steps.refusals import refused
from tests.steps.server import Server

MANY = re.compile("^Many colleagues answer, confidentially")


def an_invited_round(server: Server, *people: Guarded, name: str = "Testshire County Council") -> Selection:
    """A council whose round is answered by a link, which these people look at."""
    with database(server) as product:
        begun = council(server, name=name)
        plan = RoundPlan(
            SECOND, date(2026, 10, 14), ["stages"], [begun.unit.id], Scope.QUICK, False, Privacy.CONFIDENTIAL
        )
        selection = Selection(begun.organisation, lifecycle.open_round(product, begun.organisation, plan), begun.unit)
        for one in people:
            look_at(product, one, selection)
    return selection


def invitation_of(server: Server, selection: Selection) -> Invitation:
    """As it is stored."""
    with database(server) as product:
        invited = invitations.invited(product, selection)
    assert invited is not None
    return invited.invitation


def leads_in(server: Server, code: str) -> bool:
    """Whether somebody who types the code comes in."""
    with database(server) as product:
        return respondents.find_invitation(product, code, "somebody") is not None


def a_link(page: Page, unit: str) -> Locator:
    """The fold of a unit's link, opened."""
    return fold(page, f"Link for {unit}")


def test_a_round_answered_by_a_link_has_everything_that_is_to_be_sent(server: Server, person: Person) -> None:
    somebody = person(server)
    empty_council(server, somebody)
    page = rounds_page(somebody)
    pick(page, "Many colleagues answer, confidentially")
    press(page.get_by_test_id("stMain"), "Open the round")
    told(page, "with nothing answered yet. The links to send are below.")
    selection = in_view(server, somebody)
    code = invitation_of(server, selection).code
    here = a_link(page, selection.unit.name)
    address = f"{server.join_url}/join/{code}"
    expect(here.get_by_test_id("stCode")).to_have_text(
        [address, f"{server.join_url}/join", re.compile("^Dear colleagues")]
    )
    expect(here.get_by_text(f"{code[:4]} {code[4:]}", exact=True)).to_be_visible()
    expect(here.get_by_role("img", name=f"QR code that leads to {address}")).to_be_visible()
    letter = here.get_by_test_id("stCode").filter(has_text="Dear colleagues")
    with database(server) as product:
        asked = sessions.size(product, "stages", Scope.FULL)
    for words in (
        address,
        code[:4],
        f"{asked[0]} statements, about {asked[1]} minutes",
        "Nobody is shown what you answered",
        "five people",
    ):
        expect(letter).to_contain_text(words)
    expect(here.get_by_text("0 of at most 200 begun, 0 finished")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("0 begun, 0 finished")
    expect(page.get_by_role("button", name="Answer in this round")).to_have_count(0)
    expect(page.get_by_text("These links open on this machine alone")).to_be_visible()
    assert leads_in(server, code)


def test_what_is_shown_as_promised_is_what_colleagues_read(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = an_invited_round(server, somebody)
    code = invitation_of(server, selection).code
    with database(server) as product:
        door = respondents.find_invitation(product, code, "somebody")
    assert door is not None
    here = a_link(rounds_page(somebody), selection.unit.name)
    for line in door.promise.lines:
        expect(here.get_by_role("listitem").filter(has_text=line)).to_be_visible()
        expect(here.get_by_test_id("stCode").filter(has_text="Dear colleagues")).to_contain_text(line)


def test_who_invited_sees_how_many_came_and_never_who(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = an_invited_round(server, somebody)
    code = invitation_of(server, selection).code
    page = rounds_page(somebody)
    here = a_link(page, selection.unit.name)
    with database(server) as product:
        for number in range(3):
            came = respondents.join(product, code, f"token {number}", role=("front-line", "councillors", None)[number])
        assert came is not None
        respondents.submit(product, came)
    press(here, "Count again")
    expect(here.locator("summary").first).to_contain_text("3 begun, 1 finished")
    expect(here.get_by_text("3 of at most 200 begun, 1 finished. Nobody is shown who they are.")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("3 begun, 1 finished")
    main = seen(page.get_by_test_id("stMain")).lower()
    assert [word for word in ("front line", "councillor", "token ", came.id.lower()) if word in main] == []


def test_the_number_of_people_is_changed_and_a_full_link_says_so(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = an_invited_round(server, somebody)
    code = invitation_of(server, selection).code
    page = rounds_page(somebody)
    here = a_link(page, selection.unit.name)
    for number in ("1", "2"):
        here.get_by_role("spinbutton", name="How many people may answer at most").fill(number)
        press(here, "Save the number")
        told(page, f"Saved: at most {number} people may answer for {selection.unit.name}")
        with database(server) as product:
            respondents.join(product, code, number, role=None)
    press(here, "Count again")
    expect(here.get_by_text("As many have come as were invited")).to_be_visible()
    assert invitation_of(server, selection).cap == 2
    with database(server) as product, refused():
        respondents.join(product, code, "one more", role=None)


def test_a_link_is_closed_and_opened_again_and_no_answer_is_lost(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = an_invited_round(server, somebody)
    code = invitation_of(server, selection).code
    with database(server) as product:
        respondents.join(product, code, "a phone", role=None)
    page = rounds_page(somebody)
    here = a_link(page, selection.unit.name)
    press(here, "Close this link")
    told(page, f"The link for {selection.unit.name} is closed. Every answer was kept.")
    expect(here.get_by_text("The link is closed.")).to_be_visible()
    expect(here.get_by_role("img")).to_have_count(0)
    assert not leads_in(server, code)
    press(here, "Open this link again")
    told(page, f"The link for {selection.unit.name} is open again.")
    expect(here.get_by_test_id("stCode").first).to_have_text(f"{server.join_url}/join/{code}")
    expect(here.locator("summary").first).to_contain_text("1 begun, 0 finished")
    assert leads_in(server, code)


def test_in_a_closed_round_the_link_leads_nowhere_and_that_is_said(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = an_invited_round(server, somebody)
    close(server, selection)
    here = a_link(rounds_page(somebody), selection.unit.name)
    expect(here.get_by_text("The round is closed, so the link leads nowhere. Every answer was kept.")).to_be_visible()
    expect(here.get_by_test_id("stCode")).to_have_count(0)
    expect(here.get_by_role("button", name=re.compile("link"))).to_have_count(0)


def test_a_unit_that_is_not_answered_openly_can_be_invited_later(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = a_first_round(server, somebody, units_below=("Highways",))
    page = rounds_page(somebody)
    form = fold(page, "Invite colleagues by a link")
    unit = form.get_by_role("combobox", name="Unit")
    unit.scroll_into_view_if_needed()  # a list that opens while the page scrolls closes again
    unit.click()
    expect(page.get_by_role("option")).to_have_text(["Highways"])
    page.get_by_role("option", name="Highways").click()
    form.get_by_role("spinbutton", name="How many people may answer at most").fill("12")
    press(form, "Make the link")
    told(page, "Colleagues can answer for Highways now. The link to send is below.")
    here = a_link(page, "Highways")
    expect(here.get_by_text("0 of at most 12 begun")).to_be_visible()
    letter = here.get_by_test_id("stCode").filter(has_text="Dear colleagues")
    expect(letter).to_contain_text(f"the way Highways, {selection.organisation.name}, manages performance")
    expect(page.get_by_text("Invite colleagues by a link")).to_have_count(0)
    expect(page.get_by_role("button", name="Answer in this round")).to_be_visible()


def test_a_link_of_a_workshop_says_so_and_promises_what_its_colleagues_read(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server)
    with database(server) as product:
        plan = WorkshopPlan("Where we stand", "To agree it", "Managers", 90, date(2026, 10, 14))
        made = planning.make(
            product, selection.unit, plan, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK
        )
        ids = {"organisation_id": selection.organisation.id, "round_id": made.round_id, "unit_id": selection.unit.id}
        current_selection.choose(product, somebody.token, **ids)
    page = rounds_page(somebody)
    here = a_link(page, selection.unit.name)
    expect(here.get_by_text("It also leads to the workshop “Where we stand”")).to_be_visible()
    expect(here.get_by_role("listitem").filter(has_text="shown together: how many chose each level")).to_be_visible()
    with database(server) as product:
        leading.end(product, made)
    press(here, "Count again")
    expect(here.get_by_text("has ended, so the link leads nowhere")).to_be_visible()
    expect(here.get_by_role("button", name="Open this link again")).to_have_count(0)


def test_assess_says_that_a_unit_is_answered_by_a_link_and_leads_there(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = an_invited_round(server, somebody)
    page = somebody.open("/assess")
    title(page, re.compile("^Assess")).wait_for()
    told(page, f"In this round colleagues answer for {selection.unit.name} confidentially")
    press(page.get_by_test_id("stMain"), "Go to the link")
    title(page, "Rounds").wait_for()
    settled(page)
    expect(page.locator("summary").filter(has_text=f"Link for {selection.unit.name}")).to_be_visible()


def test_names_of_councils_units_and_workshops_are_text_beside_their_links(server: Server, person: Person) -> None:
    somebody = person(server)
    council_name, *names = TEXTS
    selection = an_invited_round(server, somebody, name=council_name)
    led = names[::8]
    with database(server) as product:
        for name in names:
            unit = units.add(product, selection.organisation.id, name=name, kind="service", parent_id=selection.unit.id)
            here = Selection(selection.organisation, selection.round, unit)
            if name in led:
                plan = WorkshopPlan(name, name, name, 90, date(2026, 10, 14))
                planning.make(
                    product, unit, plan, round_id=selection.round.id, questionnaire_ids=["stages"], scope=Scope.QUICK
                )
            else:
                invitations.invite(product, here, questionnaire_ids=["stages"], scope=Scope.QUICK)
    page = rounds_page(somebody)
    main = seen(page.get_by_test_id("stMain"))
    assert [name for name in TEXTS if f"Link for {on_one_line(name)}: 0 begun" not in main] == []
    links = page.locator("details").filter(has=page.locator("summary").filter(has_text="Link for"))
    for name in led:
        link = links.nth(TEXTS.index(name))
        link.locator("summary").first.click()
        expect(link.get_by_test_id("stCode").last).to_contain_text("Dear colleagues")
        assert f"the way {on_one_line(name)}, {on_one_line(council_name)}, manages performance" in seen(link)
        assert f"the workshop “{on_one_line(name)}”" in seen(link)
    assert page.evaluate(HITS) is None


def test_a_round_is_opened_for_many_and_its_link_closed_by_keyboard_alone(server: Server, person: Person) -> None:
    somebody = person(server)
    a_first_round(server, somebody)
    page = rounds_page(somebody)
    hands = Keyboard(page)
    hands.tab_to(page.locator("summary").filter(has_text="Start a round"))
    page.keyboard.press("Enter")
    hands.tab_to(page.get_by_label(re.compile("^Name of the round")))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(SECOND)
    hands.tab_to(page.get_by_role("radiogroup", name="How people answer"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=MANY)).to_be_checked()
    hands.press("Open the round")
    told(page, f"{SECOND} is open")
    selection = in_view(server, somebody)
    hands.press("Close this link")
    told(page, "is closed. Every answer was kept.")
    assert invitation_of(server, selection).closed_at is not None


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 320)])
def test_links_are_sound_in_light_and_dark_wide_and_narrow(
    server: Server, person: Person, theme: str, width: int
) -> None:
    somebody = person(server, color_scheme=theme, viewport={"width": width, "height": 900})
    selection = an_invited_round(server, somebody)
    with database(server) as product:
        units.add(product, selection.organisation.id, name="Highways", kind="service", parent_id=selection.unit.id)
    page = rounds_page(somebody)
    open_all_folds(page)
    expect(page.get_by_role("img", name=re.compile("^QR code"))).to_be_visible()
    settled(page)
    faults = [*axe.violations(page), *looks.sideways(page), *looks.clipped(page), *looks.headings(page)]
    assert not faults, "\n".join(faults)
    assert looks.targets(page) == []
