"""From a card of Profile to a first action by keys alone; the plan in two windows, on a narrow page, in the dark."""

from __future__ import annotations

import re
import time
from datetime import timedelta

from playwright.sync_api import Page, ViewportSize, expect

from journey.model import Action, ActionContent, Origin, Statement
from journey.service.current_selection import Selection
from journey.service.plan import actions
from journey.service.plan.place import PlanPlace
from journey.wording import formatting
from tests.browser import axe
from tests.browser.conftest import Person
from tests.browser.looks import clipped, put_on, structure
from tests.browser.pages import settled, until
from tests.browser.prepared import answer_all, council, database, level
from tests.steps.server import Server

LINE = "Ask ten users what got in their way"
NARROW: ViewportSize = {"width": 320, "height": 800}
WIDE: ViewportSize = {"width": 1280, "height": 800}
SECONDS_TO_A_FIRST_ACTION = 120


def stored(server: Server, selection: Selection) -> list[Action]:
    with database(server) as product:
        return actions.of_unit(product, PlanPlace.of(selection))


def write(server: Server, selection: Selection, what: str = LINE) -> Action:
    with database(server) as product:
        place = PlanPlace.of(selection)
        return actions.add(product, place, ActionContent(what), origin=Origin.IDEA, writer="somebody else")


def low_first(place: int, statement: Statement) -> object:
    return level(1 if place < 2 else 3)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
    settled(page)


def test_from_a_card_of_profile_to_a_first_action_by_keys_alone_in_under_two_minutes(
    server: Server, person: Person
) -> None:
    somebody = person(server)
    selection = council(server, [somebody])
    answer_all(server, selection, low_first)  # type: ignore[arg-type]
    page = somebody.open("/profile")
    page.get_by_role("heading", level=1, name="Profile").wait_for()
    settled(page)
    began = time.monotonic()
    card = page.locator("[class*=st-key-statement-]").first
    fold = card.locator("summary").filter(has_text="Make it an action")
    fold.focus()
    press(page, "Enter")
    field = card.get_by_label("What will be done")
    expect(field).to_be_visible()
    press(page, "Tab")
    expect(field).to_be_focused()
    page.keyboard.type(LINE)
    press(page, "Enter")
    expect(card).to_contain_text("In the plan:")
    seconds = time.monotonic() - began
    assert seconds < SECONDS_TO_A_FIRST_ACTION
    (action,) = stored(server, selection)
    assert (action.content.what, action.origin) == (LINE, Origin.FIRST_LOOK)
    assert action.content.subject is not None
    see = card.get_by_role("button", name="See it in the plan")
    see.focus()
    press(page, "Enter")
    expect(page.get_by_role("heading", level=3, name=LINE)).to_be_in_viewport()
    settled(page)
    owner = page.get_by_label("Owner: a post or a person, one")
    owner.focus()
    page.keyboard.type("Head of policy")
    press(page, "Enter")
    expect(page.locator(f".st-key-action-card-{action.id}")).to_contain_text("Owner: Head of policy")
    (action,) = stored(server, selection)
    assert (action.content.lead, action.version) == ("Head of policy", 2)


def unfold(page: Page, card: str, name: str) -> None:
    fold = page.locator(card).locator("summary").filter(has_text=name)
    fold.click()
    settled(page)


def test_two_windows_on_one_action_show_both_texts_and_lose_none(server: Server, person: Person) -> None:
    somebody, other = person(server), person(server)
    selection = council(server, [somebody, other], name="Bothshire Council")
    action = write(server, selection)
    card = f".st-key-action-card-{action.id}"
    here, there = somebody.open("/plan"), other.open("/plan")
    for page in (here, there):
        page.locator(card).wait_for()
        settled(page)
        unfold(page, card, "Change it")
    for page, risk in ((there, "The winter"), (here, "The summer")):
        page.get_by_label("What could get in the way").fill(risk)
        page.locator(card).get_by_role("button", name="Save", exact=True).click()
        settled(page)
    expect(here.locator(card)).to_contain_text("Not saved: somebody has changed this action in another window")
    expect(here.locator(card)).to_contain_text("Risk: The winter")
    expect(here.get_by_label("What could get in the way")).to_have_value("The summer")
    assert stored(server, selection)[0].content.risk == "The winter"
    assert structure(here) == []
    here.set_viewport_size({"width": 390, "height": 844})
    here.locator(card).get_by_role("button", name="Save", exact=True).click()
    settled(here)
    expect(here.get_by_role("button", name="Save what I entered")).to_be_in_viewport()
    here.get_by_role("button", name="Save what I entered").click()
    until(here, lambda: stored(server, selection)[0].content.risk == "The summer", "what was chosen is stored")
    settled(here)
    unfold(here, card, "What has changed")
    expect(here.locator(card)).to_contain_text("“The winter” → “The summer”")
    expect(here.locator(card)).to_contain_text("in another browser")


def test_a_plan_is_right_on_a_wide_and_a_narrow_page_in_light_and_dark(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = council(server, [somebody], name="Wideshire Council")
    with database(server) as product:
        due = product.today() + timedelta(days=90)
        for number in range(8):
            content = ActionContent(f"Number {number}: {LINE}", "Head of policy" if number else "", due)
            actions.add(product, PlanPlace.of(selection), content, origin=Origin.IDEA, writer="somebody else")
    (first, *_rest) = stored(server, selection)
    page = somebody.open("/plan")
    card = f".st-key-action-card-{first.id}"
    page.locator(card).wait_for()
    settled(page)
    expect(page.locator(card)).to_contain_text("◌ no word yet · it needs an owner")
    expect(page.get_by_text(re.compile("Eight actions are in hand: none needs a decision"))).to_be_visible()
    for name in ("Say how it goes", "Change it", "What has changed"):
        unfold(page, card, name)
    unfold(page, "[data-testid=stMain]", "Search and choose")
    unfold(page, "[data-testid=stMain]", "Somebody has left")
    for size in (WIDE, NARROW):
        put_on(page, "light", size)
        assert structure(page) + clipped(page) == []
        put_on(page, "dark", size)
        assert axe.contrast(page) == []
    page.get_by_label("Words in it").fill("number 7")
    page.keyboard.press("Enter")
    expect(page.get_by_text("One action of eight in this plan.")).to_be_visible()
    assert formatting.day(due) in page.locator("[class*=st-key-action-card-]").first.inner_text()
