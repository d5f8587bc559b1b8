"""When a link was begun anew, and how many were removed who had come by it before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "renewal",
        sa.Column("organisation_id", sa.Text, primary_key=True),
        sa.Column("invitation_id", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "invitation_id"],
            ["invitation.organisation_id", "invitation.id"],
            name="fk_renewal_invitation",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("removed >= 0", name="removed"),
    )
