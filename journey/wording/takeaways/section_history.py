"""One unit over the rounds, in words: which sections moved furthest, and what came of targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import Change, Figure, Questionnaire, Round, Section, TargetsOverTime
from journey.wording import movement, over_rounds
from journey.wording.compared_figures import by_place
from journey.wording.formatting import count
from journey.wording.over_rounds import FigureLine, Movement, first_and_last, furthest
from journey.wording.scores import ON_THE_SCALE, sentence
from journey.wording.tables import TableRow, decimal

NO_TARGET = "none"

SectionLines = Sequence[tuple[Section, FigureLine]]
"""The sections that there are figures of, in the order of the questionnaire."""


def section_lines(questionnaire: Questionnaire, rounds: Sequence[Round], figures: Sequence[Figure]) -> SectionLines:
    """The line of each section; ``figures`` are of one unit."""
    by_round = {(round_id, section_id): figure for (round_id, _, section_id), figure in by_place(figures).items()}
    section_ids = {figure.section_id for figure in figures}
    return [
        (section, [by_round.get((round_.id, section.id)) for round_ in rounds])
        for section in questionnaire.sections
        if section.id in section_ids
    ]


def movements(lines: SectionLines, rounds: Sequence[Round], changes: Mapping[str, Change]) -> list[Movement]:
    """The sections of which two rounds show a score; ``changes`` are from the first to the last of them, by section."""
    each = (first_and_last(section.title, rounds, line, changes.get(section.id)) for section, line in lines)
    return [found for found in each if found]


def takeaway(lines: SectionLines, rounds: Sequence[Round], changes: Mapping[str, Change]) -> str:
    """Which sections moved furthest, or why there is nothing to follow."""
    if followed := movements(lines, rounds, changes):
        return sentence(furthest(followed, "sections"))
    if any(figure and figure.index is not None for _, line in lines for figure in line):
        return "No section shows a score in two rounds, so there is nothing to follow yet."
    return "No round shows a score, so there is nothing to follow yet."


def description(lines: SectionLines, rounds: Sequence[Round]) -> str:
    """What the picture is of."""
    return f"A picture of {count(len(lines), 'section')} over {count(len(rounds), 'round')} {ON_THE_SCALE}."


def table(lines: SectionLines, rounds: Sequence[Round], targets: TargetsOverTime) -> list[TableRow]:
    """A row for each section and round."""
    places = [(round_.id, section.id) for section, _ in lines for round_ in rounds]
    rows = over_rounds.rows("Section", [(section.title, line) for section, line in lines], rounds)
    return [{**row, **_targets(place, targets)} for row, place in zip(rows, places, strict=True)]


def _targets(place: tuple[str, str], targets: TargetsOverTime) -> TableRow:
    """The target for a round and what came of it, and the one that was set in it. ``place``: round and section id."""
    result = targets.results.get(place)
    return {
        "Target for this round": decimal(result.target if result else None, NO_TARGET),
        "Result": movement.target(result) if result else NO_TARGET,
        "Target for the next round": decimal(targets.set_in.get(place), NO_TARGET),
    }
