"""What to do next, in each situation that a council can be in."""

from __future__ import annotations

from dataclasses import replace

from journey.content import Library
from journey.model import Counts, PitfallTally, Profile
from journey.rules.scoring import score
from journey.wording.next_steps import Answering, next_steps

STAGES = Library.read().questionnaire("stages")
HALFWAY = Answering(answered=4, asked=10, minutes_left=3, is_finished=False, is_quick=True)
FINISHED = replace(HALFWAY, answered=10, minutes_left=0, is_finished=True)
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


def actions(answering: Answering | None, profile: Profile | None = None, **tallies: PitfallTally) -> list[str]:
    named = {name.replace("_", "-"): tally for name, tally in tallies.items()}
    return [step.action for step in next_steps(answering, STAGES, profile, named)]


def test_where_nothing_has_begun_the_one_step_is_to_begin() -> None:
    (step,) = next_steps(None, None, None, {})
    assert (step.action, step.page) == ("Begin an assessment", "assess")


def test_halfway_the_first_step_is_to_go_on_and_says_how_much_is_left() -> None:
    (step,) = next_steps(HALFWAY, STAGES, None, {})
    assert (step.action, step.page) == ("Go on answering", "assess")
    assert step.reason == "Six statements left, about three minutes."


def test_with_every_statement_answered_the_step_is_to_review() -> None:
    assert actions(replace(HALFWAY, answered=10)) == ["Review and finish"]


def test_after_a_quick_check_widening_comes_last_and_after_a_full_one_not_at_all() -> None:
    assert actions(FINISHED)[-1] == "Widen to the full assessment"
    assert actions(replace(FINISHED, is_quick=False)) == []


def test_findings_without_open_answering_lead_to_the_weakest_stage() -> None:
    steps = next_steps(None, STAGES, WEAK_START, {"getting-started": UNTOUCHED})
    assert [(step.action, step.page) for step in steps] == [
        ("Go through the pitfalls of Getting started", "pitfalls"),
        ("See what holds you back", "profile"),
    ]
    assert steps[1].reason == (
        "Getting started may be weakest, at 1.0. It can be relied on at level 1, little in place. "
        "Seven statements stand below level 2; six of them are enough."
    )


def test_critical_pitfalls_are_counted_over_the_stages_that_somebody_looked_at() -> None:
    tallies = {"getting-started": AVOIDED, "taking-stock": LOOKED_AT, "keeping-on-track": UNTOUCHED}
    first, *_ = next_steps(None, STAGES, WEAK_START, tallies)
    assert first.action == "Deal with the critical pitfalls"
    assert first.reason.startswith("One critical pitfall is not avoided.")


def test_with_all_pitfalls_avoided_only_the_blockers_are_left() -> None:
    assert actions(None, WEAK_START, getting_started=AVOIDED) == ["See what holds you back"]


def test_where_all_stages_stand_at_four_none_is_called_weakest() -> None:
    embedded = scored(**{section.id.replace("-", "_"): 4 for section in STAGES.sections})
    (step,) = next_steps(None, STAGES, embedded, {})
    assert step.reason == "All five stand at 4.0. Nothing stands below a next level: the highest can be relied on."


def test_equally_low_stages_are_named_together() -> None:
    (step,) = next_steps(None, STAGES, scored(getting_started=1, setting_direction=1), {})
    assert step.reason == (
        "Setting direction and Getting started are about equally low, at 1.0. "
        "Each can be relied on at level 1, little in place."
    )


def test_where_all_stages_stand_at_one_the_advice_is_what_the_next_level_needs() -> None:
    (step,) = next_steps(None, STAGES, scored(**{section.id.replace("-", "_"): 1 for section in STAGES.sections}), {})
    assert step.action == "See what the next level needs"
    assert step.reason == "All five stand at 1.0. Each can be relied on at level 1, little in place."


def test_one_scored_stage_is_not_called_weakest() -> None:
    first = STAGES.sections[0]
    only = score(STAGES, {statement.id: Counts((0, 0, 1, 0)) for statement in first.statements}, responses=1)
    (step,) = next_steps(None, STAGES, only, {})
    assert step.reason.startswith("Only Taking stock has enough answers for a level: it can be relied on at level 3")


def said_alike(counts: Counts) -> Profile:
    """A quick check to which everything was answered alike."""
    quick = [statement.id for statement in STAGES.statements() if statement.quick]
    return score(STAGES, dict.fromkeys(quick, counts), responses=1, asked=quick)


def test_after_a_quick_check_the_advice_is_a_first_look_and_names_no_weakest_stage() -> None:
    first, *_ = next_steps(FINISHED, STAGES, said_alike(Counts((0, 1, 0, 0))), {})
    assert (first.action, first.reason) == (
        "See where to look first",
        "A first look: begin with Taking stock and Setting direction.",
    )


def test_ten_dont_knows_are_a_finding_and_lead_back_to_the_answers() -> None:
    (step,) = next_steps(FINISHED, STAGES, said_alike(Counts(dont_know=1)), {})
    assert (step.action, step.page) == ("Answer again with somebody who knows", "assess")
    assert step.reason == (
        "All ten answers are “don’t know”: that is the finding, and the next question is who might know."
    )


def test_where_nothing_applies_more_statements_are_not_offered() -> None:
    (step,) = next_steps(FINISHED, STAGES, said_alike(Counts(not_applicable=1)), {})
    assert (step.action, step.page) == ("Look at your answers again", "assess")
    assert step.reason == "Every statement that was asked was marked as not applying here."


def test_a_profile_without_any_score_leads_nowhere() -> None:
    assert actions(HALFWAY, score(STAGES, {}, responses=1)) == ["Go on answering"]


def test_a_second_visit_begins_with_what_has_changed() -> None:
    first, *_ = next_steps(None, STAGES, WEAK_START, {}, earlier="Autumn 2025")
    assert (first.action, first.page) == ("See what has changed since Autumn 2025", "compare")


def test_without_a_score_there_is_nothing_to_compare() -> None:
    assert next_steps(None, STAGES, None, {}, earlier="Autumn 2025") == ()


def test_when_the_newest_round_is_closed_the_last_step_is_the_next_round() -> None:
    *_, last = next_steps(None, STAGES, WEAK_START, {}, is_over=True)
    assert (last.action, last.page) == ("Start the next round", "rounds")
