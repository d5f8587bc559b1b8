"""When so few have answered that a reveal is asked once more."""

from __future__ import annotations

from itertools import product

import pytest

from journey.rules.reveals import is_thin

K = 5


@pytest.mark.parametrize(
    ("answered", "present", "thin"),
    [
        (2, 10, True),  # fewer than the smallest group
        (4, 8, True),
        (5, 10, False),  # the smallest group, and half of those present
        (5, 11, True),  # fewer than half
        (12, 30, True),
        (15, 30, False),
        (3, 3, False),  # everybody: nobody could be waited for
        (2, 3, True),
        (0, 0, False),
        (9, 8, False),  # more cards than people were counted before
    ],
)
def test_a_first_vote_needs_the_smallest_group_and_half_of_the_room_or_everybody(
    answered: int, present: int, thin: bool
) -> None:
    assert is_thin(answered, present, K) is thin


@pytest.mark.parametrize(("again", "present", "thin"), [(4, 30, True), (5, 30, False), (3, 3, False), (0, 3, True)])
def test_a_second_vote_needs_the_smallest_group_or_everybody(again: int, present: int, thin: bool) -> None:
    assert is_thin(again, present, K, is_second=True) is thin


def test_who_answers_besides_never_makes_it_thinner() -> None:
    for answered, present, is_second in product(range(12), range(1, 13), (False, True)):
        fewer, more = (is_thin(n, present, K, is_second=is_second) for n in (answered, answered + 1))
        assert fewer or not more
