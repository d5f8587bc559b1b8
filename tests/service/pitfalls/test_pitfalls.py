"""Pitfalls of a unit: their order, saving, moving on all the same, and what the next round brings up again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from journey.model import Missing, PitfallAnswer, PitfallContent, PitfallState, Scope
from journey.service import Closed, Conflict, Product
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls
from journey.service.rounds import closing
from tests.steps.refusals import refused

pytestmark = pytest.mark.content("shipped")

NOW = datetime(2026, 11, 21, 10, 41, tzinfo=UTC)
STAGES = ["taking-stock", "setting-direction", "getting-started", "making-it-happen", "keeping-on-track"]
STAGE = "taking-stock"
CRITICAL = "asked-only-the-top"
AVOIDED = PitfallContent(PitfallState.AVOIDED)


@pytest.fixture
def selection(product: Product) -> Selection:
    """A council in its first round."""
    council = councils.start(product, name="Ambershire", kind="County council")
    (unit,) = councils.units(product, council.id)
    return sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK)


def say(product: Product, selection: Selection, pitfall: str, content: PitfallContent, seen: int = 0) -> PitfallAnswer:
    return pitfalls.record(product, selection, STAGE, pitfall, content, expected_version=seen, writer="laptop")


def next_round(product: Product, selection: Selection) -> Selection:
    return sessions.begin(
        product, selection.organisation, selection.unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK
    )


def test_the_checklists_come_in_the_order_of_the_stages_and_untouched(product: Product, selection: Selection) -> None:
    stages = pitfalls.by_stage(product, selection, None)
    assert list(stages) == STAGES
    assert all(stage.tally.is_untouched and stage.moved_on is None for stage in stages.values())
    assert stages[STAGE].readiness.missing == (Missing.NO_SCORE, Missing.CRITICAL_PITFALL, Missing.PITFALLS)


def test_the_most_urgent_come_first_and_equals_in_the_order_of_the_checklist(
    product: Product, selection: Selection
) -> None:
    said = {
        "asked-only-the-top": PitfallContent(PitfallState.AVOIDED),
        "took-our-own-word": PitfallContent(PitfallState.PARTLY),
        "trusted-the-figures": PitfallContent(PitfallState.NOT_APPLICABLE, "no figures yet"),
        "left-users-out": PitfallContent(PitfallState.PARTLY),
        "compared-with-no-one": PitfallContent(PitfallState.NOT_YET),
    }
    for pitfall, content in said.items():
        say(product, selection, pitfall, content)
    assert [pitfall.id for pitfall in pitfalls.by_stage(product, selection, None)[STAGE].by_urgency()] == [
        "took-our-own-word",
        "stopped-at-symptoms",
        "compared-with-no-one",
        "not-safe-to-be-honest",
        "averaged-away-differences",
        "systems-without-behaviour",
        "report-without-short-list",
        "left-users-out",
        "asked-only-the-top",
        "trusted-the-figures",
    ]


def test_what_is_saved_is_cleaned_and_found_again(product: Product, selection: Selection) -> None:
    assert pitfalls.stored(product, selection, STAGE, CRITICAL) == PitfallAnswer(STAGE, CRITICAL)
    saved = say(product, selection, CRITICAL, PitfallContent(PitfallState.PARTLY, " asked\x07 staff ", "\u202eAnn "))
    assert saved.content == PitfallContent(PitfallState.PARTLY, "asked staff", "Ann")
    assert (saved.version, saved.writer, saved.saved_at) == (1, "laptop", NOW)
    assert pitfalls.stored(product, selection, STAGE, CRITICAL) == saved
    assert pitfalls.by_stage(product, selection, None)[STAGE].answers[CRITICAL] == saved


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (PitfallContent(PitfallState.NOT_APPLICABLE), "why it does not apply"),
        (PitfallContent(PitfallState.NOT_APPLICABLE, " \n"), "why it does not apply"),
        (PitfallContent(PitfallState.PARTLY, "x" * 2001), "note has 2,001 characters, and 2,000"),
        (PitfallContent(PitfallState.PARTLY, "", "x" * 121), "“Who” has 121 characters, and 120"),
    ],
)
def test_what_cannot_be_saved_is_refused_with_the_reason(
    product: Product, selection: Selection, content: PitfallContent, why: str
) -> None:
    with refused(why):
        say(product, selection, CRITICAL, content)
    assert pitfalls.stored(product, selection, STAGE, CRITICAL).version == 0


@pytest.mark.both_databases
def test_a_change_made_in_the_meantime_is_kept(product: Product, selection: Selection) -> None:
    first = say(product, selection, CRITICAL, AVOIDED)
    with pytest.raises(Conflict) as caught:
        say(product, selection, CRITICAL, PitfallContent(PitfallState.NOT_YET))
    assert caught.value.stored == first


@pytest.mark.parametrize(
    ("reason", "decided_by"),
    [("", "the leader"), ("the year goes on", " "), ("x" * 2001, "the leader"), ("the year goes on", "x" * 121)],
)
def test_moving_on_needs_a_reason_and_who_decided_it_both_within_limits(
    product: Product, selection: Selection, reason: str, decided_by: str
) -> None:
    with refused("Nothing was saved"):
        pitfalls.move_on(product, selection, STAGE, reason=reason, decided_by=decided_by)
    assert pitfalls.by_stage(product, selection, None)[STAGE].moved_on is None


def test_the_next_round_brings_up_again_why_a_stage_was_left(product: Product, selection: Selection) -> None:
    pitfalls.move_on(product, selection, STAGE, reason=" the year goes on ", decided_by="the leader")
    moved = pitfalls.by_stage(product, selection, None)[STAGE].moved_on
    assert moved
    assert (moved.reason, moved.decided_by, moved.decided_at) == ("the year goes on", "the leader", NOW)
    assert pitfalls.brought_up_again(product, selection) == {}
    second = next_round(product, selection)
    assert pitfalls.brought_up_again(product, second) == {STAGE: moved}
    assert pitfalls.by_stage(product, second, None)[STAGE].moved_on is None
    assert pitfalls.brought_up_again(product, next_round(product, selection)) == {}


def test_the_next_round_says_what_became_of_what_was_not_avoided_then(product: Product, selection: Selection) -> None:
    say(product, selection, CRITICAL, AVOIDED)
    say(product, selection, "took-our-own-word", PitfallContent(PitfallState.NOT_YET))
    say(product, selection, "left-users-out", PitfallContent(PitfallState.PARTLY))
    pitfalls.move_on(product, selection, STAGE, reason="the year goes on", decided_by="the leader")
    here = pitfalls.by_stage(product, selection, None)[STAGE]
    assert pitfalls.left_before(product, selection, here) is None
    second = next_round(product, selection)
    say(product, second, "took-our-own-word", AVOIDED)
    stages = pitfalls.by_stage(product, second, None)
    before = pitfalls.left_before(product, second, stages[STAGE])
    assert before
    assert (before.override.reason, before.round) == ("the year goes on", selection.round)
    assert before.since.avoided == ("took-our-own-word",)
    assert "left-users-out" in before.since.unanswered
    assert CRITICAL not in before.since.open
    assert pitfalls.left_before(product, second, stages["getting-started"]) is None


def test_moving_on_can_be_taken_back(product: Product, selection: Selection) -> None:
    pitfalls.move_on(product, selection, STAGE, reason="the year goes on", decided_by="the leader")
    pitfalls.take_back_moving_on(product, selection, STAGE)
    assert pitfalls.by_stage(product, selection, None)[STAGE].moved_on is None
    assert pitfalls.brought_up_again(product, next_round(product, selection)) == {}


def test_a_closed_round_refuses_answers_and_decisions(product: Product, selection: Selection) -> None:
    say(product, selection, CRITICAL, AVOIDED)
    closing.close(product, selection.organisation.id, selection.round.id)
    with pytest.raises(Closed):
        say(product, selection, CRITICAL, PitfallContent(PitfallState.NOT_YET), seen=1)
    with pytest.raises(Closed):
        pitfalls.move_on(product, selection, STAGE, reason="the year goes on", decided_by="the leader")
    assert pitfalls.stored(product, selection, STAGE, CRITICAL).content == AVOIDED
