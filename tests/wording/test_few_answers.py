"""What is said where a reveal rests on few answers."""

from __future__ import annotations

import pytest

from journey.model import FewAnswered
from journey.wording import few_answers

K = 5


@pytest.mark.parametrize(
    ("few", "is_second", "questions", "words"),
    [
        (
            FewAnswered(2, 10),
            False,
            1,
            "Two of ten have answered. Everybody may guess who said what. Reveal all the same?",
        ),
        (
            FewAnswered(1, 12),
            False,
            7,
            "To one of these seven questions, one of 12 has answered. Everybody may guess who said what. Reveal all "
            "the same?",
        ),
        (
            FewAnswered(12, 30),
            False,
            1,
            "12 of 30 have answered. Once it is revealed, the others cannot answer. Reveal all the same?",
        ),
        (
            FewAnswered(0, 10),
            False,
            2,
            "To one of these two questions, none of ten have answered. Once it is revealed, the others cannot answer. "
            "Reveal all the same?",
        ),
        (
            FewAnswered(1, 10),
            True,
            1,
            "One of ten has sent their answer again. Beside the first vote, everybody may guess whose answer has "
            "changed. Reveal all the same?",
        ),
    ],
)
def test_it_is_asked_once_more_with_the_number(few: FewAnswered, is_second: bool, questions: int, words: str) -> None:
    assert few_answers.asked_once_more(few, is_second=is_second, questions=questions, min_group=K) == words


def test_the_record_says_how_few_it_rested_on() -> None:
    assert few_answers.rested_on(None) == ""
    assert few_answers.rested_on(FewAnswered(2, 10)) == "Revealed when two of ten had answered."
    assert few_answers.rested_on(FewAnswered(2, 10), 2) == "Revealed when two of ten had sent their answers again."


def test_of_a_second_vote_that_the_end_leaves_hidden_it_is_said() -> None:
    assert few_answers.stays_hidden(FewAnswered(1, 10)) == (
        "A second vote is open, in which one of ten has sent their answer again: too few to show it. It stays hidden, "
        "and the first vote stands."
    )
