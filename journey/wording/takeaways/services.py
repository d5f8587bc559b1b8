"""Units side by side in one round, in words: who leads, what most are weakest in, what is hidden and rolled up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import Figure, Questionnaire, RollUp, Section, Unit, Weighing
from journey.rules.findings import rank_sections
from journey.wording import comparison, formatting, limits
from journey.wording.compared_figures import (
    by_place,
    called,
    common_reason,
    how_sure,
    index_or_why,
    is_hidden,
    why,
    without_figures,
)
from journey.wording.formatting import capital, count, index_figure
from journey.wording.scores import NOT_ENOUGH, ON_THE_SCALE, all_of, named, sentence
from journey.wording.tables import NOT_KNOWN, Number, TableRow, decimal, index_number, score_number, whole

ABOUT_THE_INDEX = (
    "Number and colour: the index, an average. The level that can be relied on may be less: Profile has both."
)
NOT_ROLLED_UP = "not rolled up"
GIVE_OR_TAKE = "Give or take"
"""Over half the width of the interval of an index."""


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The figures of units (rows, in the order given) in sections (columns), by unit and section id; and roll-ups."""

    units: Sequence[Unit]
    sections: Sequence[Section]
    figures: Mapping[tuple[str, str], Figure]
    rollups: Sequence[RollUp]

    def figure(self, unit: Unit, section: Section) -> Figure | None:
        """The figure of one unit in one section."""
        return self.figures.get((unit.id, section.id))

    def line(self, unit: Unit) -> list[Figure | None]:
        """The figures of one unit, a section each."""
        return [self.figure(unit, section) for section in self.sections]

    @property
    def has_score(self) -> bool:
        """Whether any unit shows an index in any section."""
        return any(figure.index is not None for figure in self.figures.values())

    @property
    def by_weighing(self) -> dict[Weighing, dict[str, RollUp]]:
        """The roll-ups by section id, for each way of weighing."""
        weighings: dict[Weighing, dict[str, RollUp]] = {}
        for rollup in self.rollups:
            weighings.setdefault(rollup.weighing, {})[rollup.section_id] = rollup
        return weighings


def side_by_side(
    questionnaire: Questionnaire, units: Sequence[Unit], figures: Sequence[Figure], rollups: Sequence[RollUp]
) -> UnitFigures:
    """The sections that were asked in any unit, in the order of the questionnaire; ``figures`` are of one round."""
    by_cell = {(unit_id, section_id): figure for (_, unit_id, section_id), figure in by_place(figures).items()}
    section_ids = {figure.section_id for figure in figures}
    sections = [section for section in questionnaire.sections if section.id in section_ids]
    return UnitFigures(units, sections, by_cell, rollups)


def takeaway(view: UnitFigures) -> str:
    """Who leads and what most are weakest in, or why nothing is compared, and what is hidden."""
    singular, _ = called(view.units)
    if not view.has_score:
        return f"No {singular} shows a score in this round.{_hidden(view)}"
    clauses = [clause for clause in (_leader(view), _weakest(view)) if clause]
    alone = f"Only one {singular} shows a score, so there is nothing to compare."
    return (sentence("; ".join(clauses)) if clauses else alone) + _hidden(view)


def description(view: UnitFigures, round_name: str) -> str:
    """What the picture is of."""
    units, sections = count(len(view.units), *called(view.units)), count(len(view.sections), "section")
    return f"{round_name}: a table of {units} in {sections} {ON_THE_SCALE}."


def with_a_row(view: UnitFigures) -> list[Unit]:
    """The units that the picture has a row for: the others have the same to say in every cell, so share a line."""
    return [unit for unit in view.units if not common_reason(view.line(unit))]


def has_hollow(view: UnitFigures) -> bool:
    """Whether any figure in the picture is shaky."""
    return any(figure.is_hollow for figure in view.figures.values())


