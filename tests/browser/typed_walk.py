"""A walk through a workshop and every screen of it, and what each screen shows of what was typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize

from journey.join.cookies_and_forms import cookie_name
from journey.model import NewQuestion, QuestionKind
from journey.service import Product
from journey.service.answering import respondents
from journey.service.workshop import brief, leading, outcome_pack
from tests.browser import looks
from tests.browser.conftest import Guarded
from tests.browser.console_steps import step
from tests.browser.guard import Guard
from tests.browser.hostile import on_one_line
from tests.browser.hostile_many import MANY
from tests.browser.hostile_workshop import HELD_ON, Supply, planned
from tests.browser.pages import settled, unfold
from tests.browser.prepared import look_at
from tests.steps.server import Server
from tests.steps.workshop import reveal_all_the_same

CONSOLE, LIGHT = '[data-testid="stMain"]', "body"
NOWHERE = "about:blank"
"""Where a window waits while the workshop moves on: pages look again by themselves, and would do so at any moment."""
MOST_LOOKS, MILLISECONDS_BETWEEN_LOOKS = 50, 200
NARROW: ViewportSize = {"width": 320, "height": 640}

LOOK = """(root) => {
  const count = {}, fields = [...root.querySelectorAll("input, textarea")];
  let handlers = 0;
  for (const one of root.querySelectorAll("*")) {
    if (one.closest('[class*="st-key-chart-"]')) continue;  // drawn on a canvas, or as lines that differ
    count[one.localName] = (count[one.localName] || 0) + 1;
    handlers += one.getAttributeNames().some((name) => name.startsWith("on"));
  }
  const said = [document.title, root.innerText, ...fields.map((one) => one.value)].join("\\n");
  return [said, count, handlers, typeof window.hit];
}"""
SIDEWAYS = "() => document.scrollingElement.scrollWidth - innerWidth"


@dataclass(frozen=True)
class Seen:
    """What a screen showed: what can be read, the elements by name, and what it should have shown."""

    said: str
    elements: Counter[str]
    handlers: int
    hit: str
    typed: tuple[str, ...]
    sideways: tuple[str, ...] = ()

    @property
    def missing(self) -> list[str]:
        """What was typed and is not read as it was typed."""
        return [text for text in self.typed if on_one_line(text) not in self.said]

    def __add__(self, other: Seen) -> Seen:
        return Seen(
            f"{self.said} {other.said}",
            self.elements + other.elements,
            self.handlers + other.handlers,
            self.hit if self.hit != "undefined" else other.hit,
            self.typed + other.typed,
            self.sideways + other.sideways,
        )


def look(page: Page, root: str, typed: Sequence[str]) -> Seen:
    """Read a page."""
    said, elements, handlers, hit = page.locator(root).evaluate(LOOK)
    if root == CONSOLE:
        sideways = looks.sideways(page)
    else:
        sideways = [f"scrolls by {over}"] if (over := page.evaluate(SIDEWAYS)) > 0 else []
    return Seen(on_one_line(said), Counter(elements), handlers, hit, tuple(typed), tuple(sideways))


def look_at_what_stays(page: Page, root: str, typed: Sequence[str]) -> Seen:
    """Read a page that may still be drawing, or drawing anew by itself: what two looks in a row see alike."""
    seen = look(page, root, typed)
    for _ in range(MOST_LOOKS):
        page.wait_for_timeout(MILLISECONDS_BETWEEN_LOOKS)
        before, seen = seen, look(page, root, typed)
        if seen.elements == before.elements:
            return seen
    raise AssertionError(f"the page does not come to rest: {page.url}")


class Paper:
    """Opens papers as files, in a window that may ask for nothing else."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.file = folder / "paper.html"
        self.context = browser.new_context(viewport=NARROW, locale="en-GB")
        self.guard = Guard(self.context, self.file.as_uri())
        self.page = self.context.new_page()

    def look(self, paper: str, typed: Sequence[str]) -> Seen:
        """Read one."""
        self.file.write_text(paper, encoding="utf-8")
        self.page.goto(self.file.as_uri())
        return look(self.page, LIGHT, typed)


