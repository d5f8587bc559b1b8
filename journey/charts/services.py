"""Units side by side in one round: the index of every section, coloured by its band, and all of them rolled up."""

from __future__ import annotations

from collections.abc import Sequence

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.grid import BROAD_GRID, GRID, Cell, GridRow, fit_heads, grid
from journey.charts.kit.level_cells import DASH, index_cell, index_legend, missing_cell, quiet_cell
from journey.charts.kit.marks import notes
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import Figure, Questionnaire, RollUp, Unit
from journey.wording.takeaways import services as words
from journey.wording.takeaways.services import UnitFigures


def services_chart(
    questionnaire: Questionnaire,
    units: Sequence[Unit],
    figures: Sequence[Figure],
    rollups: Sequence[RollUp],
    round_name: str,
    theme: ThemeName,
) -> Drawn:
    """A row a unit in the order given, a column a section, the value in every cell; roll-ups beneath, set apart."""
    view = words.side_by_side(questionnaire, units, figures, rollups)

    def draw(surface: Surface) -> None:
        _draw(surface, view)

    return Drawn(
        picture(theme, draw, GRID, BROAD_GRID) if view.has_score else None,
        words.takeaway(view),
        words.table(view),
        words.description(view, round_name),
        words.file_table(view),
    )


def _draw(surface: Surface, view: UnitFigures) -> None:
    palette, most = surface.palette, 20 if surface.layout.is_wide else 8
    rows = [
        GridRow(unit.name, [_cell(palette, figure) for figure in view.line(unit)]) for unit in words.with_a_row(view)
    ]
    for weighing, by_section in view.by_weighing.items():
        cells = [_rolled(palette, by_section.get(section.id)) for section in view.sections]
        rows.append(GridRow(words.rollup_name(view, weighing), cells, is_apart=True))
    y = index_legend(surface, 0, has_hollow=words.has_hollow(view)) + 8
    heads, y = fit_heads(surface, y, [section.title for section in view.sections], most)
    y = grid(surface, y, heads, rows, most)
    notes(surface, y, words.how_to_read(view))


def _cell(palette: Palette, figure: Figure | None) -> Cell:
    if figure is None or figure.index is None or figure.band is None:
        return missing_cell(palette, figure)
    return index_cell(palette, figure.index, figure.band, is_hollow=figure.is_hollow)


def _rolled(palette: Palette, rollup: RollUp | None) -> Cell:
    if rollup is None or rollup.index is None or rollup.band is None:
        return quiet_cell(palette, DASH)
    return index_cell(palette, rollup.index, rollup.band)
