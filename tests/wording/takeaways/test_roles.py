"""Two roles in a sentence: where they are furthest apart, and why they cannot be compared."""

from __future__ import annotations

from journey.model import DEFAULT_ROLES, Role
from journey.wording.takeaways import roles as words
from tests.steps.chart_findings import questionnaire
from tests.steps.compared_findings import role_profile, roles

FRONT = role_profile((2.0, 2.5, 2.9, 2.0, 2.0))


def seen(**profiles):
    return of_roles(roles(**profiles))


def of_roles(profiles, council_roles=DEFAULT_ROLES):
    return words.takeaway(words.role_views(questionnaire(), profiles, ("leadership", "front-line"), council_roles))


def test_the_widest_gap_between_two_roles_is_named_with_its_direction():
    said = seen(leadership=role_profile((2.9, 2.6, 2.5, 2.2, 2.1)), front_line=FRONT)
    assert said == "Leadership and front line are furthest apart in Taking stock, leadership 0.9 higher."


def test_the_front_line_may_be_the_higher():
    said = seen(leadership=role_profile((2.0, 2.5, 2.2, 2.0, 2.0)), front_line=FRONT)
    assert said == "Leadership and front line are furthest apart in Getting started, front line 0.7 higher."


def test_equal_gaps_are_named_together_and_opposite_ones_without_direction():
    said = seen(leadership=role_profile((2.7, 2.5, 2.2, 2.0, 2.0)), front_line=FRONT)
    assert said == "Leadership and front line are furthest apart in Taking stock and Getting started, by 0.7."


def test_a_gap_of_less_than_half_a_level_is_not_called_one_and_half_a_level_is():
    small = role_profile((2.4, 2.5, 2.9, 2.0, 2.0))
    assert seen(leadership=small, front_line=FRONT) == "Leadership and front line are nowhere half a level apart."
    half = role_profile((2.0, 2.5, 2.9, 2.0, 2.5))
    assert "furthest apart in Keeping on track, leadership 0.5 higher" in seen(leadership=half, front_line=FRONT)


def test_a_pair_that_cannot_be_compared_says_why():
    hidden = seen(leadership=FRONT, managers=FRONT, front_line=None)
    assert hidden == (
        "Leadership and front line cannot be compared: front line is hidden (too few, or another could be worked out)."
    )
    absent = seen(leadership=FRONT, managers=FRONT)
    assert absent == "Leadership and front line cannot be compared: nobody answered as front line."
    apart = seen(
        leadership=role_profile((2.0, "hidden", None, None, None)),
        managers=FRONT,
        front_line=role_profile(("hidden", 2.0, None, None, None)),
    )
    assert apart == "Leadership and front line cannot be compared: no section shows both."


def test_sections_that_do_not_show_both_of_the_pair_are_counted():
    said = seen(leadership=role_profile((2.9, "hidden", None, 2.0, 2.0)), front_line=FRONT)
    assert said.endswith("leadership 0.9 higher. Two sections do not show both.")


def test_roles_go_by_the_names_the_council_gave_them():
    named = [(Role("leadership", "Cabinet"), role_profile((2.9,) * 5)), (Role("front-line", "Crews"), FRONT)]
    said = of_roles(named)
    assert said.startswith("Cabinet and crews are furthest apart in")


def test_a_renamed_role_has_its_new_name_where_nobody_answered_in_it():
    renamed = [Role("leadership", "Corporate board"), Role("front-line", "Front line")]
    said = of_roles(roles(front_line=role_profile((2.0,) * 5)), renamed)
    assert said == "Corporate board and front line cannot be compared: nobody answered as corporate board."
