"""Last time's promises in words."""

from __future__ import annotations

import pytest

from journey.model import Came
from journey.wording.promises import HEADINGS, in_words


@pytest.mark.parametrize(
    ("made", "older", "told"),
    [
        (
            {Came.MOVED: 2, Came.DROPPED: 1, Came.IN_HAND: 2},
            {},
            "Of five promises made in Autumn 2025, two are done and moved, two are still in hand and one is dropped.",
        ),
        ({Came.IN_HAND: 1}, {}, "The one promise made in Autumn 2025 is still in hand."),
        ({Came.IN_HAND: 3}, {}, "All three promises made in Autumn 2025 are still in hand."),
        (
            {Came.NOT_CHECKED: 1},
            {Came.IN_HAND: 2},
            "The one promise made in Autumn 2025 is done and not yet checked. Both promises made earlier are still in "
            "hand.",
        ),
        ({}, {Came.DROPPED: 1}, "The one promise made earlier is dropped."),
    ],
)
def test_promises_are_counted_by_what_came_of_them(made: dict[Came, int], older: dict[Came, int], told: str) -> None:
    assert in_words(made, older, "in Autumn 2025") == told


def test_every_end_has_a_heading() -> None:
    assert list(HEADINGS) == list(Came)
