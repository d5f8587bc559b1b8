"""Connections to PostgreSQL: how many, what each is told, and how long an answer is waited for.

A server may vanish without a word: behind a firewall that forgot a connection, or with the machine it ran on. What is
sent there is lost, and nothing ever comes back. So no answer is waited for longer than the server itself may take.
"""

from __future__ import annotations

import re
import time
from typing import Any, ClassVar, TypeVar

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import URL, Connection, Engine, create_engine, event, exc

CONNECTIONS = 15
"""Of a process, unless ``pool_size`` in the address says otherwise."""
SECONDS_FOR_A_FREE_ONE = 10
SECONDS_FOR_ROOM = 5
"""Of waiting while the server has as many connections as it takes."""
_PAUSE = 0.05

MILLISECONDS_FOR_A_STATEMENT = 10_000
"""For the server, unless ``statement_timeout`` among the address's ``options`` says otherwise; 0 is without limit."""
SECONDS_MORE = 2.0
"""After the server should have given up, it is taken to be gone."""

_BY_DEFAULT = {
    "connect_timeout": "5",
    "tcp_user_timeout": "10000",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
}
# A plan for any values is as good as one for each: every query here finds its rows by their keys.
_SETTINGS = ("lock_timeout = 5000", "plan_cache_mode = force_generic_plan")
_STATEMENT_TIMEOUT = re.compile(r"statement_timeout\s*=\s*'?(\d+)\s*(ms|s|min)?")
_UNITS = {None: 1, "ms": 1, "s": 1000, "min": 60_000}
_FULL = ("too many clients", "remaining connection slots", "too many connections")

T = TypeVar("T")


class _Connection(psycopg.Connection[Any]):
    """A connection that is closed where an answer does not come in time."""

    seconds: ClassVar[float | None] = None

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """Wait for what the server is asked. Raises psycopg.OperationalError, also where no answer comes."""
        try:
            return super().wait(gen, interval, self.seconds if timeout is None else timeout)
        except psycopg.errors._WaitTimeout as error:
            self.pgconn.finish()
            raise psycopg.OperationalError("the server did not answer in time") from error


def engine_for(url: URL, *, is_patient: bool = False) -> Engine:
    """The engine for an address. ValueError where its ``pool_size`` is no number of connections.

    ``is_patient``: statements may take as long as they need, as those that change tables do.
    """
    size = _pool_size(url)
    given = url.difference_update_query(["pool_size"])
    missing = {name: value for name, value in _BY_DEFAULT.items() if name not in given.query}
    limit = 0 if is_patient else _statement_timeout(given)

    class Limited(_Connection):
        seconds = limit / 1000 + SECONDS_MORE if limit else None

    engine = create_engine(
        given.update_query_dict(missing),
        pool_pre_ping=True,
        pool_size=size,
        max_overflow=0,
        pool_timeout=SECONDS_FOR_A_FREE_ONE,
    )
    settings = "; ".join(f"SET {setting}" for setting in (*_SETTINGS, f"statement_timeout = {limit}"))

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: object, _record: object, arguments: Any, named: Any) -> psycopg.Connection[Any]:
        return Limited.connect(*arguments, **named)

    @event.listens_for(engine, "connect")
    def settle(connection: psycopg.Connection[Any], _record: object) -> None:
        connection.execute(settings.encode())
        connection.commit()

    return engine


def connected(engine: Engine) -> Connection:
    """A connection from the pool. While the server takes no more of them, one is waited for, for a short time."""
    until = time.monotonic() + SECONDS_FOR_ROOM
    while True:
        try:
            return engine.connect()
        except exc.OperationalError as error:
            if time.monotonic() > until or not any(sign in str(error.orig) for sign in _FULL):
                raise
        time.sleep(_PAUSE)


def _pool_size(url: URL) -> int:
    said = str(url.query.get("pool_size", CONNECTIONS))
    if not said.isascii() or not said.isdigit() or int(said) < 1:
        raise ValueError(f"pool_size in the database address is {said!r}. Give a number of connections from 1.")
    return int(said)


def _statement_timeout(url: URL) -> int:
    """Milliseconds for a statement, 0 where there is no limit."""
    said = _STATEMENT_TIMEOUT.search(str(url.query.get("options", "")))
    return int(said[1]) * _UNITS[said[2]] if said else MILLISECONDS_FOR_A_STATEMENT
