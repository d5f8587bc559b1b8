"""What takeaways and tables say of scores, correct for ties, gaps and provisional scores."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import LEVEL_NAMES, Hidden, Profile, Questionnaire, Section, SectionScore
from journey.wording import formatting
from journey.wording.formatting import capital, index_figure, listed
from journey.wording.suppression import HIDDEN

ScoredSections = Sequence[tuple[Section, SectionScore]]
"""The sections that were asked, each with its score, in the order of the questionnaire."""

CLOSE = 0.25
"""Indexes that lie less than this apart are not called strongest and weakest; a change needs as much to be one."""

NOT_ENOUGH = "not enough answers"


def within(section: Section) -> str:
    """A title as it reads in the middle of a sentence; abbreviations keep their capitals."""
    return inside(section.title)


def inside(title: str) -> str:
    """A title, or a role's name, as it reads in the middle of a sentence."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def named(names: Sequence[str], called: str = "") -> str:
    """The names, or how many they are where that would be a long list: ``four``, or what they are ``called``."""
    return listed(names) if len(names) <= 3 else f"{formatting.number(len(names))} {called}".rstrip()


def sentence(text: str) -> str:
    """The text with a capital at its start and a full stop at its end."""
    return f"{capital(text)}."


def rows(questionnaire: Questionnaire, profile: Profile) -> ScoredSections:
    """The sections of the profile in the order of the questionnaire."""
    scores = {score.section_id: score for score in profile.sections}
    return [(section, scores[section.id]) for section in questionnaire.sections if section.id in scores]


def standing(asked: ScoredSections) -> str:
    """What is strongest and what weakest, as a clause without capital and full stop. Ties are by the number shown."""
    scored = _scored(asked)
    if not scored:
        if not any(statement.counts.n for _, score in asked for statement in score.statements):
            return "no statement has a level yet, so there is nothing to compare"
        return "there are not enough answers yet for a score"
    if len(scored) == 1:
        [(section, index)] = scored
        only = "only " if len(asked) > 1 else ""
        return f"{only}{within(section)} has enough answers for a score: {index_figure(index)}"
    every = f"{all_of(len(scored))}{'' if len(scored) == len(asked) else ' with a score'}"
    low, high = _ends(scored)
    if low == high:
        return f"{every} stand at {low}"
    if _close(scored):
        return f"{every} stand close together, from {low} to {high}"
    strongest = _at([section for section, index in scored if index_figure(index) == high], "strongest", high)
    weakest = _at([section for section, index in scored if index_figure(index) == low], "weakest", low)
    limit = "" if len(scored) == len(asked) else f"of the {formatting.number(len(scored))} with a score, "
    return f"{limit}{strongest}; {weakest}"


def weakest_section(asked: ScoredSections) -> Section | None:
    """The one section that ``standing`` names last; None where it names none or several."""
    return weakest_of(_scored(asked))


def weakest_of(scored: Sequence[tuple[Section, float]]) -> Section | None:
    """The one section with the lowest index; None where several share it or all lie close together."""
    if not scored or (len(scored) > 1 and _close(scored)):
        return None
    low, _ = _ends(scored)
    lowest = [section for section, index in scored if index_figure(index) == low]
    return lowest[0] if len(lowest) == 1 else None


def caution(asked: ScoredSections) -> str:
    """A sentence on provisional and indicative scores, or nothing."""
    scored = [(section, score) for section, score in asked if score.index is not None]
    provisional = [section for section, score in scored if score.is_provisional]
    indicative = [section for section, score in scored if score.is_indicative]
    return " ".join(
        _caution(word, those, len(scored))
        for word, those in (("provisional", provisional), ("indicative", indicative))
        if those
    )


def no_score(score: SectionScore) -> str:
    """What stands in place of a score that is not there."""
    return HIDDEN if score.hidden is Hidden.EVERYTHING else NOT_ENOUGH


def status(score: SectionScore) -> str:
    """``provisional``, ``indicative``, that statements are hidden, or nothing."""
    said = (
        ("provisional", score.is_provisional),
        ("indicative", score.is_indicative),
        ("single statements hidden", score.hidden is Hidden.STATEMENTS),
    )
    return ", ".join(word for word, so in said if so)


def certainty(score: SectionScore) -> str:
    """How far the score can be trusted, as tables say it."""
    return no_score(score) if score.index is None else status(score) or "enough answers"


def secure(score: SectionScore) -> str:
    """The secure level as tables say it."""
    if score.secure_level is None:
        return no_score(score)
    return f"{score.secure_level} {LEVEL_NAMES[score.secure_level].lower()}"


def all_of(number: int) -> str:
    """``both``, ``all three``."""
    return "both" if number == 2 else f"all {formatting.number(number)}"


def none_of(number: int) -> str:
    """``neither of the two``, ``none of the three``."""
    return f"{'neither' if number == 2 else 'none'} of the {formatting.number(number)}"


def _scored(asked: ScoredSections) -> list[tuple[Section, float]]:
    return [(section, score.index) for section, score in asked if score.index is not None]


def _ends(scored: Sequence[tuple[Section, float]]) -> tuple[str, str]:
    indexes = [index for _, index in scored]
    return index_figure(min(indexes)), index_figure(max(indexes))


def _close(scored: Sequence[tuple[Section, float]]) -> bool:
    indexes = [index for _, index in scored]
    return max(indexes) - min(indexes) < CLOSE


def _caution(word: str, sections: Sequence[Section], scored: int) -> str:
    if len(sections) == scored > 1:
        return f"All scores are {word}."
    if len(sections) > 3:
        return sentence(f"{formatting.number(len(sections))} scores are {word}")
    names, one = listed([within(section) for section in sections]), len(sections) == 1
    return f"The {'score' if one else 'scores'} of {names} {'is' if one else 'are'} {word}."


def _at(sections: Sequence[Section], word: str, value: str) -> str:
    names = named([within(section) for section in sections])
    return f"{names} {'is' if len(sections) == 1 else 'are'} {word} at {value}"
