"""Sections on the level scale: cells filled to what can be relied on, the index at its place, and the key to both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journey.charts.kit.labels import wrap
from journey.charts.kit.marks import Sign
from journey.charts.kit.scale import DOT, at_value, cell_edges, ticks
from journey.charts.kit.surface import BROAD, LINE, WIDE, Align, Along, Surface
from journey.model import LEVELS, SectionScore
from journey.rules import scoring
from journey.wording import pictures as words
from journey.wording.formatting import index_figure
from journey.wording.pictures import KeyMark
from journey.wording.scores import no_score

CELL = 24
"""Height of a cell."""
NAMES_BESIDE = replace(WIDE, title_size=15, bar_start=Along(0, 150))
"""The wide layout: the names of sections at the left of their bars. Pictures say where the bars end."""
BROAD_NAMES_BESIDE = replace(BROAD, bar_start=Along(0, 196))
_RING = 14
"""Diameter of the ring of a score that rests on one statement or two; its value stands beside it."""
_LEFT: Align = "left"
_RIGHT: Align = "right"
_FIGURE = 24
"""How wide a value is."""
_ROW = 48
_HATCH_RUN = 9


def section_bar(surface: Surface, y: float, title: str, score: SectionScore) -> tuple[float, float]:
    """A section's name, cells filled to its secure level, and its index.

    Returns the top of the cells and the bottom of all. In the wide layouts the name stands at the left of the bar, in
    the narrow one above it.
    """
    aside = words.beside_name(score)
    if surface.layout.is_wide:
        bottom = max(_name(surface, y, title, aside), y + _ROW - 4)
        top = y + max((bottom - y - CELL) / 2, 4)
        bottom += 4
    else:
        top = surface.title(y, title, aside) + 4
        bottom = top + CELL
    if score.index is None:
        at = surface.layout.bar_start.plus(DOT / 2 if surface.layout.is_wide else 0)
        surface.text(at, top + CELL / 2, no_score(score), colour=surface.palette.muted)
        return top, bottom
    cells(surface, top, score.secure_level or 0)
    ticks(surface, top + CELL + 1)
    _reach(surface, top + CELL / 2, score)
    _index(surface, top + CELL / 2, score)
    return top, bottom


def _name(surface: Surface, y: float, title: str, aside: str) -> float:
    """The name and what is said beside it, beneath each other at the left. Returns the bottom."""
    layout, palette = surface.layout, surface.palette
    room = layout.room(Along(0), layout.bar_start) - 2
    lines = wrap(title, room, layout.title_size)
    beside = wrap(aside, room, layout.text_size) if aside else []
    spare = _ROW - 4 - LINE * (len(lines) + len(beside))
    bottom = surface.lines(
        Along(0), y + max(spare / 2, 0), lines, colour=palette.ink, size=layout.title_size, bold=True
    )
    return surface.lines(Along(0), bottom, beside, colour=palette.muted)


def cells(surface: Surface, y: float, filled: int) -> None:
    """Four cells, the first ``filled`` of them filled."""
    palette = surface.palette
    for level in LEVELS:
        inside = (palette.filled, palette.mark) if level <= filled else (palette.panel, palette.empty)
        surface.rect(*cell_edges(surface.layout, level), y, CELL, fill=inside[0], stroke=inside[1])


def hatch(surface: Surface, y: float, level: int) -> None:
    """Diagonal strokes over a level's cell, inside its outline."""
    start, end = cell_edges(surface.layout, level)
    start, end = start.plus(4), end.plus(-4 - _HATCH_RUN)
    # As many as suit the narrowest and the widest cell of the layout.
    many = 14 if surface.layout.is_wide else 4
    for stroke in range(many + 1):
        foot = start.between(end, stroke / many)
        surface.line(foot, foot.plus(_HATCH_RUN), y + CELL - 4, y + 4, stroke=surface.palette.mark)


def _index(surface: Surface, y: float, score: SectionScore) -> None:
    """The index at its place, looking as sure as it is.

    A dot with its value; hollow where few answers stand behind it; a small broken ring with its value beside it where
    it rests on one statement or two. ``y`` is the middle of the cells.
    """
    if score.index is None:
        return
    palette = surface.palette
    at, figure = at_value(surface.layout, score.index), index_figure(score.index)
    if score.is_indicative:
        surface.shape(at, y, "circle", _RING, fill=palette.page, stroke=palette.primary, thick=2, is_dashed=True)
        is_at_end = score.index > scoring.band_limits(LEVELS[-1])[0]
        side, align = (-1, _RIGHT) if is_at_end else (1, _LEFT)
        _clear(surface, at, y, side)
        surface.text(at.plus(side * _RING), y, figure, colour=palette.ink, size=14, bold=True, align=align)
        return
    inside, value = (palette.page, palette.primary) if score.is_hollow else (palette.primary, palette.page)
    surface.shape(at, y, "circle", DOT, fill=inside, stroke=palette.primary, thick=2.5)
    surface.text(at, y, figure, colour=value, size=14, bold=True, align="center")


def _clear(surface: Surface, at: Along, y: float, side: int) -> None:
    """Takes the borders of cells away from behind a value beside its ring; such cells are empty."""
    near, far = sorted((side * (_RING - 2), side * (_RING + _FIGURE)))
    panel = surface.palette.panel
    surface.rect(
        Along(at.share, at.px + near),
        Along(at.share, at.px + far),
        y - CELL / 2 + 3,
        CELL - 6,
        fill=panel,
        stroke=panel,
    )


def _reach(surface: Surface, y: float, score: SectionScore) -> None:
    """A stroke from the filled cells to an index that lies beyond them."""
    if words.is_beyond(score) and score.secure_level and score.index:
        _, end = cell_edges(surface.layout, score.secure_level)
        surface.line(end, at_value(surface.layout, score.index), y, y, stroke=surface.palette.primary, thick=3)


def section_key(surface: Surface, scores: Sequence[SectionScore]) -> list[tuple[Sign | str, str]]:
    """The entries of the key for what these sections show, and for nothing else."""
    palette = surface.palette
    looks = {
        KeyMark.DOT: Sign("circle", 15, palette.primary, palette.primary),
        KeyMark.HOLLOW: Sign("circle", 15, palette.page, palette.primary),
        KeyMark.BROKEN: Sign("circle", 12, palette.page, palette.primary, is_dashed=True),
        KeyMark.FILLED: Sign("square", 15, palette.filled, palette.mark),
        KeyMark.BEYOND: Sign("stroke", 16, palette.primary, palette.primary),
    }
    return [(looks[mark], text) for mark, text in words.section_key(scores)]
