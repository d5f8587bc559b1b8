"""Roles beside each other: who sees it differently. The gap between two of them is a finding by itself."""

from __future__ import annotations

from collections.abc import Sequence

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.dumbbell import BROAD_DUMBBELL, DUMBBELL, Row, dumbbells
from journey.charts.kit.marks import Sign, legend, notes
from journey.charts.kit.scale import scale_head
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import DEFAULT_ROLES, Profile, Questionnaire, Role
from journey.wording.takeaways import roles as words
from journey.wording.takeaways.roles import RoleMeans, RoleProfiles, RoleViews, SectionOfPair

_OTHERS = ("square", "triangle-up", "cross", "triangle-down", "wedge", "triangle-left", "arrow", "triangle-right")
"""The shapes of the roles that are not of the pair; a picture shows so many, the table all."""

Signs = Sequence[tuple[Role, Profile, Sign]]
"""The roles that are drawn, each with its sign: the pair last, so that they lie on top."""


def roles_chart(
    questionnaire: Questionnaire,
    roles: RoleProfiles,
    theme: ThemeName,
    pair: tuple[str, str] = ("leadership", "front-line"),
    council_roles: Sequence[Role] = DEFAULT_ROLES,
    means: RoleMeans | None = None,
) -> Drawn:
    """Every section as each role sees it, those with a gap between the ``pair`` of role keys first.

    ``roles`` are those in which somebody answered, ``council_roles`` all, by the council's own names for them. The pair
    is drawn with a diamond and a circle, the others with small shapes of their own; the two are joined where there is a
    gap between them, which ``means`` decide: without them none is.
    """
    views = words.role_views(questionnaire, roles, pair, council_roles, means)

    def draw(surface: Surface) -> None:
        _draw(surface, views)

    return Drawn(
        picture(theme, draw, DUMBBELL, BROAD_DUMBBELL) if views.is_comparison else None,
        words.takeaway(views),
        words.table(views),
        words.description(views),
        words.file_table(views),
    )


def _draw(surface: Surface, views: RoleViews) -> None:
    palette = surface.palette
    signs = _signs(views, palette)
    entries = {role.key: (look, role.name) for role, _, look in signs}
    order = dict.fromkeys([*views.pair, *entries])
    y = legend(surface, 0, [entries[key] for key in order if key in entries]) + 8
    y = dumbbells(surface, scale_head(surface, y), [_row(views, gap, signs, palette) for gap in views.gaps])
    notes(surface, y, words.how_to_read(views))


def _signs(views: RoleViews, palette: Palette) -> Signs:
    of_pair = {
        views.pair[0]: Sign("diamond", 15, palette.second, palette.second),
        views.pair[1]: Sign("circle", 13, palette.primary, palette.primary),
    }
    shown = [(role, profile) for role, profile in views.roles if profile is not None]
    others = [(role, profile) for role, profile in shown if role.key not in of_pair]
    small = [Sign(shape, 8, palette.page, palette.muted) for shape in _OTHERS]
    signs = [(role, profile, look) for (role, profile), look in zip(others, small, strict=False)]
    return signs + [(role, profile, of_pair[role.key]) for role, profile in shown if role.key in of_pair]


def _row(views: RoleViews, gap: SectionOfPair, signs: Signs, palette: Palette) -> Row:
    indexes = [(words.index_of(profile, gap.section.id), look) for _, profile, look in signs]
    return Row(
        title=gap.section.title,
        marks=[(index, look) for index, look in indexes if index is not None],
        finding=words.gap_or_why(views, gap),
        detail=words.indexes_or_who(views, gap),
        colour=palette.ink if gap.is_clear else palette.muted,
        joined=(gap.first, gap.second) if gap.is_clear and gap.first is not None and gap.second is not None else None,
    )
