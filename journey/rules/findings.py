"""What a profile says first: which sections hold a unit back, which are strongest, what to look at, what is silent.

One rule for every page, picture, summary and paper. Sections are ranked by secure level, then by index, then in the
order of the questionnaire. Sections of the same level whose indexes lie close together are alike, because with other
people the order might have been the other one. How close, and when one may be called the probable weakest, was found by
drawing respondents at random: below these limits the section that looks lowest is the lowest less than nine times in
ten.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from journey.model import (
    HIGH_LEVELS,
    LEVELS,
    Extreme,
    Hidden,
    LikelyFrustration,
    Profile,
    Questionnaire,
    Ranking,
    SectionScore,
    Silence,
    StatementScore,
)
from journey.rules import scoring
from journey.rules.rounding import reaches
from journey.rules.secure_level import lowest_first
from journey.rules.shares import reaches_share
from journey.rules.versions import CURRENT

ALIKE_WITHIN = 0.2
ALIKE_WITHIN_FOR_FEW = 0.3
MANY_FROM_RESPONSES = 8
"""From this many responses on, indexes have to lie closer together to be alike."""
PROBABLE_FROM_RESPONSES = 5
FIRST_LOOKS = 3
LOW_UP_TO = 2
"""A first look is at answers up to this level; at the next one only where there is none lower."""


class RankableSection(Protocol):
    """What the ranking needs to know of a section: a score of a profile has it, and a figure of a comparison."""

    @property
    def section_id(self) -> str: ...
    @property
    def secure_level(self) -> int | None: ...
    @property
    def index(self) -> float | None: ...


def rank(profile: Profile) -> Ranking:
    """Which sections of a profile are weakest and strongest, and of which least is known."""
    least_known = tuple(score.section_id for score in profile.sections if _is_least_known(score, profile.responses))
    return rank_sections(profile.sections, profile.responses, least_known)


def rank_sections(sections: Sequence[RankableSection], responses: int, least_known: tuple[str, ...] = ()) -> Ranking:
    """The ranking of sections in the order of the questionnaire. Without a secure level a section is not ranked."""
    standings = [
        _Standing(place, section.section_id, section.secure_level, section.index)
        for place, section in enumerate(sections)
        if section.secure_level is not None and section.index is not None
    ]
    ranked = tuple(standing.section_id for standing in standings)
    if len(standings) < 2:
        return Ranking(ranked, least_known=least_known)
    within = ALIKE_WITHIN if responses >= MANY_FROM_RESPONSES else ALIKE_WITHIN_FOR_FEW
    lowest = min(standings, key=lambda standing: (standing.level, standing.index, standing.place))
    highest = max(standings, key=lambda standing: (standing.level, standing.index, -standing.place))
    weakest, strongest = (
        [standing for standing in standings if standing.is_alike(end, within)] for end in (lowest, highest)
    )
    if len(weakest) == len(standings):
        return Ranking(ranked, least_known=least_known)
    ends_meet = any(standing in weakest for standing in strongest)
    return Ranking(
        ranked,
        weakest=_extreme(weakest, standings, responses, within),
        strongest=None if ends_meet else _extreme(strongest, standings, responses, within),
        least_known=least_known,
    )


def in_order(questionnaire: Questionnaire, profile: Profile) -> tuple[SectionScore, ...]:
    """The sections of a profile as a picture shows them: stages as they follow each other, other sections lowest first.

    The lowest are found as in the ranking; after them come those without a secure level, then those without a score.
    """
    scores = {score.section_id: score for score in profile.sections}
    asked = tuple(scores[section.id] for section in questionnaire.sections if section.id in scores)
    return asked if questionnaire.is_journey else tuple(sorted(asked, key=_standing))


def _standing(score: SectionScore) -> tuple[bool, bool, int, float]:
    return score.index is None, score.secure_level is None, score.secure_level or 0, score.index or 0.0


def first_look(profile: Profile) -> tuple[StatementScore, ...]:
    """The statements to look at first where no section can be ranked, as after a quick check.

    The lowest answers come first, then those of the section whose answers are lower, then the questionnaire's order.
    The lowest of several people's answers is the lowest mean: it finds what is truly lowest more often than the median.
    """
    answered = [
        (statement.mean, _mean_of(section), place, statement)
        for section in profile.sections
        for place, statement in enumerate(section.statements)
        if statement.mean is not None and statement.median != LEVELS[-1]
    ]
    answered.sort(key=lambda entry: entry[:2])
    return tuple(statement for *_, statement in answered[:FIRST_LOOKS])


def look_first(profile: Profile) -> tuple[StatementScore, ...]:
    """Those of the first look that stand low: at 1 or 2, or at 3 where none is lower. None where all stand at 4."""
    found = first_look(profile)
    return tuple(statement for statement in found if (statement.median or 0) <= LOW_UP_TO) or found


def are_all_highest(profile: Profile) -> bool:
    """Whether every statement that is shown with a level stands at the highest."""
    medians = [s.median for section in profile.sections for s in section.statements if s.median is not None]
    return bool(medians) and all(median == LEVELS[-1] for median in medians)


def is_first_look(profile: Profile) -> bool:
    """Whether there are scores and nowhere enough statements for a secure level, as after a quick check."""
    return any(section.index is not None for section in profile.sections) and not rank(profile).ranked


def blockers(profile: Profile, section_ids: Collection[str]) -> tuple[StatementScore, ...]:
    """What keeps these sections from their next levels, as far as it is shown, the lowest first."""
    holding = [
        statement
        for section in profile.sections
        if section.section_id in section_ids
        for statement in section.statements
        if statement.statement_id in section.blockers
    ]
    return tuple(lowest_first(holding, CURRENT))


def silence(profile: Profile) -> Silence | None:
    """Why no section has a score; None where one has, or where everything is kept back."""
    if any(section.index is not None for section in profile.sections):
        return None
    shown = [section for section in profile.sections if section.hidden is Hidden.NOTHING]
    counts = [statement.counts for section in shown for statement in section.statements]
    if not counts:
        return None
    applicable = profile.responses * len(counts) - sum(count.not_applicable for count in counts)
    dont_know = sum(count.dont_know for count in counts)
    if profile.responses and not applicable:
        return Silence.DOES_NOT_APPLY
    if dont_know and reaches_share(dont_know, applicable, scoring.SCORE_FROM_COVERAGE):
        return Silence.DONT_KNOW
    has_level = any(count.n for count in counts)
    return Silence.TOO_FEW_LEVELS if has_level or dont_know else Silence.NO_ANSWER


def does_not_apply(score: SectionScore) -> bool:
    """Whether every answer to a section says that it does not apply."""
    return score.coverage is None and any(statement.counts.not_applicable for statement in score.statements)


def is_unsupported(statement: StatementScore) -> bool:
    """Whether its median is a high level and no answer at a high level carries evidence."""
    return statement.median in HIGH_LEVELS and not statement.counts.evidenced


def may_carry_evidence(profile: Profile) -> bool:
    """Whether it says anything that an answer carries no evidence: one response has a field for it, as far as is known.

    Of several responses that is known where at least one carries evidence.
    """
    return profile.responses == 1 or any(
        statement.counts.evidenced for section in profile.sections for statement in section.statements
    )


def likely_frustrations(questionnaire: Questionnaire, profile: Profile) -> tuple[LikelyFrustration, ...]:
    """The frustrations that people will recognise: those with a section behind them that is not established."""
    bands = {score.section_id: score.band for score in profile.sections}
    likely = []
    for frustration in questionnaire.frustrations:
        behind = [section.id for section in questionnaire.sections if frustration.id in section.frustrations]
        low = tuple(id_ for id_ in behind if (band := bands.get(id_)) and band < scoring.ESTABLISHED_BAND)
        if low:
            likely.append(LikelyFrustration(frustration.id, low))
    return tuple(likely)


@dataclass(frozen=True, slots=True)
class _Standing:
    place: int
    section_id: str
    level: int
    index: float

    def is_alike(self, other: _Standing, within: float) -> bool:
        return self.level == other.level and reaches(within, abs(self.index - other.index))


def _extreme(sections: Sequence[_Standing], standings: Sequence[_Standing], responses: int, within: float) -> Extreme:
    """One end. A single section is probably there where the next index is further away than those that are alike."""
    rest = [standing for standing in standings if standing not in sections]
    distance = min(abs(standing.index - sections[0].index) for standing in rest)
    is_clear = len(sections) == 1 and not reaches(within, distance)
    return Extreme(
        tuple(standing.section_id for standing in sections),
        is_probable=is_clear and responses >= PROBABLE_FROM_RESPONSES,
    )


def _mean_of(section: SectionScore) -> float:
    means = [statement.mean for statement in section.statements if statement.mean is not None]
    return sum(means) / len(means)


def _is_least_known(score: SectionScore, responses: int) -> bool:
    """Whether most of those who could have given a level said that they do not know."""
    counts = [statement.counts for statement in score.statements]
    applicable = responses * len(counts) - sum(count.not_applicable for count in counts)
    dont_know = sum(count.dont_know for count in counts)
    return score.index is None and 2 * dont_know > applicable
