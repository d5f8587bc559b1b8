"""Where the light pages call the services: off the event loop, in a few threads, of which one alone writes.

SQLite lets one write at a time, and each commit waits for the disk. Here writes wait in a queue, in the order in which
they came, and whatever has gathered while the disk was busy is written together: a full room waits for the disk no
longer than one phone does. Nobody is told that anything is saved before it is on the disk.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

from journey.service.context import Product, opened

READERS = 4
MOST_TOGETHER = 32
"""Writes in one transaction: with more, others would wait longer for it than for the disk."""

P = ParamSpec("P")
T = TypeVar("T")

_readers = ThreadPoolExecutor(READERS, thread_name_prefix="light-reader")
_writer = ThreadPoolExecutor(1, thread_name_prefix="light-writer")
_waiting: deque[tuple[Callable[[Product], Any], Future[Any]]] = deque()


async def run(act: Callable[Concatenate[Product, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a service that only reads returns or raises; it gets the product first."""
    return await asyncio.get_running_loop().run_in_executor(_readers, lambda: act(opened(), *args, **kwargs))


async def write(act: Callable[Concatenate[Product, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The same for a service that writes. It returns once what was written is durable."""
    future: Future[T] = Future()
    _waiting.append((lambda product: act(product, *args, **kwargs), future))
    _writer.submit(_write_what_waits)
    return await asyncio.wrap_future(future)


def _write_what_waits() -> None:
    """Write what has gathered; nothing where an earlier call took it along. Runs in the writer's one thread."""
    taken = [_waiting.popleft() for _ in range(min(len(_waiting), MOST_TOGETHER))]
    alive = [(act, future) for act, future in taken if future.set_running_or_notify_cancel()]
    if not alive:
        return
    try:
        product = opened()
        if len(alive) == 1:
            outcomes = [_outcome(act, product) for act, _ in alive]
        else:
            with product.store.together():
                outcomes = [_outcome(act, product) for act, _ in alive]
    except Exception as failure:  # nothing of it is durable, so everybody is told
        outcomes = [(None, failure)] * len(alive)
    for (_, future), (returned, raised) in zip(alive, outcomes, strict=True):
        if raised is None:
            future.set_result(returned)
        else:
            future.set_exception(raised)


def _outcome(act: Callable[[Product], Any], product: Product) -> tuple[Any, Exception | None]:
    """What an act returned, and what it raised: told only when it is known to last."""
    try:
        return act(product), None
    except Exception as failure:
        return None, failure
