"""Measures in a real browser: from nothing to a target with its checklist, a reading and the sentence; how it looks."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from journey.model import Measure
from journey.service.current_selection import Selection
from journey.service.plan import measures
from journey.service.plan.measures import NewReading
from journey.service.plan.place import PlanPlace
from tests.browser import looks
from tests.browser.conftest import Person
from tests.browser.pages import fold, settled
from tests.browser.prepared import council, database
from tests.browser.test_pages import CONTROLS, PICTURES, PRINTED
from tests.steps.measured import STEADY, share
from tests.steps.server import Server

VIEW = "/plan?view=measures"
DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=320, height=700)


def prepared(server: Server, selection: Selection) -> Measure:
    """Two measures: one with readings up to last month, one without any."""
    with database(server) as product:
        place, today = PlanPlace.of(selection), product.today()
        kept = measures.add(product, place, share(owner="Head of homes"), writer="laptop")
        measures.add(product, place, share(name="Calls answered in a minute"), writer="laptop")
        months = [today.year * 12 + today.month - 1 - back for back in range(len(STEADY) + 1, 0, -1)]
        for month, value in zip(months, (*STEADY, 75.0), strict=True):
            new = NewReading(date(month // 12, month % 12 + 1, 1), value)
            measures.add_reading(product, place.organisation_id, kept.id, new, writer="laptop")
    return kept


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(re.compile(f"^{re.escape(label)}")).first.fill(text)


def test_from_nothing_to_a_target_with_its_checklist_a_reading_and_the_sentence(server: Server, person: Person) -> None:
    somebody = person(server)
    council(server, [somebody])
    page = somebody.open(VIEW)
    fold(page, "Add a measure")
    write(page, "What it is called", "Days to let a home")
    write(page, "What it counts", "days")
    page.get_by_text("less is better").click()
    page.get_by_role("button", name="Write it down").click()
    write(page, "Target (days)", "28")
    write(page, "Tolerance", "3")
    write(page, "In our hands", "Keys are handed over on the day")
    page.get_by_role("button", name="Save", exact=True).click()
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("Its target: 1 of 12 points looked at.")
    write(page, "Month, for example", "January 2026")
    write(page, "Reading (days)", "33,5")
    page.get_by_role("button", name="Add the reading").click()
    expect(main).to_contain_text("33.5 days in January 2026")
    settled(page)


@pytest.mark.parametrize(("theme", "size"), [("light", DESK), ("dark", DESK), ("light", PHONE), ("dark", PHONE)])
def test_how_it_looks_and_is_built(
    server: Server, person: Person, theme: Literal["light", "dark"], size: ViewportSize
) -> None:
    somebody = person(server)
    prepared(server, council(server, [somebody]))
    page = somebody.open(VIEW)
    expect(page.get_by_role("heading", name=re.compile("exception: Empty homes let"))).to_be_visible()
    expect(page.get_by_test_id("stMain")).to_contain_text("A signal: below the lower limit of usual variation.")
    looks.put_on(page, theme, size)
    changed = fold(page, "Change this measure or its readings")
    changed.get_by_text("Target and tolerance").click()
    expect(changed.get_by_label("Target (%)")).to_be_visible()
    fold(page, "The same as a table")
    assert looks.charts(page, 1) == []
    assert [*looks.structure(page), *looks.clipped(page)] == []


def test_on_paper_it_is_light_and_has_nothing_to_press(server: Server, person: Person) -> None:
    somebody = person(server)
    prepared(server, council(server, [somebody]))
    page = somebody.open(VIEW)
    expect(page.get_by_role("heading", name=re.compile("exception: Empty homes let"))).to_be_visible()
    looks.put_on(page, "dark", DESK)
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_test_id("stMain")).to_contain_text("Beyond tolerance: 75%")
    assert page.evaluate(PRINTED) == []
    assert page.evaluate(CONTROLS) == []
    assert page.evaluate(PICTURES) == []
