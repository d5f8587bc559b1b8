"""One unit over the rounds: where each section stood, how sure that was, and where it is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from journey.charts.kit import over_rounds
from journey.charts.kit.drawn import Drawn
from journey.charts.kit.over_rounds import FigureLine
from journey.charts.kit.panels import Style, panels
from journey.charts.kit.surface import Surface, picture
from journey.charts.kit.table import TableRow, decimal
from journey.charts.kit.theme import ThemeName
from journey.model import Figure, Questionnaire, Round, Section, TargetsOverTime
from journey.wording.compared_figures import by_place, most_moved, movement
from journey.wording.formatting import count
from journey.wording.scores import sentence

NO_TARGET = "none"
NO_TARGETS = TargetsOverTime()

Lines = Sequence[tuple[Section, FigureLine]]


def trail_chart(
    questionnaire: Questionnaire,
    rounds: Sequence[Round],
    figures: Sequence[Figure],
    theme: ThemeName,
    targets: TargetsOverTime = NO_TARGETS,
) -> Drawn:
    """A panel a section: a dot a round with its 95 % interval, joined; ``figures`` are of one unit.

    ``rounds`` are in the order of time. A target is drawn at the round it was set for; one that is not held yet, along
    the whole line.
    """
    lines = _lines(questionnaire, rounds, figures)
    movements = [moved for section, line in lines if (moved := movement(section.title, rounds, line))]
    takeaway = sentence(most_moved(movements, "sections")) if movements else _nothing(lines)

    def draw(surface: Surface) -> None:
        _draw(surface, lines, rounds, targets)

    what = f"{count(len(lines), 'section', 'sections')} over {count(len(rounds), 'round', 'rounds')}"
    alt = f"A picture of {what} on the level scale from 1 to 4. {takeaway}"
    table = _table(lines, rounds, targets)
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


def _draw(surface: Surface, lines: Lines, rounds: Sequence[Round], targets: TargetsOverTime) -> None:
    names = [round_.name for round_ in rounds]
    style = Style(2 if surface.layout.is_wide else 1, level=30, has_bars=True, under=names)
    every = [
        over_rounds.panel(section.title, line, _for_each(section, rounds, targets), targets.wanted(section.id))
        for section, line in lines
    ]
    y = panels(surface, 0, every, style)
    over_rounds.how_to_read(surface, y, every, style)


def _for_each(section: Section, rounds: Sequence[Round], targets: TargetsOverTime) -> list[float | None]:
    """What was wanted of each round."""
    results = [targets.results.get((round_.id, section.id)) for round_ in rounds]
    return [result.target if result else None for result in results]


def _table(lines: Lines, rounds: Sequence[Round], targets: TargetsOverTime) -> list[TableRow]:
    places = [(round_.id, section.id) for section, _ in lines for round_ in rounds]
    rows = over_rounds.rows("Section", [(section.title, line) for section, line in lines], rounds)
    return [{**row, **_target_cells(place, targets)} for row, place in zip(rows, places, strict=True)]


def _target_cells(place: tuple[str, str], targets: TargetsOverTime) -> TableRow:
    """The target for a round and what came of it, and the one that was set in it. ``place``: round and section id."""
    result = targets.results.get(place)
    return {
        "Target for this round": decimal(result.target if result else None, NO_TARGET),
        "Result": str(result.outcome) if result else NO_TARGET,
        "Target for the next round": decimal(targets.set_in.get(place), NO_TARGET),
    }
