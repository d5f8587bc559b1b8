"""A client that asks as fast as it can, from one address and over many connections, in a process of its own.

    python -m tests.join.flooder PORT ADDRESS CONNECTIONS codes NUMBER
    python -m tests.join.flooder PORT ADDRESS CONNECTIONS pages|halves|heads|silence|endless|bodies SECONDS CODE

``codes`` tries so many random codes; ``pages`` asks for the page of one code again and again. ``halves`` begins
requests and never ends their bodies, ``heads`` nor their heads, and ``silence`` only connects. ``endless`` sends heads
without end, each over a new connection once the one before is cut, and counts pieces of 64 kB; ``bodies`` sends as
answers what is as large as may be and takes long to read. It says ``begun``, and at the end how often which status
came, and how many different pages said that there is nothing, as a line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator

import uvloop

from journey.join.cookies_and_forms import COOKIE, FORM_TYPE, new_token
from journey.store.invitations import new_code
from tests.benchmarks.servers import ADDRESS
from tests.benchmarks.workshop_wire import Broken, Wire

A_PIECE = b"a" * 65536
A_LARGE_BODY = b"%" * 520_000
NO_ANSWER = 0
"""Stands for the status of a request that none came to."""


class Flooder:
    """What it asks for, and what came of it."""

    def __init__(self, port: int, address: str, kind: str, amount: float, code: str) -> None:
        self.port = port
        self.address = address
        self.kind = kind
        self.code = code
        self.statuses: Counter[int] = Counter()
        self.pages: set[bytes] = set()
        self._end = time.perf_counter() + amount
        self._left = iter(range(int(amount)))

    def codes(self) -> Iterator[str]:
        """The codes to ask for, one after the other, by all connections together."""
        if self.kind == "codes":
            for _ in self._left:
                yield new_code()
        else:
            while time.perf_counter() < self._end:
                yield self.code

    async def ask(self) -> None:
        """Ask over one connection, each time as somebody who was never there before."""
        wire = Wire(self.port, address=self.address)
        for code in self.codes():
            wire.cookies.clear()
            try:
                reply = await wire.get(f"/join/{code}")
            except (Broken, TimeoutError):
                self.statuses[NO_ANSWER] += 1
                continue
            self.statuses[reply.status] += 1
            if reply.status == 404:
                self.pages.add(reply.body)
        wire.close()

    async def begin(self) -> None:
        """Begin a request, and leave the server waiting for the rest of it."""
        _, writer = await asyncio.open_connection(ADDRESS, self.port, local_addr=(self.address, 0))
        head = f"POST /join/{self.code} HTTP/1.1\r\nHost: {ADDRESS}:{self.port}\r\nX-a: "
        begun = {"silence": "", "heads": head, "halves": f"{head}\r\nContent-Length: 500\r\n\r\nform="}
        writer.write(begun[self.kind].encode())
        self.statuses[NO_ANSWER] += 1
        await asyncio.sleep(self._end - time.perf_counter())
        writer.close()

    async def go_on_and_on(self) -> None:
        """Send a head that never ends, until it is cut, and then the next."""
        while time.perf_counter() < self._end:
            try:
                _, writer = await asyncio.open_connection(ADDRESS, self.port, local_addr=(self.address, 0))
                writer.write(b"GET /join HTTP/1.1\r\nX-a: ")
                while not writer.is_closing() and time.perf_counter() < self._end:
                    writer.write(A_PIECE)
                    await writer.drain()
                    await asyncio.sleep(0)  # a connection that was cut is known as that only after others had a turn
                    self.statuses[NO_ANSWER] += 1
            except OSError:
                continue
            writer.close()

    async def send_bodies(self) -> None:
        """Send large answers, as somebody with a cookie that nobody was given."""
        wire = Wire(self.port, address=self.address)
        wire.cookies[COOKIE] = new_token()
        while time.perf_counter() < self._end:
            try:
                reply = await wire.send(
                    "POST", f"/join/{self.code}/answer/1", A_LARGE_BODY, {"Content-Type": FORM_TYPE}
                )
            except (Broken, TimeoutError):
                self.statuses[NO_ANSWER] += 1
            else:
                self.statuses[reply.status] += 1
        wire.close()


async def main(port: str, address: str, connections: str, kind: str, amount: str, code: str = "") -> None:
    """Flood until the time is over, or until all codes were tried."""
    flooder = Flooder(int(port), address, kind, float(amount), code)
    print("begun", flush=True)
    ways = {"pages": flooder.ask, "codes": flooder.ask, "endless": flooder.go_on_and_on, "bodies": flooder.send_bodies}
    one = ways.get(kind, flooder.begin)
    await asyncio.gather(*(one() for _ in range(int(connections))))
    print(json.dumps({"statuses": flooder.statuses, "pages": len(flooder.pages)}), flush=True)


if __name__ == "__main__":
    uvloop.run(main(*sys.argv[1:]))
