"""Weeks, months, quarters and years as people write them and as they are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from journey.model import Frequency
from journey.rules import periods
from journey.wording.days import NO_DAY, YEARS, parse_day
from journey.wording.formatting import day, month_and_year

NAMES: Mapping[Frequency, str] = {
    Frequency.WEEKLY: "week",
    Frequency.MONTHLY: "month",
    Frequency.QUARTERLY: "quarter",
    Frequency.YEARLY: "year",
}
OFTEN: Mapping[Frequency, str] = {
    Frequency.WEEKLY: "every week",
    Frequency.MONTHLY: "every month",
    Frequency.QUARTERLY: "every quarter",
    Frequency.YEARLY: "every year",
}

_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_WEEK = re.compile(r"(\d{4})-?[Ww](\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_A_MONTH = (Frequency.MONTHLY, Frequency.QUARTERLY)


def parse_period(text: str, frequency: Frequency) -> date | None:
    """The first day of the period that a person wrote; None for an empty text, NO_DAY for what is no such period.

    A day within it will do for every frequency; for months and quarters a month, for years a year. ``Q1`` will not: it
    begins in January for some and in April for others.
    """
    text = " ".join(text.split())
    if not text:
        return None
    found = _month(text) if frequency in _A_MONTH else _week(text) if frequency is Frequency.WEEKLY else _year(text)
    return periods.first_day(found, frequency) if found is not None else _of_a_day(text, frequency)


def name(period: date, frequency: Frequency) -> str:
    """``March 2026``, ``week from 2 March 2026``, ``January to March 2026``, ``2026``."""
    if frequency is Frequency.WEEKLY:
        return f"week from {day(period)}"
    if frequency is Frequency.MONTHLY:
        return month_and_year(period)
    if frequency is Frequency.QUARTERLY:
        last = periods.following(period, frequency) - timedelta(days=1)
        return f"{month_and_year(period).split()[0]} to {month_and_year(last)}"
    return str(period.year)


def in_a_field(period: date, frequency: Frequency) -> str:
    """The same as somebody types it: of a week its first day."""
    if frequency is Frequency.WEEKLY:
        return day(period)
    return month_and_year(period) if frequency is Frequency.QUARTERLY else name(period, frequency)


def short(period: date, frequency: Frequency) -> str:
    """The same for the foot of a picture: ``Mar 26``, ``2 Mar 26``, ``2026``."""
    month = month_and_year(period)[:3]
    if frequency is Frequency.WEEKLY:
        return f"{period.day} {month} {period:%y}"
    return str(period.year) if frequency is Frequency.YEARLY else f"{month} {period:%y}"


def in_file(period: date, frequency: Frequency) -> str:
    """The same as it is read back: ``2026-03``, ``2026-03-02``, ``2026``."""
    if frequency is Frequency.WEEKLY:
        return period.isoformat()
    return str(period.year) if frequency is Frequency.YEARLY else f"{period:%Y-%m}"


def _of_a_day(text: str, frequency: Frequency) -> date:
    """The period of a whole day, or, for months and quarters, of a month with its name."""
    found = parse_day(text)
    if found in (None, NO_DAY) and frequency in _A_MONTH and not re.match(r"\d", text):
        found = parse_day(f"1 {text}")
    return NO_DAY if found in (None, NO_DAY) else periods.first_day(found or NO_DAY, frequency)


def _month(text: str) -> date | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _made(int(match[1]), int(match[2]))
    match = _MONTH_FIRST.fullmatch(text)
    return _made(int(match[2]), int(match[1])) if match else None


def _week(text: str) -> date | None:
    match = _WEEK.fullmatch(text)
    if not match or int(match[1]) not in YEARS:
        return None
    try:
        return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return None


def _year(text: str) -> date | None:
    return _made(int(text), 1) if _YEAR.fullmatch(text) else None


def _made(year: int, month: int) -> date | None:
    return date(year, month, 1) if year in YEARS and month in range(1, 13) else None
