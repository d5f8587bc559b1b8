"""The sentence beside each picture that compares: right for none, one and all, for ties, gaps and what is hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journey.charts import (
    agreed_chart,
    change_chart,
    change_heat_chart,
    roles_chart,
    services_chart,
    services_over_time_chart,
    stage_path_chart,
    trail_chart,
)
from journey.model import Absent, Role, Unit, Verdict
from tests.charts.chart_findings import TITLES, questionnaire, slug
from tests.charts.compared_findings import SECTIONS, change, figure, line, role_profile, roles, rounds, units

STOCK, DIRECTION, STARTED, HAPPEN, TRACK = SECTIONS
AB = ("Spring 2025", "Spring 2026")


def of_changes(*claims: str) -> str:
    changes = [change(title, 2.0, 2.5, claim) for title, claim in zip(TITLES, claims, strict=False)]
    return change_chart(questionnaire(), changes, AB, "light").takeaway


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ("=++==", "Setting direction and Getting started are higher; the other three show no clear change."),
        ("+----", "Taking stock is higher; the other four are lower."),
        ("+====", "Taking stock is higher; the other four show no clear change."),
        ("++++=", "Four are higher; Keeping on track shows no clear change."),
        ("+-===", "Taking stock is higher; Setting direction is lower; the other three show no clear change."),
        ("+++++", "All five are higher."),
        ("-----", "All five are lower."),
        ("=====", "None of the five shows a clear change."),
        ("++", "Both are higher."),
        ("==", "Neither of the two shows a clear change."),
        ("+", "Taking stock is higher."),
        ("-", "Taking stock is lower."),
        ("=", "Taking stock shows no clear change."),
    ],
)
def test_a_change_says_what_is_higher_and_what_lower(claims, said):
    assert of_changes(*claims) == said


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        (["few"] * 5, "In all five too few answered to tell whether anything changed."),
        (["not"] * 5, "None of the five can be compared."),
        (["few"], "In Taking stock too few answered to tell."),
        (["not"], "Taking stock cannot be compared."),
        (
            ["+", "=", "few", "few", "not"],
            "Taking stock is higher; Setting direction shows no clear change; in Getting started and Making it happen "
            "too few answered to tell; Keeping on track cannot be compared.",
        ),
    ],
)
def test_what_cannot_be_told_is_not_called_unchanged(claims, said):
    assert of_changes(*claims) == said


def test_without_a_common_section_there_is_no_picture_of_a_change():
    drawn = change_chart(questionnaire(), [], AB, "light")
    assert (drawn.chart, drawn.takeaway) == (None, "No section was asked in both rounds.")


def test_sections_without_any_index_make_no_picture_of_a_change():
    drawn = change_chart(questionnaire(), [change(TITLES[0], None, None, "not")], AB, "light")
    assert (drawn.chart, drawn.takeaway) == (None, "Taking stock cannot be compared.")


def trail(many, *lines):
    return trail_chart(questionnaire(), rounds(many), [one for each in lines for one in each], "light")


def test_a_trail_names_the_greatest_rise_and_the_greatest_fall():
    drawn = trail(3, line(STOCK, 2.0, 1.0, 2.6), line(DIRECTION, 2.0, 2.4, 2.3), line(TRACK, 2.5, 2.5, 2.1))
    assert drawn.takeaway == (
        "From Spring 2020 to Spring 2021, Taking stock rose most, by 0.6 to 2.6; Keeping on track fell by 0.4 to 2.1."
    )


def test_a_trail_says_when_nothing_fell_and_when_nothing_moved():
    assert trail(2, line(STOCK, 2.0, 2.6), line(TRACK, 2.5, 2.3)).takeaway == (
        "From Spring 2020 to Autumn 2020, Taking stock rose by 0.6 to 2.6; nothing fell by a quarter of a level."
    )
    assert trail(2, line(STOCK, 2.0, 2.2), line(TRACK, 2.5, 2.3)).takeaway == (
        "From Spring 2020 to Autumn 2020, nothing moved by a quarter of a level."
    )


def test_a_quarter_of_a_level_is_a_movement_however_it_is_stored():
    assert "Taking stock rose by 0.3 to 2.4" in trail(2, line(STOCK, 2.1, 2.35)).takeaway
    assert "Setting direction fell by 0.3 to 2.9" in trail(2, line(DIRECTION, 3.1, 2.85)).takeaway


def test_equal_movements_are_named_together_and_without_where_they_came_to():
    said = trail(2, line(STOCK, 2.0, 2.6), line(DIRECTION, 1.0, 1.6), line(TRACK, 2.0, 2.3)).takeaway
    assert "Taking stock and Setting direction rose most, by 0.6; nothing fell" in said


def test_lines_of_different_length_are_not_said_to_run_between_the_same_rounds():
    said = trail(3, line(STOCK, 2.0, 2.1, 2.6), line(TRACK, 2.0, 2.3, Absent.STILL_OPEN)).takeaway
    assert said.startswith("From the first to the last score shown, Taking stock rose most")


def test_one_round_is_not_a_trail():
    once = trail(2, line(STOCK, 2.0, Absent.TOO_FEW))
    never = trail(2, line(STOCK, Absent.TOO_FEW, Absent.TOO_FEW))
    assert (once.chart, never.chart) == (None, None)
    assert once.takeaway == "No section shows a score in two rounds, so there is nothing to follow yet."
    assert never.takeaway == "No round shows a score, so there is nothing to follow yet."


def side_by_side(table, those=None):
    those = those or units(len(table))
    figures = [
        figure(value, section, unit_id=unit.id)
        for unit, values in zip(those, table, strict=True)
        for section, value in zip(SECTIONS, values, strict=False)
    ]
    return services_chart(questionnaire(), those, figures, [], "Spring 2026", "light")


def test_services_say_who_leads_and_what_all_are_weakest_in():
    said = side_by_side([(3.4, 3.0, 2.4), (2.6, 2.9, 1.9), (2.0, 2.1, 1.2)]).takeaway
    assert said == "Housing is highest in every section; all three are weakest in Getting started."


def test_a_lead_and_a_weakness_of_most_is_called_one_of_most():
    said = side_by_side([(3.4, 3.0, 2.4), (2.6, 3.3, 1.9), (1.0, 2.1, 1.2)]).takeaway
    assert said == "Housing is highest in two of three sections; two of three are weakest in Getting started."


def test_nobody_leads_where_the_first_places_are_shared():
    said = side_by_side([(3.4, 2.0), (2.6, 3.3)]).takeaway
    assert said == "No one service leads."


def test_services_say_what_is_hidden_wholly_and_in_part():
    table = [(3.4, 3.0), (2.6, Absent.ALIKE), (Absent.TOO_FEW, Absent.TOO_FEW), (2.2, Absent.NOT_ENOUGH)]
    assert side_by_side(table).takeaway == (
        "Housing is highest in Taking stock. Highways is hidden. Children is hidden in part."
    )


def test_many_hidden_services_are_counted():
    said = side_by_side([(3.4, 3.0), (2.6, 2.0), *[(Absent.TOO_FEW,) * 2] * 4]).takeaway
    assert said.endswith("Four services are hidden.")


def test_one_service_with_a_score_is_not_compared():
    drawn = side_by_side([(3.4, 3.0), (Absent.NOT_ENOUGH, Absent.NOT_ENOUGH)])
    assert drawn.takeaway == "Only one service shows a score, so there is nothing to compare."


def test_services_without_any_score_have_no_picture():
    drawn = side_by_side([(Absent.STILL_OPEN,), (Absent.STILL_OPEN,)])
    assert drawn.chart is None
    assert drawn.takeaway == "No service shows a score in this round. Housing and Children are hidden."


def test_units_that_are_not_all_services_are_called_units():
    mixed = (*units(1), Unit("ics", "council", None, "Integrated care", "partnership"))
    assert side_by_side([(3.4, 2.0), (2.6, 3.3)], mixed).takeaway == "No one unit leads."


def heat(*rows):
    those = units(len(rows))
    changes = {
        unit.id: [change(title, 2.0, 2.5, claim) for title, claim in zip(TITLES, claims, strict=False)]
        for unit, claims in zip(those, rows, strict=True)
    }
    return change_heat_chart(questionnaire(), those, changes, AB, "light")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["===", "==="], "Of six figures compared, none shows a clear change."),
        (["+==", "==="], "Of six figures compared, one rose, Taking stock in Housing."),
        (["+==", "+=="], "Of six figures compared, two rose, all in Taking stock."),
        (["+++", "==="], "Of six figures compared, three rose, all in Housing."),
        (
            ["+=-", "+=-"],
            "Of six figures compared, two rose, all in Taking stock; two fell, all in Getting started.",
        ),
        (
            [["=", "few"], ["=", "="]],
            "Of four figures compared, none shows a clear change. One rests on too few answers to tell.",
        ),
        (
            [["=", "="], ["not", "not"]],
            "Of two figures compared, none shows a clear change. Children cannot be compared.",
        ),
    ],
)
def test_a_change_heat_counts_what_rose_and_fell_and_says_where(rows, said):
    assert heat(*rows).takeaway == said


def test_nothing_compared_has_no_picture():
    drawn = heat(["not"], ["not"])
    assert drawn.chart is None
    assert drawn.takeaway == "No service can be compared between these two rounds."


def seen(**profiles):
    return roles_chart(questionnaire(), roles(**profiles), "light")


FRONT = role_profile((2.0, 2.5, 2.9, 2.0, 2.0))


def test_the_widest_gap_between_two_roles_is_named_with_its_direction():
    said = seen(leadership=role_profile((2.9, 2.6, 2.5, 2.2, 2.1)), front_line=FRONT).takeaway
    assert said == "Leadership and front line are furthest apart in Taking stock, leadership 0.9 higher."


def test_the_front_line_may_be_the_higher():
    said = seen(leadership=role_profile((2.0, 2.5, 2.2, 2.0, 2.0)), front_line=FRONT).takeaway
    assert said == "Leadership and front line are furthest apart in Getting started, front line 0.7 higher."


def test_equal_gaps_are_named_together_and_opposite_ones_without_direction():
    said = seen(leadership=role_profile((2.7, 2.5, 2.2, 2.0, 2.0)), front_line=FRONT).takeaway
    assert said == "Leadership and front line are furthest apart in Taking stock and Getting started, by 0.7."


def test_a_gap_of_less_than_half_a_level_is_not_called_one_and_half_a_level_is():
    small = role_profile((2.4, 2.5, 2.9, 2.0, 2.0))
    assert (
        seen(leadership=small, front_line=FRONT).takeaway == "Leadership and front line are nowhere half a level apart."
    )
    half = role_profile((2.0, 2.5, 2.9, 2.0, 2.5))
    assert (
        "furthest apart in Keeping on track, leadership 0.5 higher" in seen(leadership=half, front_line=FRONT).takeaway
    )


def test_a_pair_that_cannot_be_compared_says_why():
    hidden = seen(leadership=FRONT, managers=FRONT, front_line=None).takeaway
    assert hidden == (
        "Leadership and front line cannot be compared: front line is hidden (too few, or another could be worked out)."
    )
    absent = seen(leadership=FRONT, managers=FRONT).takeaway
    assert absent == "Leadership and front line cannot be compared: nobody answered as front line."
    apart = seen(
        leadership=role_profile((2.0, "hidden", None, None, None)),
        managers=FRONT,
        front_line=role_profile(("hidden", 2.0, None, None, None)),
    ).takeaway
    assert apart == "Leadership and front line cannot be compared: no section shows both."


def test_sections_that_do_not_show_both_of_the_pair_are_counted():
    said = seen(leadership=role_profile((2.9, "hidden", None, 2.0, 2.0)), front_line=FRONT).takeaway
    assert said.endswith("leadership 0.9 higher. Two sections do not show both.")


def test_roles_go_by_the_names_the_council_gave_them():
    named = [(Role("leadership", "Cabinet"), role_profile((2.9,) * 5)), (Role("front-line", "Crews"), FRONT)]
    said = roles_chart(questionnaire(), named, "light").takeaway
    assert said.startswith("Cabinet and crews are furthest apart in")


def test_one_role_alone_has_no_picture():
    assert seen(leadership=FRONT, front_line=None).chart is None
    assert seen(leadership=FRONT, managers=FRONT, front_line=None).chart is not None


def over_time(*lines):
    those = units(len(lines))
    figures = [
        made for unit, values in zip(those, lines, strict=True) for made in line(STOCK, *values, unit_id=unit.id)
    ]
    held = rounds(max(map(len, lines)))
    return services_over_time_chart("Taking stock", those, held, figures, "light")


def test_services_over_time_name_who_rose_and_who_fell_most():
    said = over_time((2.0, 2.2, 2.9), (2.0, 2.3, 2.4), (3.0, 2.9, 2.1)).takeaway
    assert said == "From Spring 2020 to Spring 2021, Housing rose most, by 0.9 to 2.9; Highways fell by 0.9 to 2.1."


def test_many_services_that_moved_alike_are_counted():
    assert over_time(*[(2.0, 2.9)] * 4).takeaway == (
        "From Spring 2020 to Autumn 2020, four services rose by 0.9; nothing fell by a quarter of a level."
    )


def test_services_that_show_no_two_rounds_have_no_picture():
    drawn = over_time((2.0, Absent.TOO_FEW), (Absent.TOO_FEW, 2.0))
    assert (drawn.chart, drawn.takeaway) == (None, "No service shows a score in two rounds yet.")


def path(many, *lines, ready=()):
    held = rounds(many)
    figures = [made for section, values in zip(SECTIONS, lines, strict=False) for made in line(section, *values)]
    states = {(round_.id, section): None for round_ in held for section in SECTIONS}
    for section, each in zip(SECTIONS, ready, strict=False):
        states |= {(round_.id, section): state for round_, state in zip(held, each, strict=True)}
    return stage_path_chart(questionnaire(), held, figures, states, "light")


def test_the_stage_path_says_which_stage_is_weakest_and_for_how_long():
    assert path(3, (2.0, 3.0, 3.1), (2.5, 2.0, 2.2)).takeaway == (
        "Setting direction is probably weakest now, for two rounds running."
    )
    assert path(2, (2.0, 3.0), (2.5, 2.0)).takeaway == "Setting direction is probably weakest now."


def test_no_stage_is_called_weakest_where_they_stand_close_or_share_it():
    assert path(1, (2.0,), (2.1,)).takeaway == "No one stage is clearly the weakest now."
    assert path(1, (2.0,), (2.0,), (3.0,)).takeaway == "No one stage is clearly the weakest now."


def test_the_stage_path_says_what_became_ready_and_what_ceased_to_be():
    said = path(2, (2.0, 3.0), (2.5, 2.0), (3.0, 2.9), ready=((False, True), (True, False), (True, True))).takeaway
    assert said == (
        "Setting direction is probably weakest now. "
        "Taking stock became ready to move on; Setting direction is no longer ready."
    )


def test_what_was_ready_all_along_did_not_become_so():
    assert path(2, (3.0, 3.0), (2.0, 2.0), ready=((True, True), (False, False))).takeaway.endswith(
        "running. Taking stock is ready to move on."
    )
    assert path(2, (3.0, 3.0), (2.0, 2.0), ready=((False, False), (False, False))).takeaway.endswith(
        "running. No stage is ready to move on."
    )


def test_readiness_is_not_told_where_the_index_is_kept_back():
    drawn = path(2, (3.0, Absent.TOO_FEW), (2.0, 2.0), ready=((False, True), (False, False)))
    assert "became" not in drawn.takeaway
    assert drawn.table["Ready to move on"].tolist()[:2] == ["no", "not known"]


def test_a_path_without_scores_has_no_picture():
    drawn = path(2, (Absent.TOO_FEW, Absent.TOO_FEW))
    assert (drawn.chart, drawn.takeaway) == (None, "No round shows a score for a stage.")


def agreed(individual, workshop) -> str:
    own = None if individual is None else role_profile(individual)
    return agreed_chart(questionnaire(), own, role_profile(workshop), "light").takeaway


def test_the_agreed_view_says_where_it_is_furthest_from_the_individual_one():
    assert agreed((2.0, 2.5, 2.9, 2.0, 2.0), (2.2, 3.2, 2.6, 2.0, 2.0)) == (
        "The agreed view is furthest from the individual one in Setting direction, 0.7 higher."
    )
    assert agreed((2.0, 2.5, 2.9, 2.0, 2.0), (2.2, 2.5, 2.1, 2.0, 2.0)) == (
        "The agreed view is furthest from the individual one in Getting started, 0.8 lower."
    )


def test_views_that_lie_close_are_said_to():
    assert agreed((2.0,) * 5, (2.4,) * 5) == "The agreed view is nowhere half a level from the individual one."


def test_a_hidden_or_missing_individual_view_is_said_to_be():
    assert agreed(None, (2.4,) * 5) == "The individual view is hidden or missing, so the agreed view stands alone."
    assert agreed(("hidden",) * 5, (2.4,) * 5) == "No section shows both views, so there is nothing to compare."


def test_nothing_agreed_has_no_picture():
    drawn = agreed_chart(questionnaire(), role_profile((2.0,) * 5), role_profile((None,) * 5), "light")
    assert (drawn.chart, drawn.takeaway) == (None, "No section has an agreed score yet.")


def test_takeaways_carry_typed_names_as_they_are():
    those = [replace(unit, name="*Parks* <b>") for unit in units(1)] + list(units(2)[1:])
    said = side_by_side([(3.4, 3.0), (2.6, 2.0)], those).takeaway
    assert said.startswith("*Parks* <b> is highest in every section")


def test_every_verdict_has_a_sentence():
    for verdict in Verdict:
        one = replace(change(TITLES[0], 2.0, 2.5), verdict=verdict)
        assert change_chart(questionnaire(), [one], AB, "light").takeaway.startswith(
            ("Taking stock", "In Taking stock")
        )
    assert slug(TITLES[0]) == STOCK


def test_a_renamed_role_has_its_new_name_where_nobody_answered_in_it():
    renamed = [Role("leadership", "Corporate board"), Role("front-line", "Front line")]
    seen = roles(front_line=role_profile((2.0,) * 5))
    drawn = roles_chart(questionnaire(), seen, "light", council_roles=renamed)
    assert drawn.takeaway == "Corporate board and front line cannot be compared: nobody answered as corporate board."
    assert "Corporate board" in drawn.table.columns
