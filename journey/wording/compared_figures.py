"""What takeaways and tables say of figures beside each other: gaps, movements over rounds, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from journey.model import Absent, Figure, Round, Unit
from journey.rules.change import CLEAR
from journey.rules.rollup import HALF_A_LEVEL
from journey.rules.rounding import reaches
from journey.wording import formatting
from journey.wording.formatting import capital, count, index_figure
from journey.wording.scores import named
from journey.wording.suppression import HIDDEN

WHY: Mapping[Absent, str] = {
    Absent.NOT_ASSESSED: "not assessed",
    Absent.NOT_ENOUGH: "not enough answers",
    Absent.TOO_FEW: "hidden: too few people",
    Absent.ALIKE: "hidden: answers too alike",
    Absent.STILL_OPEN: "hidden: round still open",
}
"""Why a figure is not shown, as tables say it."""


def is_gap(difference: float) -> bool:
    """Whether two views lie half a level apart or more."""
    return reaches(abs(difference), HALF_A_LEVEL)


def gap_figure(gap: float) -> str:
    """How far two views lie apart, with one place: half a level only where ``is_gap`` says so."""
    return formatting.figure(gap, limits=[HALF_A_LEVEL])


def movement_figure(moved_by: float) -> str:
    """How far an index moved, with one place."""
    return formatting.figure(moved_by)


def furthest(gaps: Sequence[tuple[str, float]]) -> tuple[str, str, bool | None]:
    """Where the widest of the gaps is, as it reads after ``in``, how wide, and whether it is positive; None for both.

    Ties are by the number shown. ``gaps`` are names and differences, at least one.
    """
    widest = gap_figure(max(abs(gap) for _, gap in gaps))
    there = [(name, gap) for name, gap in gaps if gap_figure(abs(gap)) == widest]
    where = named([name for name, _ in there], "sections")
    directions = {gap > 0 for _, gap in there}
    return where, widest, directions.pop() if len(directions) == 1 else None


def not_both(many: int) -> str:
    """A sentence on the sections that do not show both views, or nothing."""
    return f" {capital(count(many, 'section does', 'sections do'))} not show both." if many else ""


def by_place(figures: Iterable[Figure]) -> dict[tuple[str, str, str], Figure]:
    """Figures by round, unit and section id."""
    return {(figure.round_id, figure.unit_id, figure.section_id): figure for figure in figures}


def why(figure: Figure | None) -> str:
    """Why a figure shows no index."""
    return WHY[Absent.NOT_ASSESSED if figure is None else figure.why or Absent.NOT_ENOUGH]


def is_hidden(figure: Figure | None) -> bool:
    """Whether an index is kept back, rather than not there."""
    return why(figure).startswith(HIDDEN)


def index_or_why(figure: Figure | None) -> str:
    """The index as tables say it."""
    return why(figure) if figure is None or figure.index is None else index_figure(figure.index, 2)


def called(units: Sequence[Unit]) -> tuple[str, str]:
    """What to call one and several of these units."""
    kinds = {unit.kind for unit in units}
    if kinds <= {"service"}:
        return "service", "services"
    return ("partnership", "partnerships") if kinds == {"partnership"} else ("unit", "units")


@dataclass(frozen=True, slots=True)
class Movement:
    """From the first to the last index that is shown, with the rounds they are of."""

    name: str
    first: float
    last: float
    rounds: tuple[Round, Round]

    @property
    def by(self) -> float:
        """Positive where it rose."""
        return self.last - self.first


def movement(name: str, rounds: Sequence[Round], line: Sequence[Figure | None]) -> Movement | None:
    """The movement of a line with a figure for each round; None where fewer than two rounds show an index."""
    known = [
        (round_, figure.index)
        for round_, figure in zip(rounds, line, strict=True)
        if figure is not None and figure.index is not None
    ]
    if len(known) < 2:
        return None
    return Movement(name, known[0][1], known[-1][1], (known[0][0], known[-1][0]))


def most_moved(movements: Sequence[Movement], many: str) -> str:
    """Which rose most and which fell most, as a clause; ``many`` is what they are called.

    Ties are by the number shown. A movement of less than a quarter of a level is not called one.
    """
    rose = [one for one in movements if reaches(one.by, CLEAR)]
    fell = [one for one in movements if reaches(-one.by, CLEAR)]
    spans = {tuple(round_.name for round_ in one.rounds) for one in movements}
    since = f"from {' to '.join(spans.pop())}, " if len(spans) == 1 else "from the first to the last score shown, "
    if not rose and not fell:
        return f"{since}nothing moved by a quarter of a level"
    clauses = [_most(moved, word, many) for moved, word in ((rose, "rose"), (fell, "fell")) if moved]
    if not rose or not fell:
        clauses.append("nothing fell by a quarter of a level" if rose else "nothing rose by a quarter of a level")
    return since + "; ".join(clauses)


def _most(moved: Sequence[Movement], word: str, many: str) -> str:
    furthest_by = movement_figure(max(abs(one.by) for one in moved))
    ends = [one for one in moved if movement_figure(abs(one.by)) == furthest_by]
    most = " most," if len(moved) > len(ends) else ""
    to = f" to {index_figure(ends[0].last)}" if len(ends) == 1 else ""
    return f"{named([one.name for one in ends], many)} {word}{most} by {furthest_by}{to}"
