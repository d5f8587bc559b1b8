"""What takeaways and tables say of figures beside each other: gaps between two views, and why a figure is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journey.model import Absent, Figure, Unit
from journey.rules.rollup import HALF_A_LEVEL
from journey.rules.rounding import reaches
from journey.rules.scoring import BAND_CUT_POINTS
from journey.wording import formatting
from journey.wording.formatting import capital, count, index_figure
from journey.wording.scores import ENOUGH, NOT_ENOUGH, named
from journey.wording.suppression import HIDDEN

WHY: Mapping[Absent, str] = {
    Absent.NOT_ASSESSED: "not assessed",
    Absent.NOT_ENOUGH: NOT_ENOUGH,
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


def common_reason(figures: Sequence[Figure | None]) -> str:
    """Why none of these figures shows an index, where it is one and the same reason, else nothing."""
    if any(figure is not None and figure.index is not None for figure in figures):
        return ""
    reasons = {why(figure) for figure in figures}
    return reasons.pop() if len(reasons) == 1 else ""


def how_sure(figure: Figure | None) -> str:
    """How far an index can be trusted, or why there is none."""
    if figure is None or figure.index is None:
        return why(figure)
    return "provisional" if figure.is_provisional else ENOUGH


def index_or_why(figure: Figure | None) -> str:
    """The index as tables say it."""
    return why(figure) if figure is None or figure.index is None else index_figure(figure.index, 2)


def index_range(band: int) -> str:
    """Which figures belong to a band of the index, as they are shown: ``1.8 to 2.4``."""
    edges = (1.0, *map(float, BAND_CUT_POINTS), 4.0)
    highest = edges[band] if band == len(edges) - 1 else edges[band] - _BELOW
    return f"{index_figure(edges[band - 1])} to {index_figure(highest)}"


_BELOW = 1e-6
"""So little below a cut point an index belongs to the band below."""


def without_figures(names_and_reasons: Sequence[tuple[str, str]], called: str) -> str:
    """Those that no picture has a row or a place for, in one line, by the reason; nothing where there is nobody."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in names_and_reasons:
        by_reason.setdefault(reason, []).append(name)
    parts = [f"{formatting.listed(names)} ({reason})" for reason, names in by_reason.items()]
    return f"{called}: {'; '.join(parts)}." if parts else ""


def called(units: Sequence[Unit]) -> tuple[str, str]:
    """What to call one and several of these units."""
    kinds = {unit.kind for unit in units}
    if kinds <= {"service"}:
        return "service", "services"
    return ("partnership", "partnerships") if kinds == {"partnership"} else ("unit", "units")
