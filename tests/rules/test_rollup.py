"""Who could learn from whom: exactly half a level counts, whatever floats make of it."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import pytest
from scipy import stats

from journey.model import Figure, PeerExample, RollUp, Weighing
from journey.rules.rollup import differ, is_clearly_above, peer_examples, roll_up


def figures(section_id: str = "reviews", **indexes: float | None) -> list[Figure]:
    return [Figure("autumn", unit, section_id, 10, index, standard_error=0.05) for unit, index in indexes.items()]


@pytest.mark.parametrize("people", range(1, 40))
def test_half_a_level_is_worth_a_visit_and_a_hair_less_is_not(people: int) -> None:
    """Indexes are quotients, and their difference is a half all the same where it ought to be."""
    for total in range(3 * people, 4 * people + 1):
        best, lower = total / people, (2 * total - people) / (2 * people)
        assert peer_examples(["reviews"], figures(best=best, lower=lower)) == (
            PeerExample("reviews", "best", best, ("lower",)),
        )
        assert peer_examples(["reviews"], figures(best=best, lower=lower + 1e-6)) == ()


def test_the_lowest_come_first_and_those_of_a_level_by_name() -> None:
    found = peer_examples(
        ["reviews"], figures(waste=3.5, planning=2.0, housing=2.0, libraries=1.5, parks=3.2, roads=None)
    )
    assert found == (PeerExample("reviews", "waste", 3.5, ("libraries", "housing", "planning")),)


def test_of_two_that_stand_highest_the_first_by_name_teaches() -> None:
    (found,) = peer_examples(["reviews"], figures(waste=3.5, housing=3.5, parks=2.0))
    assert (found.teacher, found.learners) == ("housing", ("parks",))


def test_a_teacher_has_at_least_two_and_a_half() -> None:
    assert peer_examples(["reviews"], figures(waste=2.5, housing=1.0))
    assert not peer_examples(["reviews"], figures(waste=2.4999, housing=1.0))


def test_each_section_is_looked_at_by_itself_and_in_the_order_asked_for() -> None:
    both = [
        *figures("plan", waste=3.0, parks=2.0),
        *figures("learn", waste=2.0, parks=3.0),
        *figures("check", waste=3.9),
    ]
    found = peer_examples(["learn", "plan", "check", "unheard-of"], both)
    assert [(example.section_id, example.teacher) for example in found] == [("learn", "parks"), ("plan", "waste")]


@pytest.mark.parametrize(
    ("errors", "learns"),
    [((0.15, 0.15), True), ((0.3, 0.3), False), ((0.0, 0.0), True), ((None, 0.1), False), ((0.1, None), False)],
)
def test_a_lesson_needs_the_interval_of_the_gap_to_leave_nothing_out(
    errors: tuple[float | None, float | None], learns: bool
) -> None:
    found = [
        replace(figure, standard_error=error)
        for figure, error in zip(figures(waste=3.1, parks=2.5), errors, strict=True)
    ]
    assert bool(peer_examples(["reviews"], found)) is learns


def test_the_gap_of_two_units_has_the_interval_of_welch() -> None:
    teacher, learner = stats.norm.rvs(3.0, 0.4, 12, random_state=1), stats.norm.rvs(2.4, 0.6, 9, random_state=2)
    one, other = (
        Figure("autumn", name, "plan", len(given), float(given.mean()), standard_error=float(stats.sem(given)))
        for name, given in (("waste", teacher), ("parks", learner))
    )
    low = stats.ttest_ind(teacher, learner, equal_var=False).confidence_interval().low
    assert is_clearly_above(one, other) is bool(low > 0)
    assert not is_clearly_above(other, one)


def test_a_roll_up_is_as_sure_as_its_units_together() -> None:
    alike = [Figure("autumn", str(unit), "plan", 10, 2.0, standard_error=0.12) for unit in range(12)]
    found = roll_up("plan", alike, Weighing.UNITS)
    assert found.margin == pytest.approx(0.12 / sqrt(12) * stats.t.ppf(0.975, 12 * 9))
    unknown = [*alike, Figure("autumn", "one", "plan", 1, 2.0)]
    assert roll_up("plan", unknown, Weighing.UNITS).margin is None


def test_two_ways_of_weighing_differ_from_a_tenth_on() -> None:
    alike = RollUp("plan", Weighing.UNITS, 2.4, 2, 12, 100, 0)
    assert differ(alike, replace(alike, index=2.5))
    assert not differ(alike, replace(alike, index=2.49))
    assert not differ(alike, replace(alike, index=None))


def test_a_mean_by_responses_is_that_of_all_responses() -> None:
    both = [Figure("autumn", "waste", "plan", 5, 2.0), Figure("autumn", "parks", "plan", 15, 3.0)]
    assert roll_up("plan", both, Weighing.RESPONSES) == RollUp("plan", Weighing.RESPONSES, 2.75, 3, 2, 20, 0)
    assert roll_up("plan", both, Weighing.UNITS) == RollUp("plan", Weighing.UNITS, 2.5, 3, 2, 20, 0)
    assert roll_up("plan", [], Weighing.UNITS) == RollUp("plan", Weighing.UNITS, None, None, 0, 0, 0)
