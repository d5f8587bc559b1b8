"""Databases as older releases left them, for the tests of upgrading."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, inspect, select, text

from journey.store import Store, migrate
from journey.store.columns import metadata

Rows = dict[str, list[dict[str, Any]]]


def put_back(store: Store, revision: str) -> Rows:
    """Make a current database one of an older revision, with the rows and columns it has room for; those rows."""
    with store.write() as tx:
        current = rows_of(tx)
        metadata.drop_all(tx)
        tx.execute(text("DROP TABLE alembic_version"))
        migrate.upgrade(tx, revision)
        for table in metadata.sorted_tables:
            columns = _columns(tx, table.name)
            kept = [name for name in columns if name in table.c]
            older = [{name: row[name] for name in kept} for row in current[table.name]] if columns else []
            if older:
                tx.execute(insert(table), older)
            if "sequence" in columns and tx.dialect.name == "postgresql":
                last = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'sequence'), max(sequence)) FROM"
                tx.execute(text(f'{last} "{table.name}"'))
        return rows_of(tx)


def rows_of(tx: Connection) -> Rows:
    """Every row of every table that there is, with the columns that it has, in the order of the tables' keys."""
    found = {}
    for table in metadata.sorted_tables:
        columns = _columns(tx, table.name)
        if columns:
            query = select(*(table.c[name] for name in columns if name in table.c)).order_by(*table.primary_key)
            found[table.name] = [dict(row) for row in tx.execute(query).mappings()]
    return found


def _columns(tx: Connection, table: str) -> list[str]:
    if not tx.dialect.has_table(tx, table):
        return []
    return [column["name"] for column in inspect(tx).get_columns(table)]
