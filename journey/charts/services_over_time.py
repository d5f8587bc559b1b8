"""Units side by side over the rounds, in one section: a small panel each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.charts.kit import over_rounds
from journey.charts.kit.drawn import Drawn
from journey.charts.kit.labels import fits
from journey.charts.kit.marks import notes
from journey.charts.kit.panels import TITLE_LINES, Style, draw_panels
from journey.charts.kit.surface import Surface, picture
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
    """A panel a unit, in the order given: its index in each round. ``figures`` are of one section.

    ``rounds`` are in the order of time; ``changes`` are what may be said from the first to the last score of a unit, by
    its id.
    """
    lines = words.unit_lines(units, rounds, figures)

    def draw(surface: Surface) -> None:
        _draw(surface, lines, rounds)

    return Drawn(
        picture(theme, draw) if words.movements(lines, rounds, changes) else None,
        words.takeaway(lines, rounds, changes),
        words.table(lines, rounds),
        words.description(section_title, lines, rounds),
        words.file_table(section_title, lines, rounds),
    )


def _draw(surface: Surface, lines: UnitLines, rounds: Sequence[Round]) -> None:
    layout = surface.layout
    is_short = all(fits(unit.name, _HALF_A_PHONE, layout.title_size, TITLE_LINES) for unit, _ in lines)
    columns = 3 if layout.is_wide else 2 if is_short and len(rounds) <= _FEW_ROUNDS else 1
    panels = [over_rounds.panel(unit.name, line) for unit, line in lines]
    y = notes(surface, 0, [left_to_right([round_.name for round_ in rounds])]) + 10
    style = Style(columns, level=20, has_bars=False)
    y = draw_panels(surface, y, panels, style)
    over_rounds.how_to_read(surface, y, panels, style)
