"""Units side by side in one round: the index of every section, coloured by its band, and all of them rolled up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from journey.charts.kit import over_rounds
from journey.charts.kit.drawn import Drawn
from journey.charts.kit.grid import GRID, Cell, GridRow, grid, numbered
from journey.charts.kit.marks import Sign, legend
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.table import Number, TableRow, index_number, whole
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import LEVEL_NAMES, LEVELS, Figure, Questionnaire, RollUp, Section, Unit, Weighing
from journey.rules.findings import rank_sections
from journey.wording import formatting, limits
from journey.wording.compared_figures import by_place, called, index_or_why, is_hidden, why
from journey.wording.formatting import capital, count, index_figure
from journey.wording.scores import NOT_ENOUGH, all_of, named, sentence
from journey.wording.suppression import HIDDEN

NOTHING = "–"
NOT_ROLLED_UP = "not rolled up"

FiguresByCell = Mapping[tuple[str, str], Figure]
"""Figures by unit and section id."""


def services_chart(
    questionnaire: Questionnaire,
    units: Sequence[Unit],
    figures: Sequence[Figure],
    rollups: Sequence[RollUp],
    round_name: str,
    theme: ThemeName,
) -> Drawn:
    """A row a unit in the order given, a column a section, the value in every cell; roll-ups beneath, set apart."""
    of = {(unit_id, section_id): figure for (_, unit_id, section_id), figure in by_place(figures).items()}
    asked = {figure.section_id for figure in figures}
    sections = [section for section in questionnaire.sections if section.id in asked]
    takeaway = _takeaway(units, sections, of)

    def draw(surface: Surface) -> None:
        _draw(surface, units, sections, of, rollups)

    one, many = called(units)
    what = f"{count(len(units), one, many)} in {count(len(sections), 'section', 'sections')}"
    alt = f"{round_name}: a table of {what} on the level scale from 1 to 4. {takeaway}"
    has_score = any(figure.index is not None for figure in figures)
    table = _table(units, sections, of, rollups)
    in_file = _figure_rows(units, sections, of) + _rolled_up_rows(units, sections, rollups)
    return Drawn(picture(theme, draw, GRID) if has_score else None, takeaway, table, alt, in_file)


def level_cell(palette: Palette, level: int, text: str) -> Cell:
    """A cell in the colour of a level; the two that are near the page's colour have an outline."""
    fill = palette.levels[level - 1]
    return Cell(text, fill, palette.mark if level <= 2 else fill, palette.on_levels[level - 1], bold=True)


def quiet_cell(palette: Palette, text: str) -> Cell:
    """A cell that has no number to show."""
    return Cell(text, palette.panel, palette.hairline, palette.muted)


def missing_cell(palette: Palette, figure: Figure | None) -> Cell:
    """A cell without an index: kept back, or not there."""
    return quiet_cell(palette, HIDDEN if is_hidden(figure) else NOTHING)


def whole_row(line: Sequence[Figure | None]) -> str:
    """What to say once across a row that shows no index for one and the same reason, else nothing."""
    if any(figure is not None and figure.index is not None for figure in line):
        return ""
    reasons = {why(figure) for figure in line}
    return reasons.pop() if len(reasons) == 1 else ""


def level_legend(surface: Surface, y: float) -> float:
    """The colours of the four levels, with their names."""
    palette = surface.palette
    entries = []
    for level in LEVELS:
        cell = level_cell(palette, level, "")
        entries.append((Sign("square", 13, cell.fill, cell.stroke), f"{level} {LEVEL_NAMES[level].lower()}"))
    return legend(surface, y, entries)


def _draw(
    surface: Surface, units: Sequence[Unit], sections: Sequence[Section], of: FiguresByCell, rollups: Sequence[RollUp]
) -> None:
    palette, most = surface.palette, 16 if surface.layout.is_wide else 8
    rows = []
    for unit in units:
        line = [of.get((unit.id, section.id)) for section in sections]
        rows.append(GridRow(unit.name, [_cell(palette, figure) for figure in line], whole_row(line)))
    many = _rolled_up(units)
    for weighing, by_section in _by_weighing(rollups).items():
        cells = [_rolled(palette, by_section.get(section.id)) for section in sections]
        rows.append(GridRow(_row_name(weighing, many), cells, is_apart=True))
    y = level_legend(surface, 0) + 8
    heads, y = numbered(surface, y, [section.title for section in sections], most)
    y = grid(surface, y, heads, rows, most)
    for note in _notes(units, of, rollups):
        y = surface.wrapped(y, note, colour=palette.muted)


