"""Guessing codes and floods against the whole product in a process of its own, and the headers of every route there.

Clients come from different addresses of the loopback network, so that limits by address are those of the real server.
What a single request may not carry is in ``test_join_safety``, the limits by themselves in ``test_join_limits``.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import psutil
import pytest
from starlette.routing import Route

from journey.config import PROJECT
from journey.join.pages import static_files
from journey.join.routes import routes
from journey.service import Product
from tests.benchmarks import measuring
from tests.benchmarks.workshop_light import LightPhone, is_saved
from tests.benchmarks.workshop_sites import Prepared, prepare
from tests.benchmarks.workshop_wire import Wire
from tests.steps.own_loop import run_alone
from tests.steps.server import Server

ROOM, ELSEWHERE = "127.0.0.21", "127.0.0.22"
OTHERS = 20
OTHERS_EVERY = 0.5
OTHERS_MEDIAN_MS = 1000.0
"""A few saves of a busy machine come late by themselves; where a flood is served first, most of them do."""
SECONDS_OF_FLOOD = 3.0
MEGABYTE = 1024 * 1024
MOST_MORE_MEMORY = 30 * MEGABYTE
FLOODS = [
    ("pages", 50, "127.0.0.31"),
    ("halves", 300, "127.0.0.32"),
    ("heads", 1050, "127.0.0.33"),
    ("silence", 300, "127.0.0.34"),
    ("endless", 8, "127.0.0.35"),
    ("bodies", 8, "127.0.0.36"),
]
"""What is sent, over how many connections at a time, and from where: each flood has an address of its own to spoil."""
LINES = ("x-content-type-options: nosniff", "x-frame-options: deny", "referrer-policy: no-referrer")


@dataclass(frozen=True, slots=True)
class Site:
    """The running product with a workshop, and its database opened in this process."""

    server: Server
    product: Product
    prepared: Prepared

    @property
    def code(self) -> str:
        """The workshop's."""
        return self.prepared.invitation.code

    def memory(self) -> int:
        """How many bytes the server's process has in use."""
        return int(psutil.Process(self.server.pid).memory_info().rss)

    def phone(self, number: int, address: str) -> LightPhone:
        """A participant at an address."""
        return LightPhone(self.server.join_port, self.code, number, address=address)


@dataclass(slots=True)
class Flood:
    """A flood that goes on, and afterwards what came of it."""

    process: asyncio.subprocess.Process
    statuses: dict[int, int] = field(default_factory=dict)
    pages: int = 0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    server = Server(tmp_path_factory.mktemp("abuse"))
    product = server.product()
    prepared = prepare(product, 500)
    server.start()
    yield Site(server, product, prepared)
    server.stop()
    product.store.close()


@asynccontextmanager
async def flood(site: Site, address: str, connections: int, kind: str, amount: float) -> AsyncIterator[Flood]:
    """A flood from one address in a process of its own. It is over when the block is left."""
    arguments = [str(site.server.join_port), address, str(connections), kind, str(amount), site.code]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.join.flooder", *arguments), cwd=PROJECT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        assert await process.stdout.readline() == b"begun\n"
        flooding = Flood(process)
        yield flooding
        said = json.loads(await process.stdout.readline())
        flooding.statuses = {int(status): times for status, times in said["statuses"].items()}
        flooding.pages = said["pages"]
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def answer_meanwhile(phones: list[LightPhone], flooding: Flood) -> list[float]:
    """Let everybody answer while the flood goes on. Returns how long each save took, in milliseconds."""
    waits: list[float] = []
    over = asyncio.create_task(flooding.process.wait())

    async def one(phone: LightPhone) -> None:
        due = time.perf_counter() + OTHERS_EVERY * random.Random(phone.number).random()
        while not over.done():
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            key = list(phone.versions)[len(waits) % len(phone.versions)]
            assert is_saved(await phone.send(key, phone.another(key)))
            waits.append(1000 * (time.perf_counter() - due))
            due += OTHERS_EVERY

    await asyncio.gather(*map(one, phones))
    return waits


async def come(site: Site, number: int, address: str) -> list[LightPhone]:
    """So many participants who have come by the code, at one address."""
    phones = [site.phone(one, address) for one in range(number)]
    for phone in phones:
        await phone.arrive()
    return phones


