"""Units side by side between two rounds, in words: how many figures clearly moved, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import Change, Questionnaire, Section, Unit, Verdict
from journey.wording import formatting, limits, movement
from journey.wording.compared_figures import called
from journey.wording.formatting import capital, count, listed
from journey.wording.scores import named, sentence
from journey.wording.tables import NOT_COMPARED, NOT_KNOWN, TableRow, difference, interval, whole

BENEATH = {Verdict.TOO_FEW: "few", Verdict.OTHER_ROLES: "roles"}
"""The word beneath a number of which nothing may be claimed."""


@dataclass(frozen=True, slots=True)
class UnitChanges:
    """The changes of units (rows, in the order given) in sections (columns), by unit and section id.

    ``names`` are those of the earlier and the later round.
    """

    units: Sequence[Unit]
    sections: Sequence[Section]
    changes: Mapping[tuple[str, str], Change]
    names: tuple[str, str]

    def change(self, unit: Unit, section: Section) -> Change | None:
        """The change of one unit in one section."""
        return self.changes.get((unit.id, section.id))

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
    by_place = {(unit_id, change.section_id): change for unit_id, those in changes.items() for change in those}
    compared = {section_id for _, section_id in by_place}
    sections = [section for section in questionnaire.sections if section.id in compared]
    return UnitChanges(units, sections, by_place, names)


def is_compared(change: Change | None) -> bool:
    """Whether there is a difference to show."""
    return change is not None and change.difference is not None


def takeaway(view: UnitChanges) -> str:
    """How many figures clearly moved, where, and what cannot be told."""
    known = [change for change in view.changes.values() if is_compared(change)]
    if not known:
        return f"No {called(view.units)[0]} can be compared between these two rounds."
    claims = [_moved(view, verdict) for verdict in Verdict if movement.is_claimed(verdict)]
    parts = [claim for claim in claims if claim] or ["none shows a clear change"]
    moved = "; ".join(parts) if any("," in part for part in parts) else listed(parts)
    return sentence(f"of {count(len(known), 'figure compared', 'figures compared')}, {moved}") + _left_out(view)


def description(view: UnitChanges) -> str:
    """What the picture is of."""
    earlier, later = view.names
    units, sections = count(len(view.units), *called(view.units)), count(len(view.sections), "section")
    return f"A table of differences between {earlier} and {later}: {units} in {sections}."


def span(view: UnitChanges) -> str:
    """Which rounds are compared."""
    return f"From {view.names[0]} to {view.names[1]}."


def how_to_read(view: UnitChanges) -> list[str]:
    """The notes beneath the picture. Rows in which nothing is compared say so themselves."""
    notes = ["Numbers without a triangle: no clear change."]
    if any(change.verdict is Verdict.TOO_FEW for change in view.changes.values()):
        notes.append(f"Few: fewer than {limits.CLAIM_FROM} answered in one of the rounds, so nothing is claimed.")
    if any(change.verdict is Verdict.OTHER_ROLES for change in view.changes.values()):
        notes.append("Roles: other roles answered than then, so nothing is claimed.")
    lines = [view.line(unit) for unit in view.units]
    if any(any(map(is_compared, line)) and not all(map(is_compared, line)) for line in lines):
        notes.append("Dash: not compared, because a round shows no score for it.")
    return notes


def table(view: UnitChanges, head: str = "") -> list[TableRow]:
    """A row for each unit and section; ``head`` is over the names of the units, else what they are called."""
    head = head or capital(called(view.units)[0])
    return [
        {head: unit.name, "Section": section.title, **_cells(view.change(unit, section))}
        for unit in view.units
        for section in view.sections
    ]


def file_table(view: UnitChanges) -> list[TableRow]:
    """The same for the file, where units are always called so."""
    return table(view, "Unit")


def _cells(change: Change | None) -> TableRow:
    is_known = change is not None and change.statements
    return {
        "Difference": difference(change.judged if change else None, NOT_KNOWN),
        **interval(change.interval if change else None),
        "Verdict": NOT_COMPARED if change is None else str(change.verdict),
        "Responses before": whole(change.n[0] if change and is_known else None, NOT_KNOWN),
        "Responses after": whole(change.n[1] if change and is_known else None, NOT_KNOWN),
    }


def _moved(view: UnitChanges, verdict: Verdict) -> str:
    """How many have this verdict, and where they are; nothing where none has."""
    places = [
        (unit, section)
        for unit in view.units
        for section in view.sections
        if (change := view.change(unit, section)) is not None and change.verdict is verdict
    ]
    return f"{formatting.number(len(places))} {movement.went(verdict)}{_where(places)}" if places else ""


def _where(places: Sequence[tuple[Unit, Section]]) -> str:
    """In which sections or, where those are fewer, units."""
    sections = list(dict.fromkeys(section.title for _, section in places))
    names = list(dict.fromkeys(unit.name for unit, _ in places))
    if len(names) == len(sections) == 1:
        return f", {sections[0]} in {names[0]}"
    if len(sections) <= min(len(names), 3):
        return f", {'all ' if len(sections) == 1 else ''}in {named(sections)}"
    return f", {'all ' if len(names) == 1 else ''}in {named(names)}" if len(names) <= 3 else ""


def _left_out(view: UnitChanges) -> str:
    """How many figures rest on too few answers, and which units cannot be compared at all."""
    without = [unit.name for unit in view.units if not any(map(is_compared, view.line(unit)))]
    few = sum(change.verdict is Verdict.TOO_FEW for change in view.changes.values())
    text = ""
    if few:
        text += f" {capital(formatting.number(few))} rest{'s' if few == 1 else ''} on too few answers to tell."
    if without:
        text += f" {capital(named(without, called(view.units)[1]))} cannot be compared."
    return text
