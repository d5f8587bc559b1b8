"""A real browser and real servers. Every window is guarded: see guard.py."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, ViewportSize, expect, sync_playwright

from journey.checks import find_chromium
from journey.http import COOKIE
from tests.browser import asked
from tests.browser.guard import Guard
from tests.steps.server import Server, started

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
AT_ONCE = """
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (frames, options) {
    return animate.call(this, frames, typeof options === "object" ? {...options, duration: 1} : 1);
  };
"""
"""Folds take half a second to open, and there are hundreds of them: here they open at once."""
NOWHERE = "about:blank"
WIDE: ViewportSize = {"width": 1280, "height": 900}
FORGET = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* a page that has none */ } }"
PATIENCE = 20_000
"""Milliseconds to wait for a condition: far longer than any takes, for a machine that does other things as well."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    expect.set_options(timeout=PATIENCE)
    executable = find_chromium(os.environ)
    assert executable, "No Chromium was found: python3 -m journey test installs one."
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(executable), args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that files use one after the other: to start one takes as long as many a test."""
    with started(Server(tmp_path_factory.mktemp("shared"))) as one:
        yield one


@pytest.fixture(scope="module")
def server(shared: Server) -> Server:
    """One server for the tests of a file, whose database is empty at first."""
    shared.empty()
    return shared


@pytest.fixture(scope="session")
def lent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that single tests use one after the other."""
    with started(Server(tmp_path_factory.mktemp("lent"))) as one:
        yield one


@pytest.fixture
def own_server(lent: Server) -> Server:
    """A server for one test alone, which may kill it. Its database is empty at first."""
    lent.empty()
    return lent


class Guarded:
    """A browser of one person: a context with its guard. Each has a cookie of its own, known to the test."""

    def __init__(self, browser: Browser, server: Server, *, used: Page | None = None, **options: Any) -> None:
        self.token = secrets.token_urlsafe(32)
        self.server = server
        self.context: BrowserContext = used.context if used else new_context(browser, **options)
        for name, value in {COOKIE: self.token, **server.key_cookie}.items():
            self.context.add_cookies([{"name": name, "value": value, "url": server.url, "httpOnly": True}])
        self.guard = Guard(self.context, server.url, server.join_url)
        self._empty = used

    def open(self, path: str = "/") -> Page:
        """A tab of its own at this address."""
        page, self._empty = self._empty or self.context.new_page(), None
        page.goto(self.server.address(path))
        return page

    def leave(self, page: Page) -> None:
        """Be done with a page: the next that is opened takes its tab, which knows Streamlit's scripts already."""
        page.goto(NOWHERE)
        self._empty = page


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """A browser that has been nowhere."""
    context = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(AT_ONCE)
    asked.listen(context)
    return context


class Used:
    """Tabs that tests are done with, each alone in its context, with nothing left of what was done there.

    They know the scripts of Streamlit already: to read them anew takes a browser longer than most tests do.
    """

    def __init__(self) -> None:
        self._tabs: list[Page] = []

    def take(self) -> Page | None:
        """One for a test, where there is one."""
        return self._tabs.pop() if self._tabs else None

    def give(self, context: BrowserContext) -> None:
        """Keep one tab for the next who come; a context in which that cannot be done is closed."""
        try:
            tab, *others = context.pages or [context.new_page()]
            for other in others:
                other.close()
            context.set_offline(False)
            tab.unroute_all()
            tab.evaluate(FORGET)
            tab.goto(NOWHERE)
            context.clear_cookies()
            tab.set_viewport_size(WIDE)
            tab.emulate_media(media="null", color_scheme="null")
        except Error:
            context.close()
        else:
            self._tabs.append(tab)


@pytest.fixture(scope="session")
def used(browser: Browser) -> Used:
    """The tabs that earlier tests of this process have left."""
    return Used()


Person = Callable[..., Guarded]


@pytest.fixture
def person(browser: Browser, used: Used) -> Iterator[Person]:
    """Makes people with a browser each: ``person(server)``. What their guards saw fails the test.

    Who has no wishes is given a browser that was used before, emptied; who has, a new one.
    """
    everybody: list[tuple[Guarded, bool]] = []

    def arrive(server: Server, **options: Any) -> Guarded:
        somebody = Guarded(browser, server, used=None if options else used.take(), **options)
        everybody.append((somebody, not options))
        return somebody

    with ExitStack() as leaving:
        yield arrive
        for somebody, is_plain in everybody:
            leaving.callback(somebody.guard.check)
            leaving.callback(used.give if is_plain else BrowserContext.close, somebody.context)
            leaving.callback(somebody.guard.leave)
