"""What hardly anybody could say: the statements that too few gave a level to, for a page to list them."""

from __future__ import annotations

from journey.model import Profile, Questionnaire
from journey.rules.scoring import NOBODY
from journey.wording import formatting

TITLE = "What hardly anybody could say"
LEAD = "Who would know? These statements have too few levels to count towards what can be relied on."


def few_could_say(questionnaire: Questionnaire, profile: Profile) -> tuple[str, ...]:
    """A line for each statement that few or none gave a level to, though it applies; none of one response alone."""
    if profile.responses < 2:
        return ()
    texts = {statement.id: statement.text.rstrip(".") for statement in questionnaire.statements()}
    lines = []
    for section in profile.sections:
        for statement in section.statements:
            asked = profile.responses - statement.counts.not_applicable
            if statement.is_thin or (not statement.counts.n and statement.counts != NOBODY and asked):
                gave = formatting.number(statement.counts.n) if statement.counts.n else "nobody"
                lines.append(f"“{texts[statement.statement_id]}”: {gave} of {asked} gave a level.")
    return tuple(lines)
