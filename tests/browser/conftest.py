"""A real browser and real servers. Every window is guarded: see guard.py."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from journey.checks import find_chromium
from journey.http import COOKIE
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
WIDE = {"width": 1280, "height": 900}
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


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests of a file."""
    with started(Server(tmp_path_factory.mktemp("server"))) as one:
        yield one


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server for one test alone, which may kill it."""
    with started(Server(tmp_path)) as one:
        yield one


class Guarded:
    """A browser of one person: a context with its guard. Each has a cookie of its own, known to the test."""

    def __init__(self, browser: Browser, server: Server, **options: Any) -> None:
        self.token = secrets.token_urlsafe(32)
        self.server = server
        self.context: BrowserContext = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
        self.context.set_default_timeout(PATIENCE)
        self.context.add_cookies([{"name": COOKIE, "value": self.token, "url": server.url, "httpOnly": True}])
        self.context.add_init_script(AT_ONCE)
        self.guard = Guard(self.context, server.url)

    def open(self, path: str = "/") -> Page:
        """A new tab at this address."""
        page = self.context.new_page()
        page.goto(self.server.url + path)
        return page


Person = Callable[..., Guarded]


@pytest.fixture
def person(browser: Browser) -> Iterator[Person]:
    """Makes people with a browser each: ``person(server)``. What their guards saw fails the test."""
    everybody: list[Guarded] = []

    def arrive(server: Server, **options: Any) -> Guarded:
        everybody.append(Guarded(browser, server, **options))
        return everybody[-1]

    with ExitStack() as leaving:
        yield arrive
        for one in everybody:
            leaving.callback(one.guard.check)
            leaving.callback(one.context.close)
