"""What is said where an answer could carry evidence, and of how many statements somebody could name some."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import HIGH_LEVELS, AnswerContent, Profile, StatementScore
from journey.rules import findings, scoring
from journey.wording import limits
from journey.wording.formatting import count, number, shortened

ACT_LABEL = f"One thing that leaders did in the last {scoring.ACT_WITHIN_DAYS} days"


def wanted(content: AnswerContent) -> str:
    """What follows "Saved" where a high level carries no evidence yet, else nothing."""
    if not scoring.wants_evidence(content):
        return ""
    return f". A level of {limits.HIGH_LEVELS_OR} stands firmer with evidence: say below what you could show"


def written(content: AnswerContent) -> str:
    """What the fold for notes says while it is closed: what is in it, by its first words, or what it is for."""
    texts = [text for text in (content.note, content.evidence, content.act) if text]
    return f"Note and evidence ({len(texts)}): {shortened(texts[0])}" if texts else "Add a note or evidence"


def noted(profile: Profile) -> list[str]:
    """For how many of the high levels nobody named evidence, as far as they could have.

    Of one response: whoever answers for a unit has a field for it. Of several, where any answer carries some: cards
    have no room for it, and earlier releases asked nobody who came by a link, so that nothing follows from none.
    """
    statements = [statement for section in profile.sections for statement in section.statements]
    if not findings.may_carry_evidence(profile):
        return []
    found = _by_answers(statements) if profile.responses == 1 else by_statements(statements)
    return [found] if found else []


def _by_answers(statements: Sequence[StatementScore]) -> str:
    """How many answers at a high level carry no evidence; nothing where none does not."""
    high = sum(sum(statement.counts.levels[level - 1] for level in HIGH_LEVELS) for statement in statements)
    bare = high - sum(statement.counts.evidenced for statement in statements)
    if not bare:
        return ""
    answers = f"the {count(high, 'answer')} at {limits.HIGH_LEVEL}"
    return f"No evidence is noted for {answers if bare == high else f'{number(bare)} of {answers}'}."


def by_statements(statements: Sequence[StatementScore]) -> str:
    """For how many of the statements that stand at a high level nobody named evidence; nothing where there is none.

    The share of answers says less: of few answers it is mostly chance, and it lies far below the share of statements.
    """
    high = [statement for statement in statements if statement.median in HIGH_LEVELS]
    bare = sum(findings.is_unsupported(statement) for statement in high)
    if not bare:
        return ""
    stand = count(len(high), "statement that stands", "statements that stand")
    them = f"the {stand} at {limits.HIGH_LEVEL}"
    return f"Nobody named evidence for {them if bare == len(high) else f'{number(bare)} of {them}'}."
