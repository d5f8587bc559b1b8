"""All rows of a database of version 1.0.0, and how they are put into an empty database of that version.

The file is JSON, ``{"revision": …, "tables": {name: {"columns": […], "rows": [[…]]}}}``: tables in the order of their
foreign keys, bytes as ``{"b64": …}``, days and moments as ISO text. Tables are read from the database itself, so that
nothing here depends on how this version declares them.
"""

from __future__ import annotations

import base64
import json
import lzma
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Date, DateTime, MetaData, Table, insert, text

from journey.store import Store, migrate

FILES = Path(__file__).parent
REVISIONS = "alembic_version"


def read(name: str) -> dict[str, Any]:
    """A file beside this module, unpacked."""
    content: dict[str, Any] = json.loads(lzma.decompress((FILES / name).read_bytes()))
    return content


def restore(url: str, rows: dict[str, Any]) -> None:
    """Make the empty database one of the revision of the rows, by the product's own migrations, and put them in."""
    store = Store(url)
    with store.write() as tx:
        migrate.upgrade(tx, rows["revision"])
        _fill(tx, rows["tables"])
    store.close()


def _fill(tx: Connection, contents: dict[str, Any]) -> None:
    metadata = MetaData()
    metadata.reflect(tx)
    for name, content in contents.items():
        table = metadata.tables[name]
        columns = [table.columns[column] for column in content["columns"]]
        rows = [
            {column.name: _stored(column, value) for column, value in zip(columns, row, strict=True)}
            for row in content["rows"]
        ]
        if rows and name != REVISIONS:
            tx.execute(insert(table), rows)
            _count_on(tx, table)


def _stored(column: Column[Any], value: Any) -> Any:
    if isinstance(value, dict):
        return base64.b64decode(value["b64"])
    if value is not None and isinstance(column.type, DateTime):
        return datetime.fromisoformat(value)
    if value is not None and isinstance(column.type, Date):
        return date.fromisoformat(value)
    return value


def _count_on(tx: Connection, table: Table) -> None:
    """Let PostgreSQL number further rows after those that came with their numbers; SQLite does so by itself."""
    if tx.dialect.name == "postgresql" and "sequence" in table.columns:
        last = f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'sequence'), max(sequence)) FROM"
        tx.execute(text(f'{last} "{table.name}"'))
