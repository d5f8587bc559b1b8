"""What takeaways and tables say of scores, correct for ties, gaps and provisional scores."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import LEVELS, Hidden, Profile, Questionnaire, Section, SectionScore
from journey.rules import findings
from journey.rules.stability import stability
from journey.wording import formatting, terms
from journey.wording.formatting import capital, listed
from journey.wording.suppression import HIDDEN

ScoredSections = Sequence[tuple[Section, SectionScore]]
"""The sections that were asked, each with its score, in the order of the questionnaire."""

ON_THE_SCALE = f"on the level scale from {LEVELS[0]} to {LEVELS[-1]}"
"""What the text alternative of a picture says of its axis."""

ONE_ANSWER = "one answer stands for the unit"
ENOUGH = "enough answers"
NOT_ENOUGH = "not enough answers"
PROVISIONAL = "provisional"
STATEMENTS_HIDDEN = "single statements hidden"
DOES_NOT_APPLY = "does not apply"


def inside(name: str) -> str:
    """A role's name as it reads in the middle of a sentence; abbreviations keep their capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


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


def caution(sections: ScoredSections) -> str:
    """A sentence on provisional and indicative scores, or nothing."""
    scored = [(section, score) for section, score in sections if score.index is not None]
    provisional = [section for section, score in scored if score.is_provisional]
    indicative = [section for section, score in scored if score.is_indicative]
    return " ".join(
        _caution(word, those, len(scored))
        for word, those in ((PROVISIONAL, provisional), ("indicative", indicative))
        if those
    )


def no_score(score: SectionScore) -> str:
    """What stands in place of a score that is not there."""
    if score.hidden is Hidden.EVERYTHING:
        return HIDDEN
    return DOES_NOT_APPLY if findings.does_not_apply(score) else NOT_ENOUGH


def status(score: SectionScore) -> str:
    """``provisional``, ``indicative``, that statements are hidden, and how firm the secure level is."""
    states = (
        (PROVISIONAL, score.is_provisional),
        ("indicative", score.is_indicative),
        (STATEMENTS_HIDDEN, score.hidden is Hidden.STATEMENTS),
    )
    return ", ".join([*(word for word, applies in states if applies), *filter(None, [firmness(score)])])


def firmness(score: SectionScore) -> str:
    """How firm the secure level is, in a word; nothing where that cannot be told."""
    found = stability(score)
    return terms.FIRMNESS[found.firmness] if found else ""


def headline(score: SectionScore, margin: float | None = None) -> str:
    """A section's numbers in a few words; ``margin`` is half the width of the 95 % interval of its index."""
    if score.index is None:
        return no_score(score)
    within = "" if margin is None else f", give or take {formatting.figure(margin)}"
    secure_level = "" if score.secure_level is None else f"secure level {score.secure_level}"
    parts = (f"index {formatting.index_figure(score.index)}{within}", secure_level, status(score))
    return ", ".join(part for part in parts if part)


def certainty(score: SectionScore) -> str:
    """How far the score can be trusted, as tables say it."""
    return no_score(score) if score.index is None else status(score) or ENOUGH


def secure(score: SectionScore) -> str:
    """The secure level as tables say it."""
    if score.secure_level is None:
        return no_score(score)
    return terms.numbered_level(score.secure_level)


def all_of(number: int) -> str:
    """``both``, ``all three``."""
    return "both" if number == 2 else f"all {formatting.number(number)}"


def none_of(number: int) -> str:
    """``neither of the two``, ``none of the three``."""
    return f"{'neither' if number == 2 else 'none'} of the {formatting.number(number)}"


def _caution(word: str, sections: Sequence[Section], scored: int) -> str:
    if len(sections) == scored > 1:
        return f"All scores are {word}."
    if len(sections) > 3:
        return sentence(f"{formatting.number(len(sections))} scores are {word}")
    titles = listed([section.title for section in sections])
    return f"The score of {titles} is {word}." if len(sections) == 1 else f"The scores of {titles} are {word}."
