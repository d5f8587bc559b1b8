"""What one answer costs the server, beside a click on a button that does nothing.

An answer is a click on a level of one of the eight statements of the fullest page: the script runs for that statement,
the answer is committed to the database with its history and counts, and the mark under it says that it was saved.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks import managers, measuring
from tests.benchmarks.browsing import SAVED, Run, Tab, opened
from tests.benchmarks.managers import Given, Manager
from tests.benchmarks.servers import PEERS, PRODUCT, Server, serving

LIMIT = 2.0
BLOCKS = 12
CLICKS = 80
"""In a block, so that the steps in which the system counts processor time are small beside it."""

WARM_UP = 24
SECONDS_TO_SETTLE = 0.1

Click = Callable[[], Awaitable[Run]]


@dataclass(slots=True)
class Cost:
    """What clicks on one server cost: milliseconds of processor time for a click, block by block, and of waiting."""

    server: Server
    cpu: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    async def block(self, click: Click) -> None:
        """Click CLICKS times, one right after the other, and note what they cost."""
        before = self.server.cpu_seconds()
        for _ in range(CLICKS):
            self.waited.append(1000 * (await click()).seconds)
        await asyncio.sleep(SECONDS_TO_SETTLE)
        self.cpu.append(1000 * (self.server.cpu_seconds() - before) / CLICKS)


class Answering:
    """A manager who goes down the page again and again, and chooses another level each time."""

    def __init__(self, tab: Tab, manager: Manager) -> None:
        self.tab = tab
        self.manager = manager
        self.given: list[Given] = []
        self._next = cycle([(statement, level) for level in (1, 2, 3, 4) for statement in self._statements()])

    def _statements(self) -> list[str]:
        return [id_ for id_ in map(self.manager.statement, self.tab.widgets.values()) if id_]

    async def click(self) -> Run:
        """Answer the next statement."""
        statement, level = next(self._next)
        radio = next(w for w in self.tab.widgets.values() if self.manager.statement(w) == statement)
        run = await self.manager.answer(self.tab, radio, level)
        is_acknowledged = run.marks.get(self.manager.mark(statement), "").startswith(SAVED)
        self.given.append(Given(self.manager, statement, level, is_acknowledged))
        return run


def measure() -> None:
    """Measure and print."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        product = managers.product(folder)
        manager = managers.settle(product, ["Housing"])[0]
        with serving(PRODUCT, folder) as ours, serving(PEERS / "one_button.py", folder) as theirs:
            answers, buttons = Cost(ours), Cost(theirs)
            given = asyncio.run(_in_turn(answers, buttons, manager))
        acknowledged = sum(answer.is_acknowledged for answer in given)
        stored = acknowledged - managers.lost(product, given)
        product.store.close()
    _print(answers, buttons, f"{len(given)} clicked, {acknowledged} marked as saved, {stored} of these in the database")


async def _in_turn(answers: Cost, buttons: Cost, manager: Manager) -> list[Given]:
    """A block here, a block there. The profile is opened first: a server in use has imported what draws charts."""
    async with (
        opened(answers.server, page="assess", token=manager.token) as statements,
        opened(buttons.server) as page,
    ):
        answering = Answering(statements, manager)

        async def press() -> Run:
            return await page.press(next(iter(page.widgets.values())))

        for _ in range(WARM_UP):
            await answering.click()
            await press()
        async with opened(answers.server, page="profile", token=manager.token):
            pass
        for _ in range(BLOCKS):
            await answers.block(answering.click)
            await buttons.block(press)
    return answering.given


def _print(answers: Cost, buttons: Cost, what_became: str) -> None:
    measuring.title(f"answer: server CPU of one click, {BLOCKS} blocks of {CLICKS} clicks on each server in turn")
    rows: list[Sequence[str]] = [("", "CPU ms a click", "blocks", "waited ms")]
    for name, cost in (("one button", buttons), ("one statement, saved and committed", answers)):
        waited = f"{median(cost.waited):.1f}"
        rows.append((name, f"{median(cost.cpu):.2f}", measuring.spread(cost.cpu, 2), waited))
    measuring.table(rows)
    ratio = measuring.ratio(answers.cpu, buttons.cpu)
    print(f"ratio {ratio:.2f}, {measuring.verdict(ratio, LIMIT)}\nanswers: {what_became}")
