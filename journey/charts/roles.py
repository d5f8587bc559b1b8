"""Roles beside each other: who sees it differently. The gap between two of them is a finding by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.dumbbell import DUMBBELL, Row, dumbbells
from journey.charts.kit.marks import Sign, legend, scale_head
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.table import Number, TableRow, difference, index_number
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import DEFAULT_ROLES, Profile, Questionnaire, Role, Section
from journey.rules.rounding import rounded
from journey.wording import formatting
from journey.wording.compared_figures import furthest, gap_figure, is_gap, not_both
from journey.wording.formatting import count, index_figure, listed
from journey.wording.scores import inside, no_score, sentence
from journey.wording.suppression import HIDDEN

NOT_COMPARABLE = "not comparable"
WHY_HIDDEN = "too few, or another could be worked out"
_OTHERS = ("square", "triangle-up", "cross", "triangle-down", "wedge", "triangle-left", "arrow", "triangle-right")
"""The shapes of the roles that are not of the pair; a picture shows so many, the table all."""

RoleProfiles = Sequence[tuple[Role, Profile | None]]
Names = Mapping[str, str]
"""What the council calls its roles, by their keys."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """One section seen by both of the pair: their indexes as far as they are shown."""

    section: Section
    first: float | None
    second: float | None

    @property
    def wide(self) -> float | None:
        """The first role's index less the second's."""
        return None if self.first is None or self.second is None else self.first - self.second


def roles_chart(
    questionnaire: Questionnaire,
    roles: RoleProfiles,
    theme: ThemeName,
    pair: tuple[str, str] = ("leadership", "front-line"),
    council_roles: Sequence[Role] = DEFAULT_ROLES,
) -> Drawn:
    """Every section as each role sees it, the widest gap between the ``pair`` of role keys first.

    ``roles`` are those in which somebody answered, ``council_roles`` all, by the council's own names for them. The pair
    is drawn with a diamond and a circle, the others with small shapes of their own.
    """
    names = {role.key: role.name for role in (*council_roles, *(role for role, _ in roles))}
    gaps = _gaps(questionnaire, roles, pair)
    takeaway = _takeaway(gaps, roles, pair, names)

    def draw(surface: Surface) -> None:
        _draw(surface, gaps, roles, pair, names)

    alt = (
        f"A picture of {count(len(gaps), 'section', 'sections')} on the level scale from 1 to 4, as "
        f"{count(len(roles), 'role', 'roles')} see them. {takeaway}"
    )
    say_something = sum(any(_of(profile, gap.section.id) is not None for gap in gaps) for _, profile in roles) > 1
    return Drawn(
        picture(theme, draw, DUMBBELL) if say_something else None,
        takeaway,
        _table(gaps, roles, pair, names),
        alt,
        _file_rows(gaps, roles, pair, names),
    )


def _of(profile: Profile | None, section_id: str) -> float | None:
    """The index of a section as a role sees it; None where there is none to show."""
    scores = {score.section_id: score.index for score in profile.sections} if profile else {}
    return scores.get(section_id)


def _gaps(questionnaire: Questionnaire, roles: RoleProfiles, pair: tuple[str, str]) -> list[_Gap]:
    """The sections that somebody was asked, the widest gap first and those without one last."""
    asked = {score.section_id for _, profile in roles if profile for score in profile.sections}
    of = {role.key: profile for role, profile in roles}
    gaps = [
        _Gap(section, *(_of(of.get(key), section.id) for key in pair))
        for section in questionnaire.sections
        if section.id in asked
    ]
    return sorted(gaps, key=lambda gap: -1.0 if gap.wide is None else -10 * abs(gap.wide) - 2)


def name_of(key: str, names: Names) -> str:
    """What the council calls a role."""
    return names.get(key, key)


def _signs(roles: RoleProfiles, pair: tuple[str, str], palette: Palette) -> list[tuple[Role, Profile, Sign]]:
    """The roles that are drawn, each with its sign: the pair last, so that they lie on top."""
    of_pair = {
        pair[0]: Sign("diamond", 15, palette.second, palette.second),
        pair[1]: Sign("circle", 13, palette.primary, palette.primary),
    }
    there = [(role, profile) for role, profile in roles if profile is not None]
    others = [(role, profile) for role, profile in there if role.key not in pair]
    small = [Sign(shape, 8, palette.page, palette.muted) for shape in _OTHERS]
    drawn = [(role, profile, look) for (role, profile), look in zip(others, small, strict=False)]
    return drawn + [(role, profile, of_pair[role.key]) for role, profile in there if role.key in of_pair]


def _draw(surface: Surface, gaps: Sequence[_Gap], roles: RoleProfiles, pair: tuple[str, str], names: Names) -> None:
    palette = surface.palette
    drawn = _signs(roles, pair, palette)
    named = {role.key: (look, role.name) for role, _, look in drawn}
    order = [*pair, *named]
    y = legend(surface, 0, [named[key] for key in dict.fromkeys(order) if key in named]) + 8
    y = dumbbells(surface, scale_head(surface, y), [_row(gap, drawn, roles, pair, names, palette) for gap in gaps])
    first, second = (inside(name_of(key, names)) for key in pair)
    y = surface.wrapped(y, f"Gap: between {first} and {second}, in levels.", colour=palette.muted)
    hidden = [role.name for role, profile in roles if profile is None]
    if hidden:
        surface.wrapped(y, f"Hidden: {listed(hidden)}; {WHY_HIDDEN}.", colour=palette.muted)


def _row(
    gap: _Gap,
    drawn: Sequence[tuple[Role, Profile, Sign]],
    roles: RoleProfiles,
    pair: tuple[str, str],
    names: Names,
    palette: Palette,
) -> Row:
    marks = []
    for _, profile, look in drawn:
        index = _of(profile, gap.section.id)
        if index is not None:
            marks.append((index, look))
    if gap.wide is None or gap.first is None or gap.second is None:
        why = " and ".join(dict.fromkeys(_why(key, gap.section.id, roles) for key in pair if _lacks(key, gap, pair)))
        who = listed([inside(name_of(key, names)) for key in pair if _lacks(key, gap, pair)])
        return Row(gap.section.title, marks, why, who, palette.muted)
    return Row(
        title=gap.section.title,
        marks=marks,
        said=f"gap {gap_figure(abs(gap.wide))}",
        more=f"{index_figure(gap.first, 2)} and {index_figure(gap.second, 2)}",
        colour=palette.ink if is_gap(gap.wide) else palette.muted,
        joined=(gap.first, gap.second),
    )


def _lacks(key: str, gap: _Gap, pair: tuple[str, str]) -> bool:
    return (gap.first if key == pair[0] else gap.second) is None


def _why(key: str, section_id: str, roles: RoleProfiles) -> str:
    """Why a role has no index in a section."""
    of = {role.key: profile for role, profile in roles}
    if key not in of:
        return "nobody answered"
    profile = of[key]
    if profile is None:
        return HIDDEN
    scores = {score.section_id: score for score in profile.sections}
    return no_score(scores[section_id]) if section_id in scores else "not asked"


def _takeaway(gaps: Sequence[_Gap], roles: RoleProfiles, pair: tuple[str, str], names: Names) -> str:
    both = [inside(name_of(key, names)) for key in pair]
    known = [(gap, gap.wide) for gap in gaps if gap.wide is not None]
    if not known:
        return sentence(f"{listed(both)} cannot be compared: {_why_not(gaps, roles, pair, names)}")
    rest = not_both(len(gaps) - len(known))
    if not any(is_gap(wide) for _, wide in known):
        return sentence(f"{listed(both)} are nowhere half a level apart") + rest
    where, widest, is_first = furthest([(gap.section.title, wide) for gap, wide in known])
    by = f"by {widest}" if is_first is None else f"{both[0] if is_first else both[1]} {widest} higher"
    return sentence(f"{listed(both)} are furthest apart in {where}, {by}") + rest


def _why_not(gaps: Sequence[_Gap], roles: RoleProfiles, pair: tuple[str, str], names: Names) -> str:
    """Why no section shows both of the pair."""
    of = {role.key: profile for role, profile in roles}
    absent = [inside(name_of(key, names)) for key in pair if key not in of]
    hidden = [inside(name_of(key, names)) for key in pair if key in of and of[key] is None]
    if absent:
        return f"nobody answered as {listed(absent)}"
    if hidden:
        return f"{listed(hidden)} {'is' if len(hidden) == 1 else 'are'} hidden ({WHY_HIDDEN})"
    return "no section shows both" if gaps else "no section was asked"


def _table(gaps: Sequence[_Gap], roles: RoleProfiles, pair: tuple[str, str], names: Names) -> list[TableRow]:
    """A row a section, a column a role, the pair first."""
    return [
        {
            "Section": gap.section.title,
            "Gap": _in_words(gap, pair, names),
            **{name_of(key, names): _index_of(key, gap, roles) for key in _keys(roles, pair)},
        }
        for gap in gaps
    ]


def _file_rows(gaps: Sequence[_Gap], roles: RoleProfiles, pair: tuple[str, str], names: Names) -> list[TableRow]:
    """A row for each section and role, for the file; those of the pair with their distance from the other."""
    others = {pair[0]: (pair[1], 1), pair[1]: (pair[0], -1)}
    rows: list[TableRow] = []
    for gap in gaps:
        for key in _keys(roles, pair):
            other, sign = others.get(key, ("", 0))
            higher = None if gap.wide is None or not sign else sign * gap.wide
            rows.append(
                {
                    "Section": gap.section.title,
                    "Role": name_of(key, names),
                    "Index": _index_of(key, gap, roles),
                    "Compared with": name_of(other, names) if sign else "",
                    "Higher by": difference(higher, NOT_COMPARABLE if sign else "not compared"),
                }
            )
    return rows


def _keys(roles: RoleProfiles, pair: tuple[str, str]) -> list[str]:
    return [*pair, *(role.key for role, _ in roles if role.key not in pair)]


def _index_of(key: str, gap: _Gap, roles: RoleProfiles) -> Number:
    profiles = {role.key: profile for role, profile in roles}
    return index_number(_of(profiles.get(key), gap.section.id), _said_why(key, gap, roles))


def _said_why(key: str, gap: _Gap, roles: RoleProfiles) -> str:
    why = _why(key, gap.section.id, roles)
    return f"{HIDDEN}: {WHY_HIDDEN}" if why == HIDDEN else why


def _in_words(gap: _Gap, pair: tuple[str, str], names: Names) -> str:
    if gap.wide is None:
        return NOT_COMPARABLE
    if not rounded(gap.wide, 2):
        return "no gap"
    higher = pair[0] if gap.wide > 0 else pair[1]
    return f"{inside(name_of(higher, names))} {formatting.figure(abs(gap.wide), 2)} higher"
