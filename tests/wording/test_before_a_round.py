"""What a number of people will show and notice, in the words that somebody reads who is about to invite them."""

from __future__ import annotations

import pytest

from journey.model import DEFAULT_ROLES
from journey.wording.before_a_round import ExpectedRole, size, what_people_show, what_roles_show


@pytest.mark.parametrize(
    ("people", "noticed"),
    [
        (5, "0.9 of a level"),
        (8, "two thirds of a level"),
        (12, "half a level"),
        (20, "0.4 of a level"),
        (40, "a third of a level"),
    ],
)
def test_the_change_that_so_many_will_notice(people: int, noticed: str) -> None:
    assert what_people_show(people, 5)[1] == (
        f"With {people} people each time you will notice a change of about {noticed}; "
        "a smaller one will often pass unnoticed."
    )


@pytest.mark.parametrize(("people", "half"), [(5, "0.5"), (8, "0.4"), (12, "0.3"), (20, "0.2"), (40, "0.1")])
def test_how_sure_an_index_of_so_many_is(people: int, half: str) -> None:
    said = what_people_show(people, 5)[0]
    assert said == f"Each index will come with a “give or take”: about {half} with {people} people."


@pytest.mark.parametrize("people", [1, 3, 4])
def test_fewer_than_are_shown_together_show_nothing(people: int) -> None:
    (said,) = what_people_show(people, 5)
    assert said.endswith(
        "nothing will be shown: results need at least five who answer, so that nobody can be worked out."
    )
    assert said.startswith("With one person" if people == 1 else f"With {people} people")


def test_where_three_may_be_shown_together_no_change_is_promised_to_them() -> None:
    _, noticed, _ = what_people_show(3, 3)
    assert noticed == (
        "With 3 people no change from one round to the next will be called one: that takes at least five each time."
    )


def test_what_roles_and_two_groups_will_show() -> None:
    assert what_people_show(12, 5)[2] == (
        "By role, about 83 of 100 views will be hidden, and two roles stand side by side in about 3 of 100 sections. "
        "Asked in two groups, both are shown in 42 of 100."
    )
    assert "both are shown in 90 of 100" in what_people_show(20, 5)[2]
    assert "both are shown in nearly every section." in what_people_show(40, 5)[2]
    assert "hardly any role will be shown, however they are grouped" in what_people_show(8, 5)[2]


def test_where_the_smallest_group_is_another_no_share_is_named() -> None:
    assert what_people_show(12, 8)[2].startswith("A role is shown only where eight or more answer in it")
    assert "of 100" not in what_people_show(12, 8)[2]


@pytest.mark.parametrize(
    ("change", "said"),
    [(0.31, "a third of a level"), (0.44, "0.4 of a level"), (0.89, "0.9 of a level"), (1.36, "1.4 levels")],
)
def test_a_size_is_a_simple_fraction_or_has_one_place(change: float, said: str) -> None:
    assert size(change) == said


def expecting(**people: int) -> list[str]:
    roles = {role.key.replace("-", "_"): role for role in DEFAULT_ROLES}
    return what_roles_show([ExpectedRole(roles[key].key, roles[key].name, many) for key, many in people.items()], 5)


def test_roles_that_are_too_small_are_named_with_those_hidden_beside_them_and_with_what_helps():
    too_small, helps = expecting(leadership=3, managers=8, front_line=12)
    assert too_small.startswith(
        "Too small to be shown: Leadership (3). A role needs five who answer. Managers (8) would be hidden with it: "
        "else the few could be worked out from the whole. Shown: Front line (12)."
    )
    assert helps == (
        "It helps to put roles together beforehand: asked in two groups, “Leaders and managers” (Leadership and "
        "Managers, 11 people) and “Everybody else” (Front line, 12 people), both would be shown."
    )


def test_roles_that_are_large_enough_are_said_to_be_and_what_hides_them_all_the_same():
    (said,) = expecting(managers=8, front_line=12)
    assert said == (
        "By role, both would be shown. A role of fewer than ten is hidden, too, where all of its people say the same."
    )


def test_where_two_groups_do_not_help_either_that_is_said():
    too_small, helps = expecting(leadership=3, front_line=12)
    assert too_small.endswith("So no role would be shown.")
    assert helps == (
        "Even asked in two groups, “Leaders and managers” (Leadership, 3 people) and “Everybody else” (Front line, 12 "
        "people), neither would be shown: that takes more people."
    )


def test_what_is_known_of_roles_takes_the_place_of_the_general_words_about_them():
    roles = [ExpectedRole("managers", "Managers", 8), ExpectedRole("front-line", "Front line", 12)]
    said = what_people_show(20, 5, roles)
    assert said[2].startswith("By role, both would be shown.")
    assert not any("of 100" in line for line in said)
