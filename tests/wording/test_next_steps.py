"""What to do next, in each situation that a council can be in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journey.content import Library
from journey.model import Counts, PitfallTally, Profile
from journey.rules.scoring import score
from journey.wording.next_steps import (
    Act,
    Advice,
    Answering,
    OpenStatement,
    Situation,
    Spot,
    Target,
    next_steps,
    unfinished,
)

STAGES = Library.read().questionnaire("stages")
NEXT = OpenStatement("stages.getting-started", "gs-plan")
HALFWAY = Answering(answered=4, asked=10, minutes_left=3, is_finished=False, is_quick=True, next=NEXT)
FINISHED = replace(HALFWAY, answered=10, minutes_left=0, is_finished=True, next=None, more=27, more_minutes=14)
UNTOUCHED = PitfallTally((), (), ("a", "b"), (), ("a",), ("a", "b"))
LOOKED_AT = PitfallTally((), ("b",), ("a",), (), ("a",))
AVOIDED = PitfallTally(("a", "b"), (), (), (), ())


def scored(**levels: int) -> Profile:
    """Every statement of a stage at one level; a stage that is not named at level 3."""
    counts = {
        statement.id: Counts(tuple(int(level == levels.get(section.id.replace("-", "_"), 3)) for level in (1, 2, 3, 4)))
        for section in STAGES.sections
        for statement in section.statements
    }
    return score(STAGES, counts, responses=1)


WEAK_START = scored(getting_started=1)


def everything_at(level: int) -> Profile:
    return scored(**{section.id.replace("-", "_"): level for section in STAGES.sections})


def standing(answering: Answering | None, profile: Profile | None = None, **tallies: PitfallTally) -> Situation:
    return Situation(answering, STAGES, profile, {name.replace("_", "-"): tally for name, tally in tallies.items()})


def actions(situation: Situation) -> list[str]:
    return [step.action for step in next_steps(situation)]


def only(situation: Situation) -> Advice:
    (step,) = next_steps(situation)
    return step


def test_where_nothing_has_begun_the_one_step_is_to_begin() -> None:
    step = only(Situation())
    assert (step.action, step.target) == ("Begin an assessment", Target("assess"))


def test_halfway_the_first_step_is_to_go_on_at_the_next_statement_and_says_how_much_is_left() -> None:
    step = only(standing(HALFWAY))
    assert step.action == "Go on answering"
    assert step.target == Target("assess", NEXT.statement_id, section=NEXT.part)
    assert step.reason == "Six statements left, about three minutes."


def test_with_every_statement_answered_the_step_is_to_review() -> None:
    step = only(standing(replace(HALFWAY, answered=10)))
    assert (step.action, step.target) == ("Review and finish", Target("assess", section="review"))


def test_after_a_quick_check_widening_says_how_much_more_it_asks_and_a_full_one_is_not_widened() -> None:
    step = only(standing(FINISHED))
    assert (step.action, step.act) == ("Widen to the full assessment", Act.WIDEN)
    assert step.reason == (
        "27 statements more, about 14 minutes: every section then gets a level in words. What you answered is kept."
    )
    assert actions(standing(replace(FINISHED, is_quick=False))) == []


def test_findings_without_open_answering_lead_to_what_holds_back_and_to_the_checklist_of_that_stage() -> None:
    finding, checklist = next_steps(standing(None, WEAK_START, getting_started=UNTOUCHED))
    assert finding.action == "See what holds you back"
    assert finding.target == Target("profile", Spot.HOLDING_BACK, questionnaire="stages")
    assert finding.reason == (
        "Getting started can be relied on at level 1, little in place. "
        "Seven statements stand below level 2; six of them are enough."
    )
    assert checklist.action == "Go through the pitfalls of Getting started"
    assert checklist.target == Target("pitfalls", Spot.CHECKLIST, stage="getting-started")


def test_critical_pitfalls_are_counted_over_the_stages_that_somebody_looked_at_and_the_first_is_opened() -> None:
    tallies = {"getting_started": AVOIDED, "taking_stock": LOOKED_AT, "keeping_on_track": UNTOUCHED}
    first, *_ = next_steps(standing(None, WEAK_START, **tallies))
    assert first.action == "Deal with the critical pitfall"
    assert first.target == Target("pitfalls", "a", stage="taking-stock")
    assert first.reason == "One critical pitfall is not avoided in Taking stock. Moving on like this is unwise."


def test_the_critical_pitfall_of_the_weakest_stage_comes_first() -> None:
    first, *_ = next_steps(standing(None, WEAK_START, taking_stock=LOOKED_AT, getting_started=LOOKED_AT))
    assert (first.action, first.target.stage) == ("Deal with the critical pitfalls", "getting-started")


def test_a_stage_that_was_left_with_a_reason_is_not_called_unwise_but_stands_among_what_is_unfinished() -> None:
    moved_on = replace(
        standing(None, WEAK_START, getting_started=LOOKED_AT), moved_on={"getting-started": date(2026, 11, 3)}
    )
    assert actions(moved_on) == ["See what holds you back"]
    assert unfinished(moved_on) == (
        "You moved on from Getting started anyway on 3 November 2026; the next round brings it up again.",
    )


def test_what_the_last_round_left_unready_is_brought_up_again() -> None:
    first, *_ = next_steps(replace(standing(None, WEAK_START), left_before=("getting-started",)))
    assert first.action == "Look at Getting started again"
    assert first.target == Target("pitfalls", Spot.CHECKLIST, stage="getting-started")


def test_in_a_closed_round_nothing_is_offered_that_cannot_be_done_there() -> None:
    tallies = {"getting_started": UNTOUCHED, "taking_stock": LOOKED_AT}
    closed = replace(standing(FINISHED, WEAK_START, **tallies), is_closed=True, left_before=("taking-stock",))
    assert actions(closed) == ["See what holds you back"]
    assert actions(replace(closed, is_over=True)) == ["See what holds you back", "Start the next round"]


def test_with_all_pitfalls_avoided_only_the_blockers_are_left() -> None:
    assert actions(standing(None, WEAK_START, getting_started=AVOIDED)) == ["See what holds you back"]


@pytest.mark.parametrize(
    ("profile", "action", "reason"),
    [
        (
            everything_at(4),
            "See the profile",
            "Nothing stands below a next level: the highest can be relied on.",
        ),
        (
            everything_at(1),
            "See what the next level needs",
            "Five sections can be relied on at level 1, little in place.",
        ),
        (
            scored(getting_started=1, setting_direction=1),
            "See what holds you back",
            "Setting direction and Getting started can be relied on at level 1, little in place.",
        ),
    ],
)
def test_equal_stages_are_named_together_and_none_is_called_weakest(profile: Profile, action: str, reason: str) -> None:
    step = only(standing(None, profile))
    assert (step.action, step.reason) == (action, reason)


def test_one_scored_stage_is_not_called_weakest() -> None:
    first = STAGES.sections[0]
    lone = score(STAGES, {statement.id: Counts((0, 0, 1, 0)) for statement in first.statements}, responses=1)
    step = only(standing(None, lone))
    assert step.reason.startswith("Taking stock can be relied on at level 3, established.")


def said_alike(counts: Counts) -> Profile:
    """A quick check to which everything was answered alike."""
    quick = [statement.id for statement in STAGES.statements() if statement.quick]
    return score(STAGES, dict.fromkeys(quick, counts), responses=1, asked=quick)


def test_after_a_quick_check_the_advice_is_a_first_look_and_names_no_weakest_stage() -> None:
    first, *_ = next_steps(standing(FINISHED, said_alike(Counts((0, 1, 0, 0)))))
    assert (first.action, first.reason) == (
        "See where to look first",
        "The lowest answers that were given, each with its next level and what helps. They judge no section.",
    )


def test_a_quick_check_at_the_highest_level_has_nothing_to_look_at_first() -> None:
    first, *_ = next_steps(standing(FINISHED, said_alike(Counts((0, 0, 0, 1)))))
    assert first.action == "See the profile"
    assert first.reason == "A first look: every statement stands at level 4, so nothing is to be looked at first."


def test_ten_dont_knows_are_a_finding_and_lead_back_to_the_first_of_them() -> None:
    unknown = OpenStatement("stages.taking-stock", "ts-views")
    step = only(standing(replace(FINISHED, unknown=unknown), said_alike(Counts(dont_know=1))))
    assert step.action == "Answer again with somebody who knows"
    assert step.target == Target("assess", "ts-views", section="stages.taking-stock")
    assert step.reason == (
        "All ten answers are “don’t know”: that is the finding, and the next question is who might know."
    )


def test_where_nothing_applies_more_statements_are_not_offered() -> None:
    step = only(standing(FINISHED, said_alike(Counts(not_applicable=1))))
    assert (step.action, step.target) == ("Look at your answers again", Target("assess", section="review"))
    assert step.reason == "Every statement that was asked was marked as not applying here."


def test_a_profile_without_any_score_leads_nowhere() -> None:
    assert actions(standing(HALFWAY, score(STAGES, {}, responses=1))) == ["Go on answering"]


def test_when_the_newest_round_is_closed_the_last_step_opens_the_form_for_the_next() -> None:
    *_, last = next_steps(replace(standing(None, WEAK_START), is_closed=True, is_over=True))
    assert (last.action, last.target) == ("Start the next round", Target("rounds", Spot.NEW_ROUND))


def test_checklists_and_statements_that_wait_are_all_said_to_be_unfinished() -> None:
    untouched = {section.id.replace("-", "_"): UNTOUCHED for section in STAGES.sections}
    here = standing(replace(FINISHED, answered=8), WEAK_START, **untouched)
    assert unfinished(here) == (
        "Two statements are not answered, and counted nowhere.",
        "The pitfalls of five stages have not been looked at.",
    )
