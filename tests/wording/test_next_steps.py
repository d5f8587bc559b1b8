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
        ("Go through the pitfalls of getting started", "pitfalls"),
        ("See what holds you back", "profile"),
    ]
    assert steps[1].reason == "Seven statements stand between getting started and its next level."


def test_critical_pitfalls_are_counted_over_the_stages_that_somebody_looked_at() -> None:
    tallies = {"getting-started": AVOIDED, "taking-stock": LOOKED_AT, "keeping-on-track": UNTOUCHED}
    first, *_ = next_steps(None, STAGES, WEAK_START, tallies)
    assert first.action == "Deal with the critical pitfalls"
    assert first.reason.startswith("One critical pitfall is not avoided.")


def test_with_all_pitfalls_avoided_only_the_blockers_are_left() -> None:
    assert actions(None, WEAK_START, getting_started=AVOIDED) == ["See what holds you back"]


def test_a_weakest_stage_without_blockers_is_named_with_its_index() -> None:
    embedded = scored(**{section.id.replace("-", "_"): 4 for section in STAGES.sections})
    (step,) = next_steps(None, STAGES, embedded, {})
    assert step.reason == "Taking stock is the weakest stage, at 4.0."


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
