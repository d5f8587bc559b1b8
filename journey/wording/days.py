"""Days as people write them: read with the day first, and what is said of a text that is no day.

dateutil reads the text. It guesses where it is in doubt, and fills in from a default what the text leaves out; both are
undone here. A text is read against two defaults that differ in everything, so whatever was left out shows; and the day
must be the number that was written first (last, where the year is written first, as in 2027-01-15), so 1/13/27 is not
taken for 13 January.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum

from dateutil.parser import parse, parserinfo

from journey.wording.formatting import day, shortened

NO_DAY = date.min
"""What stands for a text that is no day, until the person has mended it: it is never saved."""

YEARS = range(2000, 2100)
"""The years that a day may lie in. Two figures stand for a year of these."""

EXAMPLE = (10, 14)
"""Month and day of every example: no number of it can be taken for the other."""

_FILLED_IN = (datetime(2000, 1, 1, 1, 1, 1), datetime(2004, 12, 31, 23, 59, 59))  # noqa: DTZ001  a day has no time zone
"""Two defaults that have no part in common."""


class Fault(StrEnum):
    """Why a text is no day, as it is said after the text."""

    NOT_A_DATE = "is not a date"
    NO_YEAR = "has no year"
    OUT_OF_RANGE = f"is not in the years {YEARS[0]} to {YEARS[-1]}"


class _YearsOfTwoFigures(parserinfo):
    """dateutil's rules, but for its guess at the century from today's date: 27 is 2027."""

    def convertyear(self, year: int, century_specified: bool = False) -> int:
        return year if century_specified or year >= 100 else YEARS[0] + year


_RULES = _YearsOfTwoFigures()


def parse_day(text: str) -> date | None:
    """The day that a person wrote; None for an empty text, and NO_DAY for a text that is no day."""
    if not text.strip():
        return None
    read = _read(text)
    return NO_DAY if isinstance(read, Fault) else read


def not_a_day(text: str, example: date) -> str:
    """What to say of a text that is no day: why, and how to write one."""
    read = _read(text)
    fault = read if isinstance(read, Fault) else Fault.NOT_A_DATE
    return f"“{shortened(text)}” {fault}. Write it like {day(example)} or {example:%d/%m/%Y}."


def with_example(question: str, example: date) -> str:
    """``By when? For example 14 October 2027``, or ``Date, for example 14 October 2027``."""
    return (
        f"{question} For example {day(example)}"
        if question.endswith("?")
        else f"{question}, for example {day(example)}"
    )


def example_to_come(today: date) -> date:
    """The next 14 October: the example wherever a day is asked that may lie ahead."""
    this_year = date(today.year, *EXAMPLE)
    return this_year if this_year > today else date(today.year + 1, *EXAMPLE)


def example_gone_by(today: date) -> date:
    """The last 14 October: the example where a day is asked on which something was done."""
    this_year = date(today.year, *EXAMPLE)
    return this_year if this_year <= today else date(today.year - 1, *EXAMPLE)


def _read(text: str) -> date | Fault:
    """The day that a text gives, or why it gives none."""
    numbers = re.findall(r"\d+", text)
    year_first = bool(numbers) and len(numbers[0]) == 4
    try:
        first, second = (
            parse(text, _RULES, dayfirst=not year_first, yearfirst=year_first, default=default, ignoretz=True)
            for default in _FILLED_IN
        )
    except (ValueError, ArithmeticError):
        return Fault.NOT_A_DATE
    is_time_left_out = (first.time(), second.time()) == tuple(default.time() for default in _FILLED_IN)
    is_month_given = first.month == second.month
    is_day_where_it_belongs = bool(numbers) and first.day == second.day == int(numbers[-1 if year_first else 0])
    if not (is_time_left_out and is_month_given and is_day_where_it_belongs):
        return Fault.NOT_A_DATE
    if first.year != second.year:
        return Fault.NO_YEAR
    return first.date() if first.year in YEARS else Fault.OUT_OF_RANGE
