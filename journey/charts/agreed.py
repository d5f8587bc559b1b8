"""The individual view beside the agreed one: what people said on their own, and what a workshop settled on."""

from __future__ import annotations

from collections.abc import Sequence

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.dumbbell import BROAD_DUMBBELL, DUMBBELL, Row, dumbbells
from journey.charts.kit.marks import Sign, legend
from journey.charts.kit.scale import scale_head
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import Profile, Questionnaire
from journey.wording.compared_figures import is_gap
from journey.wording.takeaways import agreed as words
from journey.wording.takeaways.agreed import SectionViews


def agreed_chart(questionnaire: Questionnaire, individual: Profile | None, agreed: Profile, theme: ThemeName) -> Drawn:
    """Individual index (circle) and agreed index (diamond) of every section, and the gap between them.

    ``individual`` is None where there is none, or none that may be shown.
    """
    views = words.both_views(questionnaire, individual, agreed)

    def draw(surface: Surface) -> None:
        _draw(surface, words.with_agreed(views))

    has_marks = any(view.agreed.index is not None for view in views)
    return Drawn(
        picture(theme, draw, DUMBBELL, BROAD_DUMBBELL) if has_marks else None,
        words.takeaway(views, is_alone=individual is None),
        words.table(views),
        words.description(views),
        behind=words.without_agreed(views),
    )


def _draw(surface: Surface, views: Sequence[SectionViews]) -> None:
    palette = surface.palette
    y = legend(surface, 0, [(_circle(palette), "individual view"), (_diamond(palette), "agreed view")]) + 8
    y = dumbbells(surface, scale_head(surface, y), [_row(view, palette) for view in views])
    surface.wrapped(y, words.HOW_TO_READ, colour=palette.muted)


def _circle(palette: Palette) -> Sign:
    return Sign("circle", 13, palette.primary, palette.primary)


def _diamond(palette: Palette) -> Sign:
    return Sign("diamond", 15, palette.second, palette.second)


def _row(view: SectionViews, palette: Palette) -> Row:
    first, second = view.individual_index, view.agreed.index
    looks = ((first, _circle(palette)), (second, _diamond(palette)))
    return Row(
        title=view.section.title,
        marks=[(index, look) for index, look in looks if index is not None],
        finding=words.gap_or_why(view),
        detail=words.indexes(view),
        colour=palette.ink if view.gap is not None and is_gap(view.gap) else palette.muted,
        joined=None if first is None or second is None else (first, second),
    )
