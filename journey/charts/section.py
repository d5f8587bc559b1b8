"""One section from inside: each statement's level, what holds the section back, and what lacks evidence."""

from __future__ import annotations

from dataclasses import replace

from journey.charts.kit.answers import columns, most_of
from journey.charts.kit.drawn import Drawn
from journey.charts.kit.labels import wrap
from journey.charts.kit.marks import notes
from journey.charts.kit.scale import at_value, scale_head
from journey.charts.kit.section_bars import CELL, cells, hatch
from journey.charts.kit.surface import BROAD, LINE, Along, Surface, picture
from journey.charts.kit.theme import ThemeName
from journey.model import HIGH_LEVELS, Section, SectionScore, Statement, StatementScore
from journey.wording.takeaways import section as words
from journey.wording.takeaways.section import ScoredStatements

_MEDIAN = 20
_BESIDE = replace(BROAD, bar_start=Along(0.47))
"""The broad layout: statements at the left of their bars."""


def section_chart(section: Section, score: SectionScore, theme: ThemeName, *, lowest_first: bool = True) -> Drawn:
    """The statements that were asked, each with its median level: the lowest first, or as the questionnaire has them.

    For several responses the counts at each level stand beneath the level.
    """
    view = words.scored_statements(section, score, lowest_first=lowest_first)

    def draw(surface: Surface) -> None:
        _draw(surface, view)

    return Drawn(
        picture(theme, draw, broad=_BESIDE) if view.statements else None,
        words.takeaway(view),
        words.table(view),
        words.description(view),
    )


def _draw(surface: Surface, view: ScoredStatements) -> None:
    has_levels = any(score.median is not None for _, score in view.statements)
    y = scale_head(surface) if has_levels else 0
    most = most_of([score.counts.levels for _, score in view.statements], as_share=False)
    for statement, score in view.statements:
        if surface.layout.is_broad:
            beside = _bar(surface, y, score, most, is_bare=words.lacks_evidence(view, score))
            y = max(beside, _text(surface, y, view, statement, score)) + 12
        else:
            y = _text(surface, y, view, statement, score, most) + 20
    if has_levels:
        notes(surface, y, [words.HOW_TO_READ if view.are_several else words.HOW_TO_READ_ONE])


def _text(
    surface: Surface, y: float, view: ScoredStatements, statement: Statement, score: StatementScore, most: float = 0
) -> float:
    """A statement and what is said of it. Between them stands its bar, unless that is beside. Returns the bottom."""
    layout = surface.layout
    room = layout.room(Along(0), layout.bar_start) if layout.is_broad else layout.least
    y = surface.lines(
        Along(0), y, wrap(statement.text, room, layout.title_size), colour=surface.palette.ink, size=layout.title_size
    )
    if not layout.is_broad:
        y = _bar(surface, y + 4, score, most, is_bare=words.lacks_evidence(view, score))
    if holds_back := words.holds_back(view, score):
        y = _marked(surface, y, holds_back)
    return notes(surface, y, words.notes(view, score))


def _bar(surface: Surface, y: float, score: StatementScore, most: float, *, is_bare: bool) -> float:
    """Cells filled to a statement's median, which stands at its place, and how many chose each level.

    ``is_bare``: its high level carries no evidence. Returns the bottom.
    """
    layout, palette = surface.layout, surface.palette
    if score.median is None:
        return y
    cells(surface, y, score.median)
    if is_bare:
        for level in range(HIGH_LEVELS[0], score.median + 1):
            hatch(surface, y, level)
    at = at_value(layout, score.median)
    surface.shape(at, y + CELL / 2, "circle", _MEDIAN, fill=palette.page, stroke=palette.mark, thick=2)
    surface.text(at, y + CELL / 2, str(score.median), colour=palette.ink, size=14, bold=True, align="center")
    y += CELL + 6
    if score.counts.n < 2:
        return y

    def place(level: int) -> Along:
        return at_value(layout, level)

    return columns(surface, y, score.counts.levels, most, place, as_share=False) + 4


def _marked(surface: Surface, y: float, text: str) -> float:
    """What holds the section back: its words beside a shape. Returns the bottom."""
    palette, middle = surface.palette, y + LINE / 2
    surface.shape(Along(0, 6), middle, "triangle-left", 12, fill=palette.warning, stroke=palette.warning)
    surface.text(Along(0, 18), middle, text, colour=palette.warning, bold=True)
    return y + LINE
