"""A program that saves answers until it is done or killed: run by the tests of concurrency and of sudden death.

    python store_writer.py URL COUNCIL_ID RESPONSE_ID

It forks writers for every line that it reads, so that they start at once, and says ``ended`` when all of them have.
``add NAME…`` has each of them save 25 times, each time one more than it read; ``stream NAME`` saves until it is killed.
A writer says ``saved STATEMENT VERSION`` after each commit and never before.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from journey.model import AnswerContent, AnswerState
from journey.store import Conflict, Store, answers


def main(url: str, council: str, response: str) -> None:
    store = Store(url)  # not connected yet: every writer makes connections of its own
    say("ready")
    for line in sys.stdin:
        order, *names = line.split()
        children = [start(add if order == "add" else stream, store, council, response, name) for name in names]
        for child in children:
            os.waitpid(child, 0)
        say("ended")


def start(work: Callable[[Store, str, str, str], None], store: Store, council: str, response: str, name: str) -> int:
    child = os.fork()
    if child == 0:
        try:
            work(store, council, response, name)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    say(f"started {child}")
    return child


def add(store: Store, council: str, response: str, name: str) -> None:
    """Read a number, add one, save it: what two writers do at once must not be lost."""
    done = 0
    while done < 25:
        try:
            save_next(store, council, response, "sum", name)
        except Conflict:
            continue  # only PostgreSQL comes here: SQLite lets one writer in at a time
        done += 1


def stream(store: Store, council: str, response: str, name: str) -> None:
    for number in count():
        save_next(store, council, response, f"s{number % 7}", name)


def save_next(store: Store, council: str, response: str, statement: str, name: str) -> None:
    with store.write() as tx:
        before = answers.get(tx, council, response, statement)
        total = int(before.content.note or 0) + 1
        after = answers.save(
            tx,
            council,
            response,
            statement,
            AnswerContent(AnswerState.LEVEL, total % 4 + 1, note=str(total)),
            evidenced=total % 3 == 0,
            expected_version=before.version,
            writer=name,
            at=datetime.now(UTC),
        )
    say(f"saved {statement} {after.version}")


def say(what: str) -> None:
    os.write(1, f"{what}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