def how_to_read(view: UnitFigures) -> list[str]:
    """The notes beneath the picture, as far as it has what they explain."""
    reasons = [(unit.name, common_reason(view.line(unit))) for unit in view.units]
    without = without_figures([(name, reason) for name, reason in reasons if reason], "Without figures")
    notes = [without] if without else []
    left_out = sorted({rollup.left_out for rollup in view.rollups})
    if left_out and left_out[-1]:
        upto = "" if len(left_out) == 1 else "up to "
        most = formatting.number(left_out[-1])
        notes.append(f"“All {_rolled_up(view)}” leaves out {upto}{most} of them, without an index to show.")
    notes += [f"“{rollup_name(view, weighing)}”{sure}." for weighing, sure in _give_or_take(view)]
    if has_hollow(view):
        notes.append(f"Dashed line: {limits.HOLLOW}.")
    drawn = {unit.id for unit in with_a_row(view)}
    if any(f.index is None and not is_hidden(f) and f.unit_id in drawn for f in view.figures.values()):
        notes.append("Dash: not assessed, or not enough answers.")
    return [*notes, ABOUT_THE_INDEX]


def _give_or_take(view: UnitFigures) -> list[tuple[Weighing, str]]:
    """How sure the roll-ups are, for each way of weighing: the least and the most that is known."""
    found = []
    for weighing, by_section in view.by_weighing.items():
        margins = sorted(rollup.margin for rollup in by_section.values() if rollup.margin is not None)
        if margins:
            least, most = (comparison.give_or_take(margin) for margin in (margins[0], margins[-1]))
            found.append((weighing, least if least == most else f"{least} to {formatting.figure(margins[-1])}"))
    return found


def rollup_name(view: UnitFigures, weighing: Weighing) -> str:
    """What the row of a roll-up is called."""
    how = "each counted once" if weighing is Weighing.UNITS else "weighed by responses"
    return f"All {_rolled_up(view)}, {how}"


def table(view: UnitFigures) -> list[TableRow]:
    """A row a unit, a column a section, and the roll-ups beneath."""
    head = capital(called(view.units)[0])
    rows: list[TableRow] = [
        {head: unit.name, **{section.title: _in_words(view.figure(unit, section)) for section in view.sections}}
        for unit in view.units
    ]
    for weighing, by_section in view.by_weighing.items():
        known = {section.title: by_section.get(section.id) for section in view.sections}
        indexes = {title: _rolled_index(rollup) for title, rollup in known.items()}
        sure = {title: decimal(rollup.margin if rollup else None, NOT_KNOWN) for title, rollup in known.items()}
        left_out = {title: whole(rollup.left_out if rollup else None, NOT_ROLLED_UP) for title, rollup in known.items()}
        rows.append({head: rollup_name(view, weighing), **indexes})
        rows.append({head: GIVE_OR_TAKE, **sure})
        rows.append({head: f"{capital(_rolled_up(view))} left out of it", **left_out})
    return rows


def file_table(view: UnitFigures) -> list[TableRow]:
    """A row for each unit and section, and for each roll-up."""
    cells = [_figure_row(unit, section, view.figure(unit, section)) for unit in view.units for section in view.sections]
    titles = {section.id: section.title for section in view.sections}
    rolled = [
        _rollup_row(view, titles[rollup.section_id], rollup) for rollup in view.rollups if rollup.section_id in titles
    ]
    return cells + rolled


def _rolled_up(view: UnitFigures) -> str:
    """What to call the units that a roll-up is over."""
    return comparison.rolled_up_units(comparison.below(view.units))


def _in_words(figure: Figure | None) -> str:
    is_provisional = figure is not None and figure.is_provisional
    return f"{index_or_why(figure)}, provisional" if is_provisional else index_or_why(figure)


def _rolled_index(rollup: RollUp | None) -> Number:
    return index_number(rollup.index if rollup else None, NOT_ENOUGH if rollup else NOT_ROLLED_UP)


