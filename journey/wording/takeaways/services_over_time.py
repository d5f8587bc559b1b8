"""Units side by side over the rounds, in words: which moved furthest in one section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import Change, Figure, Round, Unit
from journey.wording import movement, over_rounds
from journey.wording.compared_figures import by_place, called, common_reason, without_figures
from journey.wording.formatting import capital, count
from journey.wording.over_rounds import FigureLine, Movement, first_and_last, furthest
from journey.wording.scores import ON_THE_SCALE, sentence
from journey.wording.tables import NO_SCORE, TableRow

NO_CLEAR_CHANGE = "The others show no clear change:"
UnitLines = Sequence[tuple[Unit, FigureLine]]


def unit_lines(units: Sequence[Unit], rounds: Sequence[Round], figures: Sequence[Figure]) -> UnitLines:
    """The line of each unit, in the order given; ``figures`` are of one section."""
    by_round = {(round_id, unit_id): figure for (round_id, unit_id, _), figure in by_place(figures).items()}
    return [(unit, [by_round.get((round_.id, unit.id)) for round_ in rounds]) for unit in units]


def movements(lines: UnitLines, rounds: Sequence[Round], changes: Mapping[str, Change]) -> list[Movement]:
    """The units of which two rounds show a score; ``changes`` are from the first to the last of them, by unit id."""
    each = (first_and_last(unit.name, rounds, line, changes.get(unit.id)) for unit, line in lines)
    return [found for found in each if found]


def by_movement(lines: UnitLines, changes: Mapping[str, Change]) -> tuple[UnitLines, UnitLines, str]:
    """The lines that may be said to have moved and the others, each the furthest first; and a line on those without."""

    def how_far(line: tuple[Unit, FigureLine]) -> float:
        change = changes.get(line[0].id)
        return -abs(change.judged or 0) if change else 1.0

    reasons = [(unit, common_reason(line)) for unit, line in lines]
    empty = {unit.id for unit, line in lines if not any(f and f.index is not None for f in line)}
    without = [(unit.name, reason or NO_SCORE) for unit, reason in reasons if unit.id in empty]
    shown = sorted((line for line in lines if line[0].id not in empty), key=how_far)
    moved = [line for line in shown if (c := changes.get(line[0].id)) and movement.is_claimed(c.verdict)]
    still = [line for line in shown if line not in moved]
    return moved, still, without_figures(without, "Without figures")


def takeaway(lines: UnitLines, rounds: Sequence[Round], changes: Mapping[str, Change]) -> str:
    """Which units moved furthest, or that there is nothing to follow."""
    singular, plural = _called(lines)
    followed = movements(lines, rounds, changes)
    return sentence(furthest(followed, plural)) if followed else f"No {singular} shows a score in two rounds yet."


def description(section_title: str, lines: UnitLines, rounds: Sequence[Round]) -> str:
    """What the picture is of."""
    units, rounds_ = count(len(lines), *_called(lines)), count(len(rounds), "round")
    return f"{section_title}: a picture of {units} over {rounds_} {ON_THE_SCALE}."


def table(lines: UnitLines, rounds: Sequence[Round]) -> list[TableRow]:
    """A row for each unit and round."""
    return over_rounds.rows(capital(_called(lines)[0]), _by_name(lines), rounds)


def file_table(section_title: str, lines: UnitLines, rounds: Sequence[Round]) -> list[TableRow]:
    """The same for the file, with the section, and units always called so."""
    return [{"Section": section_title, **row} for row in over_rounds.rows("Unit", _by_name(lines), rounds)]


def _called(lines: UnitLines) -> tuple[str, str]:
    return called([unit for unit, _ in lines])


def _by_name(lines: UnitLines) -> list[tuple[str, FigureLine]]:
    return [(unit.name, line) for unit, line in lines]
