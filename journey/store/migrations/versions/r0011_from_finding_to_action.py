"""The plan: what workshops wrote down becomes actions of it; priorities, bets, measures, reviews; a history."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_ORIGINS = [
    "blocker",
    "first_look",
    "pitfall",
    "role_gap",
    "measure",
    "workshop",
    "parked",
    "moved_on",
    "review",
    "idea",
]
_STATES = ["proposed", "live", "paused", "done", "dropped", "handed_over"]

_KEEP = """
    CREATE TABLE action_before AS
    SELECT action.*, workshop.id AS workshop_id FROM action
    LEFT JOIN workshop ON workshop.organisation_id = action.organisation_id
    AND workshop.round_id = action.round_id AND workshop.unit_id = action.unit_id
"""
_PUT_BACK = """
    INSERT INTO action (
        organisation_id, id, version, writer, unit_id, round_id, workshop_id, origin, what, lead, by_when,
        subject_kind, subject_id, subject_of,
        first_step, success, resources, risk, stops, state, why, kept_in, word_text
    )
    SELECT
        organisation_id, id, version, writer, unit_id, round_id, workshop_id, 'workshop', what, lead, by_when,
        CASE WHEN statement_id IS NULL THEN NULL ELSE 'statement' END, statement_id,
        CASE WHEN statement_id IS NULL THEN NULL ELSE '' END,
        '', '', '', '', '', 'live', '', '', ''
    FROM action_before ORDER BY sequence
"""


def upgrade() -> None:
    # An action outlives its round now: SQLite can only make the table again.
    op.execute(_KEEP)
    op.drop_table("action")
    _priorities()
    _actions()
    op.execute(_PUT_BACK)
    op.drop_table("action_before")
    _bets()
    _measures()
    _reviews()
    _events()


def _priorities() -> None:
    op.create_table(
        "priority",
        *_record(),
        *_texts("name", "evidence", "chosen_by", "ended_why"),
        sa.Column("is_priority", sa.Boolean, nullable=False),
        *_dates("chosen_on", "ended_on"),
        _of_organisation(),
        sqlite_autoincrement=True,
    )


def _actions() -> None:
    op.create_table(
        "action",
        *_record(),
        *_texts("unit_id"),
        *_optional("round_id", "workshop_id"),
        *_texts("origin", "what", "lead", "first_step", "success", "resources", "risk", "stops"),
        *_dates("by_when", "first_step_on"),
        *_optional("subject_kind", "subject_id", "subject_of", "priority_id"),
        *_texts("state", "why", "kept_in", "word_text"),
        *_dates("look_again_on", "first_step_done_on", "word_on", "done_on"),
        *_optional("word"),
        sa.Column("added_at", sa.DateTime(timezone=True)),
        _below("unit", "unit_id"),
        _below("priority", "priority_id"),
        _one_of("origin", _ORIGINS),
        _one_of("state", _STATES),
        _one_of("word", ["on_track", "at_risk", "off_track"]),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_action_organisation_id_unit_id"), "action", ["organisation_id", "unit_id"])


def _bets() -> None:
    op.create_table(
        "bet",
        *_record(),
        *_texts("action_id"),
        *_numbers("number"),
        *_texts("subject_kind", "subject_id", "subject_of", "because", "view", "state", "withdrawn_why"),
        *_figures("by", "value", "low", "high"),
        *_dates("due_on"),
        *_numbers("chance", "n"),
        *_optional("round_id"),
        _moment("placed_at"),
        _below("action", "action_id"),
        sa.UniqueConstraint("organisation_id", "action_id", "number"),
        _one_of("view", ["individual", "agreed"]),
        sa.CheckConstraint("chance BETWEEN 1 AND 99", name="chance"),
        sqlite_autoincrement=True,
    )


def _measures() -> None:
    op.create_table(
        "measure",
        *_record(),
        *_texts("unit_id", "name", "definition", "owner", "source", "unit_name", "direction", "frequency"),
        *_texts("agreed_by", "ended_why", "criteria", "target_check"),
        *_figures("target", "upper", "tolerance"),
        *_dates("agreed_on", "ended_on"),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("is_share", "is_seasonal")),
        *_optional("action_id", "section_id", "section_of"),
        _below("unit", "unit_id"),
        _below("action", "action_id"),
        _one_of("direction", ["up", "down", "within"]),
        _one_of("frequency", ["weekly", "monthly", "quarterly", "yearly"]),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "reading",
        *_record(),
        *_texts("measure_id"),
        sa.Column("period", sa.Date, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("is_provisional", sa.Boolean, nullable=False),
        *_texts("note"),
        _moment("saved_at"),
        _below("measure", "measure_id"),
        sa.UniqueConstraint("organisation_id", "measure_id", "period"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "limits_from",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("organisation_id", "measure_id")),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("period", sa.Date, nullable=False),
        *_texts("reason", "decided_by"),
        _moment("at"),
        _below("measure", "measure_id"),
    )


def _reviews() -> None:
    op.create_table(
        "review",
        *_record(),
        *_texts("unit_id"),
        sa.Column("held_on", sa.Date, nullable=False),
        *_texts("present", "learned", "shown"),
        *(sa.Column(name, sa.Integer) for name in ("minutes", "worth")),
        *_dates("next_on"),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        _below("unit", "unit_id"),
        sa.CheckConstraint("worth BETWEEN 1 AND 5", name="worth"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "decision",
        *_record(),
        *_texts("review_id", "kind", "text", "who", "item", "item_id", "kept_note"),
        *_dates("by_when"),
        sa.Column("is_kept", sa.Boolean),
        _below("review", "review_id"),
        _one_of("kind", ["continue", "change", "stop", "add", "help", "accept"]),
        sqlite_autoincrement=True,
    )


def _events() -> None:
    op.create_table(
        "plan_event",
        sa.Column("sequence", sa.Integer, primary_key=True),
        *_texts("organisation_id"),
        _moment("at"),
        *_texts("writer", "record", "record_id", "field", "before", "after", "why"),
        _of_organisation(),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_plan_event_organisation_id_record_record_id"), "plan_event", ["organisation_id", "record", "record_id"]
    )


def _record() -> tuple[Any, ...]:
    return (
        sa.Column("sequence", sa.Integer, primary_key=True),
        *_texts("organisation_id", "id"),
        *_numbers("version"),
        *_texts("writer"),
        sa.UniqueConstraint("organisation_id", "id"),
        sa.CheckConstraint("version >= 1", name="version"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _optional(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _figures(*names: str) -> list[sa.Column[float]]:
    return [sa.Column(name, sa.Float) for name in names]


def _dates(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Date) for name in names]


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _of_organisation() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE")


def _below(parent: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column], [f"{parent}.organisation_id", f"{parent}.id"], ondelete="CASCADE"
    )


def _one_of(column: str, values: list[str]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)
