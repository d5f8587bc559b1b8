"""Bringing a database's tables to the newest revision."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from journey.store import copying
from journey.store.driver_errors import Place
from journey.store.errors import Unavailable
from journey.store.files import copies_of

HEAD = "0011"
"""The newest revision in ``migrations/versions``: known here so that a current database needs no Alembic."""

_FOLDER = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 4_170_020_011  # any number will do, as long as every replica asks for the same lock


@dataclass(frozen=True, slots=True)
class Migration:
    """What was brought up to date: from which revision (None: there were no tables), and the copy made before."""

    earlier: str | None
    copy: Path | None = None


def to_head(engine: Engine) -> Migration | None:
    """Run what is missing, in one transaction; None where nothing is. Raises Unavailable."""
    with engine.connect() as connection:
        is_current = revision(connection) == HEAD
    if is_current:
        return None
    return _upgrade_sqlite(engine) if engine.dialect.name == "sqlite" else _upgrade_postgresql(engine)


def revision(connection: Connection) -> str | None:
    """The revision that the database is at; None for a database without tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def upgrade(connection: Connection, target: str = HEAD) -> None:
    """Run the migrations up to ``target`` in the connection's transaction."""
    from alembic import command  # imported here: most starts find a current database and need none of it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def is_known(revision: str) -> bool:
    """Whether this version of the product can bring a database of this revision up to date."""
    return any((_FOLDER / "versions").glob(f"r{revision}_*.py"))


def _refuse_newer(connection: Connection, place: Place) -> str | None:
    """The revision of the database, None without tables. Raises Unavailable where a newer version made it."""
    found = revision(connection)
    if found is None or is_known(found):
        return found
    raise Unavailable(
        f"The database is at revision {found}, which this version of the product does not know: {place.name}. Nothing "
        f"was changed. Install the newer version that made it, or put an older copy back. {_older_copy(place.file)}"
    )


def _older_copy(file: Path | None) -> str:
    """Which copy beside a file this version can use, and how it is put back."""
    if file is None:
        return "Copies of PostgreSQL are made with pg_dump, before an upgrade."
    for copy in copies_of(file):
        found = copying.revision_in(copy)
        if found is not None and is_known(found):
            return f"The newest that this version can use is put back by: python3 -m journey restore {copy}"
    return "No copy that this version can use lies beside it."


def _upgrade_postgresql(engine: Engine) -> Migration | None:
    place = Place.of(engine.url)
    with engine.begin() as connection:
        # A replica waits for the one that migrates, however long that takes.
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        _refuse_other_encodings(connection, place)
        earlier = _refuse_newer(connection, place)
        if earlier == HEAD:
            return None
        upgrade(connection)
    return Migration(earlier)


def _refuse_other_encodings(connection: Connection, place: Place) -> None:
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise Unavailable(
            f"The letters of {place.name} are {encoding}, which cannot hold every name and note. Nothing was changed. "
            "Make a database for the product with: createdb --encoding=UTF8 --template=template0 NAME"
        )


def _upgrade_sqlite(engine: Engine) -> Migration | None:
    place, file = Place.of(engine.url), Path(str(engine.url.database))
    copy = None
    with engine.connect() as connection:
        # Rebuilding a table drops the old one, and with foreign keys on that would remove the rows below it.
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            earlier = _refuse_newer(connection, place)
            if earlier == HEAD:
                return None
            if earlier is not None:
                copy = file.with_name(f"{file.name}.before-{HEAD}.backup")
                copying.copy(file, copy)
            upgrade(connection)
            _check_references(connection)
            connection.commit()
        finally:
            connection.rollback()
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
    return Migration(earlier, copy)


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise Unavailable(
            f"The database holds rows that refer to nothing, in the table {broken[0][0]}. The upgrade was undone and "
            "everything is as it was. Restore a backup, or ask for help with the file."
        )
