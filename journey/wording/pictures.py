"""What pictures of sections say beside names and in their keys: as far as the picture has it, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from journey.model import Hidden, Profile, Questionnaire, SectionScore
from journey.rules import findings, scoring
from journey.rules.stability import stability
from journey.wording import limits
from journey.wording.formatting import count, number
from journey.wording.scores import ONE_ANSWER, PROVISIONAL, STATEMENTS_HIDDEN, ScoredSections, firmness


class KeyMark(StrEnum):
    """What a picture of sections may show."""

    DOT = "dot"
    HOLLOW = "hollow"
    BROKEN = "broken"
    FILLED = "filled"
    BEYOND = "beyond"


INDEX = "index: the average"
FILLED = "the level that can be relied on"
BEYOND = "the average is further along than what can be relied on"
INDICATIVE = f"indicative: {limits.INDICATIVE}"


def in_order(questionnaire: Questionnaire, profile: Profile) -> ScoredSections:
    """The sections that were asked, each with its score, in the order of the picture and of its table."""
    sections = {section.id: section for section in questionnaire.sections}
    return [(sections[score.section_id], score) for score in findings.in_order(questionnaire, profile)]


def beside_name(score: SectionScore) -> str:
    """What stands beside the name of a section: its level and how firm that is, or how little its score rests on."""
    if score.is_indicative and score.hidden is Hidden.NOTHING:
        return rests_on(score)
    level = "" if score.secure_level is None else f"level {score.secure_level}"
    firm = firmness(score)
    parts = (
        PROVISIONAL if score.is_provisional else "",
        f"{level}, {firm}" if firm else level,
        STATEMENTS_HIDDEN if score.hidden is Hidden.STATEMENTS else "",
    )
    return ", ".join(filter(None, parts))


def rests_on(score: SectionScore) -> str:
    """How few statements a score rests on: ``one answer of seven``, ``from two of seven statements``."""
    scored = sum(statement.mean is not None for statement in score.statements)
    asked = len(score.statements)
    if scored == 1 and score.responses == 1:
        return "one answer" + (f" of {number(asked)}" if asked > 1 else "")
    return (
        f"from {number(scored)} of {count(asked, 'statement')}"
        if scored < asked
        else f"from {count(asked, 'statement')}"
    )


def is_beyond(score: SectionScore) -> bool:
    """Whether the index lies beyond the cells that are filled."""
    if score.index is None or score.secure_level is None:
        return False
    return score.index > scoring.band_limits(score.secure_level)[1]


def section_key(scores: Sequence[SectionScore]) -> list[tuple[KeyMark, str]]:
    """What the marks of these sections mean."""
    scored = [score for score in scores if score.index is not None]
    hollow = [score for score in scored if score.is_hollow and not score.is_indicative]
    firm = [score for score in scored if not score.is_hollow and not score.is_indicative]
    key = []
    if firm:
        key.append((KeyMark.DOT, INDEX))
    if hollow:
        why = ONE_ANSWER if any(score.responses == 1 for score in hollow) else limits.HOLLOW
        key.append((KeyMark.HOLLOW, f"hollow: {why}" if firm else f"{INDEX}; hollow: {why}"))
    if any(score.is_indicative for score in scored):
        key.append((KeyMark.BROKEN, INDICATIVE if firm or hollow else f"{INDEX}; {INDICATIVE}"))
    if any(score.secure_level for score in scored):
        key.append((KeyMark.FILLED, FILLED))
    if any(map(is_beyond, scored)):
        key.append((KeyMark.BEYOND, BEYOND))
    return key


def about_levels(scores: Sequence[SectionScore]) -> list[str]:
    """What the words beside the names mean."""
    return [f"A level is {limits.FIRMNESS_IN_WORDS}."] if any(stability(score) for score in scores) else []
