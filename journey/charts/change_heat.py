"""Units side by side between two rounds: what rose and what fell, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.charts.change import NOT_COMPARED, NOT_KNOWN, arrow_of
from journey.charts.kit.drawn import Drawn
from journey.charts.kit.grid import GRID, Cell, GridRow, grid, numbered
from journey.charts.kit.marks import legend
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.table import TableRow, difference, whole
from journey.charts.kit.theme import Palette, ThemeName
from journey.charts.services import NOTHING, quiet_cell
from journey.model import Change, Questionnaire, Section, Unit, Verdict
from journey.wording import formatting, limits
from journey.wording.compared_figures import called
from journey.wording.formatting import capital, count, listed
from journey.wording.scores import named, sentence

ChangesByCell = Mapping[tuple[str, str], Change]
"""Changes by unit and section id."""


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
    of = {(unit_id, change.section_id): change for unit_id, those in changes.items() for change in those}
    compared = {section_id for _, section_id in of}
    sections = [section for section in questionnaire.sections if section.id in compared]
    takeaway = _takeaway(units, sections, of)

    def draw(surface: Surface) -> None:
        _draw(surface, units, sections, of, names)

    one, many = called(units)
    what = f"{count(len(units), one, many)} in {count(len(sections), 'section', 'sections')}"
    alt = f"A table of differences between {names[0]} and {names[1]}: {what}. {takeaway}"
    says = any(change.difference is not None for change in of.values())
    return Drawn(
        picture(theme, draw, GRID) if says else None,
        takeaway,
        _table(capital(one), units, sections, of),
        alt,
        file_rows=_table("Unit", units, sections, of),
    )


def _draw(
    surface: Surface, units: Sequence[Unit], sections: Sequence[Section], of: ChangesByCell, names: tuple[str, str]
) -> None:
    palette, most = surface.palette, 10 if surface.layout.is_wide else 8
    up, down = arrow_of(Verdict.HIGHER, palette), arrow_of(Verdict.LOWER, palette)
    y = surface.wrapped(0, f"From {names[0]} to {names[1]}.", colour=palette.muted)
    if up and down:
        y = legend(surface, y, [(up, "clearly higher"), (down, "clearly lower")]) + 8
    heads, y = numbered(surface, y, [section.title for section in sections], most)
    rows = []
    for unit in units:
        line = [of.get((unit.id, section.id)) for section in sections]
        instead = NOT_COMPARED if all(change is None or change.difference is None for change in line) else ""
        rows.append(GridRow(unit.name, [_cell(palette, change) for change in line], instead))
    y = grid(surface, y, heads, rows, most)
    for note in _notes(of, rows):
        y = surface.wrapped(y, note, colour=palette.muted)


def _cell(palette: Palette, change: Change | None) -> Cell:
    if change is None or change.difference is None:
        return quiet_cell(palette, NOTHING)
    text = formatting.signed(change.difference, 1)
    if change.verdict is Verdict.TOO_FEW:
        return Cell(text, palette.page, palette.hairline, palette.muted, beneath="few")
    mark = arrow_of(change.verdict, palette, 9)
    if mark is None:
        return Cell(text, palette.page, palette.hairline, palette.muted)
    tint = palette.filled if change.verdict is Verdict.HIGHER else palette.warning_tint
    return Cell(text, tint, mark.stroke, palette.ink, mark=mark, bold=True)


def _notes(of: ChangesByCell, rows: Sequence[GridRow]) -> list[str]:
    notes = ["Numbers without a triangle: no clear change."]
    if any(change.verdict is Verdict.TOO_FEW for change in of.values()):
        notes.append("Few: fewer than five answered in one of the rounds, so nothing is claimed.")
    if any(cell.text == NOTHING for row in rows if not row.instead for cell in row.cells):
        notes.append("Dash: not compared, because a round shows no score for it.")
    return notes


def _takeaway(units: Sequence[Unit], sections: Sequence[Section], of: ChangesByCell) -> str:
    known = [change for change in of.values() if change.difference is not None]
    one, _ = called(units)
    if not known:
        return f"No {one} can be compared between these two rounds."
    parts = []
    for verdict, word in ((Verdict.HIGHER, "rose"), (Verdict.LOWER, "fell")):
        there = [(unit, section) for unit in units for section in sections if _is(of, unit, section, verdict)]
        if there:
            parts.append(f"{formatting.number(len(there))} {word}{_where(there)}")
    whole = f"of {count(len(known), 'figure compared', 'figures compared')}"
    found = "; ".join(parts) if any("," in part for part in parts) else listed(parts)
    text = f"{whole}, {found or 'none shows a clear change'}"
    return sentence(text) + _left_out(units, sections, of)


def _is(of: ChangesByCell, unit: Unit, section: Section, verdict: Verdict) -> bool:
    change = of.get((unit.id, section.id))
    return change is not None and change.verdict is verdict


def _where(there: Sequence[tuple[Unit, Section]]) -> str:
    """In which sections or, where those are fewer, units."""
    sections = list(dict.fromkeys(section.title for _, section in there))
    names = list(dict.fromkeys(unit.name for unit, _ in there))
    if len(names) == len(sections) == 1:
        return f", {sections[0]} in {names[0]}"
    if len(sections) <= min(len(names), 3):
        return f", {'all ' if len(sections) == 1 else ''}in {named(sections)}"
    return f", {'all ' if len(names) == 1 else ''}in {named(names)}" if len(names) <= 3 else ""


def _left_out(units: Sequence[Unit], sections: Sequence[Section], of: ChangesByCell) -> str:
    _, many = called(units)
    without = [unit.name for unit in units if all(_difference(of, unit, section) is None for section in sections)]
    few = sum(change.verdict is Verdict.TOO_FEW for change in of.values())
    text = ""
    if few:
        text += f" {capital(formatting.number(few))} rest{'s' if few == 1 else ''} on too few answers to tell."
    if without:
        text += f" {capital(named(without, many))} cannot be compared."
    return text


def _difference(of: ChangesByCell, unit: Unit, section: Section) -> float | None:
    change = of.get((unit.id, section.id))
    return change.difference if change else None


def _table(head: str, units: Sequence[Unit], sections: Sequence[Section], of: ChangesByCell) -> list[TableRow]:
    table: list[TableRow] = []
    for unit in units:
        for section in sections:
            change = of.get((unit.id, section.id))
            low, high = change.interval if change and change.interval else (None, None)
            table.append(
                {
                    head: unit.name,
                    "Section": section.title,
                    "Difference": difference(change.difference if change else None, NOT_KNOWN),
                    f"{limits.CONFIDENCE} interval, low": difference(low, NOT_KNOWN),
                    f"{limits.CONFIDENCE} interval, high": difference(high, NOT_KNOWN),
                    "Verdict": NOT_COMPARED if change is None else str(change.verdict),
                    "Responses before": whole(change.n[0] if change and change.statements else None, NOT_KNOWN),
                    "Responses after": whole(change.n[1] if change and change.statements else None, NOT_KNOWN),
                }
            )
    return table
