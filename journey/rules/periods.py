"""The weeks, months, quarters and years that readings are of, each by its first day."""

from __future__ import annotations

from datetime import date, timedelta

from journey.model import Frequency

_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.YEARLY: 12}
_WEEK = timedelta(days=7)
WEEKS_OF_A_YEAR = 52


def first_day(day: date, frequency: Frequency) -> date:
    """The first day of the period that a day lies in; a week begins on Monday."""
    if frequency is Frequency.WEEKLY:
        return day - timedelta(days=day.weekday())
    months = _MONTHS[frequency]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def following(period: date, frequency: Frequency) -> date:
    """The first day of the next period."""
    return _later(period, frequency, 1)


def before(period: date, frequency: Frequency) -> date:
    """The first day of the period before."""
    return _later(period, frequency, -1)


def year_before(period: date, frequency: Frequency) -> date:
    """The first day of the same period a year before; of a week, that of 52 weeks before."""
    if frequency is Frequency.WEEKLY:
        return period - WEEKS_OF_A_YEAR * _WEEK
    return date(period.year - 1, period.month, 1)


def due(last: date | None, frequency: Frequency, today: date, since: date | None = None) -> tuple[date | None, bool]:
    """The oldest period after the last reading's that has ended, and whether its reading is late.

    Where there was no reading yet, the first is of the period in which the measure was added (``since``). A reading is
    late once more than half of a period has gone by since its own ended. None where none has ended.
    """
    if last is None and since is None:
        return None, False
    period = first_day(since or today, frequency) if last is None else following(last, frequency)
    end = following(period, frequency)
    if today < end:
        return None, False
    return period, 2 * (today - end) > following(end, frequency) - end


def _later(period: date, frequency: Frequency, number: int) -> date:
    if frequency is Frequency.WEEKLY:
        return period + number * _WEEK
    months = period.year * 12 + period.month - 1 + number * _MONTHS[frequency]
    return date(months // 12, months % 12 + 1, 1)
