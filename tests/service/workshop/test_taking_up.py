"""A workshop takes up what the plan of its unit has in hand, and puts it back; an earlier one keeps what it left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from journey.model import Action, ActionContent, ActionProgress, ActionState, Origin, Subject, SubjectKind
from journey.service import Conflict, NotFound, Product
from journey.service.plan import actions as plan
from journey.service.plan.place import PlanPlace
from journey.service.refused import Refused
from journey.service.rounds import closing
from journey.service.workshop import actions, planning
from tests.steps.outcomes import ACTION, act
from tests.steps.refusals import refused
from tests.steps.workshop import PLAN, Meeting, at_once, meeting_of, planned

PITFALL = Subject(SubjectKind.PITFALL, "asked-only-the-top", "taking-stock")


def in_plan(meeting: Meeting, what: str, by_when: date | None = None, subject: Subject | None = None) -> Action:
    """An action of the unit's plan that no workshop has written down."""
    content = ActionContent(what, by_when=by_when, subject=subject)
    return plan.add(meeting.product, PlanPlace.of(meeting.selection), content, origin=Origin.PITFALL, writer="laptop")


def take_up(meeting: Meeting, action: Action) -> Action:
    of = (meeting.product, meeting.workshop, action.id)
    return actions.take_up(*of, expected_version=action.version, writer="phone")


def recorded(meeting: Meeting) -> list[Action]:
    return actions.of_workshop(meeting.product, meeting.workshop)


def test_what_could_be_taken_up_is_what_is_in_hand_the_most_relevant_first(meeting: Meeting) -> None:
    late = in_plan(meeting, "late", date(2027, 3, 1))
    soon = in_plan(meeting, "soon", date(2026, 12, 1))
    some_day = in_plan(meeting, "some day", subject=Subject(SubjectKind.STATEMENT, "costs"))
    done = in_plan(meeting, "done")
    finished = ActionProgress(ActionState.DONE, done_on=date(2026, 11, 1))
    of = (meeting.product, meeting.council.id, done.id)
    plan.advance(*of, finished, expected_version=done.version, writer="laptop")
    act(meeting)
    offered = actions.to_take_up(meeting.product, meeting.workshop, ["figures", "costs"])
    assert offered == [some_day, soon, late]
    with refused("ended this action in the meantime"):
        take_up(meeting, plan.get(meeting.product, meeting.council.id, done.id))


@pytest.mark.both_databases
def test_what_is_taken_up_is_reworded_here_and_put_back_and_never_lost(meeting: Meeting) -> None:
    ours = in_plan(meeting, "Ask users", subject=PITFALL)
    taken = take_up(meeting, ours)
    assert recorded(meeting) == [taken]
    assert taken == replace(ours, workshop_id=meeting.workshop.id, version=2, writer="phone")
    with pytest.raises(Conflict):
        take_up(meeting, ours)
    of = (meeting.product, meeting.workshop, taken.id)
    content = replace(taken.content, what="Ask fifty users", success="Half of them answer")
    reworded = actions.change(*of, content, expected_version=taken.version, writer="phone")
    assert reworded.content.subject == PITFALL
    actions.remove(*of, expected_version=reworded.version, writer="phone")
    assert recorded(meeting) == []
    back = plan.get(meeting.product, meeting.council.id, ours.id)
    assert (back.content, back.workshop_id) == (content, None)
    changes = [(e.field, e.before) for e in plan.history(meeting.product, meeting.council.id, ours.id)]
    assert ("what", "Ask users") in changes
    mine = act(meeting)
    actions.remove(meeting.product, meeting.workshop, mine.id, expected_version=1)
    with pytest.raises(NotFound):
        plan.get(meeting.product, meeting.council.id, mine.id)


@pytest.mark.both_databases
def test_five_are_recorded_at_the_most_however_many_write_and_take_up_at_once(meeting: Meeting) -> None:
    waiting = [in_plan(meeting, f"planned {number}") for number in range(5)]

    def task(do: Callable[[], object]) -> Callable[[], bool]:
        def tried() -> bool:
            try:
                do()
            except Refused:
                return False
            return True

        return tried

    writes = [task(partial(act, meeting, ActionContent(f"new {number}"))) for number in range(4)]
    takes = [task(partial(take_up, meeting, one)) for one in waiting]
    assert sum(at_once([*writes, *takes])) == 5
    assert len(recorded(meeting)) == 5
    gone = recorded(meeting)[0]
    actions.remove(meeting.product, meeting.workshop, gone.id, expected_version=gone.version)
    left = next(one for one in waiting if one.id not in {one.id for one in recorded(meeting)} and one.id != gone.id)
    assert take_up(meeting, left).workshop_id == meeting.workshop.id


def test_what_a_later_workshop_takes_up_is_still_what_the_earlier_one_left_behind(product: Product) -> None:
    first = replace(planned(product), follows=True)
    first.open_room()
    kept, shared = act(first), act(first, ActionContent("Look at the figures together"))
    first.end()
    closing.close(product, first.council.id, first.selection.round_id)
    made = planning.make(
        product, first.unit, PLAN, round_id=None, questionnaire_ids=["small"], scope=first.assessment.scope, cap=50
    )
    second = meeting_of(product, first.council, first.unit, made)
    taken = take_up(second, shared)
    assert [one.id for one in recorded(first)] == [kept.id, shared.id]
    assert recorded(second) == [taken]
    actions.remove(product, second.workshop, taken.id, expected_version=taken.version)
    assert [one.id for one in recorded(first)] == [kept.id, shared.id]
    assert recorded(second) == []


def test_what_another_unit_plans_is_not_taken_up(meeting: Meeting) -> None:
    other = planned(meeting.product, name="Wensford")
    theirs = in_plan(other, "theirs")
    assert theirs not in actions.to_take_up(meeting.product, meeting.workshop, [])
    with pytest.raises(NotFound):
        take_up(meeting, theirs)
    ours = act(meeting)
    assert ours.content == ACTION
