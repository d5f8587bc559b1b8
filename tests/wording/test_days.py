"""Days as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.wording import days, formatting

EXAMPLE = date(2027, 10, 14)

JANUARY = """15/1/27; 15/01/2027; 15.1.27; 15.1.2027; 15-1-2027; 15 1 2027; 15 Jan 27; 15 Jan '27; 15 January 2027;
15th January 2027; 15th of January, 2027; January 15 2027; Friday 15 January 2027; 15JAN2027; 2027-01-15; 2027/1/15"""


@pytest.mark.parametrize("text", JANUARY.split(";"))
def test_a_day_is_understood_in_every_usual_form(text: str) -> None:
    assert days.parse_day(text) == date(2027, 1, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 Sept 2027", date(2027, 9, 1)),
        ("1 Sept. 2027", date(2027, 9, 1)),
        ("14th October 2027", date(2027, 10, 14)),
        ("22nd oct 2027", date(2027, 10, 22)),
        ("3rd May 2027", date(2027, 5, 3)),
        ("29/2/28", date(2028, 2, 29)),
    ],
)
def test_months_may_be_short_and_days_have_their_ending(text: str, day: date) -> None:
    assert days.parse_day(text) == day


def test_the_day_comes_before_the_month_unless_the_year_comes_first() -> None:
    assert days.parse_day("04/03/2026") == date(2026, 3, 4)
    assert days.parse_day("2026-03-04") == date(2026, 3, 4)


@pytest.mark.parametrize(("text", "year"), [("1/1/00", 2000), ("1/1/27", 2027), ("1/1/77", 2077), ("1/1/99", 2099)])
def test_a_year_of_two_figures_is_one_of_this_century(text: str, year: int) -> None:
    assert days.parse_day(text) == date(year, 1, 1)


@pytest.mark.parametrize("text", ["", " \n"])
def test_no_text_is_no_day(text: str) -> None:
    assert days.parse_day(text) is None


NO_DATES = """soon; today; next Friday; in 3 weeks; Monday; 15; 2027; October 2027; 31/2/2027; 31/2/27; 29/2/27;
1/13/27; 13/13/27; 2027-13-01; 2027-02-30; 0/1/27; 10:30; 15 January 2027 10:30; 15 January 2027 00:00; 150127;
%; 20270115; 1 and 3 October 2027; 3 October 2027 or later; 15/1/27/8; 15/1/20277; ²/1/2027;
<b>15/1/2027</b>; 3 Octember 2027"""


@pytest.mark.parametrize("text", NO_DATES.split(";"))
def test_a_text_that_is_no_date_is_told_from_none(text: str) -> None:
    assert days.parse_day(text) == days.NO_DAY
    assert "is not a date" in days.not_a_day(text, EXAMPLE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("soon", "“soon” is not a date. Write it like 14 October 2027 or 14/10/2027."),
        ("15 January", "“15 January” has no year. Write it like 14 October 2027 or 14/10/2027."),
        ("15/1", "“15/1” has no year. Write it like 14 October 2027 or 14/10/2027."),
        ("1/1/9999", "“1/1/9999” is not in the years 2000 to 2099. Write it like 14 October 2027 or 14/10/2027."),
        ("1/1/1999", "“1/1/1999” is not in the years 2000 to 2099. Write it like 14 October 2027 or 14/10/2027."),
    ],
)
def test_what_is_no_day_is_quoted_with_the_reason_and_an_example(text: str, words: str) -> None:
    assert days.parse_day(text) == days.NO_DAY
    assert days.not_a_day(text, EXAMPLE) == words


def test_a_long_text_is_quoted_shortened() -> None:
    assert days.not_a_day("x" * 200, EXAMPLE).startswith("“" + "x" * 79 + "…”")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_what_we_write_we_read(day: date) -> None:
    for text in (formatting.day(day), f"{day:%d/%m/%Y}", f"{day:%d/%m/%y}", f"{day:%d %b %Y}", day.isoformat()):
        assert days.parse_day(text) == day


PIECES = ["0", "1", "12", "31", "27", "2027", "9" * 40, *"/-.:,' T+Z%e", "Jan", "th", "am"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_any_text_is_read_as_some_day_or_refused_in_words(text: str) -> None:
    day = days.parse_day(text)
    assert day is None or day == days.NO_DAY or day.year in days.YEARS
    assert days.not_a_day(text, EXAMPLE).endswith("Write it like 14 October 2027 or 14/10/2027.")


def test_the_example_stands_beside_the_question() -> None:
    assert days.with_example("By when?", EXAMPLE) == "By when? For example 14 October 2027"
    assert days.with_example("Date", EXAMPLE) == "Date, for example 14 October 2027"


@given(st.dates(date(2001, 1, 1), date(2098, 1, 1)))
def test_the_example_of_a_day_to_come_is_to_come_and_of_a_day_gone_by_is_gone_by(today: date) -> None:
    assert today < days.example_to_come(today) <= today + timedelta(days=366)
    assert today - timedelta(days=366) < days.example_gone_by(today) <= today
