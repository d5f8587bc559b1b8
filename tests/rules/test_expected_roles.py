"""Which roles are hidden by their size alone, as the rule for small groups hides them once people have answered."""

from __future__ import annotations

import pytest

from journey.rules.expected_roles import hidden_by_size, in_two_groups


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        ({"managers": 8, "front-line": 12}, set()),
        ({"leadership": 3, "managers": 8, "front-line": 12}, {"leadership", "managers"}),
        ({"leadership": 4, "councillors": 3, "front-line": 12}, {"leadership", "councillors"}),
        (
            {"leadership": 1, "councillors": 1, "managers": 9, "front-line": 12},
            {"leadership", "councillors", "managers"},
        ),
        ({"leadership": 3, "front-line": 12}, {"leadership", "front-line"}),
        ({"leadership": 0, "managers": 8, "front-line": 12}, set()),
    ],
)
def test_a_role_is_hidden_with_as_many_others_as_keep_it_from_being_worked_out(
    numbers: dict[str, int], hidden: set[str]
) -> None:
    assert hidden_by_size(numbers, 5) == hidden


def test_leaders_and_managers_are_one_of_the_two_groups() -> None:
    numbers = {"leadership": 3, "managers": 8, "front-line": 12, "partners": 1}
    assert in_two_groups(numbers) == {"leaders-and-managers": 11, "everybody-else": 13}
