"""200 managers answering every five seconds, on one process: how long a click takes, and whether an answer is lost.

Clicks come when they are due, whether or not the server keeps up, and a click counts from the moment it was due: a
server that stalls cannot slow down the people who use it. Everybody goes down a page of eight statements, or seven,
and then on to the next page. Meanwhile one person clicks in the one-button app, which has nothing else to do: their
waiting is what the machine, and the measuring itself, add to everybody's.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from websockets.exceptions import ConnectionClosed

from journey.model import LEVELS
from tests.benchmarks import managers, measuring
from tests.benchmarks.browsing import SAVED, Run, Tab, Widget, opened
from tests.benchmarks.managers import Given, Manager
from tests.benchmarks.servers import PEERS, PRODUCT, Server, serving

MANAGERS = 200
PERIOD = 5.0
JITTER = 0.4
"""Of the period: nobody clicks like a clock."""

ELSEWHERE_EVERY = 0.25
LIMIT_MS = 100.0
PAGES = 4
OPENED_AT_ONCE = 10


@dataclass(slots=True)
class Tally:
    """What happened: milliseconds from when a click was due until its script had run, and answers given."""

    answers: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    button: list[float] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


class Person:
    """One manager in front of a page."""

    def __init__(self, tab: Tab, manager: Manager, seed: int) -> None:
        self.tab = tab
        self.manager = manager
        self.chance = random.Random(seed)
        self.done = seed % len(self._radios())
        """How many of the page's statements are behind them: not everybody begins at the top."""
        self.levels: dict[str, int] = {}

    def _radios(self) -> list[Widget]:
        return [widget for widget in self.tab.widgets.values() if self.manager.statement(widget)]

    async def click_until(self, end: float, tally: Tally) -> None:
        """Click when it is due, until the end."""
        due = time.perf_counter() + self.chance.random() * PERIOD
        while due < end:
            await asyncio.sleep(due - time.perf_counter())
            try:
                await self._click(due, tally)
            except (TimeoutError, ConnectionClosed) as failure:
                tally.failures.append(type(failure).__name__)
                return
            if not self._radios():
                tally.failures.append("a page without statements")
                return
            due += PERIOD * (1 + JITTER * (self.chance.random() - 0.5))

    async def _click(self, due: float, tally: Tally) -> None:
        """Answer the next statement, or go on where none is left on the page."""
        radios = sorted(self._radios(), key=lambda radio: radio.key)
        onwards = next((w for w in self.tab.widgets.values() if w.label.startswith("Continue")), None)
        if self.done >= len(radios) and onwards is not None:
            run, into = await self.tab.press(onwards), tally.pages
            self.done = 0
        else:
            run, into = await self._answer(radios[self.done % len(radios)], tally), tally.answers
            self.done += 1
        into.append(1000 * (time.perf_counter() - due))
        tally.failures += run.failures

    async def _answer(self, radio: Widget, tally: Tally) -> Run:
        """Choose a level that is not chosen already: a browser sends nothing for a click that changes nothing."""
        statement = self.manager.statement(radio)
        level = self.chance.choice([level for level in LEVELS if level != self.levels.get(statement)])
        self.levels[statement] = level
        run = await self.manager.answer(self.tab, radio, level)
        mark = run.marks.get(self.manager.mark(statement), "no mark came back")
        is_acknowledged = mark.startswith(SAVED)
        if not is_acknowledged:
            tally.failures.append(mark)
        tally.given.append(Given(self.manager, statement, level, is_acknowledged))
        return run


async def _click_elsewhere(tab: Tab, end: float, tally: Tally) -> None:
    """Click the one button four times a second."""
    due = time.perf_counter()
    while due < end:
        await asyncio.sleep(due - time.perf_counter())
        await tab.press(next(iter(tab.widgets.values())))
        tally.button.append(1000 * (time.perf_counter() - due))
        due = max(due + ELSEWHERE_EVERY, time.perf_counter())


def measure(seconds: float) -> None:
    """Measure and print."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        product = managers.product(folder)
        people = [
            manager
            for page in range(PAGES)
            for manager in managers.settle(product, [f"Service {n}" for n in range(MANAGERS // PAGES)], at=page)
        ]
        with serving(PRODUCT, folder) as ours, serving(PEERS / "one_button.py", folder) as theirs:
            tally, share = asyncio.run(_all_at_once(ours, theirs, people, seconds))
        lost = managers.lost(product, tally.given)
        product.store.close()
    _print(tally, share, lost, seconds)


async def _all_at_once(ours: Server, theirs: Server, people: Sequence[Manager], seconds: float) -> tuple[Tally, float]:
    """Open a page each, then answer. Returns what happened and the share of one processor that the server used."""
    tally, gate = Tally(), asyncio.Semaphore(OPENED_AT_ONCE)
    async with AsyncExitStack() as stack:

        async def arrive(number: int, manager: Manager) -> Person:
            async with gate:
                tab = await stack.enter_async_context(opened(ours, page="assess", token=manager.token))
            return Person(tab, manager, number)

        async with opened(ours, page="profile", token=people[0].token):
            pass
        elsewhere = await stack.enter_async_context(opened(theirs))
        arrived = await asyncio.gather(*(arrive(number, manager) for number, manager in enumerate(people)))
        used, began = ours.cpu_seconds(), time.perf_counter()
        end = began + seconds
        clicking = (person.click_until(end, tally) for person in arrived)
        await asyncio.gather(*clicking, _click_elsewhere(elsewhere, end, tally))
        share = (ours.cpu_seconds() - used) / (time.perf_counter() - began)
    return tally, share


def _print(tally: Tally, share: float, lost: int, seconds: float) -> None:
    measuring.title(f"load: {MANAGERS} managers, an answer every {PERIOD:g} s each, one process, {seconds:g} s")
    rows: list[Sequence[str]] = [("ms from when it was due", "clicks", "p50", "p95", "p99", "longest")]
    for name, waited in (
        ("an answer, saved", tally.answers),
        ("going to the next page", tally.pages),
        ("one button elsewhere", tally.button),
    ):
        if waited:
            shares = [f"{measuring.percentile(waited, share):.1f}" for share in (0.5, 0.95, 0.99, 1.0)]
            rows.append((name, str(len(waited)), *shares))
    measuring.table(rows)
    acknowledged = sum(answer.is_acknowledged for answer in tally.given)
    p95 = measuring.percentile(tally.answers, 0.95)
    print(f"p95 of an answer {p95:.1f} ms, {measuring.verdict(p95, LIMIT_MS)}")
    print(f"server: {100 * share:.0f} % of one processor; errors: {len(tally.failures)}")
    for failure, times in Counter(tally.failures).most_common():
        print(f"  {times} × {failure}")
    print(f"answers: {len(tally.given)} clicked, {acknowledged} acknowledged, {lost} of these lost", end=", ")
    print(measuring.verdict(lost, 0))
