"""Whether an invitation asks people for one of two groups instead of their role."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("invitation", sa.Column("two_groups", sa.Boolean, nullable=False, server_default=sa.false()))
