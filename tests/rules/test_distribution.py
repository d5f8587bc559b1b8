"""One layout for the console and the big screen: a dot a person while they can be counted, then bars."""

from __future__ import annotations

import pytest

from journey.model import Spot
from journey.rules.distribution import HIGHEST_STACK, MOST_DOTS, layout


def test_up_to_48_people_in_all_are_dots_and_more_are_bars() -> None:
    assert layout([20, 10, 10, 8]).is_dots
    assert not layout([20, 10, 10, 9]).is_dots
    assert sum([20, 10, 10, 8]) == MOST_DOTS


def test_pictures_alongside_each_other_have_one_scale() -> None:
    small, large = [1, 0, 2, 0], [0, 12, 0, 0]
    assert layout(small, large) == layout(large, small)
    assert layout(small, large).most == 12
    assert not layout(small, [49]).is_dots


@pytest.mark.parametrize(("most", "beside", "rows"), [(0, 1, 0), (1, 1, 1), (8, 1, 8), (9, 2, 5), (48, 6, 8)])
def test_stacks_are_no_higher_than_eight(most: int, beside: int, rows: int) -> None:
    placed = layout([most])
    assert (placed.beside, placed.rows) == (beside, rows)
    assert placed.rows <= HIGHEST_STACK


def test_dots_are_stacked_from_the_ground_each_row_in_the_middle() -> None:
    placed = layout([9])
    assert list(placed.spots(3)) == [Spot(-0.5, 0.5), Spot(0.5, 0.5), Spot(0.0, 1.5)]
    assert list(placed.spots(0)) == []


def test_a_bar_is_as_high_as_its_share_of_the_most() -> None:
    placed = layout([100, 50, 0])
    assert [placed.share(count) for count in (100, 50, 0)] == [1.0, 0.5, 0.0]
    assert layout([0]).share(0) == 0.0
