"""Two rounds beside each other: how far each section moved, how sure that is, and what may be said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.dumbbell import DUMBBELL, Row, dumbbells
from journey.charts.kit.marks import Sign, legend, scale_head
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.table import TableRow, difference, index_number, level_named, whole
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import Change, Questionnaire, Section, Verdict
from journey.wording import formatting, limits
from journey.wording.formatting import count, index_figure
from journey.wording.scores import all_of, named, none_of, sentence

Compared = Sequence[tuple[Section, Change]]
"""The sections that were compared, each with its change, in the order of the questionnaire."""

NOT_KNOWN = "not known"
NOT_COMPARED = "not compared"
NO_SCORE = "no score shown"
_DIFFERENCE = "Difference: of the statements that both rounds asked alike."
_BAND = (
    "Band: its 95\u00a0% interval, measured from the ring. Where the band reaches the ring, the change may be chance."
)
_OFF = "Where a dot is off the middle of its band, statements that were changed between the rounds have moved it."
_TO_BE_SEEN = 0.05
"""A smaller part due to changed statements cannot be seen in the picture."""


def change_chart(
    questionnaire: Questionnaire, changes: Sequence[Change], names: tuple[str, str], theme: ThemeName
) -> Drawn:
    """Each section before (ring) and after (dot), the interval of the difference, and the verdict in words.

    ``names`` are those of the earlier and the later round.
    """
    compared = in_order(questionnaire, changes)
    takeaway = _takeaway(compared)

    def draw(surface: Surface) -> None:
        palette = surface.palette
        y = legend(surface, 0, [(_ring(palette.primary, palette), names[0]), (_dot(palette.primary), names[1])]) + 8
        y = dumbbells(surface, scale_head(surface, y), [_row(section, change, palette) for section, change in compared])
        for note in _notes([change for _, change in compared]):
            y = surface.wrapped(y, note, colour=palette.muted)

    sections = count(len(compared), "section", "sections")
    alt = f"A picture of {sections} in two rounds on the level scale from 1 to 4. {takeaway}"
    has_marks = any(change.before is not None or change.after is not None for _, change in compared)
    return Drawn(picture(theme, draw, DUMBBELL) if has_marks else None, takeaway, _table(compared), alt)


def in_order(questionnaire: Questionnaire, changes: Sequence[Change]) -> Compared:
    """The changes of known sections in the order of the questionnaire."""
    of = {change.section_id: change for change in changes}
    return [(section, of[section.id]) for section in questionnaire.sections if section.id in of]


def colour_of(verdict: Verdict, palette: Palette) -> str:
    """What is claimed has a colour; everything else is muted."""
    return {Verdict.HIGHER: palette.primary, Verdict.LOWER: palette.warning}.get(verdict, palette.muted)


def arrow_of(verdict: Verdict, palette: Palette, side: float = 11) -> Sign | None:
    """The shape that stands beside the colour."""
    shape = {Verdict.HIGHER: "triangle-up", Verdict.LOWER: "triangle-down"}.get(verdict)
    colour = colour_of(verdict, palette)
    return Sign(shape, side, colour, colour) if shape else None


def _notes(changes: Sequence[Change]) -> list[str]:
    banded = [change for change in changes if _band(change)]
    is_off = any(abs(change.from_statements or 0) >= _TO_BE_SEEN for change in banded)
    return [_DIFFERENCE, *([_BAND] if banded else []), *([_OFF] if is_off else [])]


def _ring(colour: str, palette: Palette) -> Sign:
    return Sign("circle", 16, palette.page, colour)


def _dot(colour: str) -> Sign:
    return Sign("circle", 12, colour, colour)


def _row(section: Section, change: Change, palette: Palette) -> Row:
    colour = colour_of(change.verdict, palette)
    marks = [
        (index, drawn)
        for index, drawn in ((change.before, _ring(colour, palette)), (change.after, _dot(colour)))
        if index is not None
    ]
    tint = {Verdict.HIGHER: palette.filled, Verdict.LOWER: palette.warning_tint}.get(change.verdict, palette.hairline)
    difference = "" if change.difference is None else formatting.signed(change.difference)
    return Row(
        title=section.title,
        marks=marks,
        said=f"{difference} {change.verdict}".strip(),
        more=_from_to(change),
        colour=colour,
        joined=None if change.before is None or change.after is None else (change.before, change.after),
        band=_band(change),
        band_fill=tint,
        arrow=arrow_of(change.verdict, palette),
    )


def _from_to(change: Change) -> str:
    before, after = (None if index is None else index_figure(index, 2) for index in (change.before, change.after))
    if before and after:
        return f"{before} to {after}"
    if before or after:
        return f"before: {before}" if before else f"after: {after}"
    return NO_SCORE


def _band(change: Change) -> tuple[float, float] | None:
    """The interval of the difference laid off from the index before: it reaches the ring where it includes none."""
    if change.interval is None or change.before is None:
        return None
    low, high = change.interval
    return change.before + low, change.before + high


def _takeaway(compared: Compared) -> str:
    if not compared:
        return "No section was asked in both rounds."
    of: Mapping[Verdict, list[str]] = {
        verdict: [section.title for section, change in compared if change.verdict is verdict] for verdict in Verdict
    }
    present = [verdict for verdict in Verdict if of[verdict]]
    if len(present) == 1 and len(compared) > 1:
        return sentence(_of_all(present[0], len(compared)))
    clauses = [_clause(verdict, of[verdict], verdict is present[-1] and len(present) > 1) for verdict in present]
    return sentence("; ".join(clauses))


def _of_all(verdict: Verdict, many: int) -> str:
    return {
        Verdict.HIGHER: f"{all_of(many)} are higher",
        Verdict.LOWER: f"{all_of(many)} are lower",
        Verdict.NO_CLEAR_CHANGE: f"{none_of(many)} shows a clear change",
        Verdict.TOO_FEW: f"in {all_of(many)} too few answered to tell whether anything changed",
        Verdict.NOT_COMPARABLE: f"{none_of(many)} can be compared",
    }[verdict]


def _clause(verdict: Verdict, sections: Sequence[str], is_rest: bool) -> str:
    """One verdict and whom it is about; ``is_rest`` where the sentence has dealt with all others."""
    one = len(sections) == 1
    who = f"the other {formatting.number(len(sections))}" if is_rest and not one else named(sections)
    return {
        Verdict.HIGHER: f"{who} {'is' if one else 'are'} higher",
        Verdict.LOWER: f"{who} {'is' if one else 'are'} lower",
        Verdict.NO_CLEAR_CHANGE: f"{who} {'shows' if one else 'show'} no clear change",
        Verdict.TOO_FEW: f"in {who} too few answered to tell",
        Verdict.NOT_COMPARABLE: f"{who} cannot be compared",
    }[verdict]


def _table(compared: Compared) -> list[TableRow]:
    table: list[TableRow] = []
    for section, change in compared:
        low, high = change.interval or (None, None)
        table.append(
            {
                "Section": section.title,
                "Index before": index_number(change.before, NO_SCORE),
                "Index after": index_number(change.after, NO_SCORE),
                "Difference": difference(change.difference, NOT_KNOWN),
                f"{limits.CONFIDENCE} interval, low": difference(low, NOT_KNOWN),
                f"{limits.CONFIDENCE} interval, high": difference(high, NOT_KNOWN),
                "Verdict": str(change.verdict),
                "Responses before": whole(change.n[0] if change.statements else None, NOT_COMPARED),
                "Responses after": whole(change.n[1] if change.statements else None, NOT_COMPARED),
                "Statements compared": whole(change.statements or None, NOT_COMPARED),
                "Secure level before": level_named(change.secure_levels[0], NOT_KNOWN),
                "Secure level after": level_named(change.secure_levels[1], NOT_KNOWN),
                "Due to changed statements": difference(change.from_statements, NOT_KNOWN),
                "Within roles": difference(change.within, NOT_KNOWN),
                "Mix of roles": difference(change.mix, NOT_KNOWN),
                "Missing answers and roles in one round only": difference(change.rest, NOT_KNOWN),
            }
        )
    return table
