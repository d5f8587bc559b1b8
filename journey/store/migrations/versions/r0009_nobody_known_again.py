"""In closed rounds no device is known again: hashes of tokens go; of confidential answers five versions stay."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

# Ids of invitations and responses are random: one belongs to a single organisation.
_CLOSED = """
    SELECT invitation.id FROM invitation
    JOIN round ON round.organisation_id = invitation.organisation_id AND round.id = invitation.round_id
    WHERE round.closed_at IS NOT NULL
"""
_CONFIDENTIAL = """
    SELECT given.id FROM response AS given
    JOIN assessment ON assessment.organisation_id = given.organisation_id AND assessment.id = given.assessment_id
    WHERE assessment.privacy = 'confidential'
"""
_NEWEST = """
    SELECT answer.version FROM answer WHERE answer.organisation_id = answer_history.organisation_id
    AND answer.response_id = answer_history.response_id AND answer.statement_id = answer_history.statement_id
"""


def upgrade() -> None:
    # All parts of these statements are written above: nothing that anybody typed is among them.
    op.execute(
        f"UPDATE respondent SET token_hash = 'forgotten ' || id, page_hash = NULL WHERE invitation_id IN ({_CLOSED})"  # noqa: S608
    )
    op.execute(
        f"DELETE FROM answer_history WHERE response_id IN ({_CONFIDENTIAL}) AND version <= ({_NEWEST}) - 5"  # noqa: S608
    )
