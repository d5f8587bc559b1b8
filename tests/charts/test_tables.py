"""The tables carry what the pictures show, in words and in numbers of two decimals."""

from __future__ import annotations

import pandas as pd

from journey.charts import journey_chart, profile_chart, section_chart
from journey.model import PitfallTally
from journey.wording.takeaways.stages_overview import COLUMNS
from tests.steps.chart_findings import TALLIES, TYPICAL, many, profile, questionnaire, section_of, tally


def row(table: pd.DataFrame, number: int) -> dict[str, str]:
    return {str(name): value for name, value in table.iloc[number].items()}


def test_the_journey_table_has_a_row_a_stage_with_score_and_pitfalls():
    table = journey_chart(questionnaire(), profile(TYPICAL), TALLIES, "light").table
    assert list(table["Stage"]) == [section.title for section in questionnaire().sections]
    assert row(table, 4) == {
        "Stage": "Keeping on track",
        "Index": "1.75",
        "Secure level": "2 partial",
        "How sure": "provisional, on the edge",
        "Pitfalls avoided": "3",
        "Not critical, avoided in part": "2",
        "Not critical, still open": "2",
        "Critical and not avoided": "2",
        "Pitfalls not looked at": "0",
        "Pitfalls that do not apply": "0",
    }


def test_a_critical_pitfall_is_counted_once_as_in_the_picture():
    partly_and_open = PitfallTally(("a",), ("b", "c"), ("d", "e", "f", "h"), ("g",), ("b", "d", "e"), ("h",))
    table = journey_chart(questionnaire(), profile(TYPICAL), {"taking-stock": partly_and_open}, "light").file
    counts = [*COLUMNS.values(), "Pitfalls that do not apply"]
    assert table.loc[0, counts].tolist() == [1, 1, 1, 3, 1, 1]
    assert sum(table.loc[0, counts]) == len("abcdefgh")


def test_what_is_missing_stands_in_words():
    table = journey_chart(questionnaire(), profile({}), {"taking-stock": tally(1)}, "light").table
    assert table["Index"].tolist() == table["Secure level"].tolist() == ["not enough answers"] * 5
    assert table["Pitfalls avoided"].tolist() == ["1"] + ["no pitfall looked at yet"] * 4


def test_an_indicative_score_has_an_index_and_says_why_it_has_no_secure_level():
    found = profile({"Taking stock": (2, 3, "na", "na", "na", "na", "na")})
    first = row(profile_chart(questionnaire(), found, "light").table, 0)
    assert first["Index"] == "2.50"
    assert first["How sure"] == "indicative"
    assert first["Secure level"] == "not enough answers"


def test_the_profile_table_counts_statements_for_one_response():
    third = row(profile_chart(questionnaire(), profile(TYPICAL), "light").table, 2)
    assert third == {
        "Section": "Getting started",
        "Index": "2.67",
        "Secure level": "2 partial",
        "How sure": "on the edge",
        "Coverage": "0.86",
        "Statements at level 1": "0",
        "Statements at level 2": "2",
        "Statements at level 3": "4",
        "Statements at level 4": "0",
        "Share of levels 3 and 4 with evidence": "0.75",
    }


def test_the_profile_table_counts_answers_for_several_responses():
    first = row(profile_chart(questionnaire(), many([(1, 2, 3, 34)] * 7, evidenced=37), "light").table, 0)
    assert [first[f"Answers at level {level}"] for level in (1, 2, 3, 4)] == ["7", "14", "21", "238"]
    assert first["Share of levels 3 and 4 with evidence"] == "1.00"


def test_the_section_table_keeps_the_three_kinds_of_no_level_apart():
    table = section_chart(*section_of((3, -4, 1, 2, "dk", "na", None)), "light").table
    assert table["Level"].tolist() == ["1", "2", "3", "4", *["no level"] * 3]
    assert table["Notes"].tolist() == [
        "holds back level 3",
        "holds back level 3",
        "none",
        "not evidenced",
        "don’t know",
        "does not apply",
        "not answered",
    ]


def test_the_section_table_may_keep_the_order_of_the_questionnaire():
    table = section_chart(*section_of((3, 4, 1, 2, "dk", "na", None)), "light", lowest_first=False).table
    assert table["Level"].tolist() == ["3", "4", "1", "2", *["no level"] * 3]


def test_the_section_table_of_several_responses_has_mean_median_and_counts():
    section = questionnaire().sections[0]
    first = row(section_chart(section, many([(10, 20, 5, 5)] * 7).section(section.id), "dark").table, 0)
    assert first["Level"] == "2"
    assert first["Mean"] == "2.13"
    assert [first[f"Answers at level {level}"] for level in (1, 2, 3, 4)] == ["10", "20", "5", "5"]


def test_a_table_has_no_empty_cell():
    for table in (
        journey_chart(questionnaire(), profile({}), {}, "light").table,
        profile_chart(questionnaire(), profile({}), "light").table,
        section_chart(*section_of((None,) * 7), "light").table,
    ):
        assert all(str(cell).strip() for cell in table.to_numpy().ravel())
        assert not table.isna().to_numpy().any()
