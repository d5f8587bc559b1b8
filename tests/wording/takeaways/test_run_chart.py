"""What a run chart says: both answers in one sentence, every reading in the table, the limits in the description."""

from __future__ import annotations

from datetime import UTC, date, datetime

from journey.model import LimitsFrom
from journey.wording.takeaways import run_chart as words
from tests.steps.measured import STEADY, share, standing


def test_the_table_has_every_reading_the_newest_first_and_says_what_it_was_revised_from() -> None:
    one = standing([*STEADY, 90])
    newest, *_, oldest = words.table(one, {"reading-12": [88.0, 89.0]})
    assert newest["Period"] == "January 2025"
    assert newest["Against the target"] == "● on target"
    assert newest["Signal"] == "above the upper limit of usual variation"
    assert newest["Revised from"] == "88%, then 89%"
    assert (oldest["Period"], oldest["Signal"], oldest["Revised from"]) == ("January 2024", "no signal", "as read")
    assert {row["Signal"] for row in words.table(standing(STEADY[:11]))} == {"no limits"}


def test_the_file_has_the_measure_and_periods_as_they_are_read_back() -> None:
    first = words.file_table(standing(STEADY))[0]
    assert (first["Measure"], first["Period"]) == ("Empty homes let within four weeks", "2024-01")


def test_the_description_has_the_limits_in_numbers_and_a_share_ends_at_a_hundred() -> None:
    assert words.description(standing(STEADY)) == (
        "Empty homes let within four weeks: a run chart of 12 readings, from January 2024 to December 2024. The mean "
        "is 80.67, and the limits of usual variation are 75.54 and 85.79. The target is 82% or more."
    )
    high = words.description(standing([100, 99, 98, 100, 100, 97, 100, 99, 100, 98, 100, 99]))
    assert "and 100.0." in high


def test_limits_drawn_anew_say_from_when_why_and_by_whom() -> None:
    anew = LimitsFrom(1, date(2024, 7, 1), "A new contractor began", "The board", datetime(2024, 9, 1, tzinfo=UTC))
    (note,) = words.how_to_read(standing(STEADY, drawn_anew=[anew]))
    assert note == "Limits drawn anew from July 2024: A new contractor began (The board, 1 September 2024)."


def test_no_cell_of_the_table_is_empty() -> None:
    for one in (standing([81.2]), standing([*STEADY, 90], share(target=None, unit_name="", is_seasonal=True))):
        assert all(str(cell).strip() for row in words.table(one) for cell in row.values())
