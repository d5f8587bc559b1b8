"""The Compare page over many closed rounds, with many responses and with a tenth of them: times and memory.

Closed rounds are read from what was frozen, and so the page should take as long, and as much memory, whatever the
number of answers. Both councils are made by the same hand, see ``held``; the larger has 2.9 million answers, for which
the folder for temporary files needs 1.5 gigabytes. What is compared runs in turn: first with few, then with many.
"""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from journey.config import PROJECT
from tests.benchmarks import held as rounds
from tests.benchmarks import measuring, resident
from tests.benchmarks.browsing import Run, Tab, opened
from tests.benchmarks.held import Held
from tests.benchmarks.servers import PRODUCT, CannotMeasure, Server, serving

LIMIT = 2.0
BYTES_AN_ANSWER = 5.0
"""An answer that is read takes at least ten times as much; the memory of a process varies by less."""

FEW, MANY = 20, 200
WARM_UP = 2
PAGE = "compare"
VIEWS = ("Since an earlier round", "Services", "Roles", "All rounds")


@dataclass(frozen=True, slots=True)
class Size:
    """How many rounds and services; after how many rounds memory is measured first; how often everything is done."""

    rounds: int
    units: int
    earlier: int
    times: int
    processes: int


FULL, SMALL = Size(12, 30, 3, times=15, processes=3), Size(6, 6, 2, times=5, processes=1)


@dataclass(slots=True)
class Pair:
    """Milliseconds of the same thing with few and with many responses, in turn."""

    name: str
    few: list[float] = field(default_factory=list)
    many: list[float] = field(default_factory=list)


def measure(*, small: bool) -> None:
    """Measure and print; ``small`` takes a tenth of the services and rounds. Raises CannotMeasure."""
    size = SMALL if small else FULL
    with TemporaryDirectory() as temporary:
        few, early_few = _council(Path(temporary), FEW, size)
        many, early_many = _council(Path(temporary), MANY, size)
        _print_made(few, many, size, small=small)
        _print_pairs("what the page asks of the services", _in_turn(few, many, size.times))
        four = (early_few, early_many, few, many)
        repeated = four * size.processes
        _print_memory("memory of a process that compares, MiB", four, [_compared(one) for one in repeated])
        _print_pairs(
            "the whole page, from the browser's message to the end of the script", _loaded(few, many, size.times)
        )
        _print_memory("memory of the server, MiB", four, [_served(one) for one in repeated])


def _council(folder: Path, responses: int, size: Size) -> tuple[Held, Held]:
    """A council with all of its rounds, and as it was after the first few."""
    made = rounds.council(folder / f"{responses}", units=size.units, responses=responses)
    earlier = made
    for number in range(size.rounds):
        rounds.hold(made, number=number, of=size.rounds)
        if number + 1 == size.earlier:
            earlier = rounds.copy(made, folder / f"{responses}-early")
    rounds.settle(made)
    for one in (made, earlier):
        one.product.store.close()
    return made, earlier


# ---------------------------------------------------------------------------------------------------------------------
# Times
# ---------------------------------------------------------------------------------------------------------------------


def _in_turn(few: Held, many: Held, runs: int) -> list[Pair]:
    """Each call of the services, in this process."""
    found = []
    ours, theirs = (resident.calls(one.product, one.selection) for one in (few, many))
    gc.collect()
    gc.freeze()
    for name in ours:
        pair = Pair(name)
        for run in range(WARM_UP + runs):
            times = _timed(ours[name]), _timed(theirs[name])
            if run >= WARM_UP:
                pair.few.append(times[0])
                pair.many.append(times[1])
        found.append(pair)
    gc.unfreeze()
    return found


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - began)


def _loaded(few: Held, many: Held, runs: int) -> list[Pair]:
    """The page from two servers: opened in a new window, then each view drawn again by a run of the whole script."""
    with serving(PRODUCT, few.folder) as ours, serving(PRODUCT, many.folder) as theirs:
        return asyncio.run(_from_both(((ours, few), (theirs, many)), runs))


async def _from_both(both: Sequence[tuple[Server, Held]], runs: int) -> list[Pair]:
    found = [Pair("opened in a new window")]
    async with AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(opened(server, page=PAGE, token=of.token)) for server, of in both]
        for _ in range(runs):
            for (server, of), times in zip(both, (found[0].few, found[0].many), strict=True):
                began = time.perf_counter()
                async with opened(server, page=PAGE, token=of.token):
                    times.append(1000 * (time.perf_counter() - began))
        for selection in VIEWS:
            for tab in tabs:
                await _choose(tab, selection)
            pair = Pair(selection)
            for _ in range(runs):
                for tab, times in zip(tabs, (pair.few, pair.many), strict=True):
                    times.append(1000 * _checked(await tab.load(), selection).seconds)
            found.append(pair)
    return found


