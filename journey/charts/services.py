"""Units side by side in one round: the index of every section, coloured by its band, and all of them rolled up."""

from __future__ import annotations

from collections.abc import Sequence

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.grid import GRID, Cell, GridRow, grid, numbered
from journey.charts.kit.level_cells import DASH, level_cell, level_legend, missing_cell, quiet_cell
from journey.charts.kit.marks import notes
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import Figure, Questionnaire, RollUp, Unit
from journey.wording.compared_figures import common_reason
from journey.wording.formatting import index_figure
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
        picture(theme, draw, GRID) if view.has_score else None,
        words.takeaway(view),
        words.table(view),
        words.description(view, round_name),
        words.file_table(view),
    )


def _draw(surface: Surface, view: UnitFigures) -> None:
    palette, most = surface.palette, 16 if surface.layout.is_wide else 8
    rows = []
    for unit in view.units:
        line = view.line(unit)
        rows.append(GridRow(unit.name, [_cell(palette, figure) for figure in line], common_reason(line)))
    for weighing, by_section in view.by_weighing.items():
        cells = [_rolled(palette, by_section.get(section.id)) for section in view.sections]
        rows.append(GridRow(words.rollup_name(view, weighing), cells, is_apart=True))
    y = level_legend(surface, 0) + 8
    heads, y = numbered(surface, y, [section.title for section in view.sections], most)
    y = grid(surface, y, heads, rows, most)
    notes(surface, y, words.how_to_read(view))


def _cell(palette: Palette, figure: Figure | None) -> Cell:
    if figure is None or figure.index is None or figure.band is None:
        return missing_cell(palette, figure)
    if figure.is_hollow:
        return Cell(index_figure(figure.index), palette.page, palette.mark, palette.ink, bold=True)
    return level_cell(palette, figure.band, index_figure(figure.index))


def _rolled(palette: Palette, rollup: RollUp | None) -> Cell:
    if rollup is None or rollup.index is None or rollup.band is None:
        return quiet_cell(palette, DASH)
    return level_cell(palette, rollup.band, index_figure(rollup.index))
