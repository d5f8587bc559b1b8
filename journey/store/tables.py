"""The tables. Every row belongs to an organisation, and every foreign key carries the organisation's id: a row cannot
hang below another organisation's row, and removing an organisation removes all that is below it.

``sequence`` numbers rows in the order they were made; lists are ordered by it because clocks may jump.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

from journey.model import AnswerState, PitfallState, Privacy, Scope

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


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _sequence() -> Column[int]:
    return Column("sequence", Integer, primary_key=True)


def _below(parent: str, *columns: str, key: str = "id") -> ForeignKeyConstraint:
    """A foreign key to ``parent`` within the organisation; the row goes when its parent goes."""
    own = ["organisation_id", *columns]
    referred = [f"{parent}.organisation_id", *(f"{parent}.{name}" for name in key.split())]
    return ForeignKeyConstraint(own, referred, ondelete="CASCADE")


def _of_organisation() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE")


def _one_of(
    column: str, values: type[AnswerState | PitfallState | Privacy | Scope] | tuple[str, ...]
) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _answer_columns() -> tuple[Column[Any], ...]:
    """What an answer says and how it came to be stored: the same in the current state and in the history."""
    return (
        _text("state"),
        Column("level", Integer),
        _text("reason"),
        _text("note"),
        _text("evidence"),
        _text("act"),
        Column("act_on", Date),
        Column("evidenced", Boolean, nullable=False),
        _text("writer"),
        Column("saved_at", Moment, nullable=False),
    )


def _answer_checks() -> tuple[CheckConstraint, ...]:
    return (
        _one_of("state", AnswerState),
        CheckConstraint(
            "(state = 'level' AND level IS NOT NULL AND level BETWEEN 1 AND 4) OR (state <> 'level' AND level IS NULL)",
            name="level",
        ),
        CheckConstraint("version >= 1", name="version"),
    )


def _pitfall_columns() -> tuple[Column[Any], ...]:
    return (
        _text("state"),
        _text("note"),
        _text("who"),
        Column("by_when", Date),
        _text("writer"),
        Column("saved_at", Moment, nullable=False),
    )


def _pitfall_key() -> tuple[Column[str], ...]:
    return tuple(map(_key, ("organisation_id", "round_id", "unit_id", "checklist_id", "pitfall_id")))


organisation = Table(
    "organisation",
    metadata,
    _sequence(),
    _text("id"),
    _text("name"),
    _text("kind"),
    Column("is_sample", Boolean, nullable=False),
    UniqueConstraint("id"),
    sqlite_autoincrement=True,
)

unit = Table(
    "unit",
    metadata,
    _sequence(),
    _text("organisation_id"),
    _text("id"),
    Column("parent_id", Text),
    _text("name"),
    _text("kind"),
    UniqueConstraint("organisation_id", "id"),
    _of_organisation(),
    _below("unit", "parent_id"),
    _one_of("kind", ("corporate", "service", "partnership")),
    sqlite_autoincrement=True,
)

role = Table(
    "role",
    metadata,
    _key("organisation_id"),
    _key("key"),
    _number("position"),
    _text("name"),
    _of_organisation(),
)

content = Table(
    "content",
    metadata,
    _key("organisation_id"),
    _key("hash"),
    _text("kind"),
    _text("id"),
    _text("version"),
    Column("body", LargeBinary, nullable=False),
    _of_organisation(),
    _one_of("kind", ("questionnaire", "checklist")),
)

round_ = Table(
    "round",
    metadata,
    _sequence(),
    _text("organisation_id"),
    _text("id"),
    _text("name"),
    Column("held_on", Date, nullable=False),
    Column("closed_at", Moment),
    Column("shows_last", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("organisation_id", "id"),
    _of_organisation(),
    sqlite_autoincrement=True,
)

reopening = Table(
    "reopening",
    metadata,
    *map(_key, ("organisation_id", "round_id")),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("reason"),
    _text("decided_by"),
    Column("at", Moment, nullable=False),
    _below("round", "round_id"),
)

round_content = Table(
    "round_content",
    metadata,
    _key("organisation_id"),
    _key("round_id"),
    _key("content_hash"),
    _below("round", "round_id"),
    _below("content", "content_hash", key="hash"),
)

assessment = Table(
    "assessment",
    metadata,
    _sequence(),
    _text("organisation_id"),
    _text("id"),
    _text("round_id"),
    _text("unit_id"),
    _text("questionnaire_id"),
    _text("content_hash"),
    _text("scope"),
    _text("privacy"),
    Column("small_group", Integer, nullable=False, server_default="5"),
    UniqueConstraint("organisation_id", "id"),
    UniqueConstraint("organisation_id", "round_id", "unit_id", "questionnaire_id"),
    _below("unit", "unit_id"),
    _below("round_content", "round_id", "content_hash", key="round_id content_hash"),
    _one_of("scope", Scope),
    _one_of("privacy", Privacy),
    sqlite_autoincrement=True,
)

response = Table(
    "response",
    metadata,
    _sequence(),
    _text("organisation_id"),
    _text("id"),
    _text("assessment_id"),
    Column("role", Text),
    Column("place", Text),
    Column("finished_at", Moment),
    # How often its answers had been saved when findings over them were last frozen: what differs has changed since.
    Column("saves_frozen", Integer),
    UniqueConstraint("organisation_id", "id"),
    _below("assessment", "assessment_id"),
    _below("role", "role", key="key"),
    Index(None, "organisation_id", "assessment_id"),
    sqlite_autoincrement=True,
)

answer = Table(
    "answer",
    metadata,
    _key("organisation_id"),
    _key("response_id"),
    _key("statement_id"),
    _number("version"),
    *_answer_columns(),
    _below("response", "response_id"),
    *_answer_checks(),
)

answer_history = Table(
    "answer_history",
    metadata,
    _key("organisation_id"),
    _key("response_id"),
    _key("statement_id"),
    Column("version", Integer, primary_key=True),
    *_answer_columns(),
    _below("response", "response_id"),
    *_answer_checks(),
)

TALLIED = ("level_1", "level_2", "level_3", "level_4", "dont_know", "not_applicable", "evidenced")

tally = Table(
    "tally",
    metadata,
    _key("organisation_id"),
    _key("assessment_id"),
    _key("statement_id"),
    *map(_number, TALLIED),
    _below("assessment", "assessment_id"),
    *(CheckConstraint(f"{name} >= 0", name=name) for name in TALLIED),
)

pitfall_answer = Table(
    "pitfall_answer",
    metadata,
    *_pitfall_key(),
    _number("version"),
    *_pitfall_columns(),
    _below("round", "round_id"),
    _below("unit", "unit_id"),
    _one_of("state", PitfallState),
    CheckConstraint("version >= 1", name="version"),
)

pitfall_history = Table(
    "pitfall_history",
    metadata,
    *_pitfall_key(),
    Column("version", Integer, primary_key=True),
    *_pitfall_columns(),
    _below("round", "round_id"),
    _below("unit", "unit_id"),
    _one_of("state", PitfallState),
    CheckConstraint("version >= 1", name="version"),
)

moved_on = Table(
    "moved_on",
    metadata,
    _key("organisation_id"),
    _key("round_id"),
    _key("unit_id"),
    _key("section_id"),
    _text("reason"),
    _text("decided_by"),
    Column("decided_at", Moment, nullable=False),
    _below("round", "round_id"),
    _below("unit", "unit_id"),
)

frozen_profile = Table(
    "frozen_profile",
    metadata,
    _key("organisation_id"),
    _key("assessment_id"),
    _text("findings"),
    _text("content_hash"),
    _text("scoring_version"),
    Column("frozen_at", Moment, nullable=False),
    _below("assessment", "assessment_id"),
)

frozen_section = Table(
    "frozen_section",
    metadata,
    *map(_key, ("organisation_id", "assessment_id", "section_id")),
    _number("responses"),
    Column("coverage", Float),
    Column("index", Float),
    Column("secure_level", Integer),
    _number("counting"),
    Column("variance", Float),
    *map(_number, ("said", "scored")),
    _below("assessment", "assessment_id"),
)

frozen_role = Table(
    "frozen_role",
    metadata,
    *map(_key, ("organisation_id", "assessment_id", "role")),
    _text("findings"),
    _below("assessment", "assessment_id"),
)

frozen_basis = Table(
    "frozen_basis",
    metadata,
    *map(_key, ("organisation_id", "assessment_id", "statements")),
    _text("findings"),
    _below("assessment", "assessment_id"),
)

target = Table(
    "target",
    metadata,
    *map(_key, ("organisation_id", "round_id", "unit_id", "questionnaire_id", "section_id")),
    _number("tenths"),
    _below("round", "round_id"),
    _below("unit", "unit_id"),
    CheckConstraint("tenths BETWEEN 10 AND 40", name="tenths"),
)


def _agreed_columns() -> tuple[Column[Any], ...]:
    return (
        Column("level", Integer),
        *map(_text, ("reason", "dissent", "agreed_by", "writer")),
        Column("saved_at", Moment, nullable=False),
    )


def _agreed_checks() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("level BETWEEN 1 AND 4", name="level"),
        CheckConstraint("version >= 1", name="version"),
    )


agreed = Table(
    "agreed",
    metadata,
    *map(_key, ("organisation_id", "assessment_id", "statement_id")),
    _number("version"),
    *_agreed_columns(),
    _below("assessment", "assessment_id"),
    *_agreed_checks(),
)

agreed_history = Table(
    "agreed_history",
    metadata,
    *map(_key, ("organisation_id", "assessment_id", "statement_id")),
    Column("version", Integer, primary_key=True, autoincrement=False),
    *_agreed_columns(),
    _below("assessment", "assessment_id"),
    *_agreed_checks(),
)

browser = Table(
    "browser",
    metadata,
    _key("token_hash"),
    Column("organisation_id", Text),
    Column("round_id", Text),
    Column("unit_id", Text),
    Column("seen_at", Moment, nullable=False),
    _of_organisation(),
    _below("round", "round_id"),
    _below("unit", "unit_id"),
    Index(None, "organisation_id"),
)
