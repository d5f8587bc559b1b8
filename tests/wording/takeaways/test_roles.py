"""Two roles in a sentence: where one saw less in place than the other, and why they cannot be compared."""

from __future__ import annotations

from journey.model import DEFAULT_ROLES, Role
from journey.wording.tables import Number
from journey.wording.takeaways import roles as words
from tests.steps.chart_findings import questionnaire
from tests.steps.compared_findings import means_of, role_profile, roles

FRONT = role_profile((2.0, 2.5, 2.9, 2.0, 2.0))
PAIR = ("leadership", "front-line")


def seen(error=0.1, **profiles):
    return of_roles(roles(**profiles), error=error)


def of_roles(profiles, council_roles=DEFAULT_ROLES, error=0.1):
    means = means_of(profiles, error)
    return words.takeaway(words.role_views(questionnaire(), profiles, PAIR, council_roles, means))


def test_a_gap_is_named_with_who_saw_less_how_much_and_what_is_sure():
    said = seen(leadership=role_profile((2.9, 2.6, 2.9, 2.2, 2.1)), front_line=FRONT)
    assert said == "Front line saw less in place than leadership in Taking stock (about 0.9, at least 0.6)."


def test_the_front_line_may_be_the_higher():
    said = seen(leadership=role_profile((2.0, 2.5, 2.2, 2.0, 2.0)), front_line=FRONT)
    assert said == "Leadership saw less in place than front line in Getting started (about 0.7, at least 0.4)."


def test_gaps_both_ways_are_both_told():
    said = seen(leadership=role_profile((2.7, 2.5, 2.2, 2.0, 2.0)), front_line=FRONT)
    assert said == (
        "Front line saw less in place than leadership in Taking stock (about 0.7, at least 0.4), and more in Getting "
        "started (about 0.7, at least 0.4)."
    )


def test_three_sections_are_named_and_the_others_counted():
    said = seen(leadership=role_profile((3.0, 3.5, 3.9, 3.0, 3.0)), front_line=FRONT)
    assert said.endswith("(about 1.0, at least 0.7) and two further sections.")
    assert said.count("about") == 3


def test_what_chance_could_have_made_is_no_gap_however_wide():
    leaders = role_profile((2.7, 2.5, 2.9, 2.0, 2.0))
    assert seen(leadership=leaders, front_line=FRONT, error=0.3) == (
        "Leadership and front line are nowhere further apart than chance could put them."
    )


def test_less_than_a_quarter_of_a_level_is_no_gap_however_sure():
    leaders = role_profile((2.24, 2.5, 2.9, 2.0, 2.0))
    assert "nowhere further apart" in seen(leadership=leaders, front_line=FRONT, error=0.001)
    quarter = role_profile((2.25, 2.5, 2.9, 2.0, 2.0))
    assert "in Taking stock (about 0.3, at least 0.2)" in seen(leadership=quarter, front_line=FRONT, error=0.001)


def test_where_nobody_knows_how_sure_the_indexes_are_nothing_is_called_a_gap():
    profiles = roles(leadership=role_profile((4.0,) * 5), front_line=FRONT)
    assert words.takeaway(words.role_views(questionnaire(), profiles, PAIR, DEFAULT_ROLES)) == (
        "Whether leadership and front line see different things cannot be told from chance."
    )


def test_sections_with_a_gap_come_first_and_the_others_as_they_are_asked():
    profiles = roles(leadership=role_profile((2.2, 3.2, 2.9, 3.0, 2.5)), front_line=FRONT)
    views = words.role_views(questionnaire(), profiles, PAIR, DEFAULT_ROLES, means_of(profiles, 0.1))
    order = [view.section.title for view in views.gaps]
    asked = [section.title for section in questionnaire().sections]
    assert order == [asked[3], asked[1], asked[4], asked[0], asked[2]]
    assert [words.gap_or_why(views, view) for view in views.gaps] == [
        "about 1.0, at least 0.7",
        "about 0.7, at least 0.4",
        "about 0.5, at least 0.2",
        "within chance",
        "within chance",
    ]


def test_a_file_says_what_is_sure_of_a_gap_beside_the_role_that_stands_higher():
    profiles = roles(leadership=role_profile((2.9, 2.6, 2.9, None, 1.2)), managers=FRONT, front_line=FRONT)
    views = words.role_views(questionnaire(), profiles, PAIR, DEFAULT_ROLES, means_of(profiles))
    asked = [section.title for section in questionnaire().sections]
    sure = {(row["Section"], row["Role"]): row["Higher by at least"] for row in words.file_table(views)}
    assert sure[asked[0], "Leadership"] == Number(0.6, "0.6")
    assert sure[asked[0], "Front line"] == Number(None, "")
    assert sure[asked[0], "Managers"] == Number(None, "not compared")
    assert sure[asked[1], "Leadership"] == sure[asked[1], "Front line"] == Number(None, "within chance")
    assert sure[asked[3], "Leadership"] == Number(None, "not comparable")
    assert sure[asked[4], "Front line"] == Number(0.5, "0.5")


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
    assert said.endswith("(about 0.9, at least 0.6). Two sections do not show both.")


def test_roles_go_by_the_names_the_council_gave_them():
    named = [(Role("leadership", "Cabinet"), role_profile((2.9,) * 5)), (Role("front-line", "Crews"), FRONT)]
    said = of_roles(named)
    assert said.startswith("Crews saw less in place than cabinet in")


def test_a_renamed_role_has_its_new_name_where_nobody_answered_in_it():
    renamed = [Role("leadership", "Corporate board"), Role("front-line", "Front line")]
    said = of_roles(roles(front_line=role_profile((2.0,) * 5)), renamed)
    assert said == "Corporate board and front line cannot be compared: nobody answered as corporate board."