class Walk:
    """A workshop from the first invitation to the pack, and every screen of it on the way."""

    def __init__(
        self, browser: Browser, server: Server, product: Product, supply: Supply, paper: Paper, **options: Any
    ) -> None:
        self.supply = supply
        self.paper = paper
        self.table = ""
        self.held = planned(product, supply)
        self.held.come()
        self.somebody = Guarded(browser, server, **options)
        self.seen: dict[str, Seen] = {}
        look_at(product, self.somebody, self.held.selection)
        self.somebody.context.add_cookies(
            [{"name": cookie_name(self.held.code), "value": self.held.tokens[0], "url": server.url, "httpOnly": True}]
        )
        self.phone = self.somebody.context.new_page()
        self.screen = self.somebody.context.new_page()
        self.console = self.somebody.context.new_page()

    def through(self) -> None:
        """From beginning to end."""
        self._before()
        self._priorities()
        self._statements()
        self._actions()
        self._ended()

    def _typed(self, fields: str) -> list[str]:
        return [text for name in fields.split(", ") for text in self.supply.given[name]]

    def _light(self, name: str, fields: str, *paths: str) -> None:
        """Read light pages; ``paths`` below that of the code."""
        found = []
        for path in paths:
            self.phone.goto(f"{self.somebody.server.join_url}/join/{self.held.code}{path}")
            found.append(look(self.phone, LIGHT, ()))
        self.phone.goto(NOWHERE)
        every, typed = found[0], self._typed(fields)
        for one in found[1:]:
            every += one
        self.seen[name] = every + Seen("", Counter(), 0, "undefined", tuple(typed))

    def _big(self, name: str, fields: str) -> None:
        """Read the big screen."""
        self.screen.goto(f"{self.somebody.server.join_url}/screen/{self.held.code}")
        self.seen[f"screen, {name}"] = look(self.screen, LIGHT, self._typed(fields))
        self.screen.goto(NOWHERE)

    def _console(self, name: str, fields: str, at: str = "", *, unfolds: bool = True) -> None:
        """Read the console, at a step of its path."""
        self.console.goto(f"{self.somebody.server.url}/workshop")
        self.console.get_by_role("heading", level=1).wait_for()
        settled(self.console)
        if at:
            step(self.console, at)
        if unfolds:
            unfold(self.console)
        self.seen[f"console, {name}"] = look_at_what_stays(self.console, CONSOLE, self._typed(fields))

    def _before(self) -> None:
        pages = len(respondents.form_of(self.held.product, self.held.who(self.held.tokens[0])).pages)
        self._light("begin", "council, unit, title, purpose", "")
        self._light("answers", "council, unit, title, note, reason", *[f"/answer/{n + 1}" for n in range(pages)])
        self._light("saved", "council, unit, title", "/saved")
        self._light("review", "council, unit, title, note, reason", "/review")
        self.held.submit()
        self._light("done", "council, unit, title", "/done")
        self._light("waiting", "council, unit, title", "/room")
        self._big("lobby", "council, unit, title")
        brief.take(self.held.product, self.held.workshop)
        self._console("planned", "unit, title, purpose, who")
        self.console.goto(NOWHERE)
        self.held.move(leading.open_room)
        self._light("lobby", "council, unit, title", "/room")
        self._console("lobby", "title")
        self.console.goto(NOWHERE)

    def _priorities(self) -> None:
        self.held.put_priorities()
        self._light("priorities, open", "title, option", "/room")
        self._big("priorities, open", "council, unit, title, option")
        self._console("priorities, open", "title", "5 Actions")
        self.console.goto(NOWHERE)
        self.held.vote()
        self.held.move(reveal_all_the_same)
        self._light("priorities, revealed", "title, option", "/room")
        self._big("priorities, revealed", "title, option")
        self._console("priorities, revealed", "title, option", "5 Actions")
        with self.console.expect_download() as download:
            self.console.get_by_role("button", name="Download the table (CSV)").click()
        self.table = download.value.path().read_text(encoding="utf-8-sig")
        self.console.goto(NOWHERE)

    def _statements(self) -> None:
        self.held.put_statements()
        self._light("statements, open", "title, note, reason", "/room")
        self._big("statements, open", "title")
        self.held.move(reveal_all_the_same)
        self._light("statements, revealed", "title", "/room")
        self._big("statements, revealed", "title")
        self.held.agree()
        self._console("agreeing", "title", "3 Agree")
        self.console.goto(NOWHERE)

    def _actions(self) -> None:
        self.held.park()
        self.held.act()
        self.held.put(NewQuestion(QuestionKind.FIST))
        self._big("fist, open", "action, lead")
        self._console("actions and parking lot", "action, lead, parked, who parks", "5 Actions")
        self._console("closing", "action, lead", "6 Close", unfolds=False)
        self.console.goto(NOWHERE)
        self.held.move(leading.clear)
        self._big("actions", "action, lead")

    def _ended(self) -> None:
        self.held.move(lambda product, seen: leading.set_review(product, seen, HELD_ON))
        self.held.move(leading.end)
        agreed = "agreed reason, dissent, open question, owner, agreed by"
        self._console("ended", f"unit, title, action, lead, parked, who parks, {agreed}")
        every = f"council, unit, title, action, lead, parked, who parks, option, {agreed}, left open by"
        self.seen["pack"] = self.paper.look(
            outcome_pack.pack(self.held.product, self.held.workshop), self._typed(every)
        )


def harmless() -> Supply:
    """As many texts that nobody could take for anything else."""
    return Supply([f"Plain words {number}" for number in range(len(MANY))])


def differences(seen: Mapping[str, Seen], plain: Mapping[str, Seen]) -> list[str]:
    """Where a text has become an element, or has taken one away."""
    assert seen.keys() == plain.keys()
    return [
        f"{where}: {dict(one.elements - plain[where].elements)}, not {dict(plain[where].elements - one.elements)}"
        for where, one in seen.items()
        if one.elements != plain[where].elements or one.handlers or one.hit != "undefined"
    ]


def missing(seen: Mapping[str, Seen]) -> list[str]:
    """What is not read as it was typed, and where."""
    return [f"{where}: {text[:200]}" for where, one in seen.items() for text in one.missing]
