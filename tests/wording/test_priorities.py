"""Priorities in words: what is not written down is said to be open; every change is told with its day and reason."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from journey.model import PlanEvent, Priority, PriorityContent
from journey.rules.golden_thread import Strand
from journey.wording import priorities as words

AT = datetime(2026, 5, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("by", "on", "said"),
    [
        ("the cabinet", date(2024, 2, 29), "Chosen by the cabinet on 29 February 2024"),
        ("the cabinet", None, "Chosen by the cabinet"),
        ("", date(2026, 5, 3), "Chosen on 3 May 2026"),
        ("", None, "Who chose it, and when, is not written down"),
    ],
)
def test_who_chose_it_and_when(by: str, on: date | None, said: str) -> None:
    assert words.chosen(Priority("a", PriorityContent("Roads", chosen_by=by, chosen_on=on))) == said


@pytest.mark.parametrize(
    ("live", "said"),
    [
        (0, "Priorities"),
        (1, "Priorities (one of at most five)"),
        (5, "Priorities (five of at most five)"),
        (6, "Priorities (six, where five is the rule)"),
    ],
)
def test_the_heading_counts_them(live: int, said: str) -> None:
    assert words.head(live, 5) == said


def test_a_priority_without_an_action_has_the_sign_of_a_gap() -> None:
    assert words.served(Strand(Priority("a", PriorityContent("Roads")), (), 3)) == "◆ no actions in hand, three done"


def test_history_is_told_from_the_newest_change_on_with_the_reasons() -> None:
    changes = [
        ("", "", "", "Inspectors ask for it."),
        ("evidence", "", "41 *days*", ""),
        ("chosen_on", "2026-05-03", "", ""),
        ("is_priority", "True", "False", ""),
        ("ended_on", "", "2026-05-03", "Met."),
        ("ended_why", "", "Met.", "Met."),
    ]
    events = [PlanEvent(AT, "laptop", "priority", "a", *change) for change in changes]
    assert words.history(events, [AT.date()] * len(events)) == [
        "3 May 2026: why it was dropped: nothing → “Met.”",
        "3 May 2026: dropped on: nothing → 3 May 2026",
        "3 May 2026: comes first: yes → no",
        "3 May 2026: chosen on: 3 May 2026 → nothing",
        "3 May 2026: evidence: nothing → “41 *days*”",
        "3 May 2026: written down (Inspectors ask for it.)",
    ]
