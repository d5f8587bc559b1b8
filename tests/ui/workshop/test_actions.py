"""The last steps of a workshop use the plan: what is in hand is marked and taken up; what is written goes into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from journey.model import Action, ActionContent, AgreedContent, Origin, Subject, SubjectKind
from journey.service import Product
from journey.service.pinned_content import STAGES
from journey.service.plan import actions as plan
from journey.service.plan.place import PlanPlace
from journey.service.workshop import actions, leading, parking_lot
from tests.steps.workshop import Meeting, planned
from tests.ui.test_pages_draw import console, press
from tests.ui.test_windows import fine, said


@pytest.fixture
def meeting(product: Product) -> Meeting:
    """A running workshop that has agreed on level 1 for two statements, of which the plan has the first in hand."""
    meeting = replace(planned(product, asks=(STAGES,)), follows=True)
    meeting.join(5)
    meeting.open_room()
    for statement in meeting.statements[:2]:
        meeting.answer_all(statement, 1, 1, 1, 1, 1)
    meeting.ask(*meeting.statements[:2])
    meeting.reveal()
    for statement in meeting.statements[:2]:
        meeting.agree(statement, AgreedContent(1))
    return meeting


@pytest.fixture
def in_hand(meeting: Meeting) -> Action:
    subject = Subject(SubjectKind.STATEMENT, meeting.statements[0], STAGES)
    content = ActionContent("Ask users", "Head of policy", date(2027, 3, 1), subject, first_step="Write the questions")
    place = PlanPlace.of(meeting.selection)
    return plan.add(meeting.product, place, content, origin=Origin.BLOCKER, writer="laptop")


def at(meeting: Meeting, step: str) -> AppTest:
    drawn = console(meeting)
    return fine(drawn.radio(f"step-{meeting.workshop.id}").set_value(step).run())


def unfold(drawn: AppTest, *names: str) -> AppTest:
    for name in names:
        drawn.session_state[name] = True
    return fine(drawn.run())


def recorded(meeting: Meeting) -> list[Action]:
    return actions.of_workshop(meeting.product, meeting.workshop)


def test_dots_say_what_is_in_hand_and_it_is_taken_up_and_put_back(meeting: Meeting, in_hand: Action) -> None:
    drawn = at(meeting, "actions")
    assert [one.value for one in drawn.caption].count("In hand already: Ask users") == 1
    unfold(drawn, f"from-plan-{meeting.workshop.id}-1")
    assert "First step: Write the questions" in said(drawn)
    press(drawn, "Take it up")
    (taken,) = recorded(meeting)
    assert (taken.id, taken.content) == (in_hand.id, in_hand.content)
    assert "From the plan (1 in hand)" not in [fold.label for fold in drawn.expander]
    drawn = unfold(at(meeting, "actions"), f"action-{taken.id}")
    press(drawn, "Put it back into the plan")
    assert recorded(meeting) == []
    assert plan.get(meeting.product, meeting.council.id, in_hand.id).content == in_hand.content


def test_what_the_room_writes_down_is_in_the_plan_with_its_measure_of_success_and_first_step(meeting: Meeting) -> None:
    drawn = at(meeting, "actions")
    form = f"action-{meeting.workshop.id}-new-0"
    drawn.text_area(f"{form}-what").set_value("Set a day")
    drawn.text_area(f"{form}-success").set_value("Every review was held")
    drawn.text_input(f"{form}-step").set_value("Ask for rooms")
    drawn.text_input(f"{form}-step-day").set_value("14 December 2026")
    drawn.selectbox(f"{form}-moves").set_value(meeting.statements[1])
    press(drawn, "Write it down")
    (action,) = plan.of_unit(meeting.product, PlanPlace.of(meeting.selection))
    assert action.origin is Origin.WORKSHOP
    assert action.content == ActionContent(
        "Set a day",
        subject=Subject(SubjectKind.STATEMENT, meeting.statements[1], STAGES),
        first_step="Ask for rooms",
        first_step_on=date(2026, 12, 14),
        success="Every review was held",
    )


def test_the_end_says_that_actions_are_in_the_plan_and_what_is_left_open_comes_back(
    meeting: Meeting, in_hand: Action
) -> None:
    actions.take_up(meeting.product, meeting.workshop, in_hand.id, expected_version=1, writer="laptop")
    parking_lot.park(meeting.product, meeting.workshop, "The new system", who="", writer="laptop")
    drawn = at(meeting, "close")
    assert "It is in the plan, and no review is set yet." in said(drawn)
    meeting.workshop = leading.set_review(meeting.product, meeting.workshop, date(2027, 2, 1))
    drawn = at(meeting, "close")
    assert "It is in the plan, and the review on 1 February 2027 comes back to it." in said(drawn)
    assert "parked and not settled. The review brings it up again." in said(drawn)
    meeting.end()
    ended = console(meeting)
    assert {"The plan", "The review"} <= {button.label for button in ended.button}
    assert "What is not settled comes back at the review." in said(ended)
    assert "Ask users" in [one.value for one in ended.text]
