"""The way through the stages over time: what could be relied on in each round, what was ready, where it was weakest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.grid import BROAD_GRID, GRID, Cell, GridRow, PlacedCell, centre, column, fit_heads, grid
from journey.charts.kit.labels import width
from journey.charts.kit.level_cells import DASH, level_cell, level_legend, missing_cell, quiet_cell
from journey.charts.kit.marks import Sign, legend, notes, sign
from journey.charts.kit.surface import Along, Surface, picture
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import Figure, Questionnaire, ReadinessOverTime, Round, Section
from journey.wording.compared_figures import common_reason
from journey.wording.takeaways import stage_path as words
from journey.wording.takeaways.stage_path import StagePath

TICK = "M-1,0.1L-0.3,0.8L1,-0.8"
"""An SVG path; the font has no glyph for it."""
_DOT = 22


def stage_path_chart(
    questionnaire: Questionnaire,
    rounds: Sequence[Round],
    figures: Sequence[Figure],
    readiness: ReadinessOverTime,
    theme: ThemeName,
) -> Drawn:
    """A row a stage, a column a round: the secure level, a tick where it was ready, a line along the weakest stage.

    ``rounds`` are in the order of time; ``figures`` are of one unit.
    """
    path = words.stage_path(questionnaire, rounds, figures, readiness)

    def draw(surface: Surface) -> None:
        _draw(surface, path)

    return Drawn(
        picture(theme, draw, GRID, BROAD_GRID) if path.has_score else None,
        words.takeaway(path),
        words.table(path),
        words.description(path),
    )


def _draw(surface: Surface, path: StagePath) -> None:
    palette, most = surface.palette, 16 if surface.layout.is_wide else 6
    y = level_legend(surface, 0)
    signs = _signs(palette, path)
    y = (legend(surface, y, signs) if signs else y) + 8
    heads, y = fit_heads(surface, y, [round_.name for round_ in path.rounds], most)
    rows = [_row(palette, path, stage) for stage in path.stages]

    def over(block: slice, placed: PlacedCell) -> None:
        _line(surface, path.stages, path.weakest[block], placed)

    y = grid(surface, y, heads, rows, most, over)
    notes(surface, y, [words.how_to_read(path)])


def _signs(palette: Palette, path: StagePath) -> list[tuple[Sign | str, str]]:
    """What the signs stand for that the picture has."""
    is_ready = any(path.is_ready(stage, round_) for stage in path.stages for round_ in path.rounds)
    signs: list[tuple[Sign | str, str]] = [(_tick(palette.ink), words.READY)] if is_ready else []
    return [*signs, (Sign("circle", 13, palette.ink, palette.ink), words.WEAKEST)] if any(path.weakest) else signs


def _row(palette: Palette, path: StagePath, stage: Section) -> GridRow:
    line = [path.figure(stage, round_) for round_ in path.rounds]
    cells = [
        _cell(palette, path.figure(stage, round_), path.is_ready(stage, round_), is_weakest=weakest == stage)
        for round_, weakest in zip(path.rounds, path.weakest, strict=True)
    ]
    return GridRow(stage.title, cells, common_reason(line))


def _tick(colour: str) -> Sign:
    return Sign(TICK, 8, "transparent", colour)


def _cell(palette: Palette, figure: Figure | None, is_ready: bool | None, *, is_weakest: bool) -> Cell:
    """The level; where a dot of the line is behind it, in the colour that can be read on the dot."""
    if figure is None or figure.index is None:
        return missing_cell(palette, figure)
    if figure.secure_level is None:
        cell = quiet_cell(palette, DASH)
    else:
        cell = level_cell(palette, figure.secure_level, str(figure.secure_level))
    ticked = replace(cell, tick=_tick(cell.ink) if is_ready else None)
    return replace(ticked, ink=palette.page) if is_weakest else ticked


def _line(surface: Surface, stages: Sequence[Section], weakest: Sequence[Section | None], placed: PlacedCell) -> None:
    """The line along the weakest stages, through the middles of their cells and, from row to row, between columns."""
    layout, many = placed.layout, len(weakest)
    rows = [None if stage is None else stages.index(stage) for stage in weakest]
    for number, (row, following) in enumerate(pairwise(rows)):
        if row is None or following is None:
            continue
        between = column(layout, number, many)[1].plus(1.5)
        _stroke(surface, centre(layout, number, many), between, _middle(placed, row), _middle(placed, row))
        for top, bottom in _down(surface, stages, placed, sorted((row, following)), between):
            _stroke(surface, between, between, top, bottom)
        after = centre(layout, number + 1, many)
        _stroke(surface, between, after, _middle(placed, following), _middle(placed, following))
    dot = Sign("circle", _DOT, surface.palette.ink, surface.palette.page)
    for number, row in enumerate(rows):
        if row is not None:
            sign(surface, centre(layout, number, many), _middle(placed, row), dot)


def _middle(placed: PlacedCell, row: int) -> float:
    return placed.tops[row] + placed.heights[row] / 2


def _down(
    surface: Surface, stages: Sequence[Section], placed: PlacedCell, rows: Sequence[int], at: Along
) -> list[tuple[float, float]]:
    """The strokes from one row to another, which leave out the names of stages that stand in their way."""
    first, last = rows
    cuts = [_middle(placed, first)]
    for row in range(first + 1, last + 1):
        name = width(stages[row].title, surface.layout.text_size)
        if not surface.layout.is_wide and surface.layout.room(Along(0), at) < name + 8:
            cuts += [placed.tops[row - 1] + placed.heights[row - 1], placed.tops[row]]
    cuts.append(_middle(placed, last))
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def _stroke(surface: Surface, start: Along, end: Along, y: float, y2: float) -> None:
    """A line with an edge in the colour of the page, so that it stands out from every level's colour."""
    surface.line(start, end, y, y2, stroke=surface.palette.page, thick=6)
    surface.line(start, end, y, y2, stroke=surface.palette.ink, thick=2)