def _figure_row(unit: Unit, section: Section, figure: Figure | None) -> TableRow:
    return {
        "Unit": unit.name,
        "Section": section.title,
        "Index": score_number(figure, why(figure)),
        GIVE_OR_TAKE: decimal(figure.margin if figure else None, NOT_KNOWN),
        "How sure": how_sure(figure),
        "Responses": whole(figure.responses if figure else None, why(None)),
        "Units left out": whole(None, "not a roll-up"),
    }


def _rollup_row(view: UnitFigures, title: str, rollup: RollUp) -> TableRow:
    return {
        "Unit": rollup_name(view, rollup.weighing),
        "Section": title,
        "Index": _rolled_index(rollup),
        GIVE_OR_TAKE: decimal(rollup.margin, NOT_KNOWN),
        "How sure": "roll-up",
        "Responses": whole(rollup.responses),
        "Units left out": whole(rollup.left_out),
    }


def _indexes(view: UnitFigures, section: Section) -> dict[str, float]:
    """The indexes of one section that are shown, by unit id."""
    figures = {unit.id: view.figure(unit, section) for unit in view.units}
    return {id_: figure.index for id_, figure in figures.items() if figure is not None and figure.index is not None}


def _leader(view: UnitFigures) -> str:
    """Who is highest, alone or with others, in most sections. Ties are by the number shown."""
    times_first: Counter[str] = Counter()
    compared = [section for section in view.sections if len(_indexes(view, section)) > 1]
    if not compared:
        return ""
    for section in compared:
        indexes = _indexes(view, section)
        best = index_figure(max(indexes.values()))
        times_first.update(id_ for id_, index in indexes.items() if index_figure(index) == best)
    most = max(times_first.values())
    leaders = [unit.name for unit in view.units if times_first[unit.id] == most]
    if len(leaders) > 1 or 2 * most <= len(compared):
        return f"no one {called(view.units)[0]} leads"
    if len(compared) == 1:
        return f"{leaders[0]} is highest in {compared[0].title}"
    some = f"{formatting.number(most)} of {count(len(compared), 'section')}"
    return f"{leaders[0]} is highest in {'every section' if most == len(compared) else some}"


def _weakest(view: UnitFigures) -> str:
    """The section in which more than half of the units are weakest, by the rule that holds for one unit."""
    times_weakest: Counter[str] = Counter()
    compared = 0
    for unit in view.units:
        figures = [figure for figure in view.line(unit) if figure]
        ranking = rank_sections(figures, max((figure.responses for figure in figures), default=0))
        if len(ranking.ranked) < 2:
            continue
        compared += 1
        if ranking.weakest and not ranking.weakest.is_tie:
            times_weakest.update(ranking.weakest.section_ids)
    most = max(times_weakest.values(), default=0)
    weakest = [section.title for section in view.sections if times_weakest[section.id] == most]
    if compared < 2 or len(weakest) > 1 or 2 * most <= compared:
        return ""
    who = all_of(compared) if most == compared else f"{formatting.number(most)} of {formatting.number(compared)}"
    return f"{who} are weakest in {weakest[0]}"


def _hidden(view: UnitFigures) -> str:
    """Which units are hidden wholly and which in part, as sentences that follow others."""
    hidden = [(unit.name, sum(map(is_hidden, view.line(unit)))) for unit in view.units]
    wholly = [name for name, sections in hidden if sections and sections == len(view.sections)]
    partly = [name for name, sections in hidden if 0 < sections < len(view.sections)]
    return _are_hidden(view, wholly, "hidden") + _are_hidden(view, partly, "hidden in part")


def _are_hidden(view: UnitFigures, names: Sequence[str], how: str) -> str:
    if not names:
        return ""
    return f" {capital(named(names, called(view.units)[1]))} {'is' if len(names) == 1 else 'are'} {how}."
