"""A review date for a diary: one all-day entry in the format that calendars exchange (RFC 5545), by icalendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from journey.reports.paper import Occasion


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
