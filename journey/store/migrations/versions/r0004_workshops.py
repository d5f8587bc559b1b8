"""What colleagues and workshops need: invitations, respondents, paper ballots, workshops and what comes out of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for table in ("agreed", "agreed_history"):
        for name in ("question", "owner"):
            op.add_column(table, sa.Column(name, sa.Text, nullable=False, server_default=""))
    _invitations()
    _workshops()
    _outcomes()


def _invitations() -> None:
    op.create_table(
        "invitation",
        _sequence(),
        *_texts("organisation_id", "id", "round_id", "unit_id", "code"),
        sa.Column("cap", sa.Integer, nullable=False),
        sa.Column("reveals", sa.Boolean, nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("organisation_id", "id"),
        sa.UniqueConstraint("organisation_id", "round_id", "unit_id"),
        sa.UniqueConstraint("code"),
        _below("round", "round_id"),
        _below("unit", "unit_id"),
        sa.CheckConstraint("cap >= 1", name="cap"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "respondent",
        _sequence(),
        *_texts("organisation_id", "id", "invitation_id", "token_hash"),
        sa.Column("role", sa.Text),
        sa.UniqueConstraint("organisation_id", "id"),
        sa.UniqueConstraint("organisation_id", "invitation_id", "token_hash"),
        _below("invitation", "invitation_id"),
        _below("role", "role", key="key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "respondent_response",
        *_keys("organisation_id", "respondent_id", "response_id"),
        _below("respondent", "respondent_id"),
        _below("response", "response_id"),
    )
    op.create_table(
        "paper_ballot",
        *_keys("organisation_id", "assessment_id"),
        _number_key(),
        *_texts("response_id"),
        _below("assessment", "assessment_id"),
        _below("response", "response_id"),
        sa.CheckConstraint("number >= 1", name="number"),
    )


def _workshops() -> None:
    op.create_table(
        "workshop",
        _sequence(),
        *_texts("organisation_id", "id", "round_id", "unit_id", "title", "purpose", "who", "design", "stage"),
        *_numbers("minutes"),
        sa.Column("held_on", sa.Date, nullable=False),
        *_numbers("batch", "moves", "revision"),
        *(sa.Column(name, sa.DateTime(timezone=True)) for name in ("started_at", "ended_at")),
        sa.Column("review_on", sa.Date),
        sa.UniqueConstraint("organisation_id", "id"),
        sa.UniqueConstraint("organisation_id", "round_id", "unit_id"),
        _below("round", "round_id"),
        _below("unit", "unit_id"),
        sa.CheckConstraint("stage IN ('before', 'room', 'ended')", name="stage"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "question",
        *_keys("organisation_id", "workshop_id"),
        _number_key(),
        *_numbers("batch"),
        *_texts("kind", "subject"),
        sa.Column("assessment_id", sa.Text),
        *_numbers("turn"),
        _moment("opened_at"),
        sa.Column("seconds", sa.Integer),
        *_texts("options", "paper"),
        sa.Column("revealed_at", sa.DateTime(timezone=True)),
        sa.Column("result", sa.Text),
        sa.UniqueConstraint("organisation_id", "workshop_id", "kind", "subject", "assessment_id", "turn"),
        _below("workshop", "workshop_id"),
        _below("assessment", "assessment_id"),
        sa.CheckConstraint("kind IN ('vignette', 'statement', 'pitfall', 'priority', 'fist', 'on_time')", name="kind"),
        sa.CheckConstraint("turn IN (1, 2)", name="turn"),
    )
    op.create_index(
        op.f("ix_question_organisation_id_assessment_id_subject"),
        "question",
        ["organisation_id", "assessment_id", "subject"],
    )
    op.create_table(
        "vote",
        *_keys("organisation_id", "workshop_id"),
        _number_key(),
        *_keys("respondent_id"),
        *_texts("choices"),
        *_numbers("version"),
        _moment("saved_at"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "workshop_id", "number"],
            ["question.organisation_id", "question.workshop_id", "question.number"],
            ondelete="CASCADE",
        ),
        _below("respondent", "respondent_id"),
        sa.CheckConstraint("version >= 1", name="version"),
    )


def _outcomes() -> None:
    op.create_table(
        "parked",
        _sequence(),
        *_texts("organisation_id", "id", "workshop_id", "text", "who"),
        sa.Column("is_settled", sa.Boolean, nullable=False),
        *_numbers("version"),
        *_texts("writer"),
        sa.UniqueConstraint("organisation_id", "id"),
        _below("workshop", "workshop_id"),
        sa.CheckConstraint("version >= 1", name="version"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "action",
        _sequence(),
        *_texts("organisation_id", "id", "round_id", "unit_id", "what", "lead"),
        sa.Column("by_when", sa.Date),
        sa.Column("statement_id", sa.Text),
        *_numbers("version"),
        *_texts("writer"),
        sa.UniqueConstraint("organisation_id", "id"),
        _below("round", "round_id"),
        _below("unit", "unit_id"),
        sa.CheckConstraint("version >= 1", name="version"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "brief",
        *_keys("organisation_id", "workshop_id"),
        *_numbers("responses"),
        *_texts("findings"),
        _moment("taken_at"),
        _below("workshop", "workshop_id"),
    )


def _sequence() -> sa.Column[int]:
    return sa.Column("sequence", sa.Integer, primary_key=True)


def _number_key() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True, autoincrement=False)


def _keys(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, primary_key=True) for name in names]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _below(parent: str, column: str, *, key: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column], [f"{parent}.organisation_id", f"{parent}.{key}"], ondelete="CASCADE"
    )