def _cell(palette: Palette, figure: Figure | None) -> Cell:
    if figure is None or figure.index is None or figure.band is None:
        return missing_cell(palette, figure)
    if figure.is_provisional:
        return Cell(index_figure(figure.index), palette.page, palette.mark, palette.ink, bold=True)
    return level_cell(palette, figure.band, index_figure(figure.index))


def _rolled_up(units: Sequence[Unit]) -> str:
    """What to call the units that a roll-up is over: the council as a whole is asked by itself, and no part of it."""
    below = [unit for unit in units if unit.kind != "corporate"]
    is_mixed = len({unit.kind for unit in below}) > 1
    return "services and partnerships" if is_mixed else called(below)[1]


def _rolled(palette: Palette, rollup: RollUp | None) -> Cell:
    if rollup is None or rollup.index is None or rollup.band is None:
        return quiet_cell(palette, NOTHING)
    return level_cell(palette, rollup.band, index_figure(rollup.index))


def _by_weighing(rollups: Sequence[RollUp]) -> dict[Weighing, dict[str, RollUp]]:
    found: dict[Weighing, dict[str, RollUp]] = {}
    for rollup in rollups:
        found.setdefault(rollup.weighing, {})[rollup.section_id] = rollup
    return found


def _row_name(weighing: Weighing, many: str) -> str:
    how = "each counted once" if weighing is Weighing.UNITS else "weighed by responses"
    return f"All {many}, {how}"


def _notes(units: Sequence[Unit], of: FiguresByCell, rollups: Sequence[RollUp]) -> list[str]:
    notes = []
    many = _rolled_up(units)
    numbers = sorted({rollup.left_out for rollup in rollups})
    if numbers and numbers[-1]:
        upto = "" if len(numbers) == 1 else "up to "
        notes.append(
            f"“All {many}” leaves out {upto}{formatting.number(numbers[-1])} of them, without an index to show."
        )
    if any(figure.is_provisional for figure in of.values()):
        notes.append(f"Hollow cell: provisional, {limits.PROVISIONAL}.")
    if any(figure.index is None and not is_hidden(figure) for figure in of.values()):
        notes.append("Dash: not assessed, or not enough answers.")
    return notes


def _takeaway(units: Sequence[Unit], sections: Sequence[Section], of: FiguresByCell) -> str:
    one, _ = called(units)
    if not any(figure.index is not None for figure in of.values()):
        return f"No {one} shows a score in this round." + _hidden(units, sections, of)
    clauses = [clause for clause in (_leader(units, sections, of), _weakest(units, sections, of)) if clause]
    text = sentence("; ".join(clauses)) if clauses else f"Only one {one} shows a score, so there is nothing to compare."
    return text + _hidden(units, sections, of)


def _indexes(units: Sequence[Unit], section: Section, of: FiguresByCell) -> dict[str, float]:
    """The indexes of one section that are shown, by unit id."""
    figures = {unit.id: of.get((unit.id, section.id)) for unit in units}
    return {id_: figure.index for id_, figure in figures.items() if figure is not None and figure.index is not None}


def _leader(units: Sequence[Unit], sections: Sequence[Section], of: FiguresByCell) -> str:
    """Who is highest, alone or with others, in most sections. Ties are by the number shown."""
    first: Counter[str] = Counter()
    compared = [section for section in sections if len(_indexes(units, section, of)) > 1]
    for section in compared:
        indexes = _indexes(units, section, of)
        best = index_figure(max(indexes.values()))
        first.update(id_ for id_, index in indexes.items() if index_figure(index) == best)
    if not compared:
        return ""
    most = max(first.values())
    leaders = [unit.name for unit in units if first[unit.id] == most]
    if len(leaders) > 1 or 2 * most <= len(compared):
        return f"no one {called(units)[0]} leads"
    if len(compared) == 1:
        return f"{leaders[0]} is highest in {compared[0].title}"
    where = (
        "every section" if most == len(compared) else f"{formatting.number(most)} of {count(len(compared), 'section')}"
    )
    return f"{leaders[0]} is highest in {where}"