async def _choose(tab: Tab, selection: str) -> None:
    """Show a view. Raises CannotMeasure."""
    radio = next((one for one in tab.widgets.values() if selection in one.options), None)
    if radio is None:
        raise CannotMeasure(f"The Compare page does not offer the view {selection!r}.")
    _checked(await tab.choose(radio, selection), selection)


def _checked(run: Run, selection: str) -> Run:
    if run.failures:
        raise CannotMeasure(f"The view {selection!r} failed: {'; '.join(run.failures)}")
    return run


# ---------------------------------------------------------------------------------------------------------------------
# Memory
# ---------------------------------------------------------------------------------------------------------------------


def _compared(one: Held) -> tuple[float, float]:
    """Of a fresh process that calls the services: mebibytes at the end, and at most. Raises CannotMeasure."""
    command = [sys.executable, "-m", "tests.benchmarks.resident", str(one.folder), one.token]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotMeasure(f"A process that compares failed.\n{done.stderr[-2000:]}")
    now, most = map(float, done.stdout.split())
    return now, most


def _served(one: Held) -> tuple[float, float]:
    """Of a fresh server that showed each view once, as above."""
    with serving(PRODUCT, one.folder) as server:
        asyncio.run(_look_through(server, one.token))
        return resident.memory(server.process)


async def _look_through(server: Server, token: str) -> None:
    async with opened(server, page=PAGE, token=token) as tab:
        for selection in VIEWS:
            await _choose(tab, selection)


# ---------------------------------------------------------------------------------------------------------------------
# What is printed
# ---------------------------------------------------------------------------------------------------------------------


def _print_made(few: Held, many: Held, size: Size, *, small: bool) -> None:
    what = f"{size.rounds} closed rounds × {size.units} services × {FEW} and {MANY} responses × 40 statements"
    measuring.title(f"compare: {what}")
    if small:
        print("a tenth of the rounds and services: to try the measurement, not to judge by")
    rows: list[Sequence[str]] = [("", f"{FEW} responses", f"{MANY} responses")]
    for name, cell in _MADE.items():
        rows.append((name, cell(few), cell(many)))
    measuring.table(rows)


_MADE: dict[str, Callable[[Held], str]] = {
    "answers": lambda one: f"{one.answers:,}",
    "database, MB": lambda one: f"{one.megabytes:.0f}",
    "filled in, s": lambda one: f"{one.filling:.0f}",
    "closing a round, median s": lambda one: f"{median(one.closing):.2f}",
    "closing the first and the last, s": lambda one: f"{one.closing[0]:.2f} and {one.closing[-1]:.2f}",
}


def _print_pairs(what: str, pairs: Sequence[Pair]) -> None:
    measuring.title(f"{what}: {len(pairs[0].few)} of each in turn")
    rows: list[Sequence[str]] = [("ms, medians", f"{FEW} responses", f"{MANY} responses", "range", "ratio", "")]
    for pair in pairs:
        ratio = measuring.ratio(pair.many, pair.few)
        cells = [f"{median(times):.1f}" for times in (pair.few, pair.many)]
        rows.append((pair.name, *cells, measuring.spread(pair.many), f"{ratio:.2f}", measuring.verdict(ratio, LIMIT)))
    measuring.table(rows)


def _print_memory(what: str, four: Sequence[Held], taken: Sequence[tuple[float, float]]) -> None:
    """``taken`` are the end and the most of each of the four, over and over."""
    measuring.title(f"{what}: of {len(taken) // len(four)} fresh processes each, in turn")
    early, late = (len(four[place].rounds) for place in (0, 2))
    head = ("medians", *(f"{len(one.rounds)} rounds × {one.responses}" for one in four))
    rows: list[Sequence[str]] = [(*head, f"{FEW} → {MANY}, {late} rounds", f"{early} → {late} rounds, {MANY}", "")]
    more = four[3].answers - four[2].answers
    for side, name in enumerate(("at the end", "at most")):
        each = [median(one[side] for one in taken[place :: len(four)]) for place in range(len(four))]
        by_answers, by_rounds = each[3] - each[2], each[3] - each[1]
        bytes_each = by_answers * resident.MEBIBYTE / more
        said = f"{bytes_each:.2f} bytes for each further answer, {measuring.verdict(bytes_each, BYTES_AN_ANSWER)}"
        rows.append((name, *(f"{one:.1f}" for one in each), f"{by_answers:+.1f}", f"{by_rounds:+.1f}", said))
    measuring.table(rows)
