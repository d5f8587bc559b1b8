"""Roles beside each other, in sentences: where two of them see different things, and which are hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from journey.model import Profile, RoleGap, RoleMean
from journey.rules.change import CLEAR
from journey.rules.role_gaps import FALSE_ON_ONE_PAGE_IN, role_gap
from journey.rules.rounding import cut_off, reaches
from journey.wording import formatting, limits
from journey.wording.formatting import count, listed, number
from journey.wording.scores import inside

WITHIN_CHANCE = "within chance"
NOT_TOLD_FROM_CHANCE = "cannot be told from chance"
"""What stands in place of a gap: one that chance could have made, and one of which nobody knows."""

NAMED = 3
"""So many statements are named."""


@dataclass(frozen=True, slots=True)
class NamedProfile:
    """One role's findings, with its name as the council has it; ``means`` by section id: how sure its indexes are."""

    name: str
    profile: Profile
    means: Mapping[str, RoleMean] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatementGap:
    """A statement on which two roles lie apart: the mean level that each gave it."""

    section_id: str
    statement_id: str
    first: float
    second: float


def gap_in_words(gap: RoleGap | None) -> str:
    """How far two roles lie apart, at least and about; or that it is no more than chance does, or not known."""
    if gap is None or gap.interval is None:
        return NOT_TOLD_FROM_CHANCE
    return about(gap) if gap.is_clear else WITHIN_CHANCE


def about(gap: RoleGap) -> str:
    """The size of a gap that is one: what was found, and what is sure of it, which is never rounded up."""
    least = cut_off(gap.at_least, 1)
    sure = f"at least {least}" if least else "at least a little"
    return f"about {formatting.figure(abs(gap.difference))}, {sure}"


def gaps_between(first: NamedProfile, second: NamedProfile) -> dict[str, RoleGap | None]:
    """The gap in each section that both show, by its id and in their order; None where chance cannot be told."""
    other = {score.section_id for score in second.profile.sections if score.index is not None}
    return {
        score.section_id: _gap(score.section_id, first, second)
        for score in first.profile.sections
        if score.index is not None and score.section_id in other
    }


def _gap(section_id: str, first: NamedProfile, second: NamedProfile) -> RoleGap | None:
    if section_id not in first.means or section_id not in second.means:
        return None
    return role_gap(section_id, first.means[section_id], second.means[section_id])


def how_far_apart(first: NamedProfile, second: NamedProfile) -> str:
    """In how many sections two roles differ by more than chance does, and which of them saw more in place."""
    every = gaps_between(first, second)
    if not every:
        return ""
    gaps = [gap for gap in every.values() if gap and gap.is_clear]
    sections = count(len(every), "section") + (" that show both" if len(every) < len(first.profile.sections) else "")
    if not any(gap and gap.interval for gap in every.values()):
        return f"Whether they differ in the {sections} {NOT_TOLD_FROM_CHANCE}."
    if not gaps:
        where = "" if len(every) == 1 else f"In {'neither' if len(every) == 2 else 'none'} of the {sections} do they "
        return f"{where}differ by more than chance does." if where else "They do not differ by more than chance does."
    return f"{_where(len(gaps), len(every), sections)} {_more_than_chance(gaps, first, second)} {_by_chance()}"


def _where(gaps: int, every: int, sections: str) -> str:
    if every == 1:
        return "They differ"
    all_sections = sections.replace("two", "both", 1) if every == 2 else f"all {sections}"
    return f"In {all_sections if gaps == every else f'{number(gaps)} of the {sections}'} they differ"


def _more_than_chance(gaps: Sequence[RoleGap], first: NamedProfile, second: NamedProfile) -> str:
    higher = {first.name if gap.difference > 0 else second.name for gap in gaps}
    if len(higher) > 1:
        who = "now one higher and now the other"
    else:
        who = f"{'each time ' if len(gaps) > 1 else ''}{inside(higher.pop())} the higher"
    return f"by more than chance does, {who}."


def _by_chance() -> str:
    return f"Two roles that see alike would show a gap on about one page in {number(FALSE_ON_ONE_PAGE_IN)}."


def furthest_apart(first: NamedProfile, second: NamedProfile, most: int = NAMED) -> list[StatementGap]:
    """The statements that lie furthest apart the way their section does, the widest first.

    Only sections with a gap are looked at: elsewhere half of all statements lie a quarter of a level apart by chance.
    """
    ways = {id_: gap.difference for id_, gap in gaps_between(first, second).items() if gap and gap.is_clear}
    of_first, of_second = _means(first.profile), _means(second.profile)
    known = [StatementGap(*place, mean, of_second[place]) for place, mean in of_first.items() if place in of_second]
    gaps = [gap for gap in known if gap.section_id in ways and _goes(gap.first - gap.second, ways[gap.section_id])]
    return sorted(gaps, key=lambda gap: -abs(gap.first - gap.second))[:most]


def _goes(difference: float, way: float) -> bool:
    """Whether a difference goes this way, and far enough to be named."""
    return reaches(abs(difference), CLEAR) and (difference > 0) == (way > 0)


def _means(profile: Profile) -> dict[tuple[str, str], float]:
    """The mean level of each statement that is shown and has one, by section and statement id."""
    return {
        (score.section_id, statement.statement_id): statement.mean
        for score in profile.sections
        for statement in score.statements
        if statement.mean is not None
    }


def none_apart(first: Profile, second: Profile) -> str:
    """What to say where there is a gap and no statement is named: none may be shown for both, or none lies apart."""
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
