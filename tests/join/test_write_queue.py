"""The queue of writes behind the light pages: whatever waits is written together, and each is told its own outcome."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from journey.config import Settings
from journey.join import write_queue
from journey.model import Organisation
from journey.service import Product, Unavailable, open_product
from journey.service.councils import councils
from tests.steps.own_loop import run_alone


@pytest.fixture
def product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Product]:
    """The product that the queue writes to."""
    opened = open_product(Settings(f"sqlite:///{tmp_path / 'journey.db'}", 5))
    monkeypatch.setattr(write_queue, "opened", lambda: opened)
    yield opened
    opened.store.close()


def test_each_of_many_at_once_is_told_its_own_outcome(product: Product) -> None:
    def start(product: Product, name: str) -> Organisation:
        return councils.start(product, name=name, kind="district")

    async def write() -> list[Organisation | BaseException]:
        names = [f"Council {number}" if number % 5 else " " for number in range(100)]  # a council needs a name
        return await asyncio.gather(*(write_queue.write(start, name) for name in names), return_exceptions=True)

    outcomes = run_alone(write())
    failed = {number for number, outcome in enumerate(outcomes) if isinstance(outcome, Exception)}
    assert failed == set(range(0, 100, 5))
    told = [outcome.name for outcome in outcomes if isinstance(outcome, Organisation)]
    assert told == [f"Council {number}" for number in range(100) if number % 5]
    assert sorted(one.name for one in councils.every(product)) == sorted(told)


def test_what_gathers_while_the_disk_is_busy_is_written_together(product: Product) -> None:
    begun, go = threading.Event(), threading.Event()

    def first(product: Product) -> None:
        begun.set()
        assert go.wait(10)

    seen: Counter[bool] = Counter()

    def count(product: Product) -> None:
        with product.store.write() as tx:
            seen[tx.in_nested_transaction()] += 1

    async def write() -> None:
        waiting = [asyncio.create_task(write_queue.write(first))]
        await asyncio.to_thread(begun.wait, 10)
        waiting += [asyncio.create_task(write_queue.write(count)) for _ in range(write_queue.MOST_TOGETHER + 1)]
        await asyncio.sleep(0)  # each of them is in the queue once it has begun
        go.set()
        await asyncio.gather(*waiting)

    run_alone(write())
    assert seen == {True: write_queue.MOST_TOGETHER, False: 1}


def test_nobody_waits_for_ever_and_what_was_not_begun_by_then_is_never_done(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_queue, "SECONDS_TO_WAIT", 0.2)
    begun, go, done = threading.Event(), threading.Event(), threading.Event()

    def hang(_product: Product) -> None:
        begun.set()
        go.wait(60)

    async def write() -> list[BaseException | None]:
        first = asyncio.create_task(write_queue.write(hang))
        await asyncio.to_thread(begun.wait, 10)
        second = asyncio.create_task(write_queue.write(lambda _product: done.set()))
        return await asyncio.gather(first, second, return_exceptions=True)

    assert [type(outcome) for outcome in run_alone(write())] == [Unavailable, Unavailable]
    go.set()
    monkeypatch.setattr(write_queue, "SECONDS_TO_WAIT", 60)
    run_alone(write_queue.write(lambda _product: None))
    assert not done.is_set()
