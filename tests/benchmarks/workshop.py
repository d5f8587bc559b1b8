"""A workshop of 500 phones, an answer every five seconds each, beside a bare route and beside oTree.

The phones are in a process of their own. Meanwhile a facilitator's page runs again every few seconds and a big screen
asks every second: both wait for the same server. Everything that was acknowledged is looked for in the database
afterwards. Phones with JavaScript, which send each answer, and phones without it, which send whole pages as oTree's do,
are measured apart. Limits in milliseconds are those of a machine that does nothing else; ratios count on any.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from websockets.exceptions import ConnectionClosed

from journey.config import PROJECT
from tests.benchmarks import managers, measuring, workshop_stored
from tests.benchmarks import workshop_goals as goals
from tests.benchmarks import workshop_sites as sites
from tests.benchmarks.browsing import Tab, opened
from tests.benchmarks.servers import PRODUCT, CannotMeasure, Server, serving
from tests.benchmarks.workshop_measured import Measured, Watchers
from tests.benchmarks.workshop_tally import Order, Tally, waited
from tests.benchmarks.workshop_wire import Broken, Wire

PERIOD = 5.0
PLAIN = 0.1
"""The share of phones without JavaScript in a room as rooms are."""

SECONDS_TO_COME = 600
CONSOLE = "workshop"
LOOK_EVERY = 1.0
CLICK_AFTER = 3
"""Looks of the facilitator's page by itself for one click."""

WARMING_UP = 20
SECONDS_TO_WARM_UP = 5.0
MANY = 1975
"""Less than the highest cap of an invitation by those who come before it is measured."""

USABLE_MS = 1000.0


_SEEN = re.compile(r'data-seen="([^"]*)"')


def measure(participants: int, seconds: float, *, small: bool, on_postgresql: bool = False) -> None:
    """Measure and print. ``small`` leaves out the room that looks on, oTree and the many.

    Of more than ROOM phones only those with JavaScript are measured, and never more than MANY.
    """
    participants = min(participants, MANY)
    with TemporaryDirectory() as temporary, sites.database(on_postgresql=on_postgresql) as database_url:
        folder = Path(temporary)
        kind = "PostgreSQL" if on_postgresql else "SQLite"
        measuring.title(f"workshop on {kind}: {participants} phones, an answer every {PERIOD:g} s each, {seconds:g} s")
        room = _Room(folder, database_url, participants, seconds)
        before = _floor(_subfolder(folder, "before"), participants, seconds / 2)
        rows = [room.measured("with JavaScript")]
        if participants <= goals.ROOM:
            rows.append(room.measured("without JavaScript", plain=1.0))
        floor = _both(before, _floor(_subfolder(folder, "after"), participants, seconds / 2))
        others: list[Measured] = []
        if not small:
            others.append(room.measured("room looking on", plain=PLAIN, look_every=2.0))
            others += _otree(folder, participants, seconds)
        _print([floor, *rows, *others])
        goals.report(floor, rows, on_postgresql=on_postgresql)
        if not small and participants <= goals.ROOM:
            many = replace(room, participants=MANY)
            measuring.title(f"{MANY} phones: what gives first")
            row = many.measured("many, with JavaScript")
            _print([row])
            goals.report(floor, [row], on_postgresql=on_postgresql)


@dataclass(frozen=True, slots=True)
class _Room:
    """So many phones for so long; ``database_url`` makes a database, or is None where it is a file in a folder."""

    folder: Path
    database_url: Callable[[], str] | None
    participants: int
    seconds: float

    def measured(self, name: str, *, plain: float = 0.0, look_every: float = 0.0) -> Measured:
        """What the product did for them, each time on a database of its own. ``plain``: as in Order."""
        folder = _subfolder(self.folder, name)
        url = None if self.database_url is None else self.database_url()
        product = managers.product(folder, url)
        prepared = sites.prepare(product, self.participants)
        token, code = secrets.token_urlsafe(32), prepared.invitation.code
        sites.visitor(product, prepared, token)
        with serving(PRODUCT, folder, url) as server:
            phones = (server.join_port, self.participants, self.seconds, PERIOD, [code])
            order = Order("light", *phones, plain=plain, look_every=look_every)
            try:
                measured = asyncio.run(_run(name, server, order, watched=(token, code)))
            except TimeoutError as failure:
                raise server.failure("The server, or the machine, was too busy to begin.") from failure
        measured.wrong = workshop_stored.wrong(product, code, measured.tally.tokens, measured.tally.given)
        product.store.close()
        return measured


