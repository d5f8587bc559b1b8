"""What is compared, what explains a difference, and what else is said of several rounds or units beside each other."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from journey.change import Given, basis, change, comparable, held_against, key_of
from journey.content import Library
from journey.model import (
    Asked,
    Basis,
    Counts,
    Figure,
    Lesson,
    Outcome,
    PitfallState,
    Questionnaire,
    RoleMean,
    Target,
    Weighing,
)
from journey.readiness import StageNow, pitfall_change, readiness, tally
from journey.rollup import lessons, roll_up
from journey.scoring import score

LIBRARY = Library.read()
STAGES = LIBRARY.questionnaire("stages")


def roles(**means: tuple[int, float]) -> Basis:
    """A section's basis with these roles: how many, and the mean of their indexes."""
    n = sum(number for number, _ in means.values())
    index = sum(number * mean for number, mean in means.values()) / n
    return Basis("reviews", 3, n, index, 0.01, tuple(RoleMean(role, *one) for role, one in means.items()))


# --- Kitagawa's split ------------------------------------------------------------------------------------------------


def test_the_split_of_the_scoring_rules_example() -> None:
    before, after = roles(managers=(8, 2.0), staff=(2, 3.0)), roles(managers=(5, 2.2), staff=(5, 3.1))
    found = change(before, after, shown=(before.index, after.index), roles=("managers", "staff"))
    assert (found.within, found.mix, found.rest) == pytest.approx((0.165, 0.285, 0.0))


def test_the_parts_add_up_to_the_whole_whoever_answered_what() -> None:
    random = np.random.default_rng(1955)
    asked = [Asked("reviews", f"s{number}", 1, float(weight)) for number, weight in enumerate((1, 2, 0.5, 1))]
    for _ in range(300):
        sides = []
        for _ in range(2):
            people = [
                Given(
                    str(random.choice(["managers", "staff", "leaders"])),
                    {one.statement_id: int(random.integers(1, 5)) for one in asked if random.random() < 0.7},
                )
                for _ in range(random.integers(2, 20))
            ]
            sides.append(basis("reviews", asked, people))
        shown = tuple(float(one) for one in random.uniform(1, 4, size=2))
        found = change(*sides, shown=shown, roles=("managers", "staff"))  # type: ignore[arg-type]
        if found.difference is None or found.within is None or found.mix is None or found.rest is None:
            continue
        assert found.within + found.mix + found.rest == pytest.approx(found.difference, abs=1e-12)
        assert found.from_statements is not None
        assert found.difference + found.from_statements == pytest.approx(shown[1] - shown[0], abs=1e-12)


def test_roles_that_may_not_be_shown_are_no_part_of_the_split() -> None:
    before, after = roles(managers=(8, 2.0), partners=(2, 3.0)), roles(managers=(8, 2.5), partners=(6, 3.0))
    found = change(before, after, shown=(before.index, after.index), roles=("managers",))
    assert (found.within, found.mix) == (0.5, 0.0)
    assert found.rest == pytest.approx((after.index or 0) - (before.index or 0) - 0.5)
    assert change(before, after, shown=(2.2, 2.7)).within is None


# --- who counts ------------------------------------------------------------------------------------------------------

ASKED = [Asked("reviews", f"s{number}", 1, 1.0) for number in range(4)]


def test_a_response_counts_if_it_gives_levels_to_half_of_the_statements() -> None:
    given = [Given(None, {"s0": 2, "s1": 2}), Given(None, {"s0": 4}), Given(None, {})]
    assert (basis("reviews", ASKED, given).n, basis("reviews", ASKED, given).index) == (1, 2.0)


def test_in_a_confidential_assessment_everybody_counts_who_gives_a_level() -> None:
    given = [Given(None, {"s0": 2, "s1": 2}), Given(None, {"s0": 4}), Given(None, {})]
    found = basis("reviews", ASKED, given, confidential=True)
    assert (found.n, found.index) == (2, 2.5)


def test_the_jackknife_leaves_each_response_out_in_turn() -> None:
    """What is left is scored anew each time, missing answers included."""
    random = np.random.default_rng(1958)
    section = STAGES.sections[0]
    asked = [Asked(section.id, one.id, one.revision, one.weight) for one in section.statements]
    people = [
        Given(None, {one.statement_id: int(random.integers(1, 5)) for one in asked if random.random() < 0.8})
        for _ in range(15)
    ]
    without = np.array(
        [basis(section.id, asked, people[:at] + people[at + 1 :], confidential=True).index for at in range(15)]
    )
    found = basis(section.id, asked, people, confidential=True).variance
    assert found == pytest.approx(14 / 15 * ((without - without.mean()) ** 2).sum())


# --- what is the same question ---------------------------------------------------------------------------------------


def version(number: str, *, drop: str = "", reword: str = "", weigh: str = "") -> Questionnaire:
    """The stages with one statement dropped, reworded or weighed anew."""
    sections = []
    for section in STAGES.sections:
        kept = [
            one.model_copy(
                update={
                    "revision": one.revision + (one.id == reword),
                    "weight": 2.0 if one.id == weigh else one.weight,
                }
            )
            for one in section.statements
            if one.id != drop
        ]
        sections.append(section.model_copy(update={"statements": tuple(kept)}))
    return STAGES.model_copy(update={"version": number, "sections": tuple(sections)})


