"""Units side by side over the rounds, in one section: a small panel each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journey.charts.kit import over_rounds
from journey.charts.kit.drawn import Drawn
from journey.charts.kit.labels import fits
from journey.charts.kit.marks import notes
from journey.charts.kit.panels import TITLE_LINES, Style, draw_panels
from journey.charts.kit.surface import WIDE, Surface, picture
from journey.charts.kit.theme import ThemeName
from journey.model import Change, Figure, Round, Unit
from journey.wording.over_rounds import left_to_right
from journey.wording.takeaways import services_over_time as words
from journey.wording.takeaways.services_over_time import UnitLines

_HALF_A_PHONE = 126
"""The width in pixels of a panel where two stand beside each other on a phone."""
NO_CHANGES: Mapping[str, Change] = {}
_FEW_ROUNDS = 6
"""So many dots can be told apart there."""


def services_over_time_chart(
    section_title: str,
    units: Sequence[Unit],
    rounds: Sequence[Round],
    figures: Sequence[Figure],
    theme: ThemeName,
    changes: Mapping[str, Change] = NO_CHANGES,
) -> Drawn:
    """A panel a unit, those that moved furthest first: its index in each round. ``figures`` are of one section.

    ``rounds`` are in the order of time; ``changes`` are what may be said from the first to the last score of a unit, by
    its id.
    """
    lines = words.unit_lines(units, rounds, figures)

    def draw(surface: Surface) -> None:
        _draw(surface, lines, rounds, changes)

    return Drawn(
        picture(theme, draw, broad=WIDE) if words.movements(lines, rounds, changes) else None,
        words.takeaway(lines, rounds, changes),
        words.table(lines, rounds),
        words.description(section_title, lines, rounds),
        words.file_table(section_title, lines, rounds),
    )


def _draw(surface: Surface, lines: UnitLines, rounds: Sequence[Round], changes: Mapping[str, Change]) -> None:
    """Those that moved first and large; the others, and those without figures, take less room."""
    moved, still, without = words.by_movement(lines, changes)
    y = notes(surface, 0, [left_to_right([round_.name for round_ in rounds])]) + 10
    y = _panels(surface, y, moved, len(rounds), Style(3, level=22, has_bars=False))
    if moved and still:
        y = surface.wrapped(y, words.NO_CLEAR_CHANGE, colour=surface.palette.muted) + 8
    small = Style(5 if surface.layout.is_broad else 4, level=11, has_bars=False)
    y = _panels(surface, y, still, len(rounds), small)
    y = notes(surface, y, [without] if without else [])
    panels = [over_rounds.panel(unit.name, line) for unit, line in [*moved, *still]]
    over_rounds.how_to_read(surface, y, panels, small)


def _panels(surface: Surface, y: float, lines: UnitLines, many: int, style: Style) -> float:
    layout = surface.layout
    if not layout.is_wide:
        is_short = all(fits(unit.name, _HALF_A_PHONE, layout.title_size, TITLE_LINES) for unit, _ in lines)
        style = replace(style, columns=2 if is_short and many <= _FEW_ROUNDS else 1)
    panels = [over_rounds.panel(unit.name, line) for unit, line in lines]
    bottom, _ = draw_panels(surface, y, panels, style)
    return bottom
