"""Points of a checklist that are looked at one by one, each with a note; what is said of how far that went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.wording import formatting


@dataclass(frozen=True, slots=True)
class Point:
    """A point: its key, by which its note is kept, a short title, the question it asks, and where it comes from."""

    key: str
    title: str
    question: str
    source: str


def open_points(points: Sequence[Point], notes: Mapping[str, str]) -> list[Point]:
    """Those that nothing was noted for."""
    return [point for point in points if not notes.get(point.key)]


def how_far(points: Sequence[Point], notes: Mapping[str, str]) -> str:
    """``5 of 8 points looked at. Not yet: timely, reliable and comparable.``"""
    missing = open_points(points, notes)
    looked_at = f"{len(points) - len(missing)} of {len(points)} points looked at."
    if len(missing) in (0, len(points)):  # a list of all of them says nothing
        return looked_at
    return f"{looked_at} Not yet: {formatting.listed([point.title for point in missing])}."
