"""A table as a file: what it is called, what stands in its first columns, and that nothing in it is a formula."""

from __future__ import annotations

from io import BytesIO

import pandas as pd
import pytest

from journey.charts.kit.table import in_file
from journey.ui.shared.downloads import AskedIn, TableSubject, csv, file_name
from journey.wording.cells import inert
from journey.wording.tables import Number

ONE_ROUND = TableSubject(
    "profile", "Mixborough Council", "Housing", "stages", "The stages", (AskedIn("2026", "1.0.0"),)
)
TWO_ROUNDS = TableSubject(
    "change",
    "Mixborough",
    "Zoë’s / team",
    "stages",
    "The stages",
    (AskedIn("Spring 2025", "1.0.0"), AskedIn("Autumn 2026", "1.1.0")),
)


def read(rows: list[dict[str, str | Number]], subject: TableSubject = ONE_ROUND) -> pd.DataFrame:
    return pd.read_csv(BytesIO(csv(in_file(rows), subject)), encoding="utf-8-sig")


def test_a_file_is_named_after_council_unit_round_questionnaire_version_and_view() -> None:
    assert file_name(ONE_ROUND) == "mixborough-council-housing-2026-stages-1.0.0-profile.csv"
    assert file_name(TWO_ROUNDS) == "mixborough-zoe-s-team-autumn-2026-since-spring-2025-stages-1.1.0-change.csv"


def test_a_name_keeps_letters_of_every_language_and_fits_a_file_system() -> None:
    long = TableSubject("profile", "東京" * 60, "住宅" * 60, "stages", "", (AskedIn("秋" * 60, "1.0.0"),))
    assert file_name(long).startswith("東京")
    assert len(file_name(long).encode()) <= 204


def test_the_first_columns_say_what_the_table_is_about() -> None:
    first = read([{"Section": "Taking stock", "Index": Number(2.5, "2.50")}]).iloc[0].to_dict()
    assert first == {
        "Council": "Mixborough Council",
        "Unit": "Housing",
        "Round": 2026,
        "Questionnaire": "The stages",
        "Version": "1.0.0",
        "Section": "Taking stock",
        "Index": 2.5,
    }


def test_of_two_rounds_the_earlier_one_is_named_with_its_version() -> None:
    first = read([{"Section": "Taking stock"}], TWO_ROUNDS).iloc[0]
    assert first[["Round", "Version", "Earlier round", "Earlier version"]].tolist() == [
        "Autumn 2026",
        "1.1.0",
        "Spring 2025",
        "1.0.0",
    ]


def test_a_row_that_names_its_unit_and_round_keeps_them_and_has_the_version_of_its_round() -> None:
    table = read([{"Unit": "Parks", "Round": "Spring 2025", "Index": Number(2.0, "2.00")}], TWO_ROUNDS)
    assert table.loc[0, ["Unit", "Round", "Version"]].tolist() == ["Parks", "Spring 2025", "1.0.0"]


def test_a_fall_is_a_number_and_what_is_missing_is_empty_with_the_reason_beside_it() -> None:
    rows: list[dict[str, str | Number]] = [
        {"Difference": Number(-0.0215, "−0.02")},
        {"Difference": Number(None, "not known")},
        {"Difference": Number(0.5, "+0.50")},
    ]
    assert b"-0.0215" in csv(in_file(rows), ONE_ROUND)
    table = read(rows)
    assert table["Difference"].mean() == pytest.approx(0.23925)
    assert table["Difference: why none"].fillna("").tolist() == ["", "not known", ""]


@pytest.mark.parametrize("text", ["=1+1", "+44 20 7946 0000", "-2", "@SUM(A1)"])
def test_a_text_that_looks_like_a_formula_is_written_as_text(text: str) -> None:
    assert inert(text) == f"'{text}"
    table = read([{text: "x", "Section": text}])
    assert table["Section"].tolist() == [f"'{text}"]
    assert text not in table.columns


@pytest.mark.parametrize(("text", "kept"), [("a;=1+1", "a;'=1+1"), ("two\n-2", "two\n'-2"), ("a = b; c", "a = b; c")])
def test_nor_is_there_a_formula_where_cells_are_parted_by_other_signs(text: str, kept: str) -> None:
    file = csv(in_file([{"Section": text, "Index": Number(-0.5, "−0.50")}]), ONE_ROUND).decode("utf-8-sig")
    assert file.endswith(f'"The stages","1.0.0","{kept}",-0.5\n')


def test_a_number_is_never_written_as_text() -> None:
    assert inert(-0.5) == -0.5
