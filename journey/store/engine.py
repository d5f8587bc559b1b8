"""The engine: connections, transactions, and what a database must be told before it is trusted with answers."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from journey.store import copying, migrate
from journey.store.driver_errors import Place, translated
from journey.store.errors import Unavailable
from journey.store.files import prepare

LOG = logging.getLogger("journey")

_POOL = {"pool_size": 10, "max_overflow": 20, "pool_timeout": 10}

_SQLITE = "sqlite:///"
_BUSY_TIMEOUT = "PRAGMA busy_timeout = 5000"
_SQLITE_SETTINGS = (
    _BUSY_TIMEOUT,
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)


class Store:
    """One database. ``url`` is ``sqlite:///path``, the path as it is, or ``postgresql://…``; otherwise ValueError.

    Making a Store does not connect. What the database refuses later is raised as ``Unavailable``.
    """

    def __init__(self, url: str) -> None:
        parsed = _parsed(url)
        self.place = Place.of(parsed)
        self._url = parsed
        self._is_sqlite = parsed.get_backend_name() == "sqlite"
        self._engine = _sqlite_engine(parsed) if self._is_sqlite else _postgresql_engine(parsed)
        # On PostgreSQL a reader sees one moment, as it does on SQLite without being told.
        self._reading_engine = (
            self._engine
            if self._is_sqlite
            else self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        )
        self._of_thread = threading.local()

    def migrate(self) -> migrate.Migration | None:
        """Bring the tables to the newest revision and keep the data. A SQLite file is copied beside itself first.

        None where nothing was to be done. Raises Unavailable.
        """
        with translated(self.place), self._patient_engine() as engine:
            done = migrate.to_head(engine)
        if done is not None:
            _report(self.place, done)
        return done

    @contextmanager
    def _patient_engine(self) -> Iterator[Engine]:
        """An engine for what may take long."""
        if self._is_sqlite:
            yield self._engine
            return
        engine = _postgresql_engine(self._url, is_patient=True)
        try:
            yield engine
        finally:
            engine.dispose()

    @property
    def writes_side_by_side(self) -> bool:
        """Whether several may write at once. SQLite lets one write at a time, and ``together`` makes it quicker."""
        return not self._is_sqlite

    def _connected(self, engine: Engine) -> Connection:
        if self._is_sqlite:
            return engine.connect()
        from journey.store import postgresql

        return postgresql.connected(engine)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees the database as it was at its first query."""
        with translated(self.place), self._connected(self._reading_engine) as tx:
            if self._is_sqlite:
                tx.exec_driver_sql("BEGIN")
            yield tx
            # After a ROLLBACK the driver would forget which statements it has prepared, and each be planned anew.
            tx.commit()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: durable once the block has ended, undone where it raises; see also ``together``."""
        around: Connection | None = getattr(self._of_thread, "around", None)
        if around is not None:
            with translated(self.place), around.begin_nested():
                yield around
            return
        with translated(self.place), self._connected(self._engine) as tx, tx.begin():
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
        with translated(self.place), self._engine.begin() as tx:
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

    def look_for_damage(self, seconds: float) -> None:
        """Look through a SQLite file for about so long. Raises Unavailable, Damaged."""
        if self.place.file is not None:
            copying.check(self.place.file, seconds=seconds)

    def empty_log(self) -> None:
        """Put what SQLite keeps beside the file into it: of what was removed, nothing is left there to be found.

        Where somebody goes on reading just then, it is done by whoever next closes the database: nobody who saves
        waits for it longer than half a second. Raises Unavailable.
        """
        if self._is_sqlite:
            with translated(self.place), self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA busy_timeout = 500").close()
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()
                connection.exec_driver_sql(_BUSY_TIMEOUT).close()

    def close(self) -> None:
        """Close all idle connections."""
        self._engine.dispose()


def _is_in_transaction(tx: Connection) -> bool:
    """Whether what was begun is still going on: SQLite ends it by itself where the disk is full or fails."""
    return bool(tx.connection.dbapi_connection and tx.connection.dbapi_connection.in_transaction)


def _report(place: Place, done: migrate.Migration) -> None:
    """One line in the log for each database that was made or brought up to date."""
    if done.earlier is None:
        LOG.info("There was no database: an empty one was made, %s", place.name)
    else:
        LOG.info("Upgraded from %s to %s, copy: %s: %s", done.earlier, migrate.HEAD, done.copy, place.name)


def _parsed(address: str) -> URL:
    """The address with the driver named. What follows ``sqlite:///`` is a path, sign for sign: nothing is decoded."""
    if address.startswith(_SQLITE) and address.removeprefix(_SQLITE) not in ("", ":memory:"):
        return URL.create("sqlite", database=address.removeprefix(_SQLITE))
    url = make_url(address)
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    raise ValueError(
        f"The database address {url.render_as_string(hide_password=True)!r} is not one that can be used. "
        "Nothing was opened. Give sqlite:///a/file.db or postgresql://user@host/database."
    )


def _postgresql_engine(url: URL, *, is_patient: bool = False) -> Engine:
    from journey.store import postgresql  # whose driver is slow to import, and needed by no file

    return postgresql.engine_for(url, is_patient=is_patient)


def _sqlite_engine(url: URL) -> Engine:
    # Every transaction is ended by read and write above: the pool need not end it once more on each return.
    engine = create_engine(url, pool_reset_on_return=None, **_POOL)
    file = Path(str(url.database))

    @event.listens_for(engine, "do_connect")
    def prepare_file(*_connection_parts: object) -> None:
        prepare(file)

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _record: object) -> None:
        # None: the driver begins no transactions of its own, so that BEGIN and BEGIN IMMEDIATE are ours to say.
        connection.isolation_level = None
        for setting in _SQLITE_SETTINGS:
            connection.execute(setting).close()

    return engine
