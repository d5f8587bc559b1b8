"""What comes out of a workshop: levels accepted together or recorded singly, what is parked, priorities and actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from journey.model import (
    Action,
    ActionContent,
    AgreedContent,
    AgreedLevel,
    Option,
    Parked,
    QuestionKind,
    TopicReason,
)
from journey.service import Conflict, NotFound, Product
from journey.service.refused import Refused
from journey.service.rounds import closing
from journey.service.workshop import agreed_levels, outcomes, room
from journey.service.workshop.outcomes import Acceptance
from journey.store import agreed
from journey.wording.days import NO_DAY
from tests.steps.refusals import refused
from tests.steps.rounds import NOW
from tests.steps.workshop import EVERY, Meeting, at_once, planned, running

BY = "Where we stand, 24 November 2026"
ACTION = ActionContent("Set a day for each review", "the policy team", date(2027, 2, 1), "reviews")


@pytest.fixture
def here(product: Product) -> Meeting:
    """Aims and costs agree, at 3 and 2; figures are two camps; risks are not revealed."""
    found = running(product, people=4)
    found.ask("aims", "costs", "figures")
    found.answer_all("aims", 3, 3, 3, 4)
    found.answer_all("costs", 2, 2, 2, 2)
    found.answer_all("figures", 1, 1, 4, 4)
    found.reveal()
    found.ask("risks")
    found.answer(0, "risks", 2)
    return found


def accept(here: Meeting, *statements: str, seen: int = 0, by: str = "") -> list[AgreedLevel]:
    chosen = [Acceptance(here.assessment.id, id_, seen) for id_ in statements]
    return outcomes.accept_batch(here.product, here.workshop, chosen, writer="laptop", agreed_by=by)


def record(here: Meeting, statement: str, content: AgreedContent, seen: int = 0, writer: str = "laptop") -> AgreedLevel:
    return outcomes.record(
        here.product,
        here.workshop,
        here.assessment.id,
        statement,
        content,
        expected_version=seen,
        writer=writer,
    )


def levels(here: Meeting) -> dict[str, AgreedLevel]:
    return {id_: one for (_, id_), one in outcomes.levels(here.product, here.workshop).items()}


def act(here: Meeting, content: ActionContent = ACTION) -> Action:
    return outcomes.add_action(here.product, here.workshop, content, writer="laptop")


def display_version(here: Meeting) -> int:
    return here.stored().display_version


# Agreed levels


def test_what_the_vote_agrees_on_is_accepted_together_at_its_median(here: Meeting) -> None:
    before = here.stored()
    first, second = accept(here, "aims", "costs")
    assert first == AgreedLevel("aims", AgreedContent(3, "Agreed in the vote.", "", BY), 1, "laptop", NOW)
    assert second.content == AgreedContent(2, "Agreed in the vote.", "", BY)
    assert levels(here) == {"aims": first, "costs": second}
    assert agreed_levels.levels(here.product, here.assessment) == levels(here)
    after = here.stored()
    assert (after.display_version, after.control_version) == (before.display_version + 1, before.control_version)
    (again,) = accept(here, "aims", seen=1, by=" the  team ")
    assert again.content.agreed_by == "the team"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [("figures", "do not agree"), ("risks", "not revealed"), ("advice", "not revealed"), ("nothing", "not revealed")],
)
def test_one_that_may_not_be_accepted_keeps_all_from_it(here: Meeting, wrong: str, why: str) -> None:
    before = display_version(here)
    with refused(why):
        accept(here, "aims", wrong)
    with refused("at least one"):
        accept(here)
    assert levels(here) == {}
    assert display_version(here) == before


@pytest.mark.both_databases
def test_one_that_was_recorded_since_keeps_all_from_it_and_is_shown(here: Meeting) -> None:
    theirs = record(here, "costs", AgreedContent(1, "costs are not known", "", "the team"), writer="phone")
    with pytest.raises(Conflict, match="This record was changed") as caught:
        accept(here, "aims", "costs")
    assert caught.value.stored == theirs
    assert levels(here) == {"costs": theirs}
    mine = AgreedContent(2, outcomes.IN_THE_VOTE, agreed_by=BY)
    assert outcomes.both(caught.value, mine) == outcomes.BothVersions(
        ("Level 1", "Reason: costs are not known", "Agreed by: the team"),
        ("Level 2", "Reason: Agreed in the vote.", f"Agreed by: {BY}"),
    )


def test_while_it_is_asked_again_a_statement_is_not_accepted_and_then_at_its_new_median(here: Meeting) -> None:
    here.ask("costs", ballot_round=2)
    with refused("asked again"):
        accept(here, "costs")
    here.answer_all("costs", 3, 3, 3, 3)
    here.reveal()
    assert accept(here, "costs")[0].content.level == 3


def test_what_is_another_units_is_not_accepted(here: Meeting) -> None:
    other = planned(here.product, name="Wensford")
    with pytest.raises(NotFound):
        outcomes.accept_batch(here.product, other.workshop, [Acceptance(here.assessment.id, "aims")], writer="laptop")
    with pytest.raises(NotFound):
        outcomes.record(
            here.product,
            other.workshop,
            here.assessment.id,
            "aims",
            AgreedContent(1),
            expected_version=0,
            writer="laptop",
        )
    assert levels(here) == {}


@pytest.mark.both_databases
def test_of_two_who_accept_the_same_at_once_one_does(here: Meeting) -> None:
    def task(statements: tuple[str, ...]) -> object:
        try:
            return accept(here, *statements)
        except Conflict as conflict:
            return conflict

    found = at_once([lambda: task(("aims", "costs")), lambda: task(("costs", "aims")), lambda: task(("costs",))])
    assert sum(isinstance(one, Conflict) for one in found) == 2
    (won,) = [one for one in found if not isinstance(one, Conflict)]
    assert list(levels(here).values()) == sorted(won, key=lambda one: one.statement_id)
    assert {one.version for one in won} == {1}


def test_a_record_without_a_level_says_what_is_open_and_who_finds_out(here: Meeting) -> None:
    contested = AgreedContent(None, "", "half say 1, half 4", "", " Which figures\x07 are read? ", " the  policy team ")
    before = display_version(here)
    saved = record(here, "figures", contested)
    kept = AgreedContent(None, "", "half say 1, half 4", BY, "Which figures are read?", "the policy team")
    assert saved == AgreedLevel("figures", kept, 1, "laptop", NOW)
    assert display_version(here) == before + 1
    assert agreed_levels.is_contested(saved.content)
    assert agreed_levels.profile(here.product, here.assessment) is None, "no level is not a low level"
    taken_back = record(here, "figures", AgreedContent(), seen=1)
    assert taken_back.content == AgreedContent()
    assert not agreed_levels.is_contested(taken_back.content)
    with here.product.store.read() as tx:
        assert agreed.history(tx, here.council.id, here.assessment.id, "figures") == [saved, taken_back]


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
def test_a_record_that_cannot_be_is_refused(here: Meeting, content: AgreedContent, why: str) -> None:
    before = display_version(here)
    with refused(why):
        record(here, "figures", content)
    with pytest.raises(NotFound):
        record(here, "nothing", AgreedContent(2))
    assert levels(here) == {}
    assert display_version(here) == before


def test_levels_are_recorded_when_the_round_is_closed_and_the_workshop_over(here: Meeting) -> None:
    here.end()
    closing.close(here.product, here.council.id, here.workshop.round_id)
    assert accept(here, "aims")[0].content.level == 3
    assert record(here, "figures", AgreedContent(2)).content.level == 2
    assert act(here).content == ACTION


def test_who_agreed_is_the_workshop_shortened_to_what_fits(product: Product) -> None:
    here = planned(product)
    assert outcomes.default_agreed_by(here.workshop) == BY
    long = replace(here.workshop, plan=replace(here.workshop.plan, title="x" * 200))
    assert len(outcomes.default_agreed_by(long)) == outcomes.WHO_LIMIT
    assert outcomes.default_agreed_by(long).endswith("x, 24 November 2026")


def test_the_agenda_is_made_of_what_is_revealed(here: Meeting) -> None:
    items = room.history(here.product, here.council.id, here.workshop.id)
    agenda = outcomes.routed(items, came=4, minutes_left=30)
    assert [(one.statement_id, one.level) for one in agenda.accept] == [("aims", 3), ("costs", 2)]
    assert [(one.statement_id, one.why) for one in agenda.discuss] == [("figures", TopicReason.TWO_CAMPS)]
    quieter = outcomes.routed(items, came=9, minutes_left=30)
    assert quieter.accept == ()
    assert {one.why for one in quieter.discuss} == {TopicReason.TWO_CAMPS, TopicReason.SILENT}


# The parking lot


@pytest.mark.both_databases
def test_what_is_parked_is_changed_and_settled_by_who_has_seen_it(here: Meeting) -> None:
    before = display_version(here)
    parked = outcomes.park(here.product, here.workshop, " Who owns\x07 it? ", who=" the  team ", writer="laptop")
    assert parked == Parked(parked.id, "Who owns it?", "the team", False, 1, "laptop")
    settled = outcomes.change_parked(here.product, here.workshop, replace(parked, is_settled=True), writer="phone")
    assert settled == replace(parked, is_settled=True, version=2, writer="phone")
    assert outcomes.parked(here.product, here.workshop) == [settled]
    assert display_version(here) == before + 2
    mine = replace(parked, text="Who reads it?")
    with pytest.raises(Conflict, match="This parked item was changed") as caught:
        outcomes.change_parked(here.product, here.workshop, mine, writer="laptop")
    assert outcomes.both(caught.value, mine) == outcomes.BothVersions(
        ("Who owns it?", "Who: the team", "Settled: yes"), ("Who reads it?", "Who: the team")
    )
    assert outcomes.parked(here.product, here.workshop) == [settled]


@pytest.mark.parametrize(
    ("text", "who", "why"),
    [(" \u202e ", "", "in a few words"), ("x" * 501, "", "500 is the most"), ("x", "y" * 121, "at most 120")],
)
def test_what_cannot_be_parked_is_refused(here: Meeting, text: str, who: str, why: str) -> None:
    with refused(why):
        outcomes.park(here.product, here.workshop, text, who=who, writer="laptop")
    parked = outcomes.park(here.product, here.workshop, "first", writer="laptop")
    with refused(why):
        outcomes.change_parked(here.product, here.workshop, replace(parked, text=text, who=who), writer="laptop")
    assert outcomes.parked(here.product, here.workshop) == [parked]


def test_the_parking_lot_is_of_one_workshop(here: Meeting) -> None:
    other = planned(here.product, name="Wensford")
    parked = outcomes.park(here.product, here.workshop, "ours", writer="laptop")
    assert outcomes.parked(here.product, other.workshop) == []
    with pytest.raises(NotFound):
        outcomes.change_parked(here.product, other.workshop, parked, writer="laptop")


def test_a_parking_lot_that_is_full_says_so(here: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "MOST_PARKED", 2)
    for text in ("one", "two"):
        outcomes.park(here.product, here.workshop, text, writer="laptop")
    with refused("parked already"):
        outcomes.park(here.product, here.workshop, "three", writer="laptop")


# Priorities and actions


def test_priorities_are_proposed_from_what_is_contested_and_then_from_what_is_low(here: Meeting) -> None:
    assert outcomes.priorities(here.product, here.workshop).options == ()
    said = {"aims": 3, "figures": None, "costs": 2, "reviews": 1, "dates": 2, "advice": 4}
    for statement, level in said.items():
        question = "" if level else "which ones"
        record(here, statement, AgreedContent(level, question=question))
    record(here, "risks", AgreedContent(1))
    record(here, "risks", AgreedContent(), seen=1)
    proposed = outcomes.priorities(here.product, here.workshop)
    assert proposed.kind is QuestionKind.PRIORITY
    assert [one.key for one in proposed.options] == ["small/figures", "small/reviews", "small/dates", "small/costs"]
    assert proposed.options[0] == Option("small/figures", "We look at our figures together.")
    here.put(proposed)
    here.vote(0, 5, "small/figures", "small/figures", "small/costs")
    here.reveal()
    assert here.questions()[-1].result == {"small/figures": 2, "small/costs": 1}


def test_the_next_action_moves_what_has_most_dots_and_no_action_yet(here: Meeting) -> None:
    for statement in ("figures", "costs"):
        record(here, statement, AgreedContent(1))
    here.put(outcomes.priorities(here.product, here.workshop))
    here.vote(0, 5, "small/figures", "small/figures", "small/costs")
    asked = room.history(here.product, here.workshop.organisation_id, here.workshop.id)[-1]
    assert outcomes.next_to_move(asked, []) is None
    here.reveal()
    revealed = room.history(here.product, here.workshop.organisation_id, here.workshop.id)[-1]
    written = [Action("first", ActionContent("Look at them", statement_id="figures"))]
    assert outcomes.next_to_move(revealed, []) == "figures"
    assert outcomes.next_to_move(revealed, written) == "costs"


def test_no_more_priorities_are_proposed_than_can_be_read(here: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    for statement in EVERY:
        record(here, statement, AgreedContent(1))
    assert len(outcomes.priorities(here.product, here.workshop).options) == len(EVERY)
    monkeypatch.setattr(outcomes, "MOST_PRIORITIES", 3)
    assert [one.key for one in outcomes.priorities(here.product, here.workshop).options] == [
        "small/dates",
        "small/aims",
        "small/advice",
    ]


@pytest.mark.both_databases
def test_actions_are_written_changed_and_removed_by_who_has_seen_them(here: Meeting) -> None:
    before = display_version(here)
    first = act(here, replace(ACTION, what=" Set\x07 a day ", lead=" the  team "))
    assert first.content == ActionContent("Set a day", "the team", date(2027, 2, 1), "reviews")
    changed = outcomes.change_action(
        here.product, here.workshop, first.id, ActionContent("Set two days"), expected_version=1, writer="phone"
    )
    assert changed == Action(first.id, ActionContent("Set two days"), 2, "phone")
    with pytest.raises(Conflict, match="This action was changed") as caught:
        outcomes.change_action(here.product, here.workshop, first.id, ACTION, expected_version=1, writer="laptop")
    assert outcomes.both(caught.value, ACTION) == outcomes.BothVersions(
        ("Set two days",),
        ("Set a day for each review", "Lead: the policy team", "By: 1 February 2027", "Should move: reviews"),
    )
    with pytest.raises(Conflict):
        outcomes.remove_action(here.product, here.workshop, first.id, expected_version=1)
    assert outcomes.actions(here.product, here.workshop) == [changed]
    outcomes.remove_action(here.product, here.workshop, first.id, expected_version=2)
    assert outcomes.actions(here.product, here.workshop) == []
    assert display_version(here) == before + 3
    for gone in (
        lambda: outcomes.remove_action(here.product, here.workshop, first.id, expected_version=2),
        lambda: outcomes.change_action(
            here.product, here.workshop, first.id, ACTION, expected_version=2, writer="laptop"
        ),
    ):
        with refused("removed in the meantime"):
            gone()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (ActionContent(" \x07 "), "in a few words"),
        (ActionContent("x" * 501), "500 is the most"),
        (ActionContent("x", lead="y" * 121), "at most 120"),
        (ActionContent("x", by_when=NO_DAY), "not a date"),
    ],
)
def test_what_is_no_action_is_refused(here: Meeting, content: ActionContent, why: str) -> None:
    with refused(why):
        act(here, content)
    with pytest.raises(NotFound):
        act(here, replace(ACTION, statement_id="nothing"))
    assert outcomes.actions(here.product, here.workshop) == []
    assert act(here, replace(ACTION, statement_id="")).content.statement_id is None


@pytest.mark.both_databases
def test_there_are_five_actions_at_the_most_however_many_write_at_once(here: Meeting) -> None:
    def task(number: int) -> Callable[[], bool]:
        def write() -> bool:
            try:
                act(here, ActionContent(f"action {number}"))
            except Refused:
                return False
            return True

        return write

    assert sum(at_once([task(number) for number in range(8)])) == 5
    written = outcomes.actions(here.product, here.workshop)
    assert len(written) == 5
    with refused("There are 5 actions"):
        act(here)
    outcomes.remove_action(here.product, here.workshop, written[0].id, expected_version=1)
    assert act(here).content == ACTION


def test_another_unit_has_five_of_its_own(here: Meeting) -> None:
    other = planned(here.product, name="Wensford")
    for number in range(5):
        act(here, ActionContent(f"action {number}"))
    mine = act(other, ActionContent("ours"))
    assert outcomes.actions(here.product, other.workshop) == [mine]
    with refused("removed in the meantime"):
        outcomes.remove_action(here.product, here.workshop, mine.id, expected_version=1)


def test_bumping_lets_others_look_again(here: Meeting) -> None:
    before = here.stored()
    after = outcomes.bump(here.product, here.workshop)
    assert after == replace(before, display_version=before.display_version + 1)


def test_nothing_is_written_where_there_is_no_workshop(product: Product) -> None:
    made = planned(product)
    here = replace(made, seen=replace(made.workshop, id="gone"))
    for write in (
        lambda: act(here),
        lambda: outcomes.park(product, here.workshop, "x", writer="laptop"),
        lambda: outcomes.bump(product, here.workshop),
    ):
        with pytest.raises(NotFound):
            write()
