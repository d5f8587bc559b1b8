"""The vote on priorities is proposed from what is contested or low; its dots lead to the next action."""

from __future__ import annotations

import pytest

from journey.model import Action, ActionContent, AgreedContent, Option, QuestionKind, Subject, SubjectKind
from journey.service.workshop import priorities, room
from tests.steps.outcomes import record
from tests.steps.workshop import EVERY, Meeting


def test_priorities_are_proposed_from_what_is_contested_and_then_from_what_is_low(meeting: Meeting) -> None:
    assert priorities.proposed(meeting.product, meeting.workshop).options == ()
    said = {"aims": 3, "figures": None, "costs": 2, "reviews": 1, "dates": 2, "advice": 4}
    for statement, level in said.items():
        question = "" if level else "which ones"
        record(meeting, statement, AgreedContent(level, question=question))
    record(meeting, "risks", AgreedContent(1))
    record(meeting, "risks", AgreedContent(), seen=1)
    proposed = priorities.proposed(meeting.product, meeting.workshop)
    assert proposed.kind is QuestionKind.PRIORITY
    assert [one.key for one in proposed.options] == ["small/figures", "small/reviews", "small/dates", "small/costs"]
    assert proposed.options[0] == Option("small/figures", "We look at our figures together.")
    meeting.put(proposed)
    meeting.vote(0, 5, "small/figures", "small/figures", "small/costs")
    meeting.reveal()
    assert meeting.questions()[-1].result == {"small/figures": 2, "small/costs": 1}


def test_the_next_action_moves_what_has_most_dots_and_no_action_yet(meeting: Meeting) -> None:
    for statement in ("figures", "costs"):
        record(meeting, statement, AgreedContent(1))
    meeting.put(priorities.proposed(meeting.product, meeting.workshop))
    meeting.vote(0, 5, "small/figures", "small/figures", "small/costs")
    asked = room.history(meeting.product, meeting.workshop.organisation_id, meeting.workshop.id)[-1]
    assert priorities.next_to_move(asked, []) is None
    meeting.reveal()
    revealed = room.history(meeting.product, meeting.workshop.organisation_id, meeting.workshop.id)[-1]
    written = [Action("first", ActionContent("Look at them", subject=Subject(SubjectKind.STATEMENT, "figures")))]
    assert priorities.next_to_move(revealed, []) == "figures"
    assert priorities.next_to_move(revealed, written) == "costs"


def test_no_more_priorities_are_proposed_than_can_be_read(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    for statement in EVERY:
        record(meeting, statement, AgreedContent(1))
    assert len(priorities.proposed(meeting.product, meeting.workshop).options) == len(EVERY)
    monkeypatch.setattr(priorities, "MOST_PRIORITIES", 3)
    assert [one.key for one in priorities.proposed(meeting.product, meeting.workshop).options] == [
        "small/dates",
        "small/aims",
        "small/advice",
    ]
