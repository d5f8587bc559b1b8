"""What a room writes down: levels accepted and recorded, actions; and what was stored."""

from __future__ import annotations

from datetime import date

from journey.model import Action, ActionContent, AgreedContent, AgreedLevel, Subject, SubjectKind
from journey.service.workshop import accepting, actions
from journey.service.workshop.accepting import Acceptance
from tests.steps.workshop import Meeting

BY = "Where we stand, 24 November 2026"
REVIEWS = Subject(SubjectKind.STATEMENT, "reviews", "small")
ACTION = ActionContent("Set a day for each review", "the policy team", date(2027, 2, 1), REVIEWS)


def accept(meeting: Meeting, *statements: str, seen: int = 0, by: str = "") -> list[AgreedLevel]:
    chosen = [Acceptance(meeting.assessment.id, id_, seen) for id_ in statements]
    return accepting.accept(meeting.product, meeting.workshop, chosen, writer="laptop", agreed_by=by)


def record(
    meeting: Meeting, statement: str, content: AgreedContent, seen: int = 0, writer: str = "laptop"
) -> AgreedLevel:
    return accepting.record_level(
        meeting.product,
        meeting.workshop,
        meeting.assessment.id,
        statement,
        content,
        expected_version=seen,
        writer=writer,
    )


def levels(meeting: Meeting) -> dict[str, AgreedLevel]:
    return {id_: level for (_, id_), level in accepting.levels(meeting.product, meeting.workshop).items()}


def act(meeting: Meeting, content: ActionContent = ACTION) -> Action:
    return actions.add(meeting.product, meeting.workshop, content, writer="laptop")


def display_version(meeting: Meeting) -> int:
    return meeting.stored().display_version
