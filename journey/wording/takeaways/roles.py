"""Roles beside each other, in words: where two of them see it most differently, and why a role shows no score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import Profile, Questionnaire, Role, Section
from journey.rules.rounding import rounded
from journey.wording import formatting, limits
from journey.wording.compared_figures import furthest, gap_figure, is_gap, not_both
from journey.wording.formatting import count, index_figure, listed
from journey.wording.scores import ON_THE_SCALE, inside, no_score, sentence
from journey.wording.suppression import HIDDEN
from journey.wording.tables import NOT_COMPARABLE, NOT_COMPARED, Number, TableRow, difference, index_number

WHY_HIDDEN = "too few, or another could be worked out"

RoleProfiles = Sequence[tuple[Role, Profile | None]]
"""The roles in which somebody answered, each with its profile; None where that is hidden."""


@dataclass(frozen=True, slots=True)
class RoleGap:
    """One section as both roles of the pair see it: their indexes as far as they are shown."""

    section: Section
    first: float | None
    second: float | None

    @property
    def gap(self) -> float | None:
        """The first role's index less the second's."""
        return None if self.first is None or self.second is None else self.first - self.second


@dataclass(frozen=True, slots=True)
class RoleViews:
    """Sections as roles see them. ``pair`` are the keys of the two roles that are compared, ``gaps`` what lies between.

    ``names`` is what the council calls its roles, by their keys.
    """

    roles: RoleProfiles
    pair: tuple[str, str]
    names: Mapping[str, str]
    gaps: Sequence[RoleGap]

    @property
    def profiles(self) -> dict[str, Profile | None]:
        """The profiles by the keys of the roles."""
        return {role.key: profile for role, profile in self.roles}

    @property
    def keys(self) -> list[str]:
        """The keys of the roles, the pair first."""
        return [*self.pair, *(role.key for role, _ in self.roles if role.key not in self.pair)]

    @property
    def is_comparison(self) -> bool:
        """Whether at least two roles show an index."""
        return (
            sum(any(index_of(profile, gap.section.id) is not None for gap in self.gaps) for _, profile in self.roles)
            > 1
        )

    def name(self, key: str) -> str:
        """What the council calls a role."""
        return self.names.get(key, key)

    def inside(self, key: str) -> str:
        """The name of a role as it reads in the middle of a sentence."""
        return inside(self.name(key))


def role_views(
    questionnaire: Questionnaire, roles: RoleProfiles, pair: tuple[str, str], council_roles: Sequence[Role]
) -> RoleViews:
    """The sections that somebody was asked, the widest gap first and those without one last."""
    names = {role.key: role.name for role in (*council_roles, *(role for role, _ in roles))}
    section_ids = {score.section_id for _, profile in roles if profile for score in profile.sections}
    profiles = {role.key: profile for role, profile in roles}
    first, second = (profiles.get(key) for key in pair)
    gaps = [
        RoleGap(section, index_of(first, section.id), index_of(second, section.id))
        for section in questionnaire.sections
        if section.id in section_ids
    ]
    gaps.sort(key=lambda gap: (gap.gap is None, -abs(gap.gap or 0)))
    return RoleViews(roles, pair, names, gaps)


def index_of(profile: Profile | None, section_id: str) -> float | None:
    """The index of a section as a role sees it; None where there is none to show."""
    scores = {score.section_id: score.index for score in profile.sections} if profile else {}
    return scores.get(section_id)


def takeaway(views: RoleViews) -> str:
    """Where the pair is furthest apart, or why it cannot be compared."""
    both = [views.inside(key) for key in views.pair]
    gaps = [(view.section.title, view.gap) for view in views.gaps if view.gap is not None]
    if not gaps:
        return sentence(f"{listed(both)} cannot be compared: {_why_not(views)}")
    rest = not_both(len(views.gaps) - len(gaps))
    if not any(is_gap(gap) for _, gap in gaps):
        return sentence(f"{listed(both)} are nowhere {limits.GAP} apart") + rest
    where, widest, is_first = furthest(gaps)
    by = f"by {widest}" if is_first is None else f"{both[0] if is_first else both[1]} {widest} higher"
    return sentence(f"{listed(both)} are furthest apart in {where}, {by}") + rest


def description(views: RoleViews) -> str:
    """What the picture is of."""
    sections, roles = count(len(views.gaps), "section"), count(len(views.roles), "role")
    return f"A picture of {sections} {ON_THE_SCALE}, as {roles} see them."


def how_to_read(views: RoleViews) -> list[str]:
    """The notes beneath the picture."""
    first, second = map(views.inside, views.pair)
    hidden = [role.name for role, profile in views.roles if profile is None]
    notes = [f"Gap: between {first} and {second}, in levels."]
    return [*notes, f"Hidden: {listed(hidden)}; {WHY_HIDDEN}."] if hidden else notes


def gap_or_why(views: RoleViews, view: RoleGap) -> str:
    """How wide the gap is, or why an index of the pair is missing."""
    if view.gap is not None:
        return f"gap {gap_figure(abs(view.gap))}"
    return " and ".join(dict.fromkeys(_why_none(views, key, view.section) for key in _missing(views, view)))


def indexes_or_who(views: RoleViews, view: RoleGap) -> str:
    """The indexes of the pair, or who of it shows none."""
    if view.first is not None and view.second is not None:
        return f"{index_figure(view.first, 2)} and {index_figure(view.second, 2)}"
    return listed([views.inside(key) for key in _missing(views, view)])


def table(views: RoleViews) -> list[TableRow]:
    """A row a section, a column a role, the pair first."""
    return [
        {
            "Section": view.section.title,
            "Gap": _in_words(views, view),
            **{views.name(key): _index(views, key, view.section) for key in views.keys},
        }
        for view in views.gaps
    ]


def file_table(views: RoleViews) -> list[TableRow]:
    """A row for each section and role; those of the pair with their distance from the other."""
    return [_file_row(views, key, view) for view in views.gaps for key in views.keys]


def _file_row(views: RoleViews, key: str, view: RoleGap) -> TableRow:
    row: TableRow = {
        "Section": view.section.title,
        "Role": views.name(key),
        "Index": _index(views, key, view.section),
    }
    if key not in views.pair:
        return {**row, "Compared with": "", "Higher by": difference(None, NOT_COMPARED)}
    is_first = key == views.pair[0]
    higher = view.gap if is_first or view.gap is None else -view.gap
    other = views.name(views.pair[1] if is_first else views.pair[0])
    return {**row, "Compared with": other, "Higher by": difference(higher, NOT_COMPARABLE)}


def _missing(views: RoleViews, view: RoleGap) -> list[str]:
    """The keys of the pair that show no index."""
    return [key for key, index in zip(views.pair, (view.first, view.second), strict=True) if index is None]


def _why_none(views: RoleViews, key: str, section: Section) -> str:
    """Why a role has no index in a section."""
    if key not in views.profiles:
        return "nobody answered"
    profile = views.profiles[key]
    if profile is None:
        return HIDDEN
    scores = {score.section_id: score for score in profile.sections}
    return no_score(scores[section.id]) if section.id in scores else "not asked"


def _why_not(views: RoleViews) -> str:
    """Why no section shows both of the pair."""
    profiles = views.profiles
    absent = [views.inside(key) for key in views.pair if key not in profiles]
    hidden = [views.inside(key) for key in views.pair if key in profiles and profiles[key] is None]
    if absent:
        return f"nobody answered as {listed(absent)}"
    if hidden:
        return f"{listed(hidden)} {'is' if len(hidden) == 1 else 'are'} hidden ({WHY_HIDDEN})"
    return "no section shows both" if views.gaps else "no section was asked"


def _index(views: RoleViews, key: str, section: Section) -> Number:
    why = _why_none(views, key, section)
    return index_number(
        index_of(views.profiles.get(key), section.id), f"{HIDDEN}: {WHY_HIDDEN}" if why == HIDDEN else why
    )


def _in_words(views: RoleViews, view: RoleGap) -> str:
    """Who of the pair is higher, and by how much."""
    if view.gap is None:
        return NOT_COMPARABLE
    if not rounded(view.gap, 2):
        return "no gap"
    higher = views.pair[0] if view.gap > 0 else views.pair[1]
    return f"{views.inside(higher)} {formatting.figure(abs(view.gap), 2)} higher"
