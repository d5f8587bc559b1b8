"""The journey of the sample council in a real browser: how it looks, on paper, and where a date leads."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from journey.service import Product
from journey.service.current_selection import Selection
from journey.service.sample import loading
from journey.store import organisations, rounds
from tests.browser import looks
from tests.browser.conftest import Person
from tests.browser.pages import fold, settled
from tests.browser.prepared import database, look_at
from tests.browser.test_pages import CONTROLS, PICTURES, PRINTED
from tests.steps.server import Server

DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=320, height=700)


def selected(product: Product) -> Selection:
    """The sample council as a whole in its last round."""
    council = loading.load(product)
    with product.store.read() as tx:
        return Selection(council, rounds.every(tx, council.id)[-1], organisations.units(tx, council.id)[0])


def opened(server: Server, person: Person) -> Page:
    somebody = person(server)
    with database(server) as product:
        look_at(product, somebody, selected(product))
    page = somebody.open("/plan?view=story")
    expect(page.get_by_role("heading", name="The journey so far")).to_be_visible()
    expect(page.locator("svg.marks")).to_have_count(1)
    settled(page)
    return page


@pytest.mark.parametrize(("theme", "size"), [("light", DESK), ("dark", PHONE)])
def test_how_it_looks_and_is_built(
    server: Server, person: Person, theme: Literal["light", "dark"], size: ViewportSize
) -> None:
    page = opened(server, person)
    looks.put_on(page, theme, size)
    fold(page, "The same as a table")
    assert looks.charts(page, 1) == []
    assert [*looks.structure(page), *looks.clipped(page), *looks.sideways(page)] == []


def test_a_date_leads_to_its_action_and_on_paper_all_of_it_is_text(server: Server, person: Person) -> None:
    page = opened(server, person)
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_test_id("stMain")).to_contain_text("27 November 2025: Build one dashboard for all services")
    assert [*page.evaluate(PRINTED), *page.evaluate(CONTROLS), *page.evaluate(PICTURES)] == []
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen", color_scheme="light")
    dated = page.locator('[class*="st-key-dated-"]', has_text="Build one dashboard for all services")
    dated.get_by_role("button", name="See the action").click()
    expect(page.get_by_text("Build one dashboard for all services").first).to_be_visible()
    expect(page.get_by_role("heading", name="The journey so far")).to_have_count(0)
