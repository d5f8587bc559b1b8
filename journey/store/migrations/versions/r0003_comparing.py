"""What comparing rounds, units and roles needs: more that closing freezes, reopening, targets, agreed levels."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("round", sa.Column("shows_last", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("assessment", sa.Column("small_group", sa.Integer, nullable=False, server_default="5"))
    op.add_column("response", sa.Column("saves_frozen", sa.Integer))
    op.create_table(
        "reopening",
        *_keys("organisation_id", "round_id"),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *_texts("reason", "decided_by"),
        _moment("at"),
        _below("round", "round_id"),
    )
    _frozen()
    op.create_table(
        "target",
        *_keys("organisation_id", "round_id", "unit_id", "questionnaire_id", "section_id"),
        sa.Column("tenths", sa.Integer, nullable=False),
        _below("round", "round_id"),
        _below("unit", "unit_id"),
        sa.CheckConstraint("tenths BETWEEN 10 AND 40", name="tenths"),
    )
    for name, history in (("agreed", False), ("agreed_history", True)):
        _agreed(name, history=history)


def _frozen() -> None:
    op.create_table(
        "frozen_section",
        *_keys("organisation_id", "assessment_id", "section_id"),
        sa.Column("responses", sa.Integer, nullable=False),
        sa.Column("coverage", sa.Float),
        sa.Column("index", sa.Float),
        sa.Column("secure_level", sa.Integer),
        sa.Column("counting", sa.Integer, nullable=False),
        sa.Column("variance", sa.Float),
        sa.Column("said", sa.Integer, nullable=False),
        sa.Column("scored", sa.Integer, nullable=False),
        _below("assessment", "assessment_id"),
    )
    for name, key in (("frozen_role", "role"), ("frozen_basis", "statements")):
        op.create_table(
            name,
            *_keys("organisation_id", "assessment_id", key),
            *_texts("findings"),
            _below("assessment", "assessment_id"),
        )


def _agreed(name: str, *, history: bool) -> None:
    op.create_table(
        name,
        *_keys("organisation_id", "assessment_id", "statement_id"),
        sa.Column("version", sa.Integer, primary_key=history, nullable=False, autoincrement=False),
        sa.Column("level", sa.Integer),
        *_texts("reason", "dissent", "agreed_by", "writer"),
        _moment("saved_at"),
        _below("assessment", "assessment_id"),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name="level"),
        sa.CheckConstraint("version >= 1", name="version"),
    )


def _keys(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, primary_key=True) for name in names]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _below(parent: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column], [f"{parent}.organisation_id", f"{parent}.id"], ondelete="CASCADE"
    )