def _weakest(units: Sequence[Unit], sections: Sequence[Section], of: FiguresByCell) -> str:
    """The section in which more than half of the units are weakest, by the rule that holds for one unit."""
    last: Counter[str] = Counter()
    compared = 0
    for unit in units:
        figures = [figure for section in sections if (figure := of.get((unit.id, section.id)))]
        ranking = rank_sections(figures, max((figure.responses for figure in figures), default=0))
        if len(ranking.ranked) < 2:
            continue
        compared += 1
        if ranking.weakest and not ranking.weakest.is_tie:
            last.update(ranking.weakest.section_ids)
    most = max(last.values(), default=0)
    lowest = [section.title for section in sections if last[section.id] == most]
    if compared < 2 or len(lowest) > 1 or 2 * most <= compared:
        return ""
    who = all_of(compared) if most == compared else f"{formatting.number(most)} of {formatting.number(compared)}"
    return f"{who} are weakest in {lowest[0]}"


def _hidden(units: Sequence[Unit], sections: Sequence[Section], of: FiguresByCell) -> str:
    """What is kept back, wholly and in part."""
    _, many = called(units)
    hidden = {unit.id: sum(is_hidden(of.get((unit.id, section.id))) for section in sections) for unit in units}
    hidden = {id_: number for id_, number in hidden.items() if number}
    wholly = [unit.name for unit in units if hidden.get(unit.id) == len(sections)]
    partly = [unit.name for unit in units if 0 < hidden.get(unit.id, 0) < len(sections)]
    text = ""
    if wholly:
        text += f" {capital(named(wholly, many))} {'is' if len(wholly) == 1 else 'are'} hidden."
    if partly:
        text += f" {capital(named(partly, many))} {'is' if len(partly) == 1 else 'are'} hidden in part."
    return text


def _table(
    units: Sequence[Unit], sections: Sequence[Section], of: FiguresByCell, rollups: Sequence[RollUp]
) -> list[TableRow]:
    """A row a unit, a column a section, and the roll-ups beneath."""
    many = _rolled_up(units)
    head = capital(called(units)[0])
    table: list[TableRow] = [
        {head: unit.name, **{s.title: _in_words(of.get((unit.id, s.id))) for s in sections}} for unit in units
    ]
    for weighing, by_section in _by_weighing(rollups).items():
        known = {section.title: by_section.get(section.id) for section in sections}
        indexes = {title: _rolled_index(rollup) for title, rollup in known.items()}
        left_out = {title: whole(rollup.left_out if rollup else None, NOT_ROLLED_UP) for title, rollup in known.items()}
        table += [{head: _row_name(weighing, many), **indexes}, {head: f"{capital(many)} left out of it", **left_out}]
    return table


def _in_words(figure: Figure | None) -> str:
    provisional = figure is not None and figure.is_provisional
    return f"{index_or_why(figure)}, provisional" if provisional else index_or_why(figure)


def _rolled_index(rollup: RollUp | None) -> Number:
    return index_number(rollup.index if rollup else None, NOT_ENOUGH if rollup else NOT_ROLLED_UP)


def _figure_rows(units: Sequence[Unit], sections: Sequence[Section], of: FiguresByCell) -> list[TableRow]:
    """A row for each unit and section, for the file."""
    return [
        _file_row(
            unit.name,
            section,
            index_number(figure.index if figure else None, why(figure)),
            sure=over_rounds.how_sure(figure),
            responses=whole(figure.responses if figure else None, why(None)),
            left_out=whole(None, "not a roll-up"),
        )
        for unit in units
        for section in sections
        for figure in (of.get((unit.id, section.id)),)
    ]


def _rolled_up_rows(units: Sequence[Unit], sections: Sequence[Section], rollups: Sequence[RollUp]) -> list[TableRow]:
    """A row for each roll-up, for the file."""
    titles = {section.id: section for section in sections}
    return [
        _file_row(
            _row_name(rollup.weighing, _rolled_up(units)),
            titles[rollup.section_id],
            _rolled_index(rollup),
            sure="roll-up",
            responses=whole(rollup.responses),
            left_out=whole(rollup.left_out),
        )
        for rollup in rollups
        if rollup.section_id in titles
    ]


def _file_row(
    unit: str, section: Section, index: Number, *, sure: str, responses: Number, left_out: Number
) -> TableRow:
    return {
        "Unit": unit,
        "Section": section.title,
        "Index": index,
        "How sure": sure,
        "Responses": responses,
        "Units left out": left_out,
    }
