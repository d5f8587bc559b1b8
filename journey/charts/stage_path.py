"""The way through the stages over time: what could be relied on in each round, what was ready, where it was weakest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.grid import GRID, Cell, GridRow, PlacedCell, centre, column, fit_heads, grid
from journey.charts.kit.labels import width
from journey.charts.kit.marks import Sign, legend, sign
from journey.charts.kit.surface import Along, Surface, picture
from journey.charts.kit.table import Number, TableRow, index_number, level_named
from journey.charts.kit.theme import Palette, ThemeName
from journey.charts.services import level_cell, level_legend, missing_cell, quiet_cell, whole_row
from journey.model import Extreme, Figure, Questionnaire, Round, Section
from journey.rules.findings import rank_sections
from journey.wording import formatting, ranking
from journey.wording.compared_figures import by_place, why
from journey.wording.formatting import count
from journey.wording.scores import NOT_ENOUGH, named, sentence

TICK = "M-1,0.1L-0.3,0.8L1,-0.8"
"""An SVG path; the font has no glyph for it."""

Figures = Mapping[tuple[str, str], Figure]
"""Figures by round and section id."""
Ready = Mapping[tuple[str, str], bool | None]
"""By round and section id whether a stage was ready to move on; None where nobody can tell."""


def stage_path_chart(
    questionnaire: Questionnaire,
    rounds: Sequence[Round],
    figures: Sequence[Figure],
    ready: Ready,
    theme: ThemeName,
) -> Drawn:
    """A row a stage, a column a round: the secure level, a tick where it was ready, a line along the weakest stage.

    ``rounds`` are in the order of time; ``figures`` are of one unit.
    """
    of = {(round_id, section_id): figure for (round_id, _, section_id), figure in by_place(figures).items()}
    asked = {figure.section_id for figure in figures}
    stages = [section for section in questionnaire.sections if section.id in asked]
    # Readiness rests on the index: where that is kept back, saying it would tell something of it.
    ready = {place: is_ready for place, is_ready in ready.items() if place in of and of[place].index is not None}
    weakest = [_weakest(stages, round_, of) for round_ in rounds]
    takeaway = _takeaway(stages, rounds, of, ready, weakest)

    def draw(surface: Surface) -> None:
        _draw(surface, stages, rounds, of, ready, weakest)

    what = f"{count(len(stages), 'stage', 'stages')} over {count(len(rounds), 'round', 'rounds')}"
    alt = f"A table of the secure levels of {what} on the level scale from 1 to 4. {takeaway}"
    says = any(figure.index is not None for figure in figures)
    table = _table(stages, rounds, of, ready, weakest)
    return Drawn(picture(theme, draw, GRID) if says else None, takeaway, table, alt)


def _weakest(stages: Sequence[Section], round_: Round, of: Figures) -> Section | None:
    """The one stage that is weakest in a round."""
    weakest = _lower_end(stages, round_, of)
    if weakest is None or weakest.is_tie:
        return None
    return next(stage for stage in stages if stage.id == weakest.section_ids[0])


def _lower_end(stages: Sequence[Section], round_: Round, of: Figures) -> Extreme | None:
    """What is weakest in a round, by the rule that holds everywhere."""
    figures = [figure for stage in stages if (figure := of.get((round_.id, stage.id)))]
    return rank_sections(figures, max((figure.responses for figure in figures), default=0)).weakest


def _draw(
    surface: Surface,
    stages: Sequence[Section],
    rounds: Sequence[Round],
    of: Figures,
    ready: Ready,
    weakest: Sequence[Section | None],
) -> None:
    palette, most = surface.palette, 16 if surface.layout.is_wide else 12
    y = level_legend(surface, 0)
    y = legend(surface, y, [(_tick(palette.ink), "ready to move on"), (_dot(palette), "weakest stage")]) + 8
    heads, y = fit_heads(surface, y, [round_.name for round_ in rounds], most)
    rows = []
    for stage in stages:
        line = [of.get((round_.id, stage.id)) for round_ in rounds]
        cells = [_cell(palette, of.get((r.id, stage.id)), ready.get((r.id, stage.id))) for r in rounds]
        rows.append(GridRow(stage.title, cells, whole_row(line)))

    def over(block: slice, placed: PlacedCell) -> None:
        _path(surface, stages, weakest[block], placed)

    y = grid(surface, y, heads, rows, most, over)
    notes = "Number and colour: the secure level, the one that can be relied on."
    if any(figure.index is not None and figure.secure_level is None for figure in of.values()):
        notes += " Dash: no secure level."
    surface.wrapped(y, notes, colour=palette.muted)


def _tick(colour: str) -> Sign:
    return Sign(TICK, 8, "transparent", colour)


def _dot(palette: Palette) -> Sign:
    return Sign("circle", 11, palette.ink, palette.page)


def _cell(palette: Palette, figure: Figure | None, is_ready: bool | None) -> Cell:
    if figure is None or figure.index is None:
        return replace(missing_cell(palette, figure), keeps_room=True)
    if figure.secure_level is None:
        cell = quiet_cell(palette, "–")
    else:
        cell = level_cell(palette, figure.secure_level, str(figure.secure_level))
    return replace(cell, keeps_room=True, tick=_tick(cell.ink) if is_ready else None)


def _path(surface: Surface, stages: Sequence[Section], weakest: Sequence[Section | None], placed: PlacedCell) -> None:
    """The line along the weakest stages: within the lower halves of cells and, from row to row, between columns."""
    layout, many = surface.layout, len(weakest)
    rows = [None if stage is None else stages.index(stage) for stage in weakest]
    for number, (row, following) in enumerate(pairwise(rows)):
        if row is None or following is None:
            continue
        between, _ = column(layout, number + 1, many)
        _stroke(surface, centre(layout, number, many), between, _low(placed, row), _low(placed, row))
        for top, bottom in _down(surface, stages, placed, sorted((row, following)), between):
            _stroke(surface, between, between, top, bottom)
        after = centre(layout, number + 1, many)
        _stroke(surface, between, after, _low(placed, following), _low(placed, following))
    for number, row in enumerate(rows):
        if row is not None:
            sign(surface, centre(layout, number, many), _low(placed, row), _dot(surface.palette))


def _low(placed: PlacedCell, row: int) -> float:
    return placed.tops[row] + placed.heights[row] * 0.76


def _down(
    surface: Surface, stages: Sequence[Section], placed: PlacedCell, rows: Sequence[int], at: Along
) -> list[tuple[float, float]]:
    """The strokes from one row to another, which leave out the names of stages that stand in their way."""
    first, last = rows
    cuts = [_low(placed, first)]
    for row in range(first + 1, last + 1):
        name = width(stages[row].title, surface.layout.text_size)
        if not surface.layout.is_wide and surface.layout.room(Along(0), at) < name + 8:
            cuts += [placed.tops[row - 1] + placed.heights[row - 1], placed.tops[row]]
    cuts.append(_low(placed, last))
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def _stroke(surface: Surface, start: Along, end: Along, y: float, y2: float) -> None:
    """A line with an edge in the colour of the page, so that it stands out from every level's colour."""
    surface.line(start, end, y, y2, stroke=surface.palette.page, thick=6)
    surface.line(start, end, y, y2, stroke=surface.palette.ink, thick=2)


