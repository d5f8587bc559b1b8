"""The individual view beside the agreed one: what people said on their own, and what a workshop settled on."""

from __future__ import annotations

from collections.abc import Sequence

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.dumbbell import DUMBBELL, Row, dumbbells
from journey.charts.kit.marks import Sign, legend, scale_head
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.table import TableRow, difference, index_number
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import Profile, Questionnaire, Section, SectionScore
from journey.wording import formatting
from journey.wording.compared_figures import furthest, is_gap, not_both
from journey.wording.formatting import count, index_figure
from journey.wording.scores import ScoredSections, no_score, rows, sentence

NOTHING_AGREED = "no score agreed"
NO_INDIVIDUAL = "The individual view is hidden or missing, so the agreed view stands alone."

Views = Sequence[tuple[Section, SectionScore | None, SectionScore]]
"""The sections of the agreed view, each with its individual score, if there is one, and its agreed score."""


def agreed_chart(questionnaire: Questionnaire, individual: Profile | None, agreed: Profile, theme: ThemeName) -> Drawn:
    """Individual index (circle) and agreed index (diamond) of every section, and the gap between them.

    ``individual`` is None where there is none, or none that may be shown.
    """
    views = _views(questionnaire, individual, agreed)
    takeaway = _takeaway(views, individual)

    def draw(surface: Surface) -> None:
        palette = surface.palette
        y = legend(surface, 0, [(_circle(palette), "individual view"), (_diamond(palette), "agreed view")]) + 8
        y = dumbbells(surface, scale_head(surface, y), [_row(*view, palette) for view in views])
        surface.wrapped(y, "Gap: the agreed index less the individual one, in levels.", colour=palette.muted)

    sections = count(len(views), "section", "sections")
    alt = f"A picture of the individual and the agreed view of {sections} on the level scale from 1 to 4. {takeaway}"
    says = any(score.index is not None for _, _, score in views)
    return Drawn(picture(theme, draw, DUMBBELL) if says else None, takeaway, _table(views), alt)


def _views(questionnaire: Questionnaire, individual: Profile | None, agreed: Profile) -> Views:
    own = {score.section_id: score for score in individual.sections} if individual else {}
    asked: ScoredSections = rows(questionnaire, agreed)
    return [(section, own.get(section.id), score) for section, score in asked]


def _circle(palette: Palette) -> Sign:
    return Sign("circle", 13, palette.primary, palette.primary)


def _diamond(palette: Palette) -> Sign:
    return Sign("diamond", 15, palette.second, palette.second)


def _gap(own: SectionScore | None, agreed: SectionScore) -> float | None:
    if own is None or own.index is None or agreed.index is None:
        return None
    return agreed.index - own.index


def _row(section: Section, own: SectionScore | None, agreed: SectionScore, palette: Palette) -> Row:
    looks = ((own.index if own else None, _circle(palette)), (agreed.index, _diamond(palette)))
    marks = [(index, look) for index, look in looks if index is not None]
    gap = _gap(own, agreed)
    if gap is None or own is None or own.index is None or agreed.index is None:
        missing = NOTHING_AGREED if agreed.index is None else f"individual: {_why(own)}"
        known = [index_figure(index, 2) for index, _ in marks]
        return Row(section.title, marks, missing, " and ".join(known), palette.muted)
    return Row(
        title=section.title,
        marks=marks,
        said=f"gap {formatting.signed(gap, 1)}",
        more=f"{index_figure(own.index, 2)} to {index_figure(agreed.index, 2)}",
        colour=palette.ink if is_gap(gap) else palette.muted,
        joined=(own.index, agreed.index),
    )


def _why(own: SectionScore | None) -> str:
    """Why there is no individual index."""
    return "hidden or missing" if own is None else no_score(own)


def _takeaway(views: Views, individual: Profile | None) -> str:
    if not any(agreed.index is not None for _, _, agreed in views):
        return "No section has an agreed score yet."
    gaps = [(section, gap) for section, own, agreed in views if (gap := _gap(own, agreed)) is not None]
    if not gaps:
        return NO_INDIVIDUAL if individual is None else "No section shows both views, so there is nothing to compare."
    rest = not_both(len(views) - len(gaps))
    if not any(is_gap(gap) for _, gap in gaps):
        return f"The agreed view is nowhere half a level from the individual one.{rest}"
    where, widest, is_higher = furthest([(section.title, gap) for section, gap in gaps])
    by = f"by {widest}" if is_higher is None else f"{widest} {'higher' if is_higher else 'lower'}"
    return sentence(f"the agreed view is furthest from the individual one in {where}, {by}") + rest


def _table(views: Views) -> list[TableRow]:
    table: list[TableRow] = []
    for section, own, agreed in views:
        gap = _gap(own, agreed)
        table.append(
            {
                "Section": section.title,
                "Individual index": index_number(own.index if own else None, _why(own)),
                "Agreed index": index_number(agreed.index, NOTHING_AGREED),
                "Gap": difference(gap, "not comparable"),
            }
        )
    return table
