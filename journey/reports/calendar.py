"""Days for a diary in the format that calendars exchange (RFC 5545), by icalendar: reviews, and when actions are due.

Whoever imports a file twice keeps one entry, because the same thing always has the same key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone

from journey.reports.paper import Occasion

REVIEW_AT = time(9)
_A_YEAR = timedelta(days=366)


def entry(occasion: Occasion, day: date, *, key: str, now: datetime) -> str:
    """The calendar file. ``key`` makes the entry the same in every diary; it was written at ``now``."""
    event = Event()
    event.add("uid", f"{key}@journey.invalid")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", _on_one_line(f"Review: {occasion.title}"))
    event.add(
        "description",
        _on_one_line(
            f"{occasion.owner}: look again at what was agreed on {occasion.day}. "
            "What was done, what moved, what was dropped, and why?"
        ),
    )
    event.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Journey//Workshop review//EN")
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file.decode()


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day by which an action is due. ``version`` rises with every change, so that a diary knows the newest."""

    key: str
    version: int
    what: str
    who: str
    day: date
    is_cancelled: bool = False


def review_entry(whose: str, day: date, *, key: str, version: int, minutes: int, zone: ZoneInfo, now: datetime) -> str:
    """The next review of a plan: at nine where the council is, summer or winter, with the rules of its clock."""
    starts = datetime.combine(day, REVIEW_AT, zone)
    event = _event(key, version, now)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=minutes))
    event.add("summary", _on_one_line(f"Review of the plan: {whose}"))
    event.add(
        "description",
        "Last time’s decisions, exceptions, bets that were decided, what was learned, what to revise. The hour is a "
        "proposal: change it in your diary.",
    )
    event.add_component(_alarm(timedelta(days=1)))
    calendar = _calendar("Review")
    calendar.add_component(Timezone.from_tzid(str(zone), first_date=day - _A_YEAR, last_date=day + _A_YEAR))
    calendar.add_component(event)
    return _text(calendar)


def due_days(whose: str, days: Iterable[DueDay], *, now: datetime) -> str:
    """The days by which actions are due, as whole days, so that summer time shifts none of them."""
    calendar = _calendar("Due days")
    for due in days:
        event = _event(due.key, due.version, now)
        event.add("dtstart", due.day)
        event.add("dtend", due.day + timedelta(days=1))
        event.add("summary", _on_one_line(f"Due: {due.what}"))
        event.add("description", _on_one_line(f"{whose}. Owner: {due.who or 'nobody yet'}."))
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED" if due.is_cancelled else "CONFIRMED")
        if not due.is_cancelled:
            event.add_component(_alarm(timedelta(days=7)))
        calendar.add_component(event)
    return _text(calendar)


def _event(key: str, version: int, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{key}@journey.invalid")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", version)
    return event


def _alarm(before: timedelta) -> Alarm:
    """A reminder, which has to be the last thing within its entry."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Reminder")
    alarm.add("trigger", -before)
    return alarm


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Journey//{name}//EN")
    return calendar


def _text(calendar: Calendar) -> str:
    file: bytes = calendar.to_ical()
    return file.decode()
