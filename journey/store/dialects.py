"""INSERT … ON CONFLICT is the same on both databases but not the same construct in SQLAlchemy: build it for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite


def for_each(table: Table, finish: Callable[[Any], Executable]) -> Mapping[str, Executable]:
    """The insert into ``table`` that ``finish`` completes, by the name of the dialect."""
    return {"sqlite": finish(sqlite.insert(table)), "postgresql": finish(postgresql.insert(table))}
