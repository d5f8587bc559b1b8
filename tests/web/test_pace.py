"""Who asks faster than a quick person waits; nothing is lost."""

from __future__ import annotations

import asyncio

from starlette.types import Message

from journey.web.pace import MESSAGES, Pace, Queue, paced
from tests.steps.own_loop import run_alone


class Time:
    """A clock that stands still, but for the waiting."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.now += seconds


def test_a_burst_passes_at_once_and_the_rest_at_the_pace() -> None:
    time = Time()
    queue = Queue(Pace(burst=5, a_second=2), time, time.wait)

    async def turns(number: int) -> float:
        for _ in range(number):
            await queue.turn()
        return time.now

    assert run_alone(turns(5)) == 0
    assert run_alone(turns(4)) == 2
    time.now += 100
    assert run_alone(turns(5)) == 102, "what was not used is there again, up to the burst"


def test_those_who_come_together_wait_one_after_the_other() -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    async def come() -> None:
        queue = Queue(Pace(burst=1, a_second=1), lambda: 0.0, wait)
        await asyncio.gather(*(queue.turn() for _ in range(4)))

    run_alone(come())
    assert waits == [1, 2, 3]


def test_a_key_that_is_held_down_for_a_second_is_not_held_up() -> None:
    """Typed and measured: 30 a second is what a keyboard repeats, and 60 are there to be used up."""
    time = Time()
    queue = Queue(MESSAGES, time, time.wait)

    async def hold(seconds: int) -> float:
        waited = 0.0
        for _ in range(30 * seconds):
            before = time.now
            await queue.turn()
            waited += time.now - before
            time.now += 1 / 30
        return waited

    assert run_alone(hold(3)) == 0


def test_of_a_window_its_messages_wait_and_nothing_else_does() -> None:
    sent: list[Message] = [
        {"type": "websocket.connect"},
        {"type": "websocket.receive"},
        {"type": "websocket.disconnect"},
    ]
    turns = 0

    class Counted(Queue):
        async def turn(self) -> None:
            nonlocal turns
            turns += 1

    async def receive() -> Message:
        return sent.pop(0)

    async def hear() -> list[str]:
        heard = paced(receive, Counted(MESSAGES))
        return [(await heard())["type"] for _ in range(3)]

    assert run_alone(hear()) == ["websocket.connect", "websocket.receive", "websocket.disconnect"]
    assert turns == 1
