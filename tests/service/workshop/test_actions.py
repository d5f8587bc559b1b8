"""Actions: at most five, added, changed and removed by whoever has seen the last version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from journey.model import ActionContent, Subject, SubjectKind
from journey.service import Conflict, NotFound, Product
from journey.service.refused import Refused
from journey.service.workshop import actions
from journey.wording.days import NO_DAY
from tests.steps.outcomes import ACTION, REVIEWS, act, display_version
from tests.steps.refusals import refused
from tests.steps.workshop import Meeting, at_once, planned


@pytest.mark.both_databases
def test_actions_are_written_changed_and_removed_by_who_has_seen_them(meeting: Meeting) -> None:
    before = display_version(meeting)
    first = act(meeting, replace(ACTION, what=" Set\x07 a day ", lead=" the  team "))
    assert first.content == ActionContent("Set a day", "the team", date(2027, 2, 1), REVIEWS)
    changed = actions.change(
        meeting.product, meeting.workshop, first.id, ActionContent("Set two days"), expected_version=1, writer="phone"
    )
    assert changed == replace(first, content=ActionContent("Set two days"), version=2, writer="phone")
    with pytest.raises(Conflict, match="This action was changed") as caught:
        actions.change(meeting.product, meeting.workshop, first.id, ACTION, expected_version=1, writer="laptop")
    assert caught.value.stored == changed
    with pytest.raises(Conflict):
        actions.remove(meeting.product, meeting.workshop, first.id, expected_version=1)
    assert actions.of_workshop(meeting.product, meeting.workshop) == [changed]
    actions.remove(meeting.product, meeting.workshop, first.id, expected_version=2)
    assert actions.of_workshop(meeting.product, meeting.workshop) == []
    assert display_version(meeting) == before + 3
    for gone in (
        lambda: actions.remove(meeting.product, meeting.workshop, first.id, expected_version=2),
        lambda: actions.change(
            meeting.product, meeting.workshop, first.id, ACTION, expected_version=2, writer="laptop"
        ),
    ):
        with refused("removed in the meantime"):
            gone()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (ActionContent(" \x07 "), "in a few words"),
        (ActionContent("x" * 501), "500 is the most"),
        (ActionContent("x", lead="y" * 121), "120 is the most"),
        (ActionContent("x", by_when=NO_DAY), "not a date"),
    ],
)
def test_what_is_no_action_is_refused(meeting: Meeting, content: ActionContent, why: str) -> None:
    with refused(why):
        act(meeting, content)
    with pytest.raises(NotFound):
        act(meeting, replace(ACTION, subject=Subject(SubjectKind.STATEMENT, "nothing")))
    assert actions.of_workshop(meeting.product, meeting.workshop) == []


@pytest.mark.both_databases
def test_there_are_five_actions_at_the_most_however_many_write_at_once(meeting: Meeting) -> None:
    def task(number: int) -> Callable[[], bool]:
        def write() -> bool:
            try:
                act(meeting, ActionContent(f"action {number}"))
            except Refused:
                return False
            return True

        return write

    assert sum(at_once([task(number) for number in range(8)])) == 5
    written = actions.of_workshop(meeting.product, meeting.workshop)
    assert len(written) == 5
    with refused("There are 5 actions"):
        act(meeting)
    actions.remove(meeting.product, meeting.workshop, written[0].id, expected_version=1)
    assert act(meeting).content == ACTION


def test_another_unit_has_five_of_its_own(meeting: Meeting) -> None:
    other = planned(meeting.product, name="Wensford")
    for number in range(5):
        act(meeting, ActionContent(f"action {number}"))
    mine = act(other, ActionContent("ours"))
    assert actions.of_workshop(meeting.product, other.workshop) == [mine]
    with refused("removed in the meantime"):
        actions.remove(meeting.product, meeting.workshop, mine.id, expected_version=1)


def test_no_action_is_written_where_there_is_no_workshop(product: Product) -> None:
    meeting = planned(product)
    with pytest.raises(NotFound):
        act(replace(meeting, seen=replace(meeting.workshop, id="gone")))
