"""The word for a vote: the splits of a room in full and in short."""

from __future__ import annotations

import pytest

from journey.model import Counts
from journey.rules.agreement import agreement_of
from journey.wording import agreement


@pytest.mark.parametrize(
    ("split", "dont_know", "in_full", "in_short"),
    [
        ((0, 4, 4, 1), 1, "Between 2 and 3 (8 of 9; 1 doesn’t know); one says 4", "between 2 and 3"),
        ((1, 6, 4, 1), 0, "Between 2 and 3 (10 of 12); one says 1, one says 4", "between 2 and 3"),
        ((1, 8, 1, 2), 0, "Most say 2 (8 of 12); two say 4", "most say 2"),
        ((0, 2, 1, 0), 0, "2 of 3 say 2, one says 3", "2 of 3 say 2, one says 3"),
        ((0, 3, 0, 0), 0, "All 3 say 2", "all say 2"),
        ((0, 9, 3, 0), 0, "Most say 2 (9 of 12)", "most say 2"),
        ((0, 9, 2, 1), 0, "Most say 2 (9 of 12); one says 4", "most say 2"),
        ((0, 4, 5, 0), 0, "Between 2 and 3 (9 of 9)", "between 2 and 3"),
        ((0, 3, 6, 0), 0, "Most say 3 (6 of 9)", "most say 3"),
        ((0, 3, 5, 2), 0, "Between 2 and 3 (8 of 10); two say 4", "between 2 and 3"),
        ((5, 0, 4, 0), 0, "Two camps: 5 say 1, 4 say 3", "two camps"),
        ((4, 4, 4, 0), 0, "Spread over 1, 2 and 3", "spread over 1, 2 and 3"),
        ((0, 10, 1, 0), 3, "Most say 2 (10 of 11; 3 don’t know)", "most say 2"),
        ((0, 7, 1, 0), 4, "Most say 2 (7 of 8; 4 don’t know)", "most say 2"),
        ((2, 30, 160, 8), 0, "Most say 3 (160 of 200); two say 1", "most say 3"),
        ((0, 3, 1, 0), 6, "Most don’t know (6 of 10); 3 of 4 say 2, one says 3", "most don’t know"),
        ((2, 3, 1, 5), 0, "Two camps: 5 say 1 or 2, 5 say 4; one says 3", "two camps"),
        ((2, 4, 3, 2), 0, "Spread over all levels", "spread over all levels"),
        ((0, 0, 9, 0), 0, "All 9 say 3", "all say 3"),
        ((0, 1, 0, 1), 0, "Too few for a word: one says 2, one says 4", "one says 2, one says 4"),
        ((0, 2, 2, 0), 0, "Two say 2, two say 3", "two say 2, two say 3"),
        ((0, 0, 0, 0), 4, "Nobody gave a level: 4 don’t know", "nobody gave a level"),
    ],
)
def test_the_word_with_its_counts_and_without(
    split: tuple[int, int, int, int], dont_know: int, in_full: str, in_short: str
) -> None:
    word = agreement_of(Counts(split, dont_know))
    assert agreement.in_full(word) == in_full
    assert agreement.in_short(word) == in_short


def test_those_to_whom_it_does_not_apply_are_named_last() -> None:
    both = agreement_of(Counts((0, 0, 7, 3), 1, 2))
    assert agreement.in_full(both) == "Most say 3 (7 of 10; 1 doesn’t know); 2 say it does not apply"
    nobody = agreement_of(Counts((0, 0, 0, 0), 0, 1))
    assert agreement.in_full(nobody) == "Nobody gave a level: 1 says it does not apply"
    assert agreement.in_short(nobody) == "nobody gave a level"
