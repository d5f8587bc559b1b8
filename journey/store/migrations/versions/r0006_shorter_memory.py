"""Of confidential answers in closed rounds: no earlier versions, and of their times the day alone."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

# Ids of responses are random: one belongs to a single organisation.
_CLOSED = """
    SELECT given.id FROM response AS given
    JOIN assessment ON assessment.organisation_id = given.organisation_id AND assessment.id = given.assessment_id
    JOIN round ON round.organisation_id = assessment.organisation_id AND round.id = assessment.round_id
    WHERE assessment.privacy = 'confidential' AND round.closed_at IS NOT NULL
"""


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    day = "strftime('%Y-%m-%d 00:00:00.000000', {0})" if is_sqlite else "date_trunc('day', {0}, 'UTC')"
    at, finished = day.format("saved_at"), day.format("finished_at")
    # All parts of these statements are written above: nothing that anybody typed is among them.
    op.execute(f"DELETE FROM answer_history WHERE response_id IN ({_CLOSED})")  # noqa: S608
    op.execute(f"UPDATE answer SET saved_at = {at} WHERE response_id IN ({_CLOSED})")  # noqa: S608
    finished_then = f"finished_at IS NOT NULL AND id IN ({_CLOSED})"
    op.execute(f"UPDATE response SET finished_at = {finished} WHERE {finished_then}")  # noqa: S608
