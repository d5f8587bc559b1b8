"""What tables are made of: keys, texts, times, and the foreign key that never leaves the organisation."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware time, in UTC on the way in and out. SQLite has no time zones: there the UTC time is stored naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a time zone cannot be stored")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def sequence() -> Column[int]:
    return Column("sequence", Integer, primary_key=True)


def below(parent: str, *columns: str, key: str = "id") -> ForeignKeyConstraint:
    """A foreign key to ``parent`` within the organisation; the row goes when its parent goes."""
    referring = ["organisation_id", *columns]
    referred = [f"{parent}.organisation_id", *(f"{parent}.{name}" for name in key.split())]
    return ForeignKeyConstraint(referring, referred, ondelete="CASCADE")


def of_organisation() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE")


def one_of(column: str, values: type[StrEnum] | tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
