"""INSERT … ON CONFLICT is the same on both databases but not the same construct in SQLAlchemy: build it for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from sqlalchemy import Executable, Table


class _Inserts(dict[str, Executable]):
    """Each is made when it is first asked for: the dialect of the other database is slow to import."""

    def __init__(self, table: Table, finish: Callable[[Any], Executable]) -> None:
        super().__init__()
        self._table = table
        self._finish = finish

    def __missing__(self, dialect: str) -> Executable:
        insert = import_module(f"sqlalchemy.dialects.{dialect}").insert
        return self.setdefault(dialect, self._finish(insert(self._table)))


def for_each(table: Table, finish: Callable[[Any], Executable]) -> Mapping[str, Executable]:
    """The insert into ``table`` that ``finish`` completes, by the name of the dialect."""
    return _Inserts(table, finish)
