"""Bringing a database's tables to the newest revision."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from journey.store.errors import Unavailable

HEAD = "0005"
"""The newest revision in ``migrations/versions``: known here so that a current database needs no Alembic."""

_FOLDER = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 4_170_020_011  # any number will do, as long as every replica asks for the same lock


def to_head(engine: Engine) -> None:
    """Run what is missing, in one transaction; returns at once where nothing is."""
    with engine.connect() as connection:
        is_current = revision(connection) == HEAD
    if is_current:
        return
    if engine.dialect.name == "sqlite":
        _upgrade_sqlite(engine)
    else:
        _upgrade_postgresql(engine)


def revision(connection: Connection) -> str | None:
    """The revision that the database is at; None for a database without tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def upgrade(connection: Connection, target: str = HEAD) -> None:
    """Run the migrations up to ``target`` in the connection's transaction."""
    from alembic import command  # imported here: most starts find a current database and need none of it
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, target)
    except CommandError as error:
        raise Unavailable(
            f"The database is at revision {revision(connection)}, which this version of the product does not know. "
            "Nothing was changed. Install the newer version that made it, or restore a backup."
        ) from error


def _upgrade_postgresql(engine: Engine) -> None:
    with engine.begin() as connection:
        # A replica waits for the one that migrates, however long that takes.
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        if revision(connection) != HEAD:
            upgrade(connection)


def _upgrade_sqlite(engine: Engine) -> None:
    with engine.connect() as connection:
        # Rebuilding a table drops the old one, and with foreign keys on that would remove the rows below it.
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            earlier = revision(connection)
            if earlier != HEAD:
                if earlier is not None:
                    _back_up(Path(str(engine.url.database)), earlier)
                upgrade(connection)
                _check_references(connection)
            connection.commit()
        finally:
            connection.rollback()
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise Unavailable(
            f"The database holds rows that refer to nothing, in the table {broken[0][0]}. The upgrade was undone and "
            "everything is as it was. Restore a backup, or ask for help with the file."
        )


def _back_up(file: Path, earlier: str) -> None:
    """Copy a live database beside itself; the copy has its name only once it is whole."""
    backup = file.with_name(f"{file.name}.before-{HEAD}.backup")
    unfinished = backup.with_name(f"{backup.name}.from-{earlier}")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    os.replace(unfinished, backup)
