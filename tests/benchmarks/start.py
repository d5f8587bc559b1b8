"""From the start of the server's process to the first page, in a browser that has never been here before.

The product's first page without a council and its home page with one, beside an app that shows one sentence; all with
the project's own settings. A page is there when its script has run and its last part is to be seen: on the home page
that is the picture of the five stages.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from journey.checks import NoBrowser, find_chromium
from tests.benchmarks import managers, measuring
from tests.benchmarks.servers import PEERS, PRODUCT, CannotMeasure, free_port, started, streamlit, wait_for

LIMITS = {"product, first page of all": 1.3, "product, home of a council": 1.5}
STARTS = 7
FINISHED = "[data-test-script-state='notRunning']"


@dataclass(slots=True)
class Start:
    """Something to start: its app, the folder with its database, and what is seen first and last on its page."""

    name: str
    app: Path
    folder: Path
    first: str
    last: str
    served: list[float] = field(default_factory=list)
    begun: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def once(self, browser: Browser, *, is_counted: bool) -> None:
        """Start, look, and note seconds: until it is served, its first words and all of it are seen, and of CPU.

        Raises CannotMeasure.
        """
        port = free_port()
        with browser.new_context() as context:
            page = context.new_page()
            began = time.perf_counter()
            with started(streamlit(self.app, port), port, self.folder) as server:
                wait_for(server)
                served = time.perf_counter() - began
                for name, value in server.key_cookie.items():
                    context.add_cookies([{"name": name, "value": value, "url": server.url}])
                try:
                    page.goto(server.url, wait_until="commit")
                    page.locator(self.first).first.wait_for()
                    begun = time.perf_counter() - began
                    page.locator(self.last).first.wait_for()
                    page.locator(FINISHED).wait_for(state="attached")
                except BrowserError as error:
                    raise server.failure(f"{self.name}: the page did not come.") from error
                whole = time.perf_counter() - began
                cpu = server.cpu_seconds()
        if is_counted:
            self.served.append(served)
            self.begun.append(begun)
            self.whole.append(whole)
            self.cpu.append(cpu)


def measure() -> None:
    """Measure and print. Raises CannotMeasure where there is no browser."""
    try:
        chromium = find_chromium(os.environ)
    except NoBrowser as error:
        raise CannotMeasure(str(error)) from error
    if chromium is None:
        raise CannotMeasure("There is no Chromium on this machine. Install it, or set CHROMIUM to where it is.")
    with TemporaryDirectory() as temporary, sync_playwright() as playwright:
        starts = _starts(Path(temporary))
        with playwright.chromium.launch(executable_path=chromium) as browser:
            for number in range(STARTS + 1):
                for start in starts:
                    start.once(browser, is_counted=number > 0)
    _print(starts)


def _starts(folder: Path) -> Sequence[Start]:
    """The empty app, then the product without and with a council that has answered the five stages."""
    new, old = folder / "new", folder / "old"
    for one in (new, old):
        one.mkdir()
        product = managers.product(one)
        if one is old:
            managers.settle_one_that_has_answered(product)
        product.store.close()
    heading, begin = "h1", "[data-testid='stFormSubmitButton']"
    picture = "[data-testid='stVegaLiteChart'] :is(canvas, svg)"
    return (
        Start("empty app", PEERS / "empty.py", new, "text=Nothing else is here.", "text=Nothing else is here."),
        Start("product, first page of all", PRODUCT, new, heading, begin),
        Start("product, home of a council", PRODUCT, old, heading, picture),
    )


def _print(starts: Sequence[Start]) -> None:
    measuring.title(f"start: from the server's process to the page, {STARTS} starts of each in turn")
    empty = starts[0]
    head = ("seconds, medians", "served", "first words", "whole page", "range", "server CPU")
    rows: list[Sequence[str]] = [(*head, "to the empty app", "fastest to fastest", "")]
    for start in starts:
        ratio = measuring.ratio(start.whole, empty.whole)
        fastest = min(start.whole) / min(empty.whole)
        medians = [f"{median(times):.2f}" for times in (start.served, start.begun, start.whole)]
        cells = [*medians, measuring.spread(start.whole, 2), f"{median(start.cpu):.2f}"]
        said = "" if start is empty else measuring.verdict(ratio, LIMITS[start.name])
        rows.append((start.name, *cells, f"{ratio:.2f}", f"{fastest:.2f}", said))
    measuring.table(rows)
