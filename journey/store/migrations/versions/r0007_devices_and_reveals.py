"""From which page a respondent joined; that a question was revealed although few had answered it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("respondent", sa.Column("page_hash", sa.Text))
    for name in ("few_answered", "few_present"):
        op.add_column("question", sa.Column(name, sa.Integer))
