"""The engine: connections, transactions, and what a database must be told before it is trusted with answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from journey.store import migrate
from journey.store.errors import Unavailable, translated

_POOL = {"pool_size": 10, "max_overflow": 20, "pool_timeout": 10}

_SQLITE_SETTINGS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)
_POSTGRESQL_SETTING = "SET lock_timeout = 5000"


class Store:
    """One database. ``url`` is ``sqlite:///path`` or ``postgresql://…``; ValueError for any other kind.

    Making a Store does not connect. What the database refuses later is raised as ``Unavailable``.
    """

    def __init__(self, url: str) -> None:
        parsed = _with_driver(make_url(url))
        self._is_sqlite = parsed.get_backend_name() == "sqlite"
        self._engine = _sqlite_engine(parsed) if self._is_sqlite else _postgresql_engine(parsed)
        # On PostgreSQL a reader sees one moment, as it does on SQLite without being told.
        self._reading_engine = (
            self._engine
            if self._is_sqlite
            else self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        )
        self._of_thread = threading.local()

    def migrate(self) -> None:
        """Bring the tables to the newest revision and keep the data. A SQLite file is copied beside itself first."""
        with translated():
            migrate.to_head(self._engine)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees the database as it was at its first query."""
        with translated(), self._reading_engine.connect() as tx:
            if self._is_sqlite:
                tx.exec_driver_sql("BEGIN")
            yield tx

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: durable once the block has ended, undone where it raises; see also ``together``."""
        around: Connection | None = getattr(self._of_thread, "around", None)
        if around is not None:
            with translated(), around.begin_nested():
                yield around
            return
        with translated(), self._engine.begin() as tx:
            if self._is_sqlite:
                tx.exec_driver_sql("BEGIN IMMEDIATE")
            yield tx

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let all that this thread writes within the block become durable at once, when the block has ended.

        On SQLite, where each commit waits for the disk and for all others, it waits once for all of them. What raises
        is undone alone, as without this. Nothing that was written may be called saved before the block has ended. On
        PostgreSQL, which commits side by side, each write is a transaction of its own all the same. Raises Unavailable.
        """
        if not self._is_sqlite:
            yield
            return
        with translated(), self._engine.begin() as tx:
            tx.exec_driver_sql("BEGIN IMMEDIATE")
            self._of_thread.around = tx
            try:
                yield
            finally:
                self._of_thread.around = None
            if not _is_in_transaction(tx):
                raise Unavailable(
                    "The database gave up a change while it was being written. These changes may not be saved; "
                    "everything that was marked as saved is kept. Try again in a moment."
                )

    def close(self) -> None:
        """Close all idle connections."""
        self._engine.dispose()


def _is_in_transaction(tx: Connection) -> bool:
    """Whether what was begun is still going on: SQLite ends it by itself where the disk is full or fails."""
    return bool(tx.connection.dbapi_connection and tx.connection.dbapi_connection.in_transaction)


def _with_driver(url: URL) -> URL:
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in ("sqlite", "sqlite+pysqlite") and url.database and url.database != ":memory:":
        return url
    raise ValueError(
        f"The database address {url.render_as_string(hide_password=True)!r} is not one that can be used. "
        "Nothing was opened. Give sqlite:///a/file.db or postgresql://user@host/database."
    )


def _postgresql_engine(url: URL) -> Engine:
    engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 5}, **_POOL)

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _record: object) -> None:
        connection.execute(_POSTGRESQL_SETTING)
        connection.commit()

    return engine


def _sqlite_engine(url: URL) -> Engine:
    # Every transaction is ended by read and write above: the pool need not end it once more on each return.
    engine = create_engine(url, pool_reset_on_return=None, **_POOL)
    file = Path(str(url.database))

    @event.listens_for(engine, "do_connect")
    def make_folder(*_connection_parts: object) -> None:
        if not file.parent.is_dir():
            try:
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise Unavailable(
                    f"The folder for the database, {file.parent}, could not be made ({error.strerror}). "
                    "Nothing was saved. Make the folder or name another one."
                ) from error

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _record: object) -> None:
        # None: the driver begins no transactions of its own, so that BEGIN and BEGIN IMMEDIATE are ours to say.
        connection.isolation_level = None
        for setting in _SQLITE_SETTINGS:
            connection.execute(setting).close()

    return engine
