"""A review date for a diary: one all-day entry in the format that calendars exchange (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from journey.reports.paper import Occasion

LONGEST_LINE = 75
"""Octets; what is longer goes on in the next line, after a space."""


def entry(of: Occasion, day: date, *, key: str, at: datetime) -> str:
    """The file. ``key`` makes the entry the same in every diary; ``at`` is when it is written."""
    summary = f"Review: {of.title}"
    description = (
        f"{of.owner}: look again at what was agreed on {of.day}. What was done, what moved, what was dropped, and why?"
    )
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Journey//Workshop review//EN",
        "BEGIN:VEVENT",
        f"UID:{key}@journey.invalid",
        f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _escaped(text: str) -> str:
    text = " ".join(text.split())
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets; no sign is cut in two."""
    piece, most = "", LONGEST_LINE
    for sign in line:
        if len((piece + sign).encode()) > most:
            yield piece
            piece, most = " ", LONGEST_LINE
        piece += sign
    yield piece
