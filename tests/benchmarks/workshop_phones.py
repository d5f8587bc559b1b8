"""``python -m tests.benchmarks.workshop_phones``: many phones that answer, in a process of their own.

It reads what to do as one line of JSON (``Order``), says ``ready`` when everybody has come, begins at the line ``go``,
and at the end writes what happened as one line of JSON (``Tally``). Everybody answers when it is due, whether or not
the server keeps up, and waiting counts from the moment it was due.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Protocol

import uvloop

from journey.join.cookies_and_forms import COOKIE
from tests.benchmarks.workshop_light import LightPhone, Unexpected
from tests.benchmarks.workshop_tally import Order, Tally, waited
from tests.benchmarks.workshop_wire import Broken, Wire

JITTER = 0.4
"""Of the period: nobody taps like a clock."""

ARRIVE_AT_ONCE = 8


class Phone(Protocol):
    """One participant."""

    wire: Wire

    async def arrive(self) -> None:
        """Come, before anything is measured."""

    async def answer(self, due: float, tally: Tally) -> None:
        """Save what is next, and note what became of it."""


class FloorPhone:
    """Sends a form of one answer to the bare route."""

    def __init__(self, order: Order, number: int) -> None:
        self.wire = Wire(order.port)
        self._number = number
        self._chance = random.Random(number)
        self._statements = max(1, order.statements)

    async def arrive(self) -> None:
        """Open the connection."""
        await self.wire.get("/")

    async def answer(self, due: float, tally: Tally) -> None:
        """Save a level."""
        fields = {
            "who": str(self._number),
            "statement": f"s{self._chance.randrange(self._statements)}",
            "level": str(self._chance.randint(1, 4)),
            "note": "",
        }
        reply = await self.wire.post("/save", fields)
        if reply.status != 200:
            tally.failures.append(f"status {reply.status}")
            return
        tally.saves.append(waited(due))
        tally.given.append((self._number, fields["statement"], fields["level"]))


class OTreePhone:
    """Answers oTree's page, is led to the next, and opens it."""

    def __init__(self, order: Order, number: int) -> None:
        self.wire = Wire(order.port)
        self._number = number
        self._chance = random.Random(number)
        self._begins = f"/InitializeParticipant/{order.names[number]}"
        self._statements = order.statements
        self._path = ""

    async def arrive(self) -> None:
        """Open the first page."""
        self._path = (await self.wire.get(self._begins)).location
        await self.wire.get(self._path)

    async def answer(self, due: float, tally: Tally) -> None:
        """Save the page."""
        fields = {f"choice{n}": str(self._chance.randint(1, 4)) for n in range(self._statements)}
        fields |= {f"note{n}": "" for n in range(self._statements)}
        reply = await self.wire.post(self._path, fields)
        if reply.status != 302 or reply.location == self._path:
            tally.failures.append(f"status {reply.status}")
            return
        tally.pages.append(waited(due))
        tally.given += [(self._number, name, value) for name, value in fields.items() if name.startswith("choice")]
        self._path = reply.location
        began = time.perf_counter()
        if (await self.wire.get(self._path)).status != 200:
            tally.failures.append("the next page did not come")
        tally.loads.append(waited(began))


def phones(order: Order) -> list[Phone]:
    """Everybody, not yet come."""
    plain = order.plain * order.participants
    makers: dict[str, Callable[[int], Phone]] = {
        "light": lambda number: LightPhone(
            order.port, order.names[0], number, has_scripts=number >= plain, address=_address(number)
        ),
        "floor": lambda number: FloorPhone(order, number),
        "otree": lambda number: OTreePhone(order, number),
    }
    return [makers[order.kind](number) for number in range(order.participants)]


def _address(number: int) -> str:
    """An address of its own on the loopback network, as each phone in a room has one: limits are by address."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


async def arrive(everybody: list[Phone]) -> None:
    """Let everybody come, a few at a time."""
    gate = asyncio.Semaphore(ARRIVE_AT_ONCE)

    async def one(phone: Phone) -> None:
        async with gate:
            await phone.arrive()

    await asyncio.gather(*map(one, everybody))


async def answer(everybody: list[Phone], seconds: float, period: float, look_every: float) -> Tally:
    """Let everybody answer until the time is over."""
    tally = Tally()
    began, used = time.perf_counter(), time.process_time()
    end = began + seconds

    async def one(number: int, phone: Phone) -> None:
        chance = random.Random(-1 - number)
        due = began + chance.random() * period
        while due < end:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await _noted(phone.answer(due, tally), tally)
            due += period * (1 + JITTER * (chance.random() - 0.5))

    looking = (_look(phone, look_every, end, tally) for phone in everybody if isinstance(phone, LightPhone))
    await asyncio.gather(*(one(number, phone) for number, phone in enumerate(everybody)), *looking)
    tally.cpu_share = (time.process_time() - used) / (time.perf_counter() - began)
    return tally


async def _look(phone: LightPhone, every: float, end: float, tally: Tally) -> None:
    if not every or not phone.has_scripts:
        return
    due = time.perf_counter() + random.Random(phone.number).random() * every
    while due < end:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await _noted(phone.look(tally), tally)
        due = time.perf_counter() + every


async def _noted(act: Awaitable[None], tally: Tally) -> None:
    try:
        await act
    except (Broken, TimeoutError, Unexpected) as failure:
        tally.failures.append(f"{type(failure).__name__} {failure}".strip())


def _token_of(cookies: Mapping[str, str]) -> str:
    """What a phone on the light pages is known by; empty for any other."""
    return next((value for name, value in cookies.items() if name.startswith(COOKIE)), "")


async def main() -> None:
    """Read the order, carry it out, and write what happened."""
    order = Order(**json.loads(sys.stdin.readline()))
    everybody = phones(order)
    await arrive(everybody)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    tally = await answer(everybody, order.seconds, order.period, order.look_every)
    tally.tokens = [_token_of(phone.wire.cookies) for phone in everybody]
    tally.reopened = sum(phone.wire.reopened for phone in everybody)
    print(json.dumps(asdict(tally)), flush=True)


if __name__ == "__main__":
    uvloop.run(main())
