"""What axe does not see: names of options, borders, words in charts, focus, zoom, and what is read out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from journey.model import LEVEL_NAMES
from journey.service.answering import sessions
from journey.service.current_selection import Selection
from tests.browser import contrast, looks
from tests.browser.conftest import Guarded, Person
from tests.browser.pages import Card, Keyboard, open_all_folds, settled, statement_ids, title, until
from tests.browser.prepared import answer_all, council, database, level
from tests.steps.server import Server

STATEMENT = "many-viewpoints"
ANOTHER = "evidence-shown"
TEXT_LEAST = 4.5
PART_LEAST = 3.0
FIELDS = "input:not([type=radio], [type=file]), textarea, [data-baseweb=select] input"
ZOOMED = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
FOCUS = """(one) => {
  const outlineOf = (part) => {
    const style = getComputedStyle(part);
    return [style.outlineStyle, parseFloat(style.outlineWidth), style.outlineColor];
  };
  const frames = [one, one.parentElement, one.parentElement.parentElement];
  return frames.map(outlineOf).find(([style]) => style === "solid") ?? outlineOf(one);
}"""
COUNT_READ_OUT = """() => {
  window.readOut = [];
  for (const place of document.querySelectorAll('[role="status"]'))
    new MutationObserver(() => window.readOut.push(place.textContent)).observe(place, {childList: true, subtree: true,
      characterData: true});
}"""


@pytest.fixture(scope="module")
def selection(server: Server) -> Selection:
    """A council whose quick check of both questionnaires is half done."""
    made = council(server, questionnaires=("stages", "breakthroughs"))
    answer_all(server, made, lambda position, _: level(position % 4 + 1) if position > 1 else None)
    return made


@pytest.fixture(scope="module", params=["light", "dark"])
def somebody(
    request: pytest.FixtureRequest, browser: Browser, server: Server, selection: Selection
) -> Iterator[Guarded]:
    """One browser a theme. There is one council only: everybody looks at it."""
    one = Guarded(browser, server, color_scheme=request.param)
    yield one
    one.context.close()
    one.guard.check()


def opened(somebody: Guarded, path: str, heading: str) -> Page:
    """A page, settled, with all its folds open."""
    page = somebody.open(path)
    title(page, heading).wait_for()
    settled(page)
    open_all_folds(page)
    return page


def too_faint(found: contrast.Found, least: float) -> list[str]:
    """Those below the least ratio. Nothing found at all is a fault of the test."""
    assert found
    return [f"{ratio:.2f}: {what}" for ratio, what in found if ratio < least]


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/assess", "Taking stock"),
        ("/pitfalls", "Avoiding the pitfalls"),
        ("/rounds", "Rounds"),
        ("/council", "Council"),
    ],
)
def test_borders_of_fields_and_options_can_be_seen(somebody: Guarded, path: str, heading: str) -> None:
    page = opened(somebody, path, heading)
    assert not too_faint(contrast.of_borders(page, FIELDS), PART_LEAST)
    if path != "/council":
        assert not too_faint(contrast.of_borders(page, '[data-testid="stRadioOption"]'), PART_LEAST)
    somebody.leave(page)


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/assess", "Taking stock"),
        ("/profile", "Profile"),
        ("/pitfalls", "Avoiding the pitfalls"),
        ("/rounds", "Rounds"),
    ],
)
def test_small_print_can_be_read(somebody: Guarded, path: str, heading: str) -> None:
    page = opened(somebody, path, heading)
    assert not too_faint(contrast.of_texts(page, '[data-testid="stCaptionContainer"] p'), TEXT_LEAST)
    somebody.leave(page)


@pytest.mark.parametrize(("path", "heading"), [("/profile", "Profile"), ("/pitfalls", "Avoiding the pitfalls")])
def test_words_in_charts_can_be_read(somebody: Guarded, path: str, heading: str) -> None:
    page = opened(somebody, path, heading)
    page.locator("svg.marks text").first.wait_for()
    assert not too_faint(contrast.of_texts(page, "svg.marks text"), TEXT_LEAST)
    somebody.leave(page)


def test_the_description_of_a_level_is_part_of_its_option(
    server: Server, somebody: Guarded, selection: Selection
) -> None:
    page = opened(somebody, "/assess", "Taking stock")
    with database(server) as product:
        here = sessions.session_of(product, selection)
    assert here is not None
    assert statement_ids(page) == [statement.id for statement in here.pages[0].statements]
    for statement in here.pages[0].statements:
        card = Card(page, statement.id)
        expect(card.group).to_have_accessible_name(statement.text)
        for number, description in statement.levels.items():
            expect(card.option(number)).to_have_accessible_name(f"{number} {LEVEL_NAMES[number]} {description}")
    somebody.leave(page)


def test_the_focus_can_be_seen_on_everything_that_takes_it(somebody: Guarded) -> None:
    page = opened(somebody, "/assess", "Taking stock")
    hands, card = Keyboard(page), Card(page, STATEMENT)
    hands.tab_to(card.group)
    faults = without_outline(card.option(1).locator("xpath=ancestor::label"))
    for name, target in {
        "fold": card.box.locator("summary").first,
        "note": card.box.get_by_label("Note", exact=True),
        "button": page.get_by_role("button", name="Back to the choice"),
        "link": page.get_by_role("link", name="Home"),
    }.items():
        hands.tab_to(target)
        faults += [f"{name}: {fault}" for fault in without_outline(target)]
    somebody.leave(page)
    assert not faults


def without_outline(target: Locator) -> list[str]:
    """Nothing where the element, or a frame of it, has an outline of at least two pixels."""
    style, width, colour = target.first.evaluate(FOCUS)
    return [] if style not in ("none", "auto") and width >= 2 else [f"outline {style} {width} {colour}"]


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/assess", "Taking stock"),
        ("/profile", "Profile"),
        ("/pitfalls", "Avoiding the pitfalls"),
        ("/rounds", "Rounds"),
        ("/council", "Council"),
    ],
)
def test_at_twice_the_size_nothing_is_lost(
    server: Server, person: Person, selection: Selection, path: str, heading: str
) -> None:
    page = opened(person(server, **ZOOMED), path, heading)
    assert [*looks.sideways(page), *looks.clipped(page)] == []


def test_what_is_saved_is_read_out_each_time(own_server: Server, person: Person) -> None:
    somebody = person(own_server)
    council(own_server, [somebody])
    page = somebody.open("/assess")
    title(page, "Taking stock").wait_for()
    settled(page)
    page.evaluate(COUNT_READ_OUT)
    for times, (statement_id, choice) in enumerate([(STATEMENT, 2), (ANOTHER, 3), (ANOTHER, 4)], start=1):
        Card(page, statement_id).choose(choice)
        Card(page, statement_id).shows_saved(choice)
        until(page, partial(was_read_out, page, times), f"{statement_id} at {choice} read out")


def was_read_out(page: Page, times: int) -> bool:
    """Whether something was said to be saved at least so many times."""
    return bool(page.evaluate("window.readOut.filter((text) => text.includes('Saved')).length") >= times)


def test_what_is_not_saved_is_read_out(own_server: Server, person: Person) -> None:
    somebody = person(own_server)
    council(own_server, [somebody])
    page = somebody.open("/assess")
    title(page, "Taking stock").wait_for()
    settled(page)
    Card(page, STATEMENT).choose("Does not apply")
    expect(Card(page, STATEMENT).box.get_by_role("alert")).to_contain_text("Not saved yet")
