"""Every state of the facilitator's console, in light and dark, wide and narrow, while another facilitator leads.

One workshop is led from beginning to end, and each state is looked at on the way.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from journey.model import ActionContent, NewQuestion, QuestionKind
from journey.service.pitfalls import pitfalls
from journey.service.workshop import actions
from journey.service.workshop.room import of_pitfall
from tests.browser import looks
from tests.browser.conftest import Guarded
from tests.browser.console_steps import AGREE, CAMPS, click, console, live, meeting, section_of, step
from tests.browser.pages import title, unfold
from tests.browser.prepared import empty_council
from tests.steps.server import Server
from tests.steps.workshop import Meeting

SIZES: dict[str, ViewportSize] = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 320, "height": 640}}
STATES = (
    "planning",
    "before",
    "nothing put",
    "a case is open",
    "a case is revealed",
    "a section is open",
    "a section is revealed",
    "pitfalls are revealed",
    "actions",
    "closing",
    "ended",
)


@pytest.fixture(scope="module")
def faults(browser: Browser, server: Server) -> Iterator[dict[str, list[str]]]:
    """What is wrong with each state. What another facilitator does, the page has to follow by itself."""
    leader = Guarded(browser, server, color_scheme="light", viewport=SIZES["wide"])
    found: dict[str, list[str]] = {"planning": planning(server, leader)}
    held = meeting(server, leader, purpose="To see where we stand", who="Managers and front-line staff")
    page = console(leader)
    found["before"] = faults_of(page)
    calibrate(page, held, found)
    assess(page, held, found)
    finish(page, held, found)
    leader.context.close()
    yield found
    leader.guard.check()


@pytest.mark.parametrize("state", STATES)
def test_a_state_of_the_console_is_sound(faults: dict[str, list[str]], state: str) -> None:
    assert not faults[state], "\n".join(faults[state])


def test_every_state_was_looked_at(faults: dict[str, list[str]]) -> None:
    assert tuple(faults) == STATES


def faults_of(page: Page, *, charts: int = 0) -> list[str]:
    """What is wrong with how the page is built, with everything unfolded: wide and light, then narrow and dark."""
    unfold(page)
    if charts:
        expect(
            page.locator('[class*="st-key-chart-"] svg.marks, [class*="st-key-chart-"] canvas').first
        ).to_be_visible()
    expect(page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]')).to_have_count(0)
    found = [*looks.title(page, "Workshop"), *looks.structure(page), *looks.charts(page, charts)]
    looks.put_on(page, "dark", SIZES["narrow"])
    found += [f"dark, narrow: {fault}" for fault in (*looks.structure(page), *looks.charts(page, charts))]
    looks.put_on(page, "light", SIZES["wide"])
    return found


def planning(server: Server, leader: Guarded) -> list[str]:
    empty_council(server, leader, name="Emptyshire")
    page = console(leader)
    title(page, "Workshops").wait_for()
    found = faults_of(page)
    leader.leave(page)
    return found


def calibrate(page: Page, held: Meeting, found: dict[str, list[str]]) -> None:
    held.open_room()
    page.reload()
    live(page).wait_for()
    found["nothing put"] = faults_of(page)
    held.join(7)
    expect(live(page)).to_contain_text("Seven people are taking part")
    case = held.product.library.workshop(held.workshop.plan.design).vignettes[0]
    held.put(NewQuestion(QuestionKind.VIGNETTE, case.id), seconds=60)
    expect(page.get_by_role("heading", name="Before the room")).to_be_visible()
    held.answer_room(CAMPS)
    expect(live(page)).to_contain_text("7 of 7 have answered")
    found["a case is open"] = faults_of(page)
    held.reveal()
    click(page, "Look at where it is now")
    expect(page.get_by_test_id("stMain")).to_contain_text("Written as level")
    found["a case is revealed"] = faults_of(page, charts=1)


def assess(page: Page, held: Meeting, found: dict[str, list[str]]) -> None:
    step(page, "2 Assess")
    held.ask(*section_of(held), seconds=120)
    expect(live(page)).to_contain_text("Taking stock")
    found["a section is open"] = faults_of(page)
    held.answer_room(CAMPS, AGREE)
    held.reveal()
    click(page, "Look at where it is now")
    step(page, "3 Agree")
    expect(page.get_by_test_id("stMain")).to_contain_text("Two camps: 4 say 1 or 2, 3 say 4.")
    found["a section is revealed"] = faults_of(page, charts=1)


def finish(page: Page, held: Meeting, found: dict[str, list[str]]) -> None:
    checklist = next(iter(pitfalls.by_stage(held.product, held.selection, None).values())).checklist
    held.put(*(of_pitfall(checklist, one) for one in checklist.pitfalls[:2]))
    held.answer_room(AGREE)
    held.reveal()
    step(page, "4 Pitfalls")
    found["pitfalls are revealed"] = faults_of(page, charts=1)
    step(page, "5 Actions")
    found["actions"] = faults_of(page)
    step(page, "6 Close")
    found["closing"] = faults_of(page)
    actions.add(held.product, held.workshop, ActionContent("Ask our partners"), writer="x")
    held.end()
    expect(page.get_by_role("heading", name="What will be done")).to_be_visible()
    found["ended"] = faults_of(page)
