"""A profile, in words: where its sections stand, how sure that is, and which high levels carry no evidence."""

from __future__ import annotations

from journey.model import HIGH_LEVELS, LEVELS, Hidden, Profile, Questionnaire, Section, SectionScore
from journey.rules import findings
from journey.wording import formatting, limits, ranking
from journey.wording.formatting import count
from journey.wording.scores import ON_THE_SCALE, ScoredSections, caution, certainty, no_score, rows, secure, sentence
from journey.wording.suppression import HIDDEN
from journey.wording.tables import Number, TableRow, coverage_number, decimal, score_number, whole

SPREAD_OF_ANSWERS = "Columns: how the answers fall on the levels, in shares of all levels given."
OF_ANSWERS = "share of answers at level"
OF_STATEMENTS = "statements at level"
A_STATEMENT = "a statement at its level"
NOT_EVIDENCED = f"{limits.HIGH_LEVEL}, not evidenced"
"""What a hatched square stands for."""


def takeaway(questionnaire: Questionnaire, profile: Profile, sections: ScoredSections) -> str:
    """Where the sections stand and, for one response, how many high levels are not evidenced."""
    return " ".join(filter(None, finding(questionnaire, profile))) if sections else "No section was asked."


def finding(questionnaire: Questionnaire, profile: Profile) -> tuple[str, str]:
    """The takeaway in two parts: where the sections stand, in one sentence, and what else is to be said."""
    sections = rows(questionnaire, profile)
    text, more = sentence(ranking.standing(questionnaire, profile)), caution(sections)
    high = sum(statement.median in HIGH_LEVELS for _, score in sections for statement in score.statements)
    bare = without_evidence(sections)
    if profile.responses > 1 or not bare:
        return text, more
    if bare == high:
        return text, f"{more} No statement at {limits.HIGH_LEVEL} is evidenced.".strip()
    are = "is" if bare == 1 else "are"
    which = f"{formatting.number(bare)} of {formatting.number(high)} statements at {limits.HIGH_LEVEL}"
    return text, f"{more} {sentence(f'{which} {are} not evidenced')}".strip()


def description(sections: ScoredSections) -> str:
    """What the picture is of."""
    return f"A picture of {count(len(sections), 'section')} {ON_THE_SCALE}, with the spread behind each score."


def without_evidence(sections: ScoredSections) -> int:
    """How many statements have a high level that no answer carries evidence for."""
    return sum(findings.is_unsupported(statement) for _, score in sections for statement in score.statements)


def spread(score: SectionScore) -> tuple[int, ...]:
    """How many levels were given at 1, 2, 3 and 4, over all statements and responses."""
    return tuple(sum(statement.counts.levels[level - 1] for statement in score.statements) for level in LEVELS)


def table(sections: ScoredSections, *, are_several: bool) -> list[TableRow]:
    """A row for each section; ``are_several`` where there is more than one response."""
    every = [statement for _, score in sections for statement in score.statements]
    may_carry = not are_several or any(statement.counts.evidenced for statement in every)
    counted = "Answers" if are_several else "Statements"
    return [_row(section, score, counted, may_carry=may_carry) for section, score in sections]


def _row(section: Section, score: SectionScore, counted: str, *, may_carry: bool) -> TableRow:
    levels = zip(LEVELS, spread(score), strict=True)
    return {
        "Section": section.title,
        "Index": score_number(score, no_score(score)),
        "Secure level": Number(score.secure_level, secure(score)),
        "How sure": certainty(score),
        "Coverage": coverage_number(score.coverage, no_score(score)),
        **{f"{counted} at level {level}": _given(score, many) for level, many in levels},
        f"Share of levels {limits.HIGH_LEVELS_NAMED} with evidence": _evidenced(score, may_carry=may_carry),
    }


def _given(score: SectionScore, many: int) -> Number:
    return whole(many if score.hidden is Hidden.NOTHING else None, HIDDEN)


def _evidenced(score: SectionScore, *, may_carry: bool) -> Number:
    """Where single statements are hidden the share is kept back, too: it is not that there is no such level.

    Of several of whom none named any, it is not known whether anybody was asked.
    """
    if not may_carry and score.evidenced_share is not None:
        return Number(None, "none named")
    return decimal(score.evidenced_share, "no such level" if score.hidden is Hidden.NOTHING else HIDDEN)
