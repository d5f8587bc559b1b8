"""A client that asks as fast as it can, from one address and over many connections, in a process of its own.

    python -m tests.join.flooder PORT ADDRESS CONNECTIONS codes NUMBER
    python -m tests.join.flooder PORT ADDRESS CONNECTIONS pages|halves SECONDS CODE

``codes`` tries so many random codes; ``pages`` asks for the page of one code again and again; ``halves`` begins
requests and never ends them. It says ``begun``, and at the end how often which status came, and how many different
pages said that there is nothing, as a line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator

import uvloop

from journey.store.invitations import new_code
from tests.benchmarks.servers import ADDRESS
from tests.benchmarks.workshop_wire import Broken, Wire

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
        head = f"POST /join/{self.code} HTTP/1.1\r\nHost: {ADDRESS}:{self.port}\r\nContent-Length: 500\r\n\r\nform="
        writer.write(head.encode())
        self.statuses[NO_ANSWER] += 1
        await asyncio.sleep(self._end - time.perf_counter())
        writer.close()


async def main(port: str, address: str, connections: str, kind: str, amount: str, code: str = "") -> None:
    """Flood until the time is over, or until all codes were tried."""
    flooder = Flooder(int(port), address, kind, float(amount), code)
    print("begun", flush=True)
    one = flooder.begin if kind == "halves" else flooder.ask
    await asyncio.gather(*(one() for _ in range(int(connections))))
    print(json.dumps({"statuses": flooder.statuses, "pages": len(flooder.pages)}), flush=True)


if __name__ == "__main__":
    uvloop.run(main(*sys.argv[1:]))
