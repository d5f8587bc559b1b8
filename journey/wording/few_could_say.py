"""What nobody, or hardly anybody, could say: the statements with too few levels, for a page to list them."""

from __future__ import annotations

from dataclasses import dataclass

from journey.model import Profile, Questionnaire, Statement, StatementScore
from journey.rules.scoring import NOBODY
from journey.wording import formatting

FEW = "What hardly anybody could say"
NOBODY_COULD = "What nobody could say"
LEAD = "Who would know? These statements have too few levels to count towards what can be relied on."
LEAD_OF_ONE = (
    "“I don’t know” is an answer too: it counts nowhere, and says whom to ask. Whoever does this work from day to day, "
    "or keeps its figures, may know."
)
LEADERS_KNOW = "Ask those who lead: it is about what they do."


@dataclass(frozen=True, slots=True)
class Line:
    """One statement that few could say something of, where it is answered, and what is said of it."""

    section_id: str
    statement_id: str
    text: str


def title(profile: Profile) -> str:
    """The heading over the lines."""
    return FEW if profile.responses > 1 else NOBODY_COULD


def lead(profile: Profile) -> str:
    """What the lines mean."""
    return LEAD if profile.responses > 1 else LEAD_OF_ONE


def few_could_say(questionnaire: Questionnaire, profile: Profile) -> tuple[Line, ...]:
    """A line for each statement that few or none gave a level to, though it applies and somebody looked at it."""
    statements = {statement.id: statement for statement in questionnaire.statements()}
    return tuple(
        Line(section.section_id, score.statement_id, _said(statements[score.statement_id], score, profile.responses))
        for section in profile.sections
        for score in section.statements
        if _is_so(score, profile.responses)
    )


def _is_so(score: StatementScore, responses: int) -> bool:
    if responses == 1:
        return score.counts.dont_know > 0
    asked = responses - score.counts.not_applicable
    return score.is_thin or (not score.counts.n and score.counts != NOBODY and asked > 0)


def _said(statement: Statement, score: StatementScore, responses: int) -> str:
    if responses == 1:
        return f"{statement.text} {LEADERS_KNOW}" if statement.leadership else statement.text
    gave = formatting.number(score.counts.n) if score.counts.n else "nobody"
    asked = responses - score.counts.not_applicable
    return f"“{statement.text.rstrip('.')}”: {gave} of {asked} gave a level."
