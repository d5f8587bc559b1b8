"""One unit over the rounds: where each section stood, how sure that was, and where it is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.charts.kit import over_rounds
from journey.charts.kit.drawn import Drawn
from journey.charts.kit.over_rounds import FigureLine
from journey.charts.kit.panels import Style, panels
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.theme import ThemeName
from journey.model import Figure, Questionnaire, Round, Section
from journey.wording.compared_figures import by_place, most_moved, movement
from journey.wording.formatting import count
from journey.wording.scores import sentence

Lines = Sequence[tuple[Section, FigureLine]]


def trail_chart(
    questionnaire: Questionnaire,
    rounds: Sequence[Round],
    figures: Sequence[Figure],
    theme: ThemeName,
    targets: Mapping[str, float] | None = None,
) -> Drawn:
    """A panel a section: a dot a round with its 95 % interval, joined; ``figures`` are of one unit.

    ``rounds`` are in the order of time; ``targets`` are indexes wanted at the next round, by section id.
    """
    targets = targets or {}
    lines = _lines(questionnaire, rounds, figures)
    movements = [moved for section, line in lines if (moved := movement(section.title, rounds, line))]
    takeaway = sentence(most_moved(movements, "sections")) if movements else _nothing(lines)

    def draw(surface: Surface) -> None:
        _draw(surface, lines, rounds, targets)

    what = f"{count(len(lines), 'section', 'sections')} over {count(len(rounds), 'round', 'rounds')}"
    alt = f"A picture of {what} on the level scale from 1 to 4. {takeaway}"
    table = over_rounds.table("Section", [(s.title, s.id, line) for s, line in lines], rounds, targets)
    return Drawn(picture(theme, draw) if movements else None, takeaway, table, alt)


def _lines(questionnaire: Questionnaire, rounds: Sequence[Round], figures: Sequence[Figure]) -> Lines:
    """The sections that there are figures of, in the order of the questionnaire."""
    of = {(round_id, section_id): figure for (round_id, _, section_id), figure in by_place(figures).items()}
    asked = {figure.section_id for figure in figures}
    return [
        (section, [of.get((round_.id, section.id)) for round_ in rounds])
        for section in questionnaire.sections
        if section.id in asked
    ]


def _nothing(lines: Lines) -> str:
    if any(figure and figure.index is not None for _, line in lines for figure in line):
        return "No section shows a score in two rounds, so there is nothing to follow yet."
    return "No round shows a score, so there is nothing to follow yet."


def _draw(surface: Surface, lines: Lines, rounds: Sequence[Round], targets: Mapping[str, float]) -> None:
    names = [round_.name for round_ in rounds]
    style = Style(2 if surface.layout.is_wide else 1, level=30, has_bars=True, under=names)
    every = [over_rounds.panel(section.title, line, targets.get(section.id)) for section, line in lines]
    y = panels(surface, 0, every, style)
    over_rounds.how_to_read(surface, y, every, style)