def ids(questionnaire: Questionnaire) -> set[str]:
    return {statement.id for statement in questionnaire.statements()}


def test_what_was_dropped_or_reworded_is_left_out_and_named() -> None:
    later = version("1.1.0", drop="early-warning", reword="reviews-decide")
    found = comparable((STAGES, ids(STAGES)), (later, ids(later)))
    assert (found.dropped, found.reworded, found.added) == (("early-warning",), ("reviews-decide",), ())
    assert len(found.statements) == len(ids(STAGES)) - 2
    back = comparable((later, ids(later)), (STAGES, ids(STAGES)))
    assert back.added == ("early-warning",)


def test_a_quick_check_beside_a_full_assessment_compares_what_both_asked() -> None:
    quick = {statement.id for statement in STAGES.statements() if statement.quick}
    found = comparable((STAGES, quick), (STAGES, ids(STAGES)))
    assert {one.statement_id for one in found.statements} == quick
    assert set(found.asked_once) == ids(STAGES) - quick
    assert not found.is_complete


def test_the_weights_are_those_of_the_later_version_and_the_name_of_the_set_tells_them_apart() -> None:
    later = version("1.1.0", weigh="reviews-decide")
    found = comparable((STAGES, ids(STAGES)), (later, ids(later)))
    assert {one.statement_id: one.weight for one in found.statements}["reviews-decide"] == 2.0
    same = comparable((STAGES, ids(STAGES)), (STAGES, ids(STAGES)))
    assert key_of(found.statements) != key_of(same.statements)
    assert key_of(same.statements) == key_of(reversed(same.statements))


# --- targets, roll-ups, lessons, pitfalls ----------------------------------------------------------------------------


def test_a_target_is_reached_by_an_index_that_is_not_below_it() -> None:
    section = STAGES.sections[0]
    levels = {one.id: (0, 0, 4, 1) for one in section.statements}

    profile = score(STAGES, {id_: Counts(each) for id_, each in levels.items()}, responses=5)
    targets = [Target(section.id, tenths) for tenths in (32, 33)]
    exact, above = held_against(targets, profile)
    assert profile.section(section.id).index == pytest.approx(float(Fraction(16, 5)))
    assert (exact.outcome, above.outcome) == (Outcome.HIT, Outcome.MISSED)
    assert above.gap == pytest.approx(0.1)
    (unknown,) = held_against([Target("keeping-on-track", 20)], profile)
    assert (unknown.outcome, unknown.gap) == (Outcome.NO_SCORE, None)


def figure(unit: str, index: float | None, responses: int = 10) -> Figure:
    return Figure("autumn", unit, "reviews", responses, index)


def test_a_hidden_unit_is_left_out_of_the_mean_as_well() -> None:
    figures = [figure("highways", 2.0, 10), figure("planning", 3.0, 30), figure("libraries", None, 3)]
    once, weighed = (roll_up("reviews", figures, weighing) for weighing in Weighing)
    assert (once.index, once.units, once.left_out) == (2.5, 2, 1)
    assert (weighed.index, weighed.responses) == (2.75, 40)
    assert roll_up("reviews", [figure("libraries", None)], Weighing.UNITS).index is None


def test_who_could_learn_from_whom_needs_half_a_level_and_somebody_established() -> None:
    figures = [figure("waste", 2.8), figure("highways", 2.3), figure("planning", 2.4), figure("housing", 1.5)]
    assert lessons(["reviews"], figures) == (Lesson("reviews", "waste", 2.8, ("housing", "highways")),)
    assert lessons(["reviews"], [figure("waste", 2.4), figure("housing", 1.0)]) == ()
    assert lessons(["reviews"], [figure("waste", 2.8)]) == ()


def stage(**states: PitfallState) -> StageNow:
    checklist = LIBRARY.checklist("taking-stock")
    given = {name.replace("_", "-"): state for name, state in states.items()}
    return StageNow(checklist, given, readiness("taking-stock", None, tally(checklist, given)))


def test_pitfalls_close_and_reopen_where_somebody_looked_both_times() -> None:
    before = stage(
        asked_only_the_top=PitfallState.NOT_YET,
        took_our_own_word=PitfallState.AVOIDED,
        trusted_the_figures=PitfallState.UNANSWERED,
    )
    after = stage(
        asked_only_the_top=PitfallState.AVOIDED,
        took_our_own_word=PitfallState.PARTLY,
        trusted_the_figures=PitfallState.AVOIDED,
    )
    found = pitfall_change(before, after)
    assert (found.closed, found.reopened) == (("asked-only-the-top",), ("took-our-own-word",))


def test_a_pitfall_that_was_reworded_is_another_one() -> None:
    before = stage(asked_only_the_top=PitfallState.NOT_YET)
    after = stage(asked_only_the_top=PitfallState.AVOIDED)
    reworded = after.checklist.model_copy(
        update={"pitfalls": tuple(p.model_copy(update={"revision": 2}) for p in after.checklist.pitfalls)}
    )
    assert pitfall_change(before, replace(after, checklist=reworded)).closed == ()
