"""Where the light pages call the services: off the event loop, in a few threads of which as few write as is quickest.

SQLite lets one write at a time, and each commit waits for the disk. Here writes wait in a queue, in the order in which
they came, and whatever has gathered while the disk was busy is written together: a full room waits for the disk no
longer than one phone does. PostgreSQL commits side by side, so that there a few threads take one write after the other.
Nobody is told that anything is saved before it is on the disk, and nobody waits for ever for a database that is gone.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import nullcontext, suppress
from functools import cache
from queue import SimpleQueue
from typing import Any, Concatenate, ParamSpec, TypeVar

from journey.service import Unavailable
from journey.service.context import Product, opened

READERS = 4
WRITERS = 4
MOST_TOGETHER = 32
"""Writes in one transaction: with more, others would wait longer for it than for the disk."""
SECONDS_TO_WAIT = 25.0
"""After which it is said that nothing was done; a database that is gone is given up sooner by whoever uses it."""

P = ParamSpec("P")
T = TypeVar("T")

Waiting = tuple[Callable[[Product], Any], Future[Any]]
"""An act, and where what it returns or raises is told."""

_waiting: deque[Waiting] = deque()
_turn = threading.Lock()
"""Whose turn it is to write, where one writes at a time."""


class Threads:
    """Some threads that do what they are given, in that order. They do not hold up the end of the process."""

    def __init__(self, number: int, name: str) -> None:
        self._given: SimpleQueue[Callable[[], None]] = SimpleQueue()
        for index in range(number):
            threading.Thread(target=self._work, name=f"{name}-{index}", daemon=True).start()

    def give(self, act: Callable[[], None]) -> None:
        """Let one of the threads do this, which raises nothing."""
        self._given.put(act)

    def _work(self) -> None:
        while True:
            self._given.get()()


@cache
def _readers() -> Threads:
    return Threads(READERS, "light-reader")


@cache
def _writers() -> Threads:
    return Threads(WRITERS, "light-writer")


async def run(act: Callable[Concatenate[Product, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a service that only reads returns or raises; it gets the product first. Raises Unavailable."""
    future: Future[T] = Future()
    _readers().give(lambda: _read(lambda product: act(product, *args, **kwargs), future))
    return await _within_time(future)


async def write(act: Callable[Concatenate[Product, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The same for a service that writes. It returns once what was written is durable."""
    future: Future[T] = Future()
    _waiting.append((lambda product: act(product, *args, **kwargs), future))
    _writers().give(_write_what_waits)
    return await _within_time(future)


async def _within_time(future: Future[T]) -> T:
    """What comes of it. Raises Unavailable where it takes too long; what was not begun by then is never done."""
    try:
        return await asyncio.wait_for(asyncio.wrap_future(future), SECONDS_TO_WAIT)
    except TimeoutError as late:
        raise Unavailable from late


def _read(act: Callable[[Product], Any], future: Future[Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(act(opened()))
    except Exception as failure:
        future.set_exception(failure)


def _write_what_waits() -> None:
    """Write what has gathered; nothing where an earlier call took it along. Runs in the writers' threads."""
    try:
        product = opened()
    except Exception as failure:
        for _act, future in _taken(1):
            future.set_exception(failure)
        return
    if product.store.writes_side_by_side:
        _write(product, _taken(1))
        return
    with _turn:
        _write(product, _taken(MOST_TOGETHER))


def _taken(most: int) -> list[Waiting]:
    """So many of those that waited longest, without those that have given up."""
    taken: list[Waiting] = []
    with suppress(IndexError):
        while len(taken) < most:
            taken.append(_waiting.popleft())
    return [(act, future) for act, future in taken if future.set_running_or_notify_cancel()]


def _write(product: Product, taken: list[Waiting]) -> None:
    if not taken:
        return
    try:
        with product.store.together() if len(taken) > 1 else nullcontext():
            outcomes = [_outcome(act, product) for act, _ in taken]
    except Exception as failure:  # nothing of it is durable, so everybody is told
        outcomes = [(None, failure)] * len(taken)
    for (_, future), (returned, raised) in zip(taken, outcomes, strict=True):
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