def _takeaway(
    stages: Sequence[Section], rounds: Sequence[Round], of: Figures, ready: Ready, weakest: Sequence[Section | None]
) -> str:
    if not any(figure.index is not None for figure in of.values()):
        return "No round shows a score for a stage."
    return " ".join(
        part for part in (_now(weakest, _lower_end(stages, rounds[-1], of)), _became(stages, rounds, ready)) if part
    )


def _now(weakest: Sequence[Section | None], last: Extreme | None) -> str:
    stage = weakest[-1]
    if stage is None or last is None:
        return "No one stage is clearly the weakest now."
    running = 0
    for earlier in reversed(weakest):
        if earlier != stage:
            break
        running += 1
    if running == 1:
        return sentence(f"{stage.title} {ranking.certainty(last)} weakest now")
    rounds = formatting.number(running)
    return sentence(f"{stage.title} {ranking.certainty(last)} weakest now, for {rounds} rounds running")


def _became(stages: Sequence[Section], rounds: Sequence[Round], ready: Ready) -> str:
    """What became ready, what ceased to be, and failing both what is ready, as far as the last round tells."""
    lines = [(stage.title, [ready.get((round_.id, stage.id)) for round_ in rounds]) for stage in stages]
    lines = [
        (name, [state for state in states if state is not None]) for name, states in lines if states[-1] is not None
    ]
    became = [name for name, states in lines if states[-1] and not states[0]]
    ceased = [name for name, states in lines if states[0] and not states[-1]]
    parts = []
    if became:
        parts.append(f"{named(became)} became ready to move on")
    if ceased:
        parts.append(f"{named(ceased)} {'is' if len(ceased) == 1 else 'are'} no longer ready")
    if not parts and lines:
        now = [name for name, states in lines if states[-1]]
        parts.append(f"{named(now) if now else 'no stage'} {'are' if len(now) > 1 else 'is'} ready to move on")
    return sentence("; ".join(parts)) if parts else ""


def _table(
    stages: Sequence[Section], rounds: Sequence[Round], of: Figures, ready: Ready, weakest: Sequence[Section | None]
) -> list[TableRow]:
    table: list[TableRow] = []
    for stage in stages:
        for round_, lowest in zip(rounds, weakest, strict=True):
            figure = of.get((round_.id, stage.id))
            table.append(
                {
                    "Stage": stage.title,
                    "Round": round_.name,
                    "Secure level": _secure(figure),
                    "Index": index_number(figure.index if figure else None, why(figure)),
                    "Ready to move on": {True: "yes", False: "no", None: "not known"}[ready.get((round_.id, stage.id))],
                    "Weakest": "yes" if lowest == stage else "no" if lowest else "none is clearly",
                }
            )
    return table


def _secure(figure: Figure | None) -> Number:
    if figure is None or figure.index is None:
        return Number(None, why(figure))
    return level_named(figure.secure_level, NOT_ENOUGH)
