"""For how long a round is kept, where a time is set."""

from __future__ import annotations

from datetime import date


def due_on(since: date, years: int) -> date:
    """The day so many years after another; from 29 February, 1 March where that year has no such day."""
    year = since.year + years
    try:
        return since.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def is_due(since: date, years: int | None, today: date) -> bool:
    """Whether that day has come; never where no time is set."""
    return years is not None and due_on(since, years) <= today
