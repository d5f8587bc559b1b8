"""The first tables: everything up to answers and pitfalls.

A migration is history: it does not import the tables as they are today and is not edited once it was released. Names
of constraints follow the naming convention of the metadata.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _organisations()
    _rounds()
    _assessments()
    _answers()
    _pitfalls()
    _browsers()


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _sequence() -> sa.Column[int]:
    return sa.Column("sequence", sa.Integer, primary_key=True)


def _of_organisation() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], ondelete="CASCADE")


def _below(parent: str, columns: tuple[str, ...], key: tuple[str, ...] = ("id",)) -> sa.ForeignKeyConstraint:
    own = ["organisation_id", *columns]
    referred = [f"{parent}.{name}" for name in ("organisation_id", *key)]
    return sa.ForeignKeyConstraint(own, referred, ondelete="CASCADE")


def _organisations() -> None:
    op.create_table(
        "organisation",
        _sequence(),
        _text("id"),
        _text("name"),
        _text("kind"),
        sa.Column("is_sample", sa.Boolean, nullable=False),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "unit",
        _sequence(),
        _text("organisation_id"),
        _text("id"),
        _text("parent_id", nullable=True),
        _text("name"),
        _text("kind"),
        sa.UniqueConstraint("organisation_id", "id"),
        _of_organisation(),
        _below("unit", ("parent_id",)),
        sa.CheckConstraint("kind IN ('corporate', 'service', 'partnership')", name="kind"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "role",
        _key("organisation_id"),
        _key("key"),
        _number("position"),
        _text("name"),
        _of_organisation(),
    )


def _rounds() -> None:
    op.create_table(
        "content",
        _key("organisation_id"),
        _key("hash"),
        _text("kind"),
        _text("id"),
        _text("version"),
        sa.Column("body", sa.LargeBinary, nullable=False),
        _of_organisation(),
        sa.CheckConstraint("kind IN ('questionnaire', 'checklist')", name="kind"),
    )
    op.create_table(
        "round",
        _sequence(),
        _text("organisation_id"),
        _text("id"),
        _text("name"),
        sa.Column("held_on", sa.Date, nullable=False),
        _moment("closed_at", nullable=True),
        sa.UniqueConstraint("organisation_id", "id"),
        _of_organisation(),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "round_content",
        _key("organisation_id"),
        _key("round_id"),
        _key("content_hash"),
        _below("round", ("round_id",)),
        _below("content", ("content_hash",), ("hash",)),
    )


def _assessments() -> None:
    op.create_table(
        "assessment",
        _sequence(),
        *map(_text, ("organisation_id", "id", "round_id", "unit_id", "questionnaire_id", "content_hash")),
        _text("scope"),
        _text("privacy"),
        sa.UniqueConstraint("organisation_id", "id"),
        sa.UniqueConstraint("organisation_id", "round_id", "unit_id", "questionnaire_id"),
        _below("unit", ("unit_id",)),
        _below("round_content", ("round_id", "content_hash"), ("round_id", "content_hash")),
        sa.CheckConstraint("scope IN ('quick', 'full')", name="scope"),
        sa.CheckConstraint("privacy IN ('open', 'confidential')", name="privacy"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "response",
        _sequence(),
        *map(_text, ("organisation_id", "id", "assessment_id")),
        _text("role", nullable=True),
        _text("place", nullable=True),
        _moment("finished_at", nullable=True),
        sa.UniqueConstraint("organisation_id", "id"),
        _below("assessment", ("assessment_id",)),
        _below("role", ("role",), ("key",)),
        sa.Index(None, "organisation_id", "assessment_id"),
        sqlite_autoincrement=True,
    )


def _answers() -> None:
    for table, version in (("answer", _number("version")), ("answer_history", _key_number("version"))):
        op.create_table(
            table,
            *map(_key, ("organisation_id", "response_id", "statement_id")),
            version,
            _text("state"),
            sa.Column("level", sa.Integer),
            *map(_text, ("reason", "note", "evidence", "act")),
            sa.Column("act_on", sa.Date),
            sa.Column("evidenced", sa.Boolean, nullable=False),
            *_saved(),
            _below("response", ("response_id",)),
            sa.CheckConstraint("state IN ('level', 'dont_know', 'not_applicable', 'unanswered')", name="state"),
            sa.CheckConstraint(
                "(state = 'level' AND level IS NOT NULL AND level BETWEEN 1 AND 4) "
                "OR (state <> 'level' AND level IS NULL)",
                name="level",
            ),
            sa.CheckConstraint("version >= 1", name="version"),
        )
    counts = ("level_1", "level_2", "level_3", "level_4", "dont_know", "not_applicable", "evidenced")
    op.create_table(
        "tally",
        *map(_key, ("organisation_id", "assessment_id", "statement_id")),
        *map(_number, counts),
        _below("assessment", ("assessment_id",)),
        *(sa.CheckConstraint(f"{name} >= 0", name=name) for name in counts),
    )


def _pitfalls() -> None:
    states = "'avoided', 'partly', 'not_yet', 'not_applicable', 'unanswered'"
    for table, version in (("pitfall_answer", _number("version")), ("pitfall_history", _key_number("version"))):
        op.create_table(
            table,
            *map(_key, ("organisation_id", "round_id", "unit_id", "checklist_id", "pitfall_id")),
            version,
            *map(_text, ("state", "note", "who")),
            sa.Column("by_when", sa.Date),
            *_saved(),
            _below("round", ("round_id",)),
            _below("unit", ("unit_id",)),
            sa.CheckConstraint(f"state IN ({states})", name="state"),
            sa.CheckConstraint("version >= 1", name="version"),
        )


def _browsers() -> None:
    op.create_table(
        "browser",
        _key("token_hash"),
        *(_text(name, nullable=True) for name in ("organisation_id", "round_id", "unit_id")),
        _moment("seen_at"),
        _of_organisation(),
        _below("round", ("round_id",)),
        _below("unit", ("unit_id",)),
        sa.Index(None, "organisation_id"),
    )


def _key_number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True)


def _saved() -> tuple[sa.Column[str], sa.Column[datetime]]:
    return _text("writer"), _moment("saved_at")
