"""Priorities in words: who chose one and when, how much serves it, and what was changed of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from journey.model import PlanEvent, Priority
from journey.rules.golden_thread import Strand
from journey.wording import formatting
from journey.wording.formatting import count

NO_EVIDENCE = "No evidence is written down yet."
NOTHING = "nothing"

_FIELDS: Mapping[str, str] = {
    "name": "name",
    "evidence": "evidence",
    "chosen_by": "chosen by",
    "chosen_on": "chosen on",
    "is_priority": "comes first",
    "ended_on": "dropped on",
    "ended_why": "why it was dropped",
}
_DAYS = ("chosen_on", "ended_on")
_YES_NO = {"True": "yes", "False": "no"}


def chosen(priority: Priority) -> str:
    """``Chosen by the cabinet on 3 May 2026``; what nobody wrote down is said to be open."""
    content = priority.content
    by = f" by {content.chosen_by}" if content.chosen_by else ""
    on = f" on {formatting.day(content.chosen_on)}" if content.chosen_on else ""
    return f"Chosen{by}{on}" if by or on else "Who chose it, and when, is not written down"


def served(strand: Strand) -> str:
    """``two actions in hand, one done``; the sign of a gap leads where there is none."""
    gap = "" if strand.services else "◆ "
    done = f", {formatting.number(strand.done)} done" if strand.done else ""
    return f"{gap}{count(len(strand.actions), 'action')} in hand{done}"


def dropped(priority: Priority) -> str:
    """``Dropped on 3 May 2026: the target was met.``"""
    on = f" on {formatting.day(priority.ended_on)}" if priority.ended_on else ""
    return f"Dropped{on}: {priority.ended_why}"


def head(live: int, most: int) -> str:
    """``Priorities (three of at most five)``."""
    if live > most:
        return f"Priorities ({formatting.number(live)}, where {formatting.number(most)} is the rule)"
    return f"Priorities ({formatting.number(live)} of at most {formatting.number(most)})" if live else "Priorities"


def history(events: Sequence[PlanEvent], days: Sequence[date]) -> list[str]:
    """Each change with its day, the newest first: ``3 May 2026: evidence: nothing → “41 days”``."""
    lines = []
    for event, day in zip(events, days, strict=True):
        why = f" ({event.why})" if event.why and event.field in ("", "is_priority") else ""
        lines.append(f"{formatting.day(day)}: {_change(event)}{why}")
    return lines[::-1]


def _change(event: PlanEvent) -> str:
    if not event.field:
        return "written down"
    before, after = (_told(event.field, value) for value in (event.before, event.after))
    return f"{_FIELDS.get(event.field, event.field)}: {before} → {after}"


def _told(field: str, value: str) -> str:
    if not value:
        return NOTHING
    if field in _DAYS:
        return formatting.day(date.fromisoformat(value))
    return _YES_NO[value] if field == "is_priority" else f"“{value}”"