def test_random_codes_find_nothing_and_are_stopped_while_those_who_came_are_served(site: Site) -> None:
    run_alone(_guess(site, 5_000))


@pytest.mark.long
def test_100_000_random_codes_find_nothing(site: Site) -> None:
    run_alone(_guess(site, 100_000))


async def _guess(site: Site, number: int) -> None:
    phones = await come(site, 3, ROOM)
    async with flood(site, ROOM, 50, "codes", number) as guessing:
        waits = await answer_meanwhile(phones, guessing)
    assert set(guessing.statuses) == {404, 429}
    assert sum(guessing.statuses.values()) == number
    assert guessing.pages == 1  # the same page for every code
    assert guessing.statuses[404] < 250  # looked up before the limiter shut; never known to lead anywhere
    assert measuring.percentile(waits, 0.5) < OTHERS_MEDIAN_MS

    refused = await Wire(site.server.join_port, address=ROOM).get("/join/23456789")
    assert refused.status == 429
    await site.phone(9, ELSEWHERE).arrive()


@pytest.mark.parametrize(("kind", "connections", "address"), FLOODS)
def test_a_flood_from_one_client_leaves_the_others_quick_and_the_memory_as_it_was(
    site: Site, kind: str, connections: int, address: str
) -> None:
    _flooded(site, kind, connections, address, SECONDS_OF_FLOOD)


@pytest.mark.long
@pytest.mark.parametrize(("kind", "connections", "address"), FLOODS)
def test_a_minute_of_it_changes_nothing(site: Site, kind: str, connections: int, address: str) -> None:
    _flooded(site, kind, connections, address, 60.0)


def _flooded(site: Site, kind: str, connections: int, address: str, seconds: float) -> None:
    waits, more = run_alone(_under_flood(site, kind, connections, address, seconds))
    p95 = measuring.percentile(waits, 0.95)
    print(f"{kind}: p95 of others' saves {p95:.0f} ms, memory {more / MEGABYTE:+.1f} MB")
    assert len(waits) > OTHERS
    assert measuring.percentile(waits, 0.5) < OTHERS_MEDIAN_MS
    assert more < MOST_MORE_MEMORY


async def _under_flood(
    site: Site, kind: str, connections: int, address: str, seconds: float
) -> tuple[list[float], int]:
    """How long each save of others took, and by how many bytes the server's memory grew.

    Half of the others are on the flooder's own address, as in a building behind one address.
    """
    phones = await come(site, OTHERS // 2, ELSEWHERE) + await come(site, OTHERS // 2, address)
    before = site.memory()
    async with flood(site, address, connections, kind, seconds) as flooding:
        waits = await answer_meanwhile(phones, flooding)
    assert sum(flooding.statuses.values()) >= connections
    print(f"{kind}: {flooding.statuses}")
    return waits, site.memory() - before


def test_every_route_keeps_to_itself(site: Site) -> None:
    run_alone(_look_at_every_route(site))


async def _look_at_every_route(site: Site) -> None:
    """Pages, what scripts ask for, and files: for somebody who has come, for a stranger, and with a wrong code."""
    (phone,) = await come(site, 1, ELSEWHERE)
    stranger = Wire(site.server.join_port, address=ELSEWHERE)
    files = [{"name": name, "hash": file.hash} for name, file in static_files().items()]
    codes = [{"code": code, "number": 1} for code in (site.code, "23456789")]
    seen = set()
    for route in routes():
        assert isinstance(route, Route)
        for values in files if "{name}" in route.path else codes:
            path = route.path_format.format(**values)
            for wire in (phone.wire, stranger):
                reply = await wire.get(path)
                seen.add(reply.status)
                head = reply.head.decode().lower()
                assert "content-security-policy: default-src 'none'; " in head, path
                assert "unsafe" not in head.partition("content-security-policy:")[2].partition("\r\n")[0], path
                for line in (
                    "x-content-type-options: nosniff",
                    "x-frame-options: deny",
                    "referrer-policy: no-referrer",
                ):
                    assert f"\r\n{line}\r\n" in head, path
    assert seen == {200, 303, 404}
    stranger.close()
    phone.wire.close()
