"""The tables of the plan: priorities, actions, bets, measures with their readings, reviews, decisions, and events."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Float, Index, Integer, Table, Text, UniqueConstraint

from journey.model import (
    ActionState,
    BetView,
    DecisionKind,
    Direction,
    Frequency,
    Origin,
    OwnersWord,
)
from journey.store.columns import Moment, below, key, metadata, number, of_organisation, one_of, sequence, text


def _record() -> tuple[Any, ...]:
    """What every record of a plan has: its organisation, id, version, and the browser that saved it last."""
    return (
        sequence(),
        *map(text, ("organisation_id", "id")),
        number("version"),
        text("writer"),
        UniqueConstraint("organisation_id", "id"),
        CheckConstraint("version >= 1", name="version"),
    )


def _dates(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Date) for name in names)


def _optional(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Text) for name in names)


def _number_or_nothing(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Float) for name in names)


priority = Table(
    "priority",
    metadata,
    *_record(),
    *map(text, ("name", "evidence", "chosen_by", "ended_why")),
    Column("is_priority", Boolean, nullable=False),
    *_dates("chosen_on", "ended_on"),
    of_organisation(),
    sqlite_autoincrement=True,
)

action = Table(
    "action",
    metadata,
    *_record(),
    text("unit_id"),
    # Where it was born. No keys of other tables: an action outlives its round and its workshop.
    *_optional("round_id", "workshop_id"),
    text("origin"),
    *map(text, ("what", "lead", "first_step", "success", "resources", "risk", "stops")),
    *_dates("by_when", "first_step_on"),
    *_optional("subject_kind", "subject_id", "subject_of", "priority_id"),
    *map(text, ("state", "why", "kept_in", "word_text")),
    *_dates("look_again_on", "first_step_done_on", "word_on", "done_on"),
    *_optional("word"),
    Column("added_at", Moment),
    below("unit", "unit_id"),
    below("priority", "priority_id"),
    one_of("origin", Origin),
    one_of("state", ActionState),
    one_of("word", OwnersWord),
    Index(None, "organisation_id", "unit_id"),
    sqlite_autoincrement=True,
)

bet = Table(
    "bet",
    metadata,
    *_record(),
    text("action_id"),
    number("number"),
    *map(text, ("subject_kind", "subject_id", "subject_of", "because", "view", "state", "withdrawn_why")),
    *_number_or_nothing("by", "value", "low", "high"),
    *_dates("due_on"),
    *map(number, ("chance", "n")),
    *_optional("round_id"),
    Column("placed_at", Moment, nullable=False),
    below("action", "action_id"),
    UniqueConstraint("organisation_id", "action_id", "number"),
    one_of("view", BetView),
    CheckConstraint("chance BETWEEN 1 AND 99", name="chance"),
    sqlite_autoincrement=True,
)

measure = Table(
    "measure",
    metadata,
    *_record(),
    text("unit_id"),
    *map(text, ("name", "definition", "owner", "source", "unit_name", "direction", "frequency")),
    *map(text, ("agreed_by", "ended_why", "criteria", "target_check")),
    *_number_or_nothing("target", "upper", "tolerance"),
    *_dates("agreed_on", "ended_on"),
    *(Column(name, Boolean, nullable=False) for name in ("is_share", "is_seasonal")),
    *_optional("action_id", "section_id", "section_of"),
    below("unit", "unit_id"),
    below("action", "action_id"),
    one_of("direction", Direction),
    one_of("frequency", Frequency),
    sqlite_autoincrement=True,
)

reading = Table(
    "reading",
    metadata,
    *_record(),
    text("measure_id"),
    Column("period", Date, nullable=False),
    Column("value", Float, nullable=False),
    Column("is_provisional", Boolean, nullable=False),
    text("note"),
    Column("saved_at", Moment, nullable=False),
    below("measure", "measure_id"),
    UniqueConstraint("organisation_id", "measure_id", "period"),
    sqlite_autoincrement=True,
)

limits_from = Table(
    "limits_from",
    metadata,
    *map(key, ("organisation_id", "measure_id")),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("period", Date, nullable=False),
    *map(text, ("reason", "decided_by")),
    Column("at", Moment, nullable=False),
    below("measure", "measure_id"),
)

review = Table(
    "review",
    metadata,
    *_record(),
    text("unit_id"),
    Column("held_on", Date, nullable=False),
    *map(text, ("present", "learned", "shown")),
    *(Column(name, Integer) for name in ("minutes", "worth")),
    *_dates("next_on"),
    Column("ended_at", Moment),
    below("unit", "unit_id"),
    CheckConstraint("worth BETWEEN 1 AND 5", name="worth"),
    sqlite_autoincrement=True,
)

decision = Table(
    "decision",
    metadata,
    *_record(),
    text("review_id"),
    *map(text, ("kind", "text", "who", "item", "item_id", "kept_note")),
    *_dates("by_when"),
    Column("is_kept", Boolean),
    below("review", "review_id"),
    one_of("kind", DecisionKind),
    sqlite_autoincrement=True,
)

plan_event = Table(
    "plan_event",
    metadata,
    sequence(),
    text("organisation_id"),
    Column("at", Moment, nullable=False),
    *map(text, ("writer", "record", "record_id", "field", "before", "after", "why")),
    of_organisation(),
    Index(None, "organisation_id", "record", "record_id"),
    sqlite_autoincrement=True,
)