def _subfolder(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


def _floor(folder: Path, participants: int, seconds: float) -> Measured:
    with sites.floor(folder) as server:
        order = Order("floor", server.port, participants, seconds, PERIOD, [], statements=8)
        return asyncio.run(_run("bare route, one row", server, order))


def _both(before: Measured, after: Measured) -> Measured:
    """One row of two: the floor is measured before and after, because the machine is not the same at all times."""
    tally = Tally(
        saves=before.tally.saves + after.tally.saves,
        given=before.tally.given + after.tally.given,
        failures=before.tally.failures + after.tally.failures,
        cpu_share=(before.tally.cpu_share + after.tally.cpu_share) / 2,
    )
    seconds, cpu = before.seconds + after.seconds, before.cpu + after.cpu
    return Measured(before.name, before.participants, seconds, tally, cpu, after.memory)


def _otree(folder: Path, participants: int, seconds: float) -> list[Measured]:
    """At the same number; and where it does not keep up, at half of it, and so on. Nothing where it cannot be had."""
    product = managers.product(_subfolder(folder, "words"))
    page = sites.prepare(product, 1).page
    product.store.close()
    try:
        python = sites.install_otree(folder)
    except CannotMeasure as failure:
        print(failure, flush=True)
        return []
    tried: list[Measured] = []
    number = participants
    while number >= 1:
        again = int(2 * seconds / PERIOD) + 2
        with sites.otree(_subfolder(folder, f"otree{number}"), python, page, number, again) as (server, names):
            order = Order("otree", server.port, number, seconds, PERIOD, names, statements=len(page.statements))
            tried.append(asyncio.run(_run(f"oTree, whole pages, {number}", server, order)))
        if not tried[-1].errors and tried[-1].p(0.95) < USABLE_MS:
            break
        number //= 2
    return tried


async def _run(name: str, server: Server, order: Order, watched: tuple[str, str] | None = None) -> Measured:
    watchers = Watchers()
    async with _watching(server, watched, watchers) as start:
        if order.kind == "light":
            await _warm_up(order)
        memory = server.process.memory_info().rss
        async with _phones(order) as phones:
            begun = asyncio.Event()
            watching = asyncio.create_task(start(begun))
            used, since = server.cpu_seconds(), time.perf_counter()
            assert phones.stdin is not None
            assert phones.stdout is not None
            phones.stdin.write(b"go\n")
            answered = await phones.stdout.readline()
            cpu, took = server.cpu_seconds() - used, time.perf_counter() - since
            begun.set()
            await watching
        if not answered:
            raise server.failure("The phones ended before they had said what happened.")
        after = server.process.memory_info().rss
    tally = Tally(**json.loads(answered))
    return Measured(name, order.participants, took, tally, cpu, (memory, after), watchers)


async def _warm_up(order: Order) -> None:
    """Let a few others come and answer first: what a server needs once is not what each phone needs."""
    async with _phones(replace(order, participants=WARMING_UP, seconds=SECONDS_TO_WARM_UP)) as phones:
        assert phones.stdin is not None
        assert phones.stdout is not None
        phones.stdin.write(b"go\n")
        await phones.stdout.readline()


@asynccontextmanager
async def _phones(order: Order) -> AsyncIterator[asyncio.subprocess.Process]:
    """The phones' process, once everybody has come. Raises CannotMeasure."""
    command = [sys.executable, "-m", "tests.benchmarks.workshop_phones"]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, cwd=PROJECT, limit=2**30)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(asdict(order)).encode() + b"\n")
        async with asyncio.timeout(SECONDS_TO_COME):
            if (await process.stdout.readline()).strip() != b"ready":
                raise CannotMeasure("The phones did not come.")
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@asynccontextmanager
async def _watching(
    server: Server, watched: tuple[str, str] | None, watchers: Watchers
) -> AsyncIterator[Callable[[asyncio.Event], Coroutine[None, None, None]]]:
    """Open the facilitator's page and the big screen, where there are any; what is yielded uses them until the end."""
    if watched is None:
        yield lambda end: _until(end)
        return
    token, code = watched
    screen = Wire(server.join_port)
    async with opened(server, page=CONSOLE, token=token) as console:
        await screen.get(f"/screen/{code}")

        async def both(end: asyncio.Event) -> None:
            await asyncio.gather(_facilitate(console, end, watchers), _look(screen, code, end, watchers))

        yield both
    screen.close()


