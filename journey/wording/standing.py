"""Where one section stands, in a few words: the level that can be relied on, one number, and what both rest on."""

from __future__ import annotations

from collections.abc import Iterable

from journey.model import Hidden, Section, SectionScore
from journey.wording import scores, terms
from journey.wording.formatting import count, figure, index_figure
from journey.wording.glossary import Term

NO_LEVEL = "no level yet"


def level(score: SectionScore) -> str:
    """``2, partial (leaning)``: the level that can be relied on, and how firm it is; in its place why there is none."""
    if score.index is None:
        return scores.no_score(score)
    if score.secure_level is None:
        return NO_LEVEL
    firm = scores.firmness(score)
    return terms.level_in_words(score.secure_level) + (f" ({firm})" if firm else "")


def number(score: SectionScore, margin: float | None = None) -> str:
    """``index 1.8, provisional``: the index and how far it can be trusted; nothing where there is none."""
    if score.index is None:
        return ""
    within = "" if margin is None else f", give or take {figure(margin)}"
    trusted = scores.status(score).removesuffix(scores.firmness(score)).removesuffix(", ")
    return ", ".join(filter(None, (f"index {index_figure(score.index)}{within}", trusted)))


def rests_on(section: Section, score: SectionScore) -> str:
    """``43 people``, ``one answer for the unit, 2 of 7 statements``: what the level and the index rest on."""
    if score.index is None or score.responses is None:
        return ""
    people = "one answer for the unit" if score.responses == 1 else count(score.responses, "person", "people")
    scored = sum(statement.mean is not None for statement in score.statements)
    if score.hidden is not Hidden.NOTHING or scored == len(section.statements):
        return people
    return f"{people}, {scored} of {len(section.statements)} statements"


def headline(section: Section, score: SectionScore, margin: float | None = None) -> str:
    """All of it on one line, for the title of a fold."""
    return " · ".join(filter(None, (level(score), number(score, margin), rests_on(section, score))))


def terms_used(sections: Iterable[SectionScore]) -> tuple[Term, ...]:
    """The terms that stand beside these scores, to be explained there."""
    found = [score for score in sections if score.index is not None]
    if not found:
        return (Term.COVERAGE,)
    used = (
        (Term.RELIED_ON, any(score.secure_level is not None for score in found)),
        (Term.INDEX, True),
        (Term.FIRM, any(scores.firmness(score) for score in found)),
        (Term.PROVISIONAL, any(score.is_provisional for score in found)),
        (Term.INDICATIVE, any(score.is_indicative for score in found)),
        (Term.COVERAGE, any(score.is_provisional for score in found)),
    )
    return tuple(term for term, is_used in used if is_used)
