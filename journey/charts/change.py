"""Two rounds beside each other: the difference of each section, how sure it is, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.dumbbell import BROAD_DUMBBELL, DUMBBELL, Row, dumbbells
from journey.charts.kit.marks import Sign, legend, notes
from journey.charts.kit.scale import scale_head
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.theme import Palette, ThemeName
from journey.model import Change, Questionnaire, Section, Verdict
from journey.wording import movement
from journey.wording.takeaways import change as words
from journey.wording.takeaways.change import SectionChanges


def change_chart(
    questionnaire: Questionnaire, changes: Sequence[Change], names: tuple[str, str], theme: ThemeName
) -> Drawn:
    """Each section before (ring) and after (dot), the interval of the difference, and the verdict in words.

    ``names`` are those of the earlier and the later round.
    """
    compared = words.in_order(questionnaire, changes)

    def draw(surface: Surface) -> None:
        _draw(surface, compared, names)

    has_marks = any(change.before is not None or change.after is not None for _, change in compared)
    return Drawn(
        picture(theme, draw, DUMBBELL, BROAD_DUMBBELL) if has_marks else None,
        words.takeaway(compared),
        words.table(compared),
        words.description(compared),
    )


def colour_of(verdict: Verdict, palette: Palette) -> str:
    """What is claimed has a colour; everything else is muted."""
    return str(getattr(palette, movement.mark(verdict).colour))


def tint_of(verdict: Verdict, palette: Palette) -> str:
    """The same for what lies behind a number."""
    return str(getattr(palette, movement.mark(verdict).tint))


def arrow_of(verdict: Verdict, palette: Palette, side: float = 11) -> Sign | None:
    """The shape that stands beside the colour."""
    shape = movement.mark(verdict).shape
    colour = colour_of(verdict, palette)
    return Sign(shape, side, colour, colour) if shape else None


def _draw(surface: Surface, compared: SectionChanges, names: tuple[str, str]) -> None:
    palette = surface.palette
    y = legend(surface, 0, [(_ring(palette.primary, palette), names[0]), (_dot(palette.primary), names[1])]) + 8
    y = dumbbells(surface, scale_head(surface, y), [_row(section, change, palette) for section, change in compared])
    notes(surface, y, words.how_to_read([change for _, change in compared if _band(change)]))


def _ring(colour: str, palette: Palette) -> Sign:
    return Sign("circle", 16, palette.page, colour)


def _dot(colour: str) -> Sign:
    return Sign("circle", 12, colour, colour)


def _row(section: Section, change: Change, palette: Palette) -> Row:
    colour = colour_of(change.verdict, palette)
    marks = [
        (index, look)
        for index, look in ((change.before, _ring(colour, palette)), (change.after, _dot(colour)))
        if index is not None
    ]
    return Row(
        title=section.title,
        marks=marks,
        finding=words.claim(change),
        detail=words.from_to(change),
        colour=colour,
        joined=None if change.before is None or change.after is None else (change.before, change.after),
        band=_band(change),
        band_fill=tint_of(change.verdict, palette),
        arrow=arrow_of(change.verdict, palette),
    )


def _band(change: Change) -> tuple[float, float] | None:
    """The interval of the difference, measured from the index before: it reaches the ring where it includes none."""
    if change.interval is None or change.before is None:
        return None
    low, high = change.interval
    return change.before + low, change.before + high
