"""What was left out of a number and why: statements without a level, answers without one, and what was not asked."""

from __future__ import annotations

from journey.model import Counts
from journey.wording import formatting
from journey.wording.explained_section import ExplainedSection


def without_level(case: ExplainedSection) -> tuple[str, ...]:
    """One sentence for each statement that nobody gave a level to."""
    if not case.responses:
        return ("There are no responses yet.",)
    return tuple(
        f"{case.quoted(s.statement_id)} has no level: {_said_instead(s.counts, case.responses)}."
        for s in case.score.statements
        if s.mean is None
    )


def thin(case: ExplainedSection) -> tuple[str, ...]:
    """One sentence for each statement that too few gave a level to."""
    return tuple(
        f"{case.quoted(s.statement_id)} was given a level by {formatting.number(s.counts.n)} of "
        f"{case.responses - s.counts.not_applicable}: too few to count here."
        for s in case.score.statements
        if s.is_thin
    )


def _said_instead(counts: Counts, responses: int) -> str:
    unanswered = responses - counts.dont_know - counts.not_applicable
    states = ((counts.dont_know, "don’t know"), (counts.not_applicable, "not applicable"), (unanswered, "unanswered"))
    return formatting.listed([f"{number} {state}" for number, state in states if number])


def answers_without_level(case: ExplainedSection) -> tuple[str, ...]:
    dont_know = sum(counts.dont_know for counts in case.counts)
    not_applicable = sum(counts.not_applicable for counts in case.counts)
    levels = sum(counts.n for counts in case.counts)
    unanswered = case.responses * len(case.counts) - levels - dont_know - not_applicable
    sentences = (
        (dont_know, "“don’t know”: not in the index; coverage is lower for it."),
        (not_applicable, "“not applicable”: neither in the index nor in coverage."),
        (unanswered, "still missing: never counted as low; coverage is lower for it."),
    )
    return tuple(f"{_so_many(number, 'answer', 'is', 'are')} {why}" for number, why in sentences if number)


def not_asked(case: ExplainedSection) -> tuple[str, ...]:
    missing = len(case.section.statements) - len(case.counts)
    if not missing:
        return ()
    return (
        f"{_so_many(missing, 'statement of this section', 'was', 'were', 'statements of this section')} not asked.",
    )


def _so_many(number: int, noun: str, singular: str, plural: str, nouns: str | None = None) -> str:
    """A count and its verb, at the start of a sentence: One answer is, Two answers are."""
    return f"{formatting.capital(formatting.count(number, noun, nouns))} {singular if number == 1 else plural}"