async def _until(end: asyncio.Event, seconds: float | None = None) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await end.wait()


async def _facilitate(console: Tab, end: asyncio.Event, watchers: Watchers) -> None:
    """The console looks for what has changed every second by itself, and is clicked every few."""
    looked = 0
    while not end.is_set():
        clicked = looked % CLICK_AFTER == 0 or not console.clocks
        try:
            run = await (console.load() if clicked else console.tick())
        except (TimeoutError, ConnectionClosed) as failure:
            watchers.failures.append(f"facilitator: {type(failure).__name__}")
            return
        (watchers.clicks if clicked else watchers.looks).append(1000 * run.seconds)
        watchers.failures += [f"facilitator: {failure}" for failure in run.failures]
        looked += 1
        await _until(end, LOOK_EVERY)


async def _look(screen: Wire, code: str, end: asyncio.Event, watchers: Watchers) -> None:
    """The big screen asks every second for what is new since what it shows."""
    seen = ""
    while not end.is_set():
        began = time.perf_counter()
        try:
            reply = await screen.get(f"/screen/{code}/now?seen={seen}")
        except (TimeoutError, Broken) as failure:
            watchers.failures.append(f"screen: {type(failure).__name__}")
        else:
            if reply.status not in (200, 204):
                watchers.failures.append(f"screen: status {reply.status}")
            watchers.screen.append(waited(began))
            if found := _SEEN.search(reply.text):
                seen = found[1]
        await _until(end, LOOK_EVERY)


def _print(rows: Sequence[Measured]) -> None:
    head = ("", "phones", "saves", "p50 ms", "p95 ms", "p99 ms", "errors", "CPU ms/save", "CPU ms/answer", "kB each")
    table: list[Sequence[str]] = [head]
    for row in rows:
        waits = [f"{row.p(share):.1f}" for share in (0.5, 0.95, 0.99)]
        costs = (f"{row.cpu_a_request:.2f}", f"{row.cpu_an_answer:.2f}", f"{row.memory_each:.1f}")
        table.append((row.name, str(row.participants), str(len(row.waits)), *waits, str(row.errors), *costs))
    measuring.table(table)
    for row in rows:
        _print_details(row)


def _print_details(row: Measured) -> None:
    tally, watchers = row.tally, row.watchers
    print(f"{row.name}: {len(tally.given)} answers acknowledged", end="")
    if row.wrong is not None:
        print(f"; {row.wrong.lost} of these not in the database, {row.wrong.doubled} there twice", end="")
    print(f"; the phones used {100 * tally.cpu_share:.0f} % of a processor, the server {100 * row.share:.0f} %")
    for name, waits in (
        ("the next page came after", tally.loads),
        ("a look whether it has moved on took", tally.looks),
        ("the facilitator's click took", watchers.clicks),
        ("the facilitator’s page looked for news in", watchers.looks),
        ("the big screen's second took", watchers.screen),
    ):
        if waits:
            middle, late = (measuring.percentile(waits, share) for share in (0.5, 0.95))
            print(f"  {name} {middle:.0f} ms, p95 {late:.0f} ms ({len(waits)} times)")
    for failure, times in Counter(tally.failures + watchers.failures).most_common(8):
        print(f"  {times} × {failure}")
