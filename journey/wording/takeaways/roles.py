"""Roles beside each other, in words: where two of them see it most differently, and why a role shows no score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import Profile, Questionnaire, Role, RoleGap, RoleMean, Section
from journey.rules.role_gaps import role_gap
from journey.rules.rounding import cut_off
from journey.wording import formatting, limits
from journey.wording.compared_figures import not_both
from journey.wording.formatting import count, index_figure, listed
from journey.wording.role_comparison import NOT_TOLD_FROM_CHANCE, about, gap_in_words
from journey.wording.scores import ON_THE_SCALE, inside, no_score, sentence
from journey.wording.suppression import HIDDEN
from journey.wording.tables import NOT_COMPARABLE, NOT_COMPARED, Number, TableRow, difference, index_number

NAMED = 3
"""So many sections are named one by one."""
WHY_HIDDEN = "too few, or another could be worked out"

RoleProfiles = Sequence[tuple[Role, Profile | None]]
"""The roles in which somebody answered, each with its profile; None where that is hidden."""


RoleMeans = Mapping[str, Mapping[str, RoleMean]]
"""How sure the indexes that are shown are, by the role's key and the section's id."""


@dataclass(frozen=True, slots=True)
class SectionOfPair:
    """One section as both roles of the pair see it: their indexes as far as they are shown, and what lies between.

    ``gap`` is None where one of the two is not shown, and where nobody knows how sure they are.
    """

    section: Section
    first: float | None
    second: float | None
    gap: RoleGap | None = None

    @property
    def difference(self) -> float | None:
        """The first role's index less the second's."""
        return None if self.first is None or self.second is None else self.first - self.second

    @property
    def is_clear(self) -> bool:
        """Whether the two may be said to see different things."""
        return self.gap is not None and self.gap.is_clear


@dataclass(frozen=True, slots=True)
class RoleViews:
    """Sections as roles see them. ``pair`` are the keys of the two roles that are compared, ``gaps`` how they see each.

    ``names`` is what the council calls its roles, by their keys.
    """

    roles: RoleProfiles
    pair: tuple[str, str]
    names: Mapping[str, str]
    gaps: Sequence[SectionOfPair]

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
    questionnaire: Questionnaire,
    roles: RoleProfiles,
    pair: tuple[str, str],
    council_roles: Sequence[Role],
    means: RoleMeans | None = None,
) -> RoleViews:
    """The sections that somebody was asked: those with a gap, the widest first; then as asked, those not compared last.

    The order of what chance may have made is not known, so it is not drawn.
    """
    names = {role.key: role.name for role in (*council_roles, *(role for role, _ in roles))}
    section_ids = {score.section_id for _, profile in roles if profile for score in profile.sections}
    profiles = {role.key: profile for role, profile in roles}
    first, second = (profiles.get(key) for key in pair)
    of_first, of_second = ((means or {}).get(key, {}) for key in pair)
    gaps = [
        SectionOfPair(
            section,
            index_of(first, section.id),
            index_of(second, section.id),
            _gap(section, of_first.get(section.id), of_second.get(section.id)),
        )
        for section in questionnaire.sections
        if section.id in section_ids
    ]
    gaps.sort(key=lambda view: (view.difference is None, -abs(view.difference or 0) if view.is_clear else 0))
    return RoleViews(roles, pair, names, gaps)


def _gap(section: Section, first: RoleMean | None, second: RoleMean | None) -> RoleGap | None:
    return role_gap(section.id, first, second) if first and second else None


def index_of(profile: Profile | None, section_id: str) -> float | None:
    """The index of a section as a role sees it; None where there is none to show."""
    scores = {score.section_id: score.index for score in profile.sections} if profile else {}
    return scores.get(section_id)


def takeaway(views: RoleViews) -> str:
    """Where one of the pair saw less in place than the other, that nothing is sure, or why they cannot be compared."""
    both = [views.inside(key) for key in views.pair]
    compared = [view for view in views.gaps if view.difference is not None]
    if not compared:
        return sentence(f"{listed(both)} cannot be compared: {_why_not(views)}")
    rest = not_both(len(views.gaps) - len(compared))
    if not any(view.gap and view.gap.interval for view in compared):
        return sentence(f"whether {listed(both)} see different things {NOT_TOLD_FROM_CHANCE}") + rest
    gaps = [view.gap for view in compared if view.gap and view.gap.is_clear]
    if not gaps:
        return sentence(f"{listed(both)} are nowhere further apart than chance could put them") + rest
    return _less_in_place(views, gaps) + rest


def _less_in_place(views: RoleViews, gaps: Sequence[RoleGap]) -> str:
    """Which of the pair saw less in place, where and by how much: the second role is spoken of, unless it never did."""
    less, more = ([gap for gap in gaps if (gap.difference > 0) == is_less] for is_less in (True, False))
    speaks_of_first = not less
    key, other = views.pair if speaks_of_first else views.pair[::-1]
    parts = [f"less in place than {views.inside(other)} in {_places(views, more if speaks_of_first else less)}"]
    if less and more:
        parts.append(f"more in {_places(views, more)}")
    return sentence(f"{views.inside(key)} saw {', and '.join(parts)}")


def _places(views: RoleViews, gaps: Sequence[RoleGap]) -> str:
    titles = {view.section.id: view.section.title for view in views.gaps}
    named = [f"{titles[gap.section_id]} ({about(gap)})" for gap in gaps[:NAMED]]
    further = count(len(gaps) - NAMED, "further section")
    return listed([*named, further] if len(gaps) > NAMED else named)


def description(views: RoleViews) -> str:
    """What the picture is of."""
    sections, roles = count(len(views.gaps), "section"), count(len(views.roles), "role")
    return f"A picture of {sections} {ON_THE_SCALE}, as {roles} see them."


def how_to_read(views: RoleViews) -> list[str]:
    """The notes beneath the picture."""
    hidden = [role.name for role, profile in views.roles if profile is None]
    notes = [f"About: between the two, in levels. At least: so much is sure (at {limits.CONFIDENCE})."]
    return [*notes, f"Hidden: {listed(hidden)}; {WHY_HIDDEN}."] if hidden else notes


def gap_or_why(views: RoleViews, view: SectionOfPair) -> str:
    """How wide the gap is, that it is none, or why an index of the pair is missing."""
    if view.difference is not None:
        return gap_in_words(view.gap)
    return " and ".join(dict.fromkeys(_why_none(views, key, view.section) for key in _missing(views, view)))


def indexes_or_who(views: RoleViews, view: SectionOfPair) -> str:
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


def _file_row(views: RoleViews, key: str, view: SectionOfPair) -> TableRow:
    row: TableRow = {
        "Section": view.section.title,
        "Role": views.name(key),
        "Index": _index(views, key, view.section),
    }
    if key not in views.pair:
        none = difference(None, NOT_COMPARED)
        return {**row, "Compared with": "", "Higher by": none, "Higher by at least": none}
    is_first = key == views.pair[0]
    higher = view.difference if is_first or view.difference is None else -view.difference
    other = views.name(views.pair[1] if is_first else views.pair[0])
    return {
        **row,
        "Compared with": other,
        "Higher by": difference(higher, NOT_COMPARABLE),
        "Higher by at least": _at_least(view, is_higher=higher is not None and higher > 0),
    }


def _at_least(view: SectionOfPair, *, is_higher: bool) -> Number:
    """What is sure of a gap, for the role that stands higher; to one place, which says less of single answers."""
    if view.difference is None:
        return difference(None, NOT_COMPARABLE)
    if view.gap is None or not view.gap.is_clear:
        return difference(None, gap_in_words(view.gap))
    least = float(cut_off(view.gap.at_least, 1))
    return Number(least, formatting.figure(least)) if is_higher else difference(None, "")


def _missing(views: RoleViews, view: SectionOfPair) -> list[str]:
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


def _in_words(views: RoleViews, view: SectionOfPair) -> str:
    """Who of the pair saw more in place, and by how much."""
    if view.difference is None:
        return NOT_COMPARABLE
    if not view.is_clear:
        return gap_in_words(view.gap)
    higher = views.pair[0] if view.difference > 0 else views.pair[1]
    return f"{views.inside(higher)} higher: {gap_in_words(view.gap)}"
