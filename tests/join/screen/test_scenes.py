"""What the big screen shows of a room: the time that is left, one picture large, several beside each other, a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journey.join.screen.screen import Scene, scene
from journey.service.workshop import room
from journey.store import Store
from tests.steps.workshop import Meeting, running, small_product


@pytest.fixture
def meeting(store: Store, tmp_path: Path) -> Meeting:
    """A room of five that is open."""
    return running(small_product(store, tmp_path))


def shown(meeting: Meeting, **changes: Any) -> Scene:
    product = replace(meeting.product, **changes)
    return scene(product, room.see(product, meeting.council.id, meeting.workshop.id))


@pytest.mark.parametrize(("passed", "left"), [(0, 60), (25, 35), (59.5, 1), (60, 0), (90, 0)])
def test_the_time_that_is_left_runs_down_to_nothing(meeting: Meeting, passed: float, left: int) -> None:
    meeting.ask("aims", seconds=60)
    later = meeting.questions()[-1].opened_at + timedelta(seconds=passed)
    assert shown(meeting, clock=lambda: later).seconds_left == left


def test_without_a_timer_no_time_is_left(meeting: Meeting) -> None:
    meeting.ask("aims")
    assert shown(meeting).seconds_left is None


def test_one_answered_question_is_shown_with_its_text(meeting: Meeting) -> None:
    meeting.ask("aims")
    meeting.answer_all("aims", 2, 2, 3, 3, 3)
    meeting.reveal()
    found = shown(meeting)
    (result,) = found.shown
    assert (found.name, found.says) == ("revealed", f"{result.finding}. {result.item.text}")


def test_two_are_shown_beside_each_other_by_what_they_say(meeting: Meeting) -> None:
    meeting.ask("aims", "costs")
    for statement in ("aims", "costs"):
        meeting.answer_all(statement, 2, 2, 3, 3, 3)
    meeting.reveal()
    found = shown(meeting)
    assert (found.name, found.says) == ("revealed", " ".join(f"{result.finding}." for result in found.shown))
