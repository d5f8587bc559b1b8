"""Units side by side between two rounds: what clearly moved, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.charts.change import arrow_of, tint_of
from journey.charts.kit.drawn import Drawn
from journey.charts.kit.grid import BROAD_GRID, GRID, Cell, GridRow, fit_heads, grid
from journey.charts.kit.level_cells import DASH, quiet_cell
from journey.charts.kit.marks import legend, notes
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import Change, Questionnaire, Unit, Verdict
from journey.wording import movement
from journey.wording.takeaways import change_heat as words
from journey.wording.takeaways.change_heat import UnitChanges


def change_heat_chart(
    questionnaire: Questionnaire,
    units: Sequence[Unit],
    changes: Mapping[str, Sequence[Change]],
    names: tuple[str, str],
    theme: ThemeName,
) -> Drawn:
    """A row a unit in the order given, a column a section, the difference in every cell; ``changes`` by unit id.

    ``names`` are those of the earlier and the later round.
    """
    view = words.side_by_side(questionnaire, units, changes, names)

    def draw(surface: Surface) -> None:
        _draw(surface, view)

    return Drawn(
        picture(theme, draw, GRID, BROAD_GRID) if any(map(words.is_compared, view.changes.values())) else None,
        words.takeaway(view),
        words.table(view),
        words.description(view),
        words.file_table(view),
        words.behind(view),
    )


def _draw(surface: Surface, view: UnitChanges) -> None:
    palette, most = surface.palette, 20 if surface.layout.is_broad else 10 if surface.layout.is_wide else 8
    signs = [(verdict, arrow_of(verdict, palette)) for verdict in Verdict if movement.is_claimed(verdict)]
    y = surface.wrapped(0, words.span(view), colour=palette.muted)
    y = legend(surface, y, [(sign, f"clearly {movement.stands(verdict)}") for verdict, sign in signs if sign]) + 8
    heads, y = fit_heads(surface, y, [section.title for section in view.sections], most)
    rows = [
        GridRow(
            unit.name,
            [_cell(palette, view.change(unit, section), view.stands_out(unit, section)) for section in view.sections],
        )
        for unit in words.with_a_row(view)
    ]
    y = grid(surface, y, heads, rows, most)
    notes(surface, y, words.how_to_read(view))


def _cell(palette: Palette, change: Change | None, stands_out: bool) -> Cell:
    """The difference; with an open triangle where it is clear by itself, filled and tinted where it stands out."""
    if change is None or change.difference is None:
        return quiet_cell(palette, DASH)
    text = movement.difference(change, 1)
    if change.verdict in words.BENEATH:
        return Cell(text, palette.page, palette.hairline, palette.muted, beneath=words.BENEATH[change.verdict])
    mark = arrow_of(change.verdict, palette, 9)
    if mark is None:
        return Cell(text, palette.page, palette.hairline, palette.muted)
    if not stands_out:
        return Cell(text, palette.page, mark.stroke, palette.ink, mark=mark._replace(fill=palette.page))
    return Cell(text, tint_of(change.verdict, palette), mark.stroke, palette.ink, mark=mark, bold=True)
