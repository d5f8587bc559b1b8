"""How fast one window may ask: who asks faster waits, and nothing is lost or closed.

Each message from a window may run a whole page. The messages of a script that sends thousands are taken at the pace of
a quick person, so that everybody else is served meanwhile; what is not taken yet stays with whoever sends it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.types import Message, Receive

Clock = Callable[[], float]
Wait = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Pace:
    """At most ``burst`` at once, and from then on ``a_second``."""

    burst: float
    a_second: float


MESSAGES = Pace(burst=60, a_second=20)
"""Of one window. An arrow key that is held down on a list of choices sends about 30 a second; nobody does that for more
than a moment."""
WINDOWS = Pace(burst=60, a_second=10)
"""New ones, of all browsers together: after a restart every open window comes back at once."""


class Queue:
    """Lets pass at a pace. ``clock`` only ever goes forward; ``wait`` lets so many seconds pass."""

    def __init__(self, pace: Pace, clock: Clock = time.monotonic, wait: Wait = asyncio.sleep) -> None:
        self._pace = pace
        self._clock = clock
        self._wait = wait
        self._left = pace.burst
        self._counted_at = clock()

    async def turn(self) -> None:
        """Come back when it is the caller's turn. Who comes later waits longer."""
        now = self._clock()
        self._left = min(self._pace.burst, self._left + (now - self._counted_at) * self._pace.a_second) - 1
        self._counted_at = now
        if self._left < 0:
            await self._wait(-self._left / self._pace.a_second)


def paced(receive: Receive, queue: Queue) -> Receive:
    """What a window sends, at the pace of the queue."""

    async def receive_in_turn() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive":
            await queue.turn()
        return message

    return receive_in_turn
