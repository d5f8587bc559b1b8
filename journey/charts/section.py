"""One section from inside: each statement's level, what holds the section back, and what lacks evidence."""

from __future__ import annotations

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.marks import CELL, cells, edges, hatch, notes, scale_head, shares
from journey.charts.kit.surface import LINE, Along, Surface, picture
from journey.charts.kit.theme import ThemeName
from journey.model import HIGH_LEVELS, Section, SectionScore, StatementScore
from journey.rules.findings import is_unsupported
from journey.wording.takeaways import section as words
from journey.wording.takeaways.section import ScoredStatements


def section_chart(section: Section, score: SectionScore, theme: ThemeName) -> Drawn:
    """The statements that were asked, in the order of the questionnaire, each with its median level.

    For several responses the counts at each level stand beneath the level.
    """
    view = words.scored_statements(section, score)

    def draw(surface: Surface) -> None:
        _draw(surface, view)

    return Drawn(
        picture(theme, draw) if view.statements else None,
        words.takeaway(view),
        words.table(view),
        words.description(view),
    )


def _draw(surface: Surface, view: ScoredStatements) -> None:
    y = scale_head(surface)
    for statement, score in view.statements:
        y = _level(surface, y, statement.text, score)
        if holds_back := words.holds_back(view, score):
            y = _marked(surface, y, holds_back)
        y = notes(surface, y, words.notes(view, score)) + 20
    if view.are_several:
        notes(surface, y, [words.HOW_TO_READ])


def _level(surface: Surface, y: float, text: str, score: StatementScore) -> float:
    """A statement, cells filled to its median, and beneath them how many chose each level. Returns the bottom."""
    layout, palette = surface.layout, surface.palette
    y = surface.wrapped(y, text, colour=palette.ink, size=layout.title_size) + 4
    if score.median is None:
        return y
    cells(surface, y, score.median)
    start, _ = edges(layout, score.median)
    surface.text(start.plus(8), y + CELL / 2, str(score.median), colour=palette.ink, size=14, bold=True)
    if is_unsupported(score):
        for level in range(HIGH_LEVELS[0], score.median + 1):
            hatch(surface, y, level, keep_clear=24 if level == score.median else 4)
    y += CELL + 4
    return shares(surface, y, score.counts.levels, as_share=False) + 4 if score.counts.n > 1 else y


def _marked(surface: Surface, y: float, text: str) -> float:
    """What holds the section back: its words beside a shape. Returns the bottom."""
    palette, middle = surface.palette, y + LINE / 2
    surface.shape(Along(0, 6), middle, "triangle-left", 12, fill=palette.warning, stroke=palette.warning)
    surface.text(Along(0, 18), middle, text, colour=palette.warning, bold=True)
    return y + LINE
