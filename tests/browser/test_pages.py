"""Every page, in light and dark, wide and narrow: no axe violation, no sideways scroll, a sound build, its charts told.

With JOURNEY_SCREENSHOTS set to a folder, a picture of each is left there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from journey.model import AnswerContent, AnswerState, Statement
from journey.service import current_selection
from journey.service.answering import sessions
from journey.service.current_selection import Selection
from journey.service.sample import loading
from tests.browser import axe, looks
from tests.browser.conftest import Guarded, Person
from tests.browser.pages import open_all_folds, pick, press, settled, title
from tests.browser.prepared import answer_all, council, database, empty_council, level, look_at
from tests.steps.server import Server

SCREENSHOTS = os.environ.get("JOURNEY_SCREENSHOTS")
SIZES: dict[str, ViewportSize] = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 320, "height": 640}}
LOOKS: tuple[tuple[looks.Theme, str], ...] = (
    ("light", "wide"),
    ("dark", "wide"),
    ("dark", "narrow"),
    ("light", "narrow"),
)
"""In an order in which each differs from the one before in one thing."""
PRINTED = """() => {
  const brightness = (colour) => Math.max(...colour.match(/[\\d.]+/g).slice(0, 3).map(Number));
  const isLight = (colour) => /, 0\\)$/.test(colour) || brightness(colour) > 200;
  const pale = [...document.querySelectorAll('[data-testid="stApp"], [data-testid="stApp"] *')]
    .filter((one) => !one.closest('[data-testid="stVegaLiteChart"], svg') && one.checkVisibility())
    .filter((one) => {
      const style = getComputedStyle(one);
      return brightness(style.color) > 128 || !isLight(style.backgroundColor);
    });
  return pale.map((one) => one.outerHTML.slice(0, 120));
}"""
"""What is printed in pale words or on a dark ground."""
CONTROLS = """() => [...document.querySelectorAll(
    '[data-testid="stApp"] :is(button, input, textarea, select, nav, [role=combobox], [role=progressbar])')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 2)
  .map((one) => one.outerHTML.slice(0, 120))"""
"""What is there to be pressed or filled in."""
PICTURES = """() => [...document.querySelectorAll("svg.marks *")].flatMap((one) =>
    [getComputedStyle(one).fill, getComputedStyle(one).stroke])
  .filter((colour) => colour === "rgb(16, 25, 30)" || colour === "rgb(233, 240, 242)")"""
"""Colours of dark pages in pictures: their ground and their words."""
TIMES_PRESSED, MOST_LOOKS = 4, 50
KEYS_OF_STREAMLIT = ("r", "c", "R", "C")


@dataclass(frozen=True)
class Scenes:
    """A server where every page can be seen, and what to look at for each."""

    server: Server
    sample: Selection
    quick: Selection


@pytest.fixture(scope="module")
def scenes(server: Server) -> Scenes:
    """The sample council, and a council of our own with a quick check that is nearly done."""
    quick = council(server, name="Testshire District Council", questionnaires=("stages", "breakthroughs"))
    answer_all(server, quick, all_but_some)
    with database(server) as product:
        organisation = loading.load(product)
        current_selection.choose(product, "the sample's visitor", organisation_id=organisation.id)
        selection = current_selection.look_up(product, "the sample's visitor").selection
    assert selection is not None
    return Scenes(server, selection, quick)


def all_but_some(position: int, statement: Statement) -> AnswerContent | None:
    """All four levels, don't know, not applicable, and nothing: something of everything that a page may show."""
    if position % 9 == 8:
        return None
    if position % 9 == 6:
        return AnswerContent(state=AnswerState.DONT_KNOW)
    if position % 9 == 7:
        return AnswerContent(state=AnswerState.NOT_APPLICABLE, reason="We have no districts")
    return level(position % 4 + 1)


@pytest.fixture(scope="module")
def somebody(browser: Browser, scenes: Scenes) -> Iterator[Guarded]:
    """One browser for all pages."""
    one = Guarded(browser, scenes.server, color_scheme="light", viewport=SIZES["wide"])
    yield one
    one.context.close()


def see(somebody: Guarded, selection: Selection, path: str) -> Page:
    """The page with this view before it."""
    with database(somebody.server) as product:
        look_at(product, somebody, selection)
    page = somebody.open(path)
    page.get_by_role("heading", level=1).wait_for()
    settled(page)
    return page


