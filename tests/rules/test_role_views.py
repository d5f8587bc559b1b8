"""What so few people show of roles: the table, and that it only gets better with more people."""

from __future__ import annotations

from itertools import pairwise

import pytest

from journey.rules.role_views import SIMULATED, role_views


@pytest.mark.parametrize(("people", "row"), [(10, 10), (11, 10), (12, 12), (19, 15), (20, 20), (39, 30), (400, 40)])
def test_a_number_of_people_shows_what_the_next_lower_row_does(people: int, row: int) -> None:
    found = role_views(people)
    assert found
    assert found.people == row


@pytest.mark.parametrize("people", [0, 1, 5, 8, 9])
def test_fewer_than_ten_show_next_to_nothing(people: int) -> None:
    assert role_views(people) is None


def test_more_people_hide_less_and_two_groups_show_more_than_three_roles() -> None:
    assert all(more.hidden_of_three <= fewer.hidden_of_three for fewer, more in pairwise(SIMULATED))
    assert all(more.both_of_two >= fewer.both_of_two for fewer, more in pairwise(SIMULATED))
    assert all(row.both_of_two > row.two_of_three for row in SIMULATED)
