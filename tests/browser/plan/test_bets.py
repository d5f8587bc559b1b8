"""Bets in the browser: placed by keyboard alone, decided by the next round, sound in every size and theme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from journey.model import ActionContent, Organisation, Origin, Subject, SubjectKind, Unit
from journey.service import Product
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from journey.service.plan import actions
from journey.service.plan.place import PlanPlace
from tests.browser import looks
from tests.browser.axe import contrast, violations
from tests.browser.conftest import Guarded, Person
from tests.browser.pages import Keyboard, load_anew, open_all_folds, settled, title, told
from tests.browser.prepared import database, look_at
from tests.steps.rounds import Reply, hold, start
from tests.steps.server import Server

LOW, HIGH = (1, 2, 2, 2, 2, 2, 2, 3), (2, 3, 3, 3, 3, 3, 3, 4)


def round_of(product: Product, council: Organisation, unit: Unit, year: int, levels: tuple[int, ...]) -> Selection:
    section = product.library.questionnaire(STAGES).sections[0]
    replies = [Reply(None, {statement.id: level for statement in section.statements}) for level in levels]
    return hold(product, council, unit, year, replies, questionnaire_id=STAGES)[0]


@pytest.fixture
def somebody(server: Server, person: Person) -> Guarded:
    """Somebody whose council has a round and an action whose first step was taken."""
    found = person(server)
    server.empty()
    with database(server) as product:
        council, unit = start(product)
        selection = round_of(product, council, unit, 2025, LOW)
        about = Subject(SubjectKind.SECTION, product.library.questionnaire(STAGES).sections[0].id, STAGES)
        content = ActionContent("Set dates for reviews", subject=about)
        made = actions.add(product, PlanPlace(council.id, unit.id), content, origin=Origin.IDEA, writer="laptop")
        begun = replace(made.progress, first_step_done_on=date(2025, 11, 1))
        actions.advance(product, council.id, made.id, begun, expected_version=made.version, writer="laptop")
        look_at(product, found, selection)
    return found


def opened(somebody: Guarded) -> Page:
    page = somebody.open("/plan?view=bets")
    title(page, "Plan").wait_for()
    settled(page)
    return page


def next_round(server: Server) -> None:
    with database(server) as product:
        council = councils.every(product)[0]
        round_of(product, council, councils.units(product, council.id)[0], 2026, HIGH)


def test_a_bet_is_placed_by_keyboard_and_the_next_round_decides_it(server: Server, somebody: Guarded) -> None:
    page = opened(somebody)
    keys = Keyboard(page)
    keys.tab_to(page.locator("summary").filter(has_text="Place a bet"))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Place the bet").wait_for()
    settled(page)
    expect(page.get_by_test_id("stMain")).to_contain_text("With eight answers each time a move below 0.57")
    keys.tab_to(page.get_by_role("textbox", name="Decided by the next round, or from which day on?"))
    page.keyboard.press("Enter")
    keys.tab_to(page.get_by_role("combobox", name="How sure are you?"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    keys.press("Place the bet")
    told(page, "The bet is placed. With so few answers a move of this size will hardly show.")
    card = page.locator('[class*="st-key-bet-card-"]')
    expect(card).to_have_count(1)  # Enter in the field of the day has placed none
    expect(card).to_contain_text("Autumn 2025 2.00. Not decided yet: that comes by the next round.")
    next_round(server)
    load_anew(page)
    expect(card).to_contain_text("Autumn 2025 2.00 → Autumn 2026 3.00, +1.00 (0.43 to 1.57): moved.")
    expect(page.get_by_role("heading", name="Decided by Autumn 2026")).to_be_visible()
    open_all_folds(page)
    for theme in looks.every_look(page):
        assert looks.structure(page) == []
        assert looks.clipped(page) == []
        assert looks.sideways(page) == []
        assert (violations(page) if theme == "light" else contrast(page)) == []
    looks.put_on(page, "light", looks.WIDE)
    page.get_by_role("button", name="What did we learn?").click()
    title(page, "Review").wait_for()
    expect(page.get_by_test_id("stMain")).to_contain_text("+1.00 (0.43 to 1.57)")
