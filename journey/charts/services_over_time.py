"""Units side by side over the rounds, in one section: a small panel each."""

from __future__ import annotations

from collections.abc import Sequence

from journey.charts.kit import over_rounds
from journey.charts.kit.drawn import Drawn
from journey.charts.kit.labels import fits
from journey.charts.kit.over_rounds import FigureLine
from journey.charts.kit.panels import TITLE_LINES, Style, panels
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.theme import ThemeName
from journey.model import Figure, Round, Unit
from journey.wording.compared_figures import by_place, called, most_moved, movement
from journey.wording.formatting import count
from journey.wording.scores import sentence

_HALF_A_PHONE = 126
"""The width in pixels of a panel where two stand beside each other on a phone."""
_FEW_ROUNDS = 6
"""So many dots can be told apart there."""

Lines = Sequence[tuple[Unit, FigureLine]]


def services_over_time_chart(
    section_title: str,
    units: Sequence[Unit],
    rounds: Sequence[Round],
    figures: Sequence[Figure],
    theme: ThemeName,
) -> Drawn:
    """A panel a unit, in the order given: its index in each round. ``figures`` are of one section.

    ``rounds`` are in the order of time.
    """
    of = {(round_id, unit_id): figure for (round_id, unit_id, _), figure in by_place(figures).items()}
    lines = [(unit, [of.get((round_.id, unit.id)) for round_ in rounds]) for unit in units]
    one, many = called(units)
    movements = [moved for unit, line in lines if (moved := movement(unit.name, rounds, line))]
    takeaway = sentence(most_moved(movements, many)) if movements else f"No {one} shows a score in two rounds yet."

    def draw(surface: Surface) -> None:
        _draw(surface, lines, rounds)

    alt = (
        f"{section_title}: a picture of {count(len(units), one, many)} over {count(len(rounds), 'round', 'rounds')} "
        f"on the level scale from 1 to 4. {takeaway}"
    )
    named = [(unit.name, line) for unit, line in lines]
    in_file = [{"Section": section_title, **row} for row in over_rounds.rows("Unit", named, rounds)]
    table = over_rounds.rows(one.capitalize(), named, rounds)
    return Drawn(picture(theme, draw) if movements else None, takeaway, table, alt, in_file)


def _draw(surface: Surface, lines: Lines, rounds: Sequence[Round]) -> None:
    layout = surface.layout
    is_short = all(fits(unit.name, _HALF_A_PHONE, layout.title_size, TITLE_LINES) for unit, _ in lines)
    columns = 3 if layout.is_wide else 2 if is_short and len(rounds) <= _FEW_ROUNDS else 1
    every = [over_rounds.panel(unit.name, line) for unit, line in lines]
    span = f"From {rounds[0].name} (left) to {rounds[-1].name} (right)."
    y = surface.wrapped(0, span, colour=surface.palette.muted) + 10
    style = Style(columns, level=20, has_bars=False)
    y = panels(surface, y, every, style)
    over_rounds.how_to_read(surface, y, every, style)
