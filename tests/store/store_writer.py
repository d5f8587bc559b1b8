"""A program that saves answers until it is done or killed: run by the tests of concurrency and of sudden death.

    python store_writer.py URL COUNCIL_ID RESPONSE_ID

It forks a writer for every line that it reads, so that a writer starts at once, and says ``ended`` when the writer has.
``add N NAME`` saves N times, each time one more than it read. ``stream NAME`` saves until it is killed.
A writer says ``saved STATEMENT VERSION`` after each commit and never before.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from itertools import count

from journey.model import AnswerContent, AnswerState
from journey.store import Conflict, Store, answers


def main(url: str, council: str, response: str) -> None:
    say("ready")
    for line in sys.stdin:
        order, *arguments = line.split()
        child = os.fork()
        if child == 0:
            store = Store(url)
            if order == "add":
                add(store, council, response, int(arguments[0]), arguments[1])
            else:
                stream(store, council, response, arguments[0])
            os._exit(0)
        say(f"started {child}")
        os.waitpid(child, 0)
        say("ended")


def add(store: Store, council: str, response: str, times: int, name: str) -> None:
    """Read a number, add one, save it: what two writers do at once must not be lost."""
    done = 0
    while done < times:
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
