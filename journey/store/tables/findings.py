"""The tables of what closing a round freezes, of targets, and of the levels that workshops agreed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, Float, Integer, Table, Text

from journey.store.columns import Moment, below, key, metadata, number, text

frozen_profile = Table(
    "frozen_profile",
    metadata,
    key("organisation_id"),
    key("assessment_id"),
    text("findings"),
    text("content_hash"),
    text("scoring_version"),
    Column("frozen_at", Moment, nullable=False),
    below("assessment", "assessment_id"),
)

frozen_section = Table(
    "frozen_section",
    metadata,
    *map(key, ("organisation_id", "assessment_id", "section_id")),
    number("responses"),
    Column("coverage", Float),
    Column("index", Float),
    Column("secure_level", Integer),
    number("counting"),
    Column("variance", Float),
    *map(number, ("said", "scored")),
    below("assessment", "assessment_id"),
)

frozen_role = Table(
    "frozen_role",
    metadata,
    *map(key, ("organisation_id", "assessment_id", "role")),
    text("findings"),
    below("assessment", "assessment_id"),
)

frozen_basis = Table(
    "frozen_basis",
    metadata,
    *map(key, ("organisation_id", "assessment_id", "statements")),
    text("findings"),
    below("assessment", "assessment_id"),
)

target = Table(
    "target",
    metadata,
    *map(key, ("organisation_id", "round_id", "unit_id", "questionnaire_id", "section_id")),
    number("tenths"),
    below("round", "round_id"),
    below("unit", "unit_id"),
    CheckConstraint("tenths BETWEEN 10 AND 40", name="tenths"),
)


def _agreed_columns() -> tuple[Column[Any], ...]:
    return (
        Column("level", Integer),
        *map(text, ("reason", "dissent", "agreed_by", "writer")),
        Column("saved_at", Moment, nullable=False),
        *(Column(name, Text, nullable=False, server_default="") for name in ("question", "owner")),
    )


def _agreed_checks() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("level BETWEEN 1 AND 4", name="level"),
        CheckConstraint("version >= 1", name="version"),
    )


agreed = Table(
    "agreed",
    metadata,
    *map(key, ("organisation_id", "assessment_id", "statement_id")),
    number("version"),
    *_agreed_columns(),
    below("assessment", "assessment_id"),
    *_agreed_checks(),
)

agreed_history = Table(
    "agreed_history",
    metadata,
    *map(key, ("organisation_id", "assessment_id", "statement_id")),
    Column("version", Integer, primary_key=True, autoincrement=False),
    *_agreed_columns(),
    below("assessment", "assessment_id"),
    *_agreed_checks(),
)
