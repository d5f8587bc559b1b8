"""Accepting levels in the room: together at the levels proposed, or one by one with what the room saw differently."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journey.model import AgreedContent, AgreedLevel, TopicReason
from journey.service import Conflict, NotFound, Product
from journey.service.rounds import closing
from journey.service.workshop import accepting, agreed_levels, room
from journey.service.workshop.accepting import Acceptance
from journey.store import agreed
from tests.steps.outcomes import ACTION, BY, accept, act, display_version, levels, record
from tests.steps.refusals import refused
from tests.steps.rounds import NOW
from tests.steps.workshop import Meeting, at_once, planned


def test_what_the_votes_are_ready_for_is_accepted_together_at_the_levels_proposed(meeting: Meeting) -> None:
    before = meeting.stored()
    first, second = accept(meeting, "aims", "costs")
    assert first == AgreedLevel("aims", AgreedContent(3, accepting.AFTER_THE_VOTE, "", BY), 1, "laptop", NOW)
    assert second.content == AgreedContent(2, accepting.AFTER_THE_VOTE, "", BY)
    assert levels(meeting) == {"aims": first, "costs": second}
    assert agreed_levels.levels(meeting.product, meeting.assessment) == levels(meeting)
    after = meeting.stored()
    assert (after.display_version, after.control_version) == (before.display_version + 1, before.control_version)
    (again,) = accept(meeting, "aims", seen=1, by=" the  team ")
    assert again.content.agreed_by == "the team"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("figures", "not ready"),
        ("risks", "not revealed"),
        ("advice", "not revealed"),
        ("nothing", "not revealed"),
    ],
)
def test_one_that_may_not_be_accepted_keeps_all_from_it(meeting: Meeting, wrong: str, why: str) -> None:
    before = display_version(meeting)
    with refused(why):
        accept(meeting, "aims", wrong)
    with refused("at least one"):
        accept(meeting)
    assert levels(meeting) == {}
    assert display_version(meeting) == before


@pytest.mark.both_databases
def test_one_that_was_recorded_since_keeps_all_from_it_and_is_shown(meeting: Meeting) -> None:
    theirs = record(meeting, "costs", AgreedContent(1, "costs are not known", "", "the team"), writer="phone")
    with pytest.raises(Conflict, match="This record was changed") as caught:
        accept(meeting, "aims", "costs")
    assert caught.value.stored == theirs
    assert levels(meeting) == {"costs": theirs}


def test_while_it_is_asked_again_a_statement_is_not_accepted_and_then_at_its_new_level(meeting: Meeting) -> None:
    meeting.ask("costs", ballot_round=2)
    with refused("asked again"):
        accept(meeting, "costs")
    meeting.answer_all("costs", 3, 3, 3, 3, 3)
    meeting.reveal()
    assert accept(meeting, "costs")[0].content.level == 3


def test_what_is_another_units_is_not_accepted(meeting: Meeting) -> None:
    other = planned(meeting.product, name="Wensford")
    with pytest.raises(NotFound):
        accepting.accept(meeting.product, other.workshop, [Acceptance(meeting.assessment.id, "aims")], writer="laptop")
    with pytest.raises(NotFound):
        accepting.record_level(
            meeting.product,
            other.workshop,
            meeting.assessment.id,
            "aims",
            AgreedContent(1),
            expected_version=0,
            writer="laptop",
        )
    assert levels(meeting) == {}


@pytest.mark.both_databases
def test_of_two_who_accept_the_same_at_once_one_does(meeting: Meeting) -> None:
    def task(statements: tuple[str, ...]) -> object:
        try:
            return accept(meeting, *statements)
        except Conflict as conflict:
            return conflict

    found = at_once([lambda: task(("aims", "costs")), lambda: task(("costs", "aims")), lambda: task(("costs",))])
    assert sum(isinstance(one, Conflict) for one in found) == 2
    (won,) = [one for one in found if not isinstance(one, Conflict)]
    assert list(levels(meeting).values()) == sorted(won, key=lambda one: one.statement_id)
    assert {one.version for one in won} == {1}


def test_a_record_without_a_level_says_what_is_open_and_who_finds_out(meeting: Meeting) -> None:
    contested = AgreedContent(None, "", "half say 1, half 4", "", " Which figures\x07 are read? ", " the  policy team ")
    before = display_version(meeting)
    saved = record(meeting, "figures", contested)
    kept = AgreedContent(None, "", "half say 1, half 4", BY, "Which figures are read?", "the policy team")
    assert saved == AgreedLevel("figures", kept, 1, "laptop", NOW)
    assert display_version(meeting) == before + 1
    assert agreed_levels.is_contested(saved.content)
    assert agreed_levels.profile(meeting.product, meeting.assessment) is None, "no level is not a low level"
    taken_back = record(meeting, "figures", AgreedContent(), seen=1)
    assert taken_back.content == AgreedContent()
    assert not agreed_levels.is_contested(taken_back.content)
    with meeting.product.store.read() as tx:
        assert agreed.history(tx, meeting.council.id, meeting.assessment.id, "figures") == [saved, taken_back]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (AgreedContent(5), "from 1 to 4"),
        (AgreedContent(None, question="x" * 2001), "at most 2,000"),
        (AgreedContent(2, dissent="x" * 2001), "at most 2,000"),
        (AgreedContent(None, question="why", owner="x" * 121), "at most 120"),
        (AgreedContent(2, agreed_by="x" * 121), "at most 120"),
    ],
)
def test_a_record_that_cannot_be_is_refused(meeting: Meeting, content: AgreedContent, why: str) -> None:
    before = display_version(meeting)
    with refused(why):
        record(meeting, "figures", content)
    with pytest.raises(NotFound):
        record(meeting, "nothing", AgreedContent(2))
    assert levels(meeting) == {}
    assert display_version(meeting) == before


def test_levels_are_recorded_when_the_round_is_closed_and_the_workshop_over(meeting: Meeting) -> None:
    meeting.end()
    closing.close(meeting.product, meeting.council.id, meeting.workshop.round_id)
    assert accept(meeting, "aims")[0].content.level == 3
    assert record(meeting, "figures", AgreedContent(2)).content.level == 2
    assert act(meeting).content == ACTION


def test_who_agreed_is_the_workshop_shortened_to_what_fits(product: Product) -> None:
    meeting = planned(product)
    assert accepting.default_agreed_by(meeting.workshop) == BY
    long = replace(meeting.workshop, plan=replace(meeting.workshop.plan, title="x" * 200))
    assert len(accepting.default_agreed_by(long)) == agreed_levels.WHO_LIMIT
    assert accepting.default_agreed_by(long).endswith("x, 24 November 2026")


def test_the_agenda_is_made_of_what_is_revealed(meeting: Meeting) -> None:
    items = room.history(meeting.product, meeting.council.id, meeting.workshop.id)
    agenda = accepting.agenda_for(items, joined=5, minutes_left=30)
    assert [(one.statement_id, one.level) for one in agenda.accept] == [("aims", 3), ("costs", 2)]
    assert [(one.statement_id, one.why) for one in agenda.discuss] == [("figures", TopicReason.TWO_CAMPS)]
    quieter = accepting.agenda_for(items, joined=11, minutes_left=30)
    assert quieter.accept == ()
    assert {one.why for one in quieter.discuss} == {TopicReason.TWO_CAMPS, TopicReason.SILENT}
