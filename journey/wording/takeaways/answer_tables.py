"""What a room answered, in words: the finding, and how many chose what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import ASKED_ON_LEVELS, LEVELS, Counts, EarlierMedian, Option, QuestionKind
from journey.wording import reveal, terms
from journey.wording.formatting import count
from journey.wording.scores import ON_THE_SCALE
from journey.wording.tables import TableRow, whole


def takeaway(
    kind: QuestionKind, options: Sequence[Option], result: Mapping[str, int], earlier: EarlierMedian | None = None
) -> str:
    """The finding and, of a statement, where the median was in an earlier round."""
    finding = f"{reveal.finding(kind, options, result)}."
    if earlier is None or kind not in ASKED_ON_LEVELS:
        return finding
    median = reveal.median(QuestionKind.STATEMENT, result)
    return f"{finding} {reveal.since(earlier.level, earlier.round_name, median)}"


def of_levels(question: str) -> str:
    """What the picture is of where a question was answered on the levels."""
    return f"{question} A picture of the answers {ON_THE_SCALE}."


def of_choices(question: str, options: Sequence[Option]) -> str:
    """What the picture is of where one of the options was chosen."""
    return f"{question} A picture of how often each of {count(len(options), 'choice')} was taken."


def without_level(counts: Counts) -> str:
    """How many gave no level, by what they said; nothing where all gave one."""
    answers = ((counts.dont_know, f"“{terms.DONT_KNOW}”"), (counts.not_applicable, f"“{terms.NOT_APPLICABLE}”"))
    listed = ", ".join(f"{many} {answer}" for many, answer in answers if many)
    return f"Also: {listed}." if listed else ""


def level_table(counts: Counts) -> list[TableRow]:
    """A row for each level and for each answer without one."""
    answers = [
        *((terms.level(level), many) for level, many in zip(LEVELS, counts.levels, strict=True)),
        (terms.DONT_KNOW, counts.dont_know),
        (terms.NOT_APPLICABLE, counts.not_applicable),
    ]
    return [{"Answer": answer, "How many": whole(many)} for answer, many in answers]


def choice_table(options: Sequence[Option], result: Mapping[str, int]) -> list[TableRow]:
    """A row for each option."""
    return [{"Choice": option.text, "How many": whole(result.get(option.key, 0))} for option in options]


def file_table(question: str, rows: Sequence[TableRow]) -> list[TableRow]:
    """The rows with the question that was asked: a file is read far from the page."""
    return [{"Question": question, **row} for row in rows]
