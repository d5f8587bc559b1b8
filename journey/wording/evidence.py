"""What is said where an answer could carry evidence."""

from __future__ import annotations

from journey.model import AnswerContent
from journey.rules import scoring

ACT_LABEL = f"One thing that leaders did in the last {scoring.ACT_WITHIN_DAYS} days"


def wanted(content: AnswerContent) -> str:
    """What follows "Saved" where a high level carries no evidence yet, else nothing."""
    if not scoring.wants_evidence(content):
        return ""
    return ". A level of 3 or 4 stands firmer with evidence: say below what you could show"
