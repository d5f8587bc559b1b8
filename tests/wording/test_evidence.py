"""Of how many statements nobody named evidence."""

from __future__ import annotations

import pytest

from journey.model import AnswerContent, Counts, StatementScore
from journey.wording import evidence


def standing(id_: str, level: int, evidenced: int) -> StatementScore:
    """A statement to which five people gave this level, so many of them with evidence."""
    by_level = tuple(5 * (level == each) for each in (1, 2, 3, 4))
    counts = Counts(by_level, evidenced=evidenced)  # type: ignore[arg-type]
    return StatementScore(id_, 1.0, counts, float(level), level, 0.0, 1.0)


@pytest.mark.parametrize(
    ("standings", "words"),
    [
        (
            [(3, 1)] * 7 + [(4, 0)] * 4 + [(2, 0)],
            "Nobody named evidence for four of the 11 statements that stand at level 3 or 4.",
        ),
        ([(3, 0), (3, 0)], "Nobody named evidence for the two statements that stand at level 3 or 4."),
        ([(4, 5), (1, 0)], ""),
        ([(4, 0)], "Nobody named evidence for the one statement that stands at level 3 or 4."),
        ([(2, 0)], ""),
    ],
)
def test_statements_come_before_answers(standings: list[tuple[int, int]], words: str) -> None:
    scores = [standing(f"s{number}", *each) for number, each in enumerate(standings)]
    assert evidence.by_statements(scores) == words


def test_the_fold_for_texts_says_what_is_in_it() -> None:
    assert evidence.written(AnswerContent()) == "Add a note or evidence"
    assert evidence.written(AnswerContent(note="Seen twice", evidence="Minutes")) == "Note and evidence (2): Seen twice"
    assert evidence.written(AnswerContent(evidence="Minutes")) == "Note and evidence (1): Minutes"
