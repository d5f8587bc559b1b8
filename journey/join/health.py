"""What a monitor or a proxy asks: is the process there (``/health/live``), and are answers saved (``/health/ready``).

Both listeners answer without a key. Reading and writing take the way of phones' requests, through the same queue: where
that stands still, it is said here, however long the database keeps silent. Whoever asks, the store is looked at once a
second and no more often.

The addresses are there before the services are: those are imported when somebody asks.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable
from concurrent.futures import Future

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from journey.log import LOG, described

SECONDS_TO_ANSWER = 1.5
SECONDS_KEPT = 1.0

ENDING = threading.Event()
"""Set once the process is about to end: what comes now may not be answered any more."""


def routes() -> list[BaseRoute]:
    """The two addresses."""
    return [Route("/health/live", live), Route("/health/ready", ready)]


async def live(request: Request) -> Response:  # noqa: ARG001  what a handler is given
    """The process is there."""
    from journey.join.pages import data

    return data({"live": True})


async def ready(request: Request) -> Response:  # noqa: ARG001  what a handler is given
    """Whether answers are saved, and what is not well where they are not."""
    from journey.join.pages import data

    not_well = await asyncio.wrap_future(CHECK.outcome())
    return data({"ready": not not_well, "not_well": not_well}, status=503 if not_well else 200)


class Check:
    """Looks at the store in a thread of its own, one look at a time, each good for a second."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._outcome: Future[list[str]] | None = None
        self._begun = 0.0

    def outcome(self) -> Future[list[str]]:
        """What is not well, by the look that is going on, or else the last one if that was a moment ago."""
        with self._lock:
            now = time.monotonic()
            if self._outcome is None or (self._outcome.done() and now - self._begun >= SECONDS_KEPT):
                self._outcome, self._begun = Future(), now
                threading.Thread(target=self._look, args=(self._outcome,), name="health", daemon=True).start()
            return self._outcome

    def _look(self, outcome: Future[list[str]]) -> None:
        outcome.set_result(asyncio.run(not_well()))


CHECK = Check()
"""That of this process."""


async def not_well() -> list[str]:
    """What is not well of: ending, reading, writing, disk. Known within SECONDS_TO_ANSWER."""
    from journey.join.write_queue import run, write
    from journey.service import health

    names = ("reading", "writing", "disk")
    works = await asyncio.gather(_works(run(health.read)), _works(write(health.write)), _works(run(health.has_room)))
    found = [name for name, is_well in zip(names, works, strict=True) if not is_well]
    return ["ending", *found] if ENDING.is_set() else found


async def _works(act: Awaitable[bool]) -> bool:
    try:
        return await asyncio.wait_for(act, SECONDS_TO_ANSWER)
    except TimeoutError:
        LOG.warning("health: no answer within %s seconds", SECONDS_TO_ANSWER)
    except Exception as failure:
        LOG.warning("health: %s", described(failure))
    return False
