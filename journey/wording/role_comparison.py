"""Roles beside each other, in sentences: where two of them see different things, and which are hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.model import Profile, Questionnaire
from journey.rules.change import CLEAR
from journey.rules.rounding import reaches
from journey.wording import limits
from journey.wording.compared_figures import is_gap
from journey.wording.formatting import count, listed, number
from journey.wording.scores import inside

NAMED = 3
"""So many statements are named."""


@dataclass(frozen=True, slots=True)
class NamedProfile:
    """One role's findings, with its name as the council has it."""

    name: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class StatementGap:
    """A statement on which two roles lie apart: the mean level that each gave it."""

    section_id: str
    statement_id: str
    first: float
    second: float


def how_far_apart(questionnaire: Questionnaire, first: NamedProfile, second: NamedProfile) -> str:
    """In how many sections two roles lie half a level apart or more, and which of them sees more in place."""
    pairs = _both(questionnaire, first.profile, second.profile)
    if not pairs:
        return ""
    gaps = [of_first - of_second for of_first, of_second in pairs if is_gap(of_first - of_second)]
    sections = count(len(pairs), "section") + (" that show both" if len(pairs) < len(first.profile.sections) else "")
    if not gaps:
        return f"In {'neither' if len(pairs) == 2 else 'none'} of the {sections} are they {limits.GAP} apart or more."
    all_sections = sections.replace("two", "both", 1) if len(pairs) == 2 else f"all {sections}"
    which = all_sections if len(gaps) == len(pairs) else f"{number(len(gaps))} of the {sections}"
    where = f"In {which} they are" if len(pairs) > 1 else "They are"
    higher = {first.name if gap > 0 else second.name for gap in gaps}
    if len(higher) > 1:
        who = "now one higher and now the other"
    else:
        who = f"{'each time ' if len(gaps) > 1 else ''}{inside(higher.pop())} the higher"
    return f"{where} {limits.GAP} apart or more, {who}."


def _both(questionnaire: Questionnaire, first: Profile, second: Profile) -> list[tuple[float, float]]:
    """The indexes of the sections that both may show."""
    of_first, of_second = ({score.section_id: score.index for score in profile.sections} for profile in (first, second))
    pairs = ((of_first.get(section.id), of_second.get(section.id)) for section in questionnaire.sections)
    return [(index, other) for index, other in pairs if index is not None and other is not None]


def furthest_apart(first: Profile, second: Profile, most: int = NAMED) -> list[StatementGap]:
    """The statements on which two roles differ most, the widest first, where the means of both may be shown."""
    of_first, of_second = _means(first), _means(second)
    known = [StatementGap(*place, mean, of_second[place]) for place, mean in of_first.items() if place in of_second]
    gaps = [gap for gap in known if reaches(abs(gap.first - gap.second), CLEAR)]
    return sorted(gaps, key=lambda gap: -abs(gap.first - gap.second))[:most]


def _means(profile: Profile) -> dict[tuple[str, str], float]:
    """The mean level of each statement that is shown and has one, by section and statement id."""
    return {
        (score.section_id, statement.statement_id): statement.mean
        for score in profile.sections
        for statement in score.statements
        if statement.mean is not None
    }


def none_apart(first: Profile, second: Profile) -> str:
    """What to say where no statement is named: none may be shown for both roles, or none lies apart."""
    of_first, of_second = (
        {statement.statement_id for score in profile.sections for statement in score.statements}
        for profile in (first, second)
    )
    if not of_first & of_second:
        return "No single statement may be shown for both."
    return f"No single statement that may be shown lies {limits.CLEAR_CHANGE} or more apart."


def hidden_roles(wholly: Sequence[str], partly: Sequence[str], min_group: int) -> str:
    """Which roles are hidden everywhere and which in some sections, and why; empty where none is."""
    sentences = [f"Hidden: {listed(wholly)}."] if wholly else []
    if partly:
        sentences.append(f"Hidden in some sections: {listed(partly)}.")
    if not sentences:
        return ""
    sentences.append(
        f"A role is hidden where fewer than {min_group} people answered in it, where their answers are too much alike, "
        "or because another role could be worked out from it."
    )
    return " ".join(sentences)
