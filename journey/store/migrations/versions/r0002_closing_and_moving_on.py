"""What closing a round freezes, and written decisions to move on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "moved_on",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("organisation_id", "round_id", "unit_id")),
        sa.Column("section_id", sa.Text, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        _below("round", "round_id"),
        _below("unit", "unit_id"),
    )
    op.create_table(
        "frozen_profile",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("organisation_id", "assessment_id")),
        sa.Column("findings", sa.Text, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("scoring_version", sa.Text, nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        _below("assessment", "assessment_id"),
    )


def _below(parent: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column], [f"{parent}.organisation_id", f"{parent}.id"], ondelete="CASCADE"
    )