def home(somebody: Guarded, scenes: Scenes) -> Page:
    page = see(somebody, scenes.sample, "/")
    open_all_folds(page)
    return page


def home_of_an_empty_council(somebody: Guarded, scenes: Scenes) -> Page:
    empty_council(scenes.server, somebody, name="Emptyshire")
    page = somebody.open("/")
    page.get_by_role("heading", level=1, name="Emptyshire").wait_for()
    settled(page)
    return page


def choose(somebody: Guarded, scenes: Scenes) -> Page:
    empty_council(scenes.server, somebody, name="Emptyshire")
    page = somebody.open("/assess")
    page.get_by_role("heading", level=1, name=re.compile("^Assess")).wait_for()
    settled(page)
    return page


def section(somebody: Guarded, scenes: Scenes) -> Page:
    at(scenes, 3)
    page = see(somebody, scenes.quick, "/assess")
    open_all_folds(page)
    return page


def review(somebody: Guarded, scenes: Scenes) -> Page:
    at(scenes, None)
    return see(somebody, scenes.quick, "/assess")


def at(scenes: Scenes, place: int | None) -> None:
    """Put the answering at a page, or at the review."""
    with database(scenes.server) as product:
        here = sessions.session_of(product, scenes.quick)
        assert here is not None
        sessions.go(product, here, len(here.pages) if place is None else place)


def profile(somebody: Guarded, scenes: Scenes) -> Page:
    page = see(somebody, scenes.sample, "/profile")
    open_a_section(page)
    return page


def profile_of_breakthroughs(somebody: Guarded, scenes: Scenes) -> Page:
    page = see(somebody, scenes.sample, "/profile")
    pick(page, "The eight breakthroughs")
    page.locator('[class*="st-key-open-leadership"]').wait_for()
    settled(page)
    open_a_section(page)
    return page


def open_a_section(page: Page) -> None:
    """Open the first section, every number in it, and what else is folded beside the sections."""
    fold = page.locator('[class*="st-key-open-"]').first
    if fold.locator("details").first.get_attribute("open") is None:
        fold.locator("summary").first.click()
    fold.locator('[class*="st-key-chart-"]').wait_for()
    settled(page)
    open_all_folds(page, within=fold)
    open_all_folds(page)


def pitfalls(somebody: Guarded, scenes: Scenes) -> Page:
    page = see(somebody, scenes.sample, "/pitfalls")
    open_all_folds(page)
    return page


def rounds(somebody: Guarded, scenes: Scenes) -> Page:
    return see(somebody, scenes.sample, "/rounds")


def rounds_with_all_forms(somebody: Guarded, scenes: Scenes) -> Page:
    page = see(somebody, scenes.sample, "/rounds")
    open_all_folds(page)
    return page


def an_open_round(somebody: Guarded, scenes: Scenes) -> Page:
    page = see(somebody, scenes.quick, "/rounds")
    open_all_folds(page)
    return page


def rounds_of_an_empty_council(somebody: Guarded, scenes: Scenes) -> Page:
    empty_council(scenes.server, somebody, name="Emptyshire")
    page = somebody.open("/rounds")
    page.get_by_role("button", name="Open the round").wait_for()
    settled(page)
    return page


def workshops(somebody: Guarded, scenes: Scenes) -> Page:
    empty_council(scenes.server, somebody, name="Emptyshire")
    page = somebody.open("/workshop")
    page.get_by_role("button", name="Make the workshop").wait_for()
    settled(page)
    open_all_folds(page)
    return page


def council_with_units(somebody: Guarded, scenes: Scenes) -> Page:
    page = see(somebody, scenes.sample, "/council")
    open_all_folds(page)
    return page


def the_council(somebody: Guarded, scenes: Scenes) -> Page:
    return see(somebody, scenes.quick, "/council")


def how_it_works(somebody: Guarded, scenes: Scenes) -> Page:
    return see(somebody, scenes.sample, "/how-it-works")


def methods_in_full(somebody: Guarded, scenes: Scenes) -> Page:
    return see(somebody, scenes.sample, "/methods-in-full")


