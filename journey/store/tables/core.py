"""The tables. Every row belongs to an organisation, and every foreign key carries the organisation's id: a row cannot
hang below another organisation's row, and removing an organisation removes all that is below it.

``sequence`` numbers rows in the order they were made; lists are ordered by it because clocks may jump.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from journey.model import AnswerState, PitfallState, Privacy, Scope
from journey.store.columns import Moment, below, key, metadata, number, of_organisation, one_of, sequence, text


def _answer_columns() -> tuple[Column[Any], ...]:
    """What an answer says and how it came to be stored: the same in the current state and in the history."""
    return (
        text("state"),
        Column("level", Integer),
        text("reason"),
        text("note"),
        text("evidence"),
        text("act"),
        Column("act_on", Date),
        Column("evidenced", Boolean, nullable=False),
        text("writer"),
        Column("saved_at", Moment, nullable=False),
    )


def _answer_checks() -> tuple[CheckConstraint, ...]:
    return (
        one_of("state", AnswerState),
        CheckConstraint(
            "(state = 'level' AND level IS NOT NULL AND level BETWEEN 1 AND 4) OR (state <> 'level' AND level IS NULL)",
            name="level",
        ),
        CheckConstraint("version >= 1", name="version"),
    )


def _pitfall_columns() -> tuple[Column[Any], ...]:
    return (
        text("state"),
        text("note"),
        text("who"),
        Column("by_when", Date),
        text("writer"),
        Column("saved_at", Moment, nullable=False),
    )


def _pitfall_key() -> tuple[Column[str], ...]:
    return tuple(map(key, ("organisation_id", "round_id", "unit_id", "checklist_id", "pitfall_id")))


organisation = Table(
    "organisation",
    metadata,
    sequence(),
    text("id"),
    text("name"),
    text("kind"),
    Column("is_sample", Boolean, nullable=False),
    UniqueConstraint("id"),
    sqlite_autoincrement=True,
)

unit = Table(
    "unit",
    metadata,
    sequence(),
    text("organisation_id"),
    text("id"),
    Column("parent_id", Text),
    text("name"),
    text("kind"),
    UniqueConstraint("organisation_id", "id"),
    of_organisation(),
    below("unit", "parent_id"),
    one_of("kind", ("corporate", "service", "partnership")),
    sqlite_autoincrement=True,
)

role = Table(
    "role",
    metadata,
    key("organisation_id"),
    key("key"),
    number("position"),
    text("name"),
    of_organisation(),
)

content = Table(
    "content",
    metadata,
    key("organisation_id"),
    key("hash"),
    text("kind"),
    text("id"),
    text("version"),
    Column("body", LargeBinary, nullable=False),
    of_organisation(),
    one_of("kind", ("questionnaire", "checklist")),
)

round_ = Table(
    "round",
    metadata,
    sequence(),
    text("organisation_id"),
    text("id"),
    text("name"),
    Column("held_on", Date, nullable=False),
    Column("closed_at", Moment),
    Column("shows_last", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("organisation_id", "id"),
    of_organisation(),
    sqlite_autoincrement=True,
)

reopening = Table(
    "reopening",
    metadata,
    *map(key, ("organisation_id", "round_id")),
    Column("number", Integer, primary_key=True, autoincrement=False),
    text("reason"),
    text("decided_by"),
    Column("at", Moment, nullable=False),
    below("round", "round_id"),
)

round_content = Table(
    "round_content",
    metadata,
    key("organisation_id"),
    key("round_id"),
    key("content_hash"),
    below("round", "round_id"),
    below("content", "content_hash", key="hash"),
)

assessment = Table(
    "assessment",
    metadata,
    sequence(),
    text("organisation_id"),
    text("id"),
    text("round_id"),
    text("unit_id"),
    text("questionnaire_id"),
    text("content_hash"),
    text("scope"),
    text("privacy"),
    Column("small_group", Integer, nullable=False, server_default="5"),
    # The ids of the sections of which everything is asked beside a quick check of the rest, with spaces between them.
    Column("widened", Text, nullable=False, server_default=""),
    UniqueConstraint("organisation_id", "id"),
    UniqueConstraint("organisation_id", "round_id", "unit_id", "questionnaire_id"),
    below("unit", "unit_id"),
    below("round_content", "round_id", "content_hash", key="round_id content_hash"),
    one_of("scope", Scope),
    one_of("privacy", Privacy),
    sqlite_autoincrement=True,
)

response = Table(
    "response",
    metadata,
    sequence(),
    text("organisation_id"),
    text("id"),
    text("assessment_id"),
    Column("role", Text),
    Column("place", Text),
    Column("finished_at", Moment),
    # How often its answers had been saved when findings over them were last frozen: what differs has changed since.
    Column("saves_frozen", Integer),
    UniqueConstraint("organisation_id", "id"),
    below("assessment", "assessment_id"),
    below("role", "role", key="key"),
    Index(None, "organisation_id", "assessment_id"),
    sqlite_autoincrement=True,
)

answer = Table(
    "answer",
    metadata,
    key("organisation_id"),
    key("response_id"),
    key("statement_id"),
    number("version"),
    *_answer_columns(),
    below("response", "response_id"),
    *_answer_checks(),
)

answer_history = Table(
    "answer_history",
    metadata,
    key("organisation_id"),
    key("response_id"),
    key("statement_id"),
    Column("version", Integer, primary_key=True),
    *_answer_columns(),
    below("response", "response_id"),
    *_answer_checks(),
)

TALLIED = ("level_1", "level_2", "level_3", "level_4", "dont_know", "not_applicable", "evidenced")

tally = Table(
    "tally",
    metadata,
    key("organisation_id"),
    key("assessment_id"),
    key("statement_id"),
    *map(number, TALLIED),
    below("assessment", "assessment_id"),
    *(CheckConstraint(f"{name} >= 0", name=name) for name in TALLIED),
)

pitfall_answer = Table(
    "pitfall_answer",
    metadata,
    *_pitfall_key(),
    number("version"),
    *_pitfall_columns(),
    below("round", "round_id"),
    below("unit", "unit_id"),
    one_of("state", PitfallState),
    CheckConstraint("version >= 1", name="version"),
)

pitfall_history = Table(
    "pitfall_history",
    metadata,
    *_pitfall_key(),
    Column("version", Integer, primary_key=True),
    *_pitfall_columns(),
    below("round", "round_id"),
    below("unit", "unit_id"),
    one_of("state", PitfallState),
    CheckConstraint("version >= 1", name="version"),
)

moved_on = Table(
    "moved_on",
    metadata,
    key("organisation_id"),
    key("round_id"),
    key("unit_id"),
    key("section_id"),
    text("reason"),
    text("decided_by"),
    Column("decided_at", Moment, nullable=False),
    below("round", "round_id"),
    below("unit", "unit_id"),
)

browser = Table(
    "browser",
    metadata,
    key("token_hash"),
    Column("organisation_id", Text),
    Column("round_id", Text),
    Column("unit_id", Text),
    Column("seen_at", Moment, nullable=False),
    of_organisation(),
    below("round", "round_id"),
    below("unit", "unit_id"),
    Index(None, "organisation_id"),
)
