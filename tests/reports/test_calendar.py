"""Calendar files, read back by icalendar: nine o'clock summer and winter, whole days, one entry for one thing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component

from journey.reports.calendar import DueDay, due_days, review_entry

NOW = datetime(2026, 11, 21, 10, 41, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def events(text: str) -> list[Component]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def review(day: date, version: int = 3) -> str:
    return review_entry("Mixborough", day, key="abc", version=version, minutes=20, zone=LONDON, now=NOW)


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (date(2027, 3, 26), 9),
        (date(2027, 4, 2), 8),
        (date(2027, 10, 29), 8),
        (date(2027, 11, 5), 9),
        (date(2028, 2, 29), 9),
    ],
)
def test_a_review_is_at_nine_where_the_council_is(day: date, hour: int) -> None:
    (event,) = events(review(day))
    starts = event["dtstart"].dt
    assert starts.hour == 9
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert starts.astimezone(UTC) == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    assert event["dtend"].dt - starts == timedelta(minutes=20)


def test_the_file_carries_the_rules_of_the_clock_and_the_reminder_comes_last() -> None:
    text = review(date(2027, 4, 2))
    (zone,) = Calendar.from_ical(text).walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/London"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    lines = text.splitlines()
    assert lines.index("END:VALARM") + 1 == lines.index("END:VEVENT")


def test_the_same_review_keeps_its_key_and_a_later_version_has_a_higher_number() -> None:
    (first,), (second,) = events(review(date(2027, 4, 2))), events(review(date(2027, 4, 9), version=4))
    assert first["uid"] == second["uid"]
    assert (first["sequence"], second["sequence"]) == (3, 4)


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2027, 3, 28), date(2027, 10, 31), date(2027, 12, 31)])
def test_an_action_is_due_on_a_whole_day_that_ends_with_the_next(day: date) -> None:
    (event,) = events(due_days("Mixborough", [DueDay("a", 2, "Ask\nusers", "the team", day)], now=NOW))
    assert event["dtstart"].dt == day
    assert event["dtend"].dt == day + timedelta(days=1)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["summary"] == "Due: Ask users"
    assert event["status"] == "CONFIRMED"
    assert len(event.walk("VALARM")) == 1


def test_an_action_that_was_given_up_is_cancelled_and_reminds_nobody() -> None:
    due = DueDay("a", 5, "Ask; users, soon", "", date(2027, 1, 14), is_cancelled=True)
    (event,) = events(due_days("Mixborough", [due], now=NOW))
    assert event["status"] == "CANCELLED"
    assert event["uid"] == "a@journey.invalid"
    assert event["sequence"] == 5
    assert event["summary"] == "Due: Ask; users, soon"
    assert event.walk("VALARM") == []
