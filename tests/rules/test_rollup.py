"""Who could learn from whom: exactly half a level counts, whatever floats make of it."""

from __future__ import annotations

import pytest

from journey.model import Figure, PeerExample, RollUp, Weighing
from journey.rules.rollup import peer_examples, roll_up


def figures(section_id: str = "reviews", **indexes: float | None) -> list[Figure]:
    return [Figure("autumn", unit, section_id, 10, index) for unit, index in indexes.items()]


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


def test_a_mean_by_responses_is_that_of_all_responses() -> None:
    both = [Figure("autumn", "waste", "plan", 5, 2.0), Figure("autumn", "parks", "plan", 15, 3.0)]
    assert roll_up("plan", both, Weighing.RESPONSES) == RollUp("plan", Weighing.RESPONSES, 2.75, 3, 2, 20, 0)
    assert roll_up("plan", both, Weighing.UNITS) == RollUp("plan", Weighing.UNITS, 2.5, 3, 2, 20, 0)
    assert roll_up("plan", [], Weighing.UNITS) == RollUp("plan", Weighing.UNITS, None, None, 0, 0, 0)
