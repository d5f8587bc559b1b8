"""What is said where an answer could carry evidence, and of how many statements somebody could name some."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import HIGH_LEVELS, AnswerContent, StatementScore
from journey.rules import findings, scoring
from journey.wording import limits

ACT_LABEL = f"One thing that leaders did in the last {scoring.ACT_WITHIN_DAYS} days"


def wanted(content: AnswerContent) -> str:
    """What follows "Saved" where a high level carries no evidence yet, else nothing."""
    if not scoring.wants_evidence(content):
        return ""
    return f". A level of {limits.HIGH_LEVELS_OR} stands firmer with evidence: say below what you could show"


def by_statements(statements: Sequence[StatementScore]) -> str:
    """For how many of the statements that stand at a high level somebody could name evidence; nothing where none does.

    The share of answers says less: of few answers it is mostly chance, and it lies far below the share of statements.
    """
    high = [statement for statement in statements if statement.median in HIGH_LEVELS]
    named = sum(not findings.is_unsupported(statement) for statement in high)
    if not high:
        return ""
    if len(high) == 1:
        return f"For the one statement that stands at {limits.HIGH_LEVELS_OR} {_who(named)} could name evidence."
    statements_at = f"of the {len(high)} statements that stand at {limits.HIGH_LEVELS_OR}"
    if not named:
        return f"For none {statements_at} could anybody name evidence."
    return f"For {named} {statements_at} somebody could name evidence."


def _who(named: int) -> str:
    return "somebody" if named else "nobody"
