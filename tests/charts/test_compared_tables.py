"""The tables beside the pictures that compare: all of it, in words and in numbers of two decimals."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
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
from journey.model import Absent, ReadinessOverTime, Weighing
from tests.charts.compared_pictures import pictures
from tests.steps.chart_findings import TITLES, questionnaire
from tests.steps.compared_findings import (
    SECTIONS,
    change,
    figure,
    line,
    means_of,
    role_profile,
    roles,
    rollups,
    rounds,
    targets,
    units,
)

AB = ("Spring 2025", "Spring 2026")


def row(table: pd.DataFrame, number: int) -> dict[str, str]:
    return {str(name): value for name, value in table.iloc[number].items()}


def test_the_change_table_has_the_figures_the_verdict_and_what_they_rest_on():
    one = replace(
        change(TITLES[0], 2.41, 2.97, "+", half=0.25),
        difference=0.52,
        interval=(0.27, 0.77),
        from_statements=0.04,
        within=0.3,
        mix=0.25,
        unexplained=-0.03,
    )
    assert row(change_chart(questionnaire(), [one], AB, "light").table, 0) == {
        "Section": "Taking stock",
        "Index before": "2.41",
        "Index after": "2.97",
        "Difference": "+0.52",
        "Difference judged": "+0.52",
        "95% interval, low": "+0.27",
        "95% interval, high": "+0.77",
        "Verdict": "higher",
        "Verdict on": "all who answered",
        "Responses before": "24",
        "Responses after": "27",
        "Statements compared": "9",
        "Secure level before": "2 partial",
        "Secure level after": "3 established",
        "Due to changed statements": "+0.04",
        "Within roles": "+0.30",
        "Mix of roles": "+0.25",
        "Missing answers and roles in one round only": "−0.03",
    }


def test_what_a_change_does_not_know_stands_in_words():
    bare = replace(change(TITLES[0], None, 2.97, "not"), secure_levels=(None, None))
    found = row(change_chart(questionnaire(), [bare], AB, "light").table, 0)
    assert found["Index before"] == "no score shown"
    unknown = [name for name, value in found.items() if value == "not known"]
    assert len(unknown) == 10
    assert found["Verdict"] == "not comparable"


def test_a_difference_that_rounds_to_nothing_has_no_sign():
    found = row(change_chart(questionnaire(), [change(TITLES[0], 2.0, 1.998)], AB, "light").table, 0)
    assert found["Difference"] == "0.00"


def test_the_trail_table_has_a_row_a_section_and_round():
    figures = [figure(2.5, margin=0.25, coverage=0.6, secure=3), figure(Absent.STILL_OPEN, round_id="round-2")]
    table = trail_chart(questionnaire(), rounds(3), figures, "light", targets(2.8, many=3)).table
    assert row(table, 0) == {
        "Section": "Taking stock",
        "Round": "Spring 2020",
        "Index": "2.50",
        "95% interval, low": "2.25",
        "95% interval, high": "2.75",
        "How sure": "provisional",
        "Secure level": "3 established",
        "Responses": "20",
        "Target for this round": "none",
        "Result": "none",
        "Target for the next round": "2.80",
    }
    assert table["Target for this round"].tolist() == ["none", "2.80", "2.80"]
    assert table["Result"].tolist() == ["none", "missed", "missed"]
    assert table["Index"].tolist() == ["2.50", "hidden: round still open", "not assessed"]
    assert table["Responses"].tolist() == ["20", "3", "none"]


def test_no_target_is_said_to_be_none_and_an_unknown_interval_not_known():
    found = row(trail_chart(questionnaire(), rounds(1), [figure(2.5, margin=None)], "light").table, 0)
    assert found["Target for the next round"] == "none"
    assert found["95% interval, low"] == "not known"


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Absent.NOT_ASSESSED, "not assessed"),
        (Absent.NOT_ENOUGH, "not enough answers"),
        (Absent.TOO_FEW, "hidden: too few people"),
        (Absent.ALIKE, "hidden: answers too alike"),
        (Absent.STILL_OPEN, "hidden: round still open"),
    ],
)
def test_a_cell_without_an_index_says_why(why, said):
    figures = [figure(2.5), figure(why, "setting-direction")]
    found = row(services_chart(questionnaire(), units(1), figures, [], "Spring", "light").table, 0)
    assert found == {"Service": "Housing", "Taking stock": "2.50", "Setting direction": said}


def test_the_services_table_ends_in_the_roll_ups_and_what_they_leave_out():
    figures = [figure(2.5, coverage=0.6), figure(2.0, "setting-direction"), figure(3.5, unit_id="children")]
    rolled = rollups(SECTIONS[:2], [3.0, None], Weighing.UNITS, 1) + rollups(SECTIONS[:1], [3.1], Weighing.RESPONSES, 0)
    table = services_chart(questionnaire(), units(2), figures, rolled, "Spring", "light").table
    assert table["Service"].tolist() == [
        "Housing",
        "Children",
        "All services, each counted once",
        "Give or take",
        "Services left out of it",
        "All services, weighed by responses",
        "Give or take",
        "Services left out of it",
    ]
    assert table["Taking stock"].tolist() == ["2.50, provisional", "3.50", "3.00", "0.14", "1", "3.10", "0.14", "0"]
    assert table["Setting direction"].tolist() == [
        "2.00",
        "not assessed",
        "not enough answers",
        "not known",
        "1",
        "not rolled up",
        "not known",
        "not rolled up",
    ]


def test_the_change_heat_table_has_a_row_a_unit_and_section():
    changes = {"housing": [change(TITLES[0], 2.0, 2.5, "+"), change(TITLES[1], 2.0, 1.8, "few")]}
    table = change_heat_chart(questionnaire(), units(2), changes, AB, "light").table
    assert table["Difference"].tolist() == ["+0.50", "−0.20", "not known", "not known"]
    assert table["Verdict"].tolist() == ["higher", "too few to tell", "not compared", "not compared"]
    assert table["95% interval, low"].tolist() == ["+0.20", "not known", "not known", "not known"]
    assert table["Responses before"].tolist() == ["24", "4", "not known", "not known"]


def test_the_roles_table_has_the_gap_in_words_and_every_role():
    leaders, staff = role_profile((2.9, 2.5, "hidden", None, 2.0)), role_profile((2.0, 2.9, 2.9, 2.0, 2.001))
    named = roles(managers=role_profile((2.1,) * 5), leadership=leaders, front_line=staff, partners=None)
    table = roles_chart(questionnaire(), named, "light", means=means_of(named, 0.15)).table
    assert list(table.columns) == ["Section", "Gap", "Leadership", "Front line", "Managers", "Partners"]
    assert row(table, 0) == {
        "Section": "Taking stock",
        "Gap": "leadership higher: about 0.9, at least 0.4",
        "Leadership": "2.90",
        "Front line": "2.00",
        "Managers": "2.10",
        "Partners": "hidden: too few, or another could be worked out",
    }
    assert table["Gap"].tolist()[1:] == ["within chance", "within chance", "not comparable", "not comparable"]
    assert table["Leadership"].tolist()[3:] == [
        "hidden: too few, or another could be worked out",
        "not enough answers",
    ]


def test_services_over_time_have_a_row_a_unit_and_round():
    figures = [*line("taking-stock", 2.0, 2.4), *line("taking-stock", Absent.TOO_FEW, 2.0, unit_id="children")]
    table = services_over_time_chart("Taking stock", units(2), rounds(2), figures, "light").table
    assert table["Service"].tolist() == ["Housing", "Housing", "Children", "Children"]
    assert table["Round"].tolist() == ["Spring 2020", "Autumn 2020"] * 2
    assert table["Index"].tolist() == ["2.00", "2.40", "hidden: too few people", "2.00"]


def test_the_stage_path_table_says_what_was_ready_and_weakest():
    figures = [*line("taking-stock", 3.0, 2.0), *line("setting-direction", 2.0, 2.1)]
    figures[0] = replace(figures[0], secure_level=None)
    ready = {("round-1", "taking-stock"): True, ("round-2", "taking-stock"): False}
    table = stage_path_chart(questionnaire(), rounds(2), figures, ReadinessOverTime(ready), "light").table
    assert table["Secure level"].tolist() == ["not enough answers", "2 partial", "2 partial", "2 partial"]
    assert table["Ready to move on"].tolist() == ["yes", "no", "not known", "not known"]
    assert table["Weakest"].tolist() == ["none is clearly"] * 4


def test_the_agreed_table_has_both_views_and_why_one_is_missing():
    own, workshop = role_profile((2.0, "hidden", None, 2.0, 2.0)), role_profile((2.6, 2.0, 2.0, None, 2.0))
    table = agreed_chart(questionnaire(), own, workshop, "light").table
    assert table["Individual index"].tolist() == ["2.00", "hidden", "not enough answers", "2.00", "2.00"]
    assert table["Agreed index"].tolist() == ["2.60", "2.00", "2.00", "no score agreed", "2.00"]
    assert table["Gap"].tolist() == ["+0.60", "not comparable", "not comparable", "not comparable", "0.00"]
    alone = agreed_chart(questionnaire(), None, workshop, "light").table
    assert alone["Individual index"].tolist() == ["hidden or missing"] * 5


@pytest.mark.parametrize("name", pictures("light"))
def test_a_table_has_no_empty_cell(name):
    table = pictures("light")[name].table
    assert all(isinstance(cell, str) and cell.strip() for cell in table.to_numpy().ravel())


def test_what_a_hidden_section_rests_on_is_not_said_to_be_nothing():
    hidden = replace(change(TITLES[0], None, None, "not"), n=(0, 0), statements=0)
    found = row(change_chart(questionnaire(), [hidden], AB, "light").table, 0)
    counts = ("Responses before", "Responses after", "Statements compared")
    assert [found[head] for head in counts] == ["not compared"] * 3
