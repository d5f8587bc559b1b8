"""Units side by side in a sentence: who leads, what most are weakest in, what is hidden."""

from __future__ import annotations

from dataclasses import replace

from journey.model import Absent, Unit, Weighing
from journey.wording.takeaways import services as words
from tests.steps.chart_findings import questionnaire
from tests.steps.compared_findings import SECTIONS, figure, rollups, units


def side_by_side(table, those=None):
    those = those or units(len(table))
    figures = [
        figure(value, section, unit_id=unit.id)
        for unit, values in zip(those, table, strict=True)
        for section, value in zip(SECTIONS, values, strict=False)
    ]
    return words.takeaway(words.side_by_side(questionnaire(), those, figures, []))


def test_services_say_who_leads_and_what_all_are_weakest_in():
    said = side_by_side([(3.4, 3.0, 2.4), (2.6, 2.9, 1.9), (2.0, 2.1, 1.2)])
    assert said == "Housing is highest in every section; all three are weakest in Getting started."


def test_a_lead_and_a_weakness_of_most_is_called_one_of_most():
    said = side_by_side([(3.4, 3.0, 2.4), (2.6, 3.3, 1.9), (1.0, 2.1, 1.2)])
    assert said == "Housing is highest in two of three sections; two of three are weakest in Getting started."


def test_nobody_leads_where_the_first_places_are_shared():
    said = side_by_side([(3.4, 2.0), (2.6, 3.3)])
    assert said == "No one service leads."


def test_services_say_what_is_hidden_wholly_and_in_part():
    table = [(3.4, 3.0), (2.6, Absent.ALIKE), (Absent.TOO_FEW, Absent.TOO_FEW), (2.2, Absent.NOT_ENOUGH)]
    assert side_by_side(table) == (
        "Housing is highest in Taking stock. Highways is hidden. Children is hidden in part."
    )


def test_many_hidden_services_are_counted():
    said = side_by_side([(3.4, 3.0), (2.6, 2.0), *[(Absent.TOO_FEW,) * 2] * 4])
    assert said.endswith("Four services are hidden.")


def test_one_service_with_a_score_is_not_compared():
    said = side_by_side([(3.4, 3.0), (Absent.NOT_ENOUGH, Absent.NOT_ENOUGH)])
    assert said == "Only one service shows a score, so there is nothing to compare."


def test_services_without_any_score_are_said_to_show_none():
    said = side_by_side([(Absent.STILL_OPEN,), (Absent.STILL_OPEN,)])
    assert said == "No service shows a score in this round. Housing and Children are hidden."


def test_units_that_are_not_all_services_are_called_units():
    mixed = (*units(1), Unit("ics", "council", None, "Integrated care", "partnership"))
    assert side_by_side([(3.4, 2.0), (2.6, 3.3)], mixed) == "No one unit leads."


def test_a_takeaway_carries_typed_names_as_they_are():
    those = [replace(unit, name="*Parks* <b>") for unit in units(1)] + list(units(2)[1:])
    said = side_by_side([(3.4, 3.0), (2.6, 2.0)], those)
    assert said.startswith("*Parks* <b> is highest in every section")


def test_a_roll_up_says_how_sure_it_is():
    rolled = [
        replace(one, margin=margin)
        for one, margin in zip(rollups(SECTIONS[:2], [2.4, 2.6], Weighing.UNITS, 0), (0.11, 0.22), strict=True)
    ]
    view = words.side_by_side(questionnaire(), units(2), [figure(2.4), figure(2.6, SECTIONS[1])], rolled)
    assert words.how_to_read(view)[1] == "“All services, each counted once”, give or take 0.1 to 0.2."
    assert [row["Give or take"].text for row in words.file_table(view)][-2:] == ["0.11", "0.22"]
