"""What is said of figures over rounds: which line rose or fell most, how to read the lines, and their table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.model import Figure, Round
from journey.rules.change import CLEAR
from journey.rules.rounding import reaches
from journey.wording import formatting, limits
from journey.wording.compared_figures import how_sure, why
from journey.wording.formatting import index_figure
from journey.wording.scores import named
from journey.wording.tables import (
    INTERVAL_HIGH,
    INTERVAL_LOW,
    NOT_KNOWN,
    TableRow,
    decimal,
    index_number,
    level_named,
    whole,
)

HIDDEN_THEN = "hidden in that round"
TARGET_THEN = "target for that round, set in the one before"
"""What the signs of a line stand for."""

FigureLine = Sequence[Figure | None]
"""A figure for each round, None where there is none."""


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
    rose = [movement for movement in movements if reaches(movement.by, CLEAR)]
    fell = [movement for movement in movements if reaches(-movement.by, CLEAR)]
    spans = {tuple(round_.name for round_ in movement.rounds) for movement in movements}
    since = f"from {' to '.join(spans.pop())}, " if len(spans) == 1 else "from the first to the last score shown, "
    if not rose and not fell:
        return f"{since}nothing moved by {limits.CLEAR_CHANGE}"
    clauses = [_most(moved, word, many) for moved, word in ((rose, "rose"), (fell, "fell")) if moved]
    if not rose or not fell:
        clauses.append(f"nothing {'fell' if rose else 'rose'} by {limits.CLEAR_CHANGE}")
    return since + "; ".join(clauses)


def _most(movements: Sequence[Movement], word: str, many: str) -> str:
    """Which of these movements, all in one direction, went furthest, and by how much."""
    furthest_by = formatting.figure(max(abs(movement.by) for movement in movements))
    furthest = [movement for movement in movements if formatting.figure(abs(movement.by)) == furthest_by]
    most = " most," if len(movements) > len(furthest) else ""
    to = f" to {index_figure(furthest[0].last)}" if len(furthest) == 1 else ""
    return f"{named([movement.name for movement in furthest], many)} {word}{most} by {furthest_by}{to}"


def left_to_right(names: Sequence[str]) -> str:
    """Which rounds a picture begins and ends with, where not all of their names can be written into it."""
    return f"From {names[0]} (left) to {names[-1]} (right)."


def how_to_read(*, has_rounds_named: bool, has_intervals: bool, has_hollow: bool) -> str:
    """The note beneath the lines; without the names of rounds under a line its first value is written to it."""
    notes = [
        "Dots: index, the last with its value." if has_rounds_named else "Dots: index, the first and last with values."
    ]
    if has_intervals:
        notes.append(f"Bars: {limits.CONFIDENCE} interval; a movement within it may be chance.")
    if has_hollow:
        notes.append(f"Hollow dot: {limits.HOLLOW}.")
    return " ".join(notes)


def rows(head: str, lines: Sequence[tuple[str, FigureLine]], rounds: Sequence[Round]) -> list[TableRow]:
    """A table's row for each line and round. ``lines`` are names and figures; ``head`` is over the names."""
    return [
        {head: name, "Round": round_.name, **_cells(figure)}
        for name, line in lines
        for round_, figure in zip(rounds, line, strict=True)
    ]


def _cells(figure: Figure | None) -> TableRow:
    index = figure.index if figure else None
    margin = figure.margin if figure else None
    secure_level = figure.secure_level if figure and index is not None else None
    low, high = (None, None) if index is None or margin is None else (index - margin, index + margin)
    return {
        "Index": index_number(index, why(figure)),
        INTERVAL_LOW: decimal(low, NOT_KNOWN),
        INTERVAL_HIGH: decimal(high, NOT_KNOWN),
        "How sure": how_sure(figure),
        "Secure level": level_named(secure_level, NOT_KNOWN),
        "Responses": whole(figure.responses if figure else None, "none"),
    }
