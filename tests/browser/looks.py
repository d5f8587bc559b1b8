"""What is wrong with how a page looks and is built, beyond what axe sees. Each function returns faults in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from playwright.sync_api import Page, ViewportSize

from tests.browser import axe
from tests.browser.pages import settled

SIDEWAYS = """() => {
  const faults = [], width = document.documentElement.clientWidth;
  const root = document.scrollingElement, main = document.querySelector('[data-testid="stMain"]');
  if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} px wide in ${innerWidth}`);
  if (main.scrollWidth > main.clientWidth + 1) faults.push(`main is ${main.scrollWidth} px in ${main.clientWidth}`);
  const scrolls = (one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
  for (const one of main.querySelectorAll('[data-testid="stMainBlockContainer"] *')) {
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height || box.right <= width + 1 || !one.checkVisibility()) continue;
    let around = one.parentElement;
    while (around !== main && !scrolls(around)) around = around.parentElement;
    if (around !== main) continue;  // a wide table scrolls in its own frame
    faults.push(`ends at ${Math.round(box.right)} of ${width}: ${one.outerHTML.slice(0, 160)}`);
  }
  return faults.slice(0, 5);
}"""

CLIPPED = """() => [...document.querySelectorAll('[data-testid="stMainBlockContainer"] *')]
  .filter((one) => one.checkVisibility() && !one.closest("svg, pre, textarea") && one.innerText && one.innerText.trim())
  .filter((one) => {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return false;  // there for screen readers alone
    const cut = (overflow) => ["hidden", "clip"].includes(overflow);
    return cut(style.overflowX) && one.scrollWidth > one.clientWidth + 1 ||
      cut(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
  })
  .map((one) => `${one.innerText.trim().slice(0, 60)}: ${one.outerHTML.slice(0, 120)}`)"""

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((one) => one.checkVisibility())
  .map((one) => [Number(one.tagName[1]), one.innerText.trim()])"""

CHARTS = """() => [...document.querySelectorAll('[class*="st-key-chart-"]')].map((one) => {
  const drawn = one.querySelector("svg.marks, canvas.marks");
  const named = drawn && drawn.closest("[aria-label]");
  const fold = [...document.querySelectorAll("details")]
    .find((other) => other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
  return {
    name: [...one.classList].find((name) => name.startsWith("st-key-chart-")),
    alt: named ? named.getAttribute("aria-label") || "" : "",
    isDrawn: drawn !== null,
    rows: fold ? fold.querySelectorAll("table tr").length : 0,
    headers: fold ? fold.querySelectorAll("table th").length : 0,
  };
})"""

TARGETS = """(least) => [...document.querySelectorAll(
    "button, input:not([type=radio], [type=checkbox], [type=file]), textarea, summary, a, [role=button], " +
    "[data-testid=stRadioOption], [data-testid=stCheckbox] label")]
  .filter((one) => one.checkVisibility({opacityProperty: true, visibilityProperty: true}))
  .filter((one) => !one.closest("p, li, [aria-hidden=true]") && one.getAttribute("data-testid") !== "stSkipToContent")
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width > 1 && (box.width < least || box.height < least))
  .map(([one, box]) => `${Math.round(box.width)}×${Math.round(box.height)}: ${one.outerHTML.slice(0, 160)}`)"""

IS_IN_THEME = """(theme) => {
  const [red] = getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor.match(/\\d+/g);
  return (Number(red) < 128) === (theme === "dark");
}"""
MILLISECONDS_TO_DRAW = 200

Theme = Literal["light", "dark"]

SHORTEST_ALT = 20
LEAST_TARGET = 24


WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 720}


def every_look(page: Page) -> Iterator[Theme]:
    """Show an open page wide and narrow, in both themes; yields the theme that it is in."""
    themes: tuple[Theme, ...] = ("light", "dark")
    for size in (WIDE, NARROW):
        for theme in themes:
            put_on(page, theme, size)
            yield theme


def put_on(page: Page, theme: Theme, size: ViewportSize) -> None:
    """Show an open page in another theme or size, and wait until it is drawn."""
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size(size)
    page.wait_for_function(IS_IN_THEME, arg=theme)
    page.wait_for_timeout(MILLISECONDS_TO_DRAW)  # the page tells the server, which draws its charts anew
    settled(page)


def structure(page: Page) -> list[str]:
    """Everything that axe and we see in how a page is built, in one look."""
    checks = (axe.violations, sideways, headings, targets)
    return [fault for check in checks for fault in check(page)]


def sideways(page: Page) -> list[str]:
    """The page scrolls sideways, or something in it ends beyond its right edge."""
    return [f"sideways: {fault}" for fault in page.evaluate(SIDEWAYS)]


def clipped(page: Page) -> list[str]:
    """Words are cut off by a box that is too small for them."""
    return [f"cut off: {fault}" for fault in page.evaluate(CLIPPED)]


def headings(page: Page) -> list[str]:
    """Not exactly one first heading at the top, or a level left out on the way down."""
    found: list[tuple[int, str]] = page.evaluate(HEADINGS)
    levels = [level for level, _ in found]
    faults = []
    if levels.count(1) != 1 or levels[:1] != [1]:
        faults.append(f"headings: not one first heading that comes first: {found}")
    skips = [words for (words, level, before) in _steps(found) if level > before + 1]
    return faults + [f"headings: a level is left out before “{words}”" for words in skips]


def _steps(found: list[tuple[int, str]]) -> list[tuple[str, int, int]]:
    return [(words, level, before) for (before, _), (level, words) in pairwise(found)]


def title(page: Page, name: str) -> list[str]:
    """The browser's title does not say which page this is."""
    return [] if name.lower() in page.title().lower() else [f"title: “{page.title()}” does not say “{name}”"]


def charts(page: Page, least: int) -> list[str]:
    """Fewer charts than there should be, or one that is not drawn, not described, or has no table."""
    found = page.evaluate(CHARTS)
    faults = [f"charts: {len(found)} instead of at least {least}"] if len(found) < least else []
    for one in found:
        if not one["isDrawn"]:
            faults.append(f"{one['name']} is not drawn")
        if len(one["alt"]) < SHORTEST_ALT:
            faults.append(f"{one['name']} has no description but “{one['alt']}”")
        if one["rows"] < 2 or one["headers"] < 2:
            faults.append(f"{one['name']} has no table: {one['rows']} rows, {one['headers']} headers")
    return faults


def targets(page: Page) -> list[str]:
    """Something to press is smaller than 24 by 24 pixels (2.5.8); links within sentences may be."""
    return [f"small target: {fault}" for fault in page.evaluate(TARGETS, LEAST_TARGET)]