def compared(selection: str, sign: str) -> Callable[[Guarded, Scenes], Page]:
    """The Compare page with this view chosen; ``sign`` is a heading that shows that it is there."""

    def opener(somebody: Guarded, scenes: Scenes) -> Page:
        page = see(somebody, scenes.sample, "/compare")
        pick(page, selection)
        page.get_by_role("heading", name=sign).wait_for()
        settled(page)
        open_all_folds(page)
        return page

    return opener


def planned(view: str, sign: str) -> Callable[[Guarded, Scenes], Page]:
    """The Plan page with this view chosen; ``sign`` is a heading that shows that it is there."""

    def opener(somebody: Guarded, scenes: Scenes) -> Page:
        page = see(somebody, scenes.sample, "/plan")
        pick(page, view)
        page.get_by_role("heading", name=sign).wait_for()
        settled(page)
        open_all_folds(page)
        return page

    return opener


PAGES: dict[str, tuple[Callable[[Guarded, Scenes], Page], str, int]] = {
    "home": (home, "Home", 1),
    "home-empty": (home_of_an_empty_council, "Home", 0),
    "choose": (choose, "Assess", 0),
    "section": (section, "Assess", 0),
    "review": (review, "Assess", 0),
    "profile-stages": (profile, "Profile", 2),
    "profile-breakthroughs": (profile_of_breakthroughs, "Profile", 2),
    "pitfalls": (pitfalls, "Pitfalls", 1),
    "compare-change": (compared("Since an earlier round", "What explains the difference"), "Compare", 1),
    "compare-services": (compared("Services", "One section over all rounds"), "Compare", 3),
    "compare-roles": (compared("Roles", "Where these two differ"), "Compare", 1),
    "compare-rounds": (compared("All rounds", "The way through the stages"), "Compare", 2),
    "compare-agreed": (compared("Individual and agreed", "Where the agreed level differs"), "Compare", 1),
    "plan-actions": (planned("Actions", "What is planned"), "Plan", 0),
    "plan-priorities": (planned("Priorities", "The golden thread"), "Plan", 1),
    "plan-bets": (planned("Bets", "All together"), "Plan", 0),
    "rounds": (rounds, "Rounds", 0),
    "rounds-forms": (rounds_with_all_forms, "Rounds", 0),
    "rounds-open": (an_open_round, "Rounds", 0),
    "rounds-empty": (rounds_of_an_empty_council, "Rounds", 0),
    "workshop": (workshops, "Workshop", 0),
    "council": (the_council, "Council", 0),
    "council-units": (council_with_units, "Council", 0),
    "how-it-works": (how_it_works, "How it works", 0),
    "methods-in-full": (methods_in_full, "The methods in full", 0),
}
"""How to open each page, the name its title has to say, and how many charts it has at least."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(somebody: Guarded, scenes: Scenes, name: str) -> None:
    opener, words, charts = PAGES[name]
    page = opener(somebody, scenes)
    inspect(page, somebody, name, words, charts)


PAPERS: dict[str, tuple[Callable[[Guarded, Scenes], Page], str]] = {
    "home": (home, "Wensford Council"),
    "profile": (profile, "Autumn 2026"),
    "pitfalls": (pitfalls, "Autumn 2026"),
    "compare": (compared("Services", "One section over all rounds"), "Services"),
    "plan-priorities": (planned("Priorities", "The golden thread"), "The golden thread"),
    "plan-bets": (planned("Bets", "All together"), "Bets of the whole council’s own plan"),
    "review": (review, "Testshire District Council"),
}
"""What is handed on as a paper, each with words that it has to have."""


@pytest.mark.parametrize("name", PAPERS)
def test_a_page_that_is_dark_is_a_light_paper_without_controls(somebody: Guarded, scenes: Scenes, name: str) -> None:
    opener, words = PAPERS[name]
    page = opener(somebody, scenes)
    looks.put_on(page, "dark", SIZES["wide"])
    folds = page.locator('[data-testid="stMain"] details:not([open])').count()
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    head = page.locator(".st-key-paper-head")
    expect(head).to_be_visible()
    expect(head).to_contain_text("as it stood on")
    expect(page.get_by_test_id("stMain")).to_contain_text(words)
    assert page.evaluate(PRINTED) == []
    assert page.evaluate(CONTROLS) == []
    assert page.evaluate(PICTURES) == []
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null", color_scheme="dark")
    expect(page.locator('[data-testid="stMain"] details:not([open])')).to_have_count(folds)
    assert len(page.evaluate(PRINTED)) > 20, "what is looked at is what is dark on the screen"
    somebody.leave(page)


def test_folds_that_are_drawn_on_demand_are_opened_for_the_paper_and_closed_after(
    somebody: Guarded, scenes: Scenes
) -> None:
    page = see(somebody, scenes.sample, "/profile")
    closed = page.locator('[class*="st-key-open-"] details:not([open])')
    page.evaluate("() => { window.print = () => { window.onPaper = document.querySelectorAll('svg.marks').length; }; }")
    folds, pictures = closed.count(), page.locator("svg.marks").count()
    assert folds > 0
    page.keyboard.press("Control+p")
    page.wait_for_function("window.onPaper !== undefined")
    assert page.evaluate("window.onPaper") > pictures
    expect(closed).to_have_count(folds)
    settled(page)
    somebody.leave(page)


def test_the_first_page_is_sound(own_server: Server, person: Person) -> None:
    one = person(own_server)
    page = one.open()
    page.get_by_role("heading", level=1).wait_for()
    settled(page)
    open_all_folds(page)
    inspect(page, one, "start", "Start", 1)
    page = one.open()
    press(page.get_by_test_id("stMain"), "Open the sample council")
    expect(page.get_by_text("The sample council is being made")).to_be_visible()
    title(page, re.compile("^Wensford")).wait_for()
    settled(page)
    press(page.get_by_test_id("stMain"), "Leave the sample")
    title(page, "How well does your council manage performance?").wait_for()
    press(page.get_by_test_id("stMain"), "Open the sample council")
    title(page, re.compile("^Wensford")).wait_for()


def inspect(page: Page, somebody: Guarded, name: str, words: str, charts: int) -> None:
    """Every fault of a page in every look at once; pictures where they are wanted."""
    faults = [*looks.title(page, words), *keys_that_do_something(page)]
    for theme, size in LOOKS:
        looks.put_on(page, theme, SIZES[size])
        expect(page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]')).to_have_count(0)
        # In another theme nothing can be wrong but contrast, and what is drawn anew.
        seen = looks.structure(page) if theme == "light" else axe.contrast(page)
        faults += [f"{theme}, {size}: {fault}" for fault in (*seen, *looks.charts(page, charts))]
        if SCREENSHOTS:
            photograph(page, Path(SCREENSHOTS) / f"{name}-{theme}-{size}.png")
    faults += somebody.guard.faults
    somebody.guard.faults.clear()
    page.set_viewport_size(SIZES["wide"])
    somebody.leave(page)
    assert not faults, f"{name}:\n" + "\n".join(faults)


def keys_that_do_something(page: Page) -> list[str]:
    """Single letters must not rerun the page or clear anything (2.1.4).

    A page that looks again by itself may be doing so just then: what a key does, it does every time it is pressed.
    """
    page.evaluate("document.activeElement.blur()")
    before = as_it_stays(page)
    faults = []
    for _ in range(TIMES_PRESSED):
        faults = [f"the key {key} does something" for key in KEYS_OF_STREAMLIT if does_something(page, key)]
        settled(page)
        if not faults and as_it_stays(page) != before:
            faults = ["the keys r and c change the page"]
        if not faults:
            return []
    return faults


def as_it_stays(page: Page) -> str:
    """What the page says once it is drawn: what two looks in a row find alike."""
    seen = page.locator("body").aria_snapshot()
    for _ in range(MOST_LOOKS):
        page.wait_for_timeout(looks.MILLISECONDS_TO_DRAW)
        before, seen = seen, page.locator("body").aria_snapshot()
        if seen == before:
            return seen
    raise AssertionError(f"the page does not come to rest: {page.url}")


def does_something(page: Page, key: str) -> bool:
    """Whether the script runs, or a dialog opens, as the key is pressed."""
    page.keyboard.press(key)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    state = page.locator('[data-testid="stApp"]').get_attribute("data-test-script-state")
    return state != "notRunning" or page.get_by_role("dialog").count() > 0


def photograph(page: Page, file: Path) -> None:
    """The whole page: what scrolls is Streamlit's main part, so the window is made as tall as that."""
    file.parent.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size
    assert size is not None
    tall = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], tall)})
    page.screenshot(path=file)
    page.set_viewport_size(size)
