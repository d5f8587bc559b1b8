"""Units side by side between two rounds, in words: all of them together, then single figures against chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import Change, Questionnaire, Section, Unit, Verdict
from journey.rules import many_changes as rules
from journey.rules.many_changes import Place
from journey.wording import comparison, limits, many_changes, movement
from journey.wording.compared_figures import called, without_figures
from journey.wording.formatting import capital, count
from journey.wording.scores import named
from journey.wording.tables import NOT_COMPARED, NOT_KNOWN, TableRow, difference, interval, whole

BENEATH = {Verdict.TOO_FEW: "few", Verdict.OTHER_ROLES: "roles"}
"""The word beneath a number of which nothing may be claimed."""


@dataclass(frozen=True, slots=True)
class UnitChanges:
    """The changes of units (rows, in the order given) in sections (columns), by unit and section id.

    ``names`` are those of the earlier and the later round. ``standing_out`` is where something stands out among all.
    """

    units: Sequence[Unit]
    sections: Sequence[Section]
    changes: Mapping[Place, Change]
    names: tuple[str, str]
    standing_out: frozenset[Place]

    def change(self, unit: Unit, section: Section) -> Change | None:
        """The change of one unit in one section."""
        return self.changes.get((unit.id, section.id))

    def stands_out(self, unit: Unit, section: Section) -> bool:
        """Whether the change of one unit in one section stands out among all."""
        return (unit.id, section.id) in self.standing_out

    def line(self, unit: Unit) -> list[Change | None]:
        """The changes of one unit, a section each."""
        return [self.change(unit, section) for section in self.sections]


def side_by_side(
    questionnaire: Questionnaire,
    units: Sequence[Unit],
    changes: Mapping[str, Sequence[Change]],
    names: tuple[str, str],
) -> UnitChanges:
    """The sections that were compared in any unit, in the order of the questionnaire; ``changes`` are by unit id."""
    by_place = {(unit.id, change.section_id): change for unit in units for change in changes.get(unit.id, ())}
    compared = {section_id for _, section_id in by_place}
    sections = [section for section in questionnaire.sections if section.id in compared]
    return UnitChanges(units, sections, by_place, names, rules.standing_out(by_place))


def is_compared(change: Change | None) -> bool:
    """Whether there is a difference to show."""
    return change is not None and change.difference is not None


def takeaway(view: UnitChanges) -> str:
    """All units together, and what stands out among all their figures, in a sentence each."""
    if not any(map(is_compared, view.changes.values())):
        return f"No {called(view.units)[0]} can be compared between these two rounds."
    chance = rules.chance(view.changes.values())
    texts = [_together(view)]
    if chance.higher or chance.lower:
        claims = [(verdict, _standing_out(view, verdict)) for verdict in Verdict if movement.is_claimed(verdict)]
        said = [(verdict, len(places), _where(places)) for verdict, places in claims]
        texts.append(many_changes.standing_out(said, chance))
    else:
        texts.append(many_changes.chance(chance))
    return " ".join(filter(None, texts)) or " ".join(_left_out(view))


def behind(view: UnitChanges) -> str:
    """How many figures clearly moved, held against what chance alone gives, and of which nothing can be told."""
    chance = rules.chance(view.changes.values())
    texts = [many_changes.chance(chance)] if chance.higher or chance.lower else []
    said = " ".join([*texts, *_left_out(view)])
    return "" if said in takeaway(view) else said


def with_a_row(view: UnitChanges) -> list[Unit]:
    """The units that the picture has a row for: those of which nothing is compared share a line."""
    return [unit for unit in view.units if any(map(is_compared, view.line(unit)))]


def description(view: UnitChanges) -> str:
    """What the picture is of."""
    earlier, later = view.names
    units, sections = count(len(view.units), *called(view.units)), count(len(view.sections), "section")
    return f"A table of differences between {earlier} and {later}: {units} in {sections}."


def span(view: UnitChanges) -> str:
    """Which rounds are compared."""
    return f"From {view.names[0]} to {view.names[1]}."


def how_to_read(view: UnitChanges) -> list[str]:
    """The notes beneath the picture."""
    drawn = with_a_row(view)
    without = [(unit.name, NOT_COMPARED) for unit in view.units if unit not in drawn]
    notes = [without_figures(without, "Without figures")] if without else []
    notes += [*_marks(view), "Numbers without a triangle: no clear change."]
    if any(change.verdict is Verdict.TOO_FEW for change in view.changes.values()):
        notes.append(f"Few: fewer than {limits.CLAIM_FROM} answered in one of the rounds, so nothing is claimed.")
    if any(change.verdict is Verdict.OTHER_ROLES for change in view.changes.values()):
        notes.append("Roles: other roles answered than then, so nothing is claimed.")
    lines = [view.line(unit) for unit in view.units]
    if any(any(map(is_compared, line)) and not all(map(is_compared, line)) for line in lines):
        notes.append("Dash: not compared, because a round shows no score for it.")
    return notes


def _marks(view: UnitChanges) -> list[str]:
    """What the triangles mean that the picture has."""
    claimed = {place for place, change in view.changes.items() if movement.is_claimed(change.verdict)}
    figures = rules.chance(view.changes.values()).figures
    notes = [many_changes.OPEN_MARK] if claimed - view.standing_out else []
    return notes + ([many_changes.filled_mark(figures)] if view.standing_out else [])


def table(view: UnitChanges, head: str = "") -> list[TableRow]:
    """A row for each unit and section; ``head`` is over the names of the units, else what they are called."""
    head = head or capital(called(view.units)[0])
    return [
        {head: unit.name, "Section": section.title, **_cells(view, unit, section)}
        for unit in view.units
        for section in view.sections
    ]


def file_table(view: UnitChanges) -> list[TableRow]:
    """The same for the file, where units are always called so."""
    return table(view, "Unit")


def _cells(view: UnitChanges, unit: Unit, section: Section) -> TableRow:
    change = view.change(unit, section)
    stands_out = "yes" if view.stands_out(unit, section) else "no"
    is_known = change is not None and change.statements
    return {
        "Difference": difference(change.judged if change else None, NOT_KNOWN),
        **interval(change.interval if change else None),
        "Verdict": NOT_COMPARED if change is None else str(change.verdict),
        "Stands out among all": stands_out if is_compared(change) else NOT_COMPARED,
        "Responses before": whole(change.n[0] if change and is_known else None, NOT_KNOWN),
        "Responses after": whole(change.n[1] if change and is_known else None, NOT_KNOWN),
    }


def _together(view: UnitChanges) -> str:
    """The services and partnerships together: the council as a whole is asked by itself."""
    below = comparison.below(view.units)
    found = [
        (section.title, rules.together(section.id, filter(None, (view.change(unit, section) for unit in below))))
        for section in view.sections
    ]
    known = [(title, change) for title, change in found if change is not None]
    return many_changes.together(known, len(below), comparison.rolled_up_units(below))


def _standing_out(view: UnitChanges, verdict: Verdict) -> list[tuple[Unit, Section]]:
    """Where something with this verdict stands out among all."""
    return [
        (unit, section)
        for unit in view.units
        for section in view.sections
        if view.stands_out(unit, section) and view.changes[unit.id, section.id].verdict is verdict
    ]


def _where(places: Sequence[tuple[Unit, Section]]) -> str:
    """In which sections or, where those are fewer, units."""
    sections = list(dict.fromkeys(section.title for _, section in places))
    names = list(dict.fromkeys(unit.name for unit, _ in places))
    if len(names) == len(sections) == 1:
        return f", {sections[0]} in {names[0]}"
    if len(sections) <= min(len(names), 3):
        return f", {'all ' if len(sections) == 1 else ''}in {named(sections)}"
    return f", {'all ' if len(names) == 1 else ''}in {named(names)}" if len(names) <= 3 else ""


def _left_out(view: UnitChanges) -> list[str]:
    """How many figures nothing can be told of, and which units cannot be compared at all."""
    verdicts = [change.verdict for change in view.changes.values()]
    few, others = verdicts.count(Verdict.TOO_FEW), verdicts.count(Verdict.OTHER_ROLES)
    without = [unit.name for unit in view.units if not any(map(is_compared, view.line(unit)))]
    texts = []
    more = "other" if rules.chance(view.changes.values()).figures else "figure"
    if few:
        texts.append(f"{capital(count(few, f'{more} rests', f'{more}s rest'))} on too few answers to tell.")
    if others:
        texts.append(f"Of {count(others, more)} nothing can be told, because other roles answered than then.")
    if without:
        texts.append(f"{capital(named(without, called(view.units)[1]))} cannot be compared.")
    return texts
