"""What is said of figures over rounds: which line moved furthest, how to read the lines, and their table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journey.model import Change, Figure, Round, Verdict
from journey.wording import limits, movement
from journey.wording.compared_figures import how_sure, why
from journey.wording.tables import (
    INTERVAL_HIGH,
    INTERVAL_LOW,
    NOT_KNOWN,
    TableRow,
    decimal,
    level_named,
    score_number,
    whole,
)

NEXT = "next"
"""What stands beneath the place of the round to come."""
HIDDEN_THEN = "hidden in that round"
TARGET_THEN = "target for that round, set in the one before"
BAR = (
    "bar: where those of two rounds do not overlap, the two are clearly apart; the table has the "
    f"{limits.CONFIDENCE} interval of each, which is wider"
)
"""What the signs of a line stand for."""

FigureLine = Sequence[Figure | None]
"""A figure for each round, None where there is none."""


@dataclass(frozen=True, slots=True)
class Movement:
    """A line from the first to the last round that shows its index; ``change`` is what the rules say of these two."""

    name: str
    rounds: tuple[Round, Round]
    change: Change | None = None

    @property
    def verdict(self) -> Verdict:
        """What may be said of it; nothing where nobody asked the rules."""
        return self.change.verdict if self.change else Verdict.NOT_COMPARABLE


def first_and_last(
    name: str, rounds: Sequence[Round], line: FigureLine, change: Change | None = None
) -> Movement | None:
    """A line with a figure for each round; None where fewer than two of them show an index."""
    known = [
        round_ for round_, figure in zip(rounds, line, strict=True) if figure is not None and figure.index is not None
    ]
    return Movement(name, (known[0], known[-1]), change) if len(known) > 1 else None


def furthest(movements: Sequence[Movement], many: str) -> str:
    """Which lines moved furthest each way, as a clause, as far as the verdicts bear it out.

    ``many`` is what the lines are called. Ties are by the number shown.
    """
    spans = {tuple(round_.name for round_ in each.rounds) for each in movements}
    since = f"from {' to '.join(spans.pop())}, " if len(spans) == 1 else "from the first to the last score shown, "
    verdicts = {each.verdict for each in movements}
    claimed = [verdict for verdict in Verdict if movement.is_claimed(verdict) and verdict in verdicts]
    if not claimed:
        return since + movement.nothing_moved(verdicts)
    clauses = []
    for verdict in claimed:
        moved = [(each.name, each.change) for each in movements if each.change and each.verdict is verdict]
        clauses.append(movement.most(verdict, moved, many))
    if len(claimed) == 1:
        clauses.append(movement.none_went(movement.opposite(claimed[0]), verdicts, who="nothing"))
    return since + "; ".join(clauses)


def left_to_right(names: Sequence[str]) -> str:
    """Which rounds a picture begins and ends with, where not all of their names can be written into it."""
    return f"From {names[0]} (left) to {names[-1]} (right)."


def short_names(names: Sequence[str]) -> Iterator[list[list[str]]]:
    """The names of rounds in short, in lines: ``Aut ’24``, then one word to a line; nothing where two would be alike.

    What does not end with a year stays as it is.
    """
    words = [[_in_short(word) for word in name.split()] if _has_year(name) else [name] for name in names]
    short = [" ".join(each) for each in words]
    if len(set(short)) == len(short):
        yield [[name] for name in short]
        yield words


def _has_year(name: str) -> bool:
    words = name.split()
    return len(words) == 2 and len(words[-1]) == 4 and words[-1].isdecimal()


def _in_short(word: str) -> str:
    return f"’{word[2:]}" if word.isdecimal() else word[:3]


def how_to_read(*, has_rounds_named: bool, has_hollow: bool) -> str:
    """The note beneath the lines; without the names of rounds under a line its first value is written to it."""
    notes = [
        "Dots: index, the last with its value." if has_rounds_named else "Dots: index, the first and last with values."
    ]
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
        "Index": score_number(figure, why(figure)),
        INTERVAL_LOW: decimal(low, NOT_KNOWN),
        INTERVAL_HIGH: decimal(high, NOT_KNOWN),
        "How sure": how_sure(figure),
        "Secure level": level_named(secure_level, NOT_KNOWN),
        "Responses": whole(figure.responses if figure else None, "none"),
    }
