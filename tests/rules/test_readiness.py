"""Ready to move on, or what is missing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from journey.model import Missing, PitfallPoints, PitfallState, PitfallTally
from journey.rules.readiness import points, readiness, tally
from tests.rules.scoring_examples import checklist, scored

AVOIDED, PARTLY, NOT_YET = PitfallState.AVOIDED, PitfallState.PARTLY, PitfallState.NOT_YET
NOT_APPLICABLE, UNANSWERED = PitfallState.NOT_APPLICABLE, PitfallState.UNANSWERED

GOOD = scored({"a": [3], "b": [3], "c": [2], "d": [3]})
NOTHING_OPEN = PitfallTally(("p",), (), (), (), ())


def standing(*states: PitfallState, critical: bool = False) -> PitfallTally:
    """A checklist with one pitfall for each state."""
    named = {f"p{number}": state for number, state in enumerate(states)}
    return tally(checklist(**dict.fromkeys(named, critical)), named)


def test_a_tally_keeps_the_order_of_the_checklist():
    pitfalls = checklist(a=False, b=True, c=True, d=False, e=True, f=True)
    states = {"e": NOT_APPLICABLE, "a": PARTLY, "b": AVOIDED, "c": PARTLY, "d": NOT_YET}
    assert tally(pitfalls, states) == PitfallTally(
        avoided=("b",),
        partly=("a", "c"),
        open=("d", "f"),
        not_applicable=("e",),
        critical_open=("c", "f"),
        unanswered=("f",),
        critical=("b", "c", "f"),
    )


@pytest.mark.parametrize("state", [PARTLY, NOT_YET, UNANSWERED])
def test_a_critical_pitfall_is_open_until_it_is_avoided(state):
    assert standing(state, critical=True).critical_open == ("p0",)


@pytest.mark.parametrize("state", [AVOIDED, NOT_APPLICABLE])
def test_a_critical_pitfall_that_is_avoided_or_does_not_apply_is_not_in_the_way(state):
    assert standing(state, critical=True).critical_open == ()


def test_a_checklist_in_points():
    pitfalls = checklist(**dict.fromkeys("abcdefg", False), h=True, i=True, j=True)
    stands = points(tally(pitfalls, dict.fromkeys("abcdefij", AVOIDED) | dict.fromkeys("gh", PARTLY)))
    assert stands == PitfallPoints(Fraction(9), 10, Fraction(8), 2, 3)


@pytest.mark.parametrize(
    ("most", "may_stay_open"), {3: 0, 4: 0, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 2, 11: 2, 12: 2}.items()
)
def test_what_may_stay_open_follows_from_the_points(most, may_stay_open):
    def has_enough(still_open: int) -> bool:
        stands = points(standing(*[AVOIDED] * (most - still_open), *[NOT_YET] * still_open))
        return stands.points >= stands.needed

    assert has_enough(may_stay_open)
    assert not has_enough(may_stay_open + 1)


def test_ready_where_nothing_is_missing():
    found = readiness("stage", GOOD, NOTHING_OPEN)
    assert (GOOD.index, GOOD.secure_level) == (2.75, 3)
    assert found.section_id == "stage"
    assert found.is_ready


def test_an_index_of_exactly_two_and_a_half_is_enough():
    enough = scored({"a": [2], "b": [3], "c": [2], "d": [3]})
    assert (enough.index, enough.secure_level) == (2.5, 2)
    assert readiness("stage", enough, NOTHING_OPEN).is_ready


def test_an_index_below_two_and_a_half_is_missing():
    low = scored({"a": [2], "b": [3], "c": [2]})
    assert readiness("stage", low, NOTHING_OPEN).missing == (Missing.INDEX,)


def test_a_secure_level_of_1_is_not_enough():
    uneven = scored({"a": [1], "b": [1], "c": [4], "d": [4]})
    assert (uneven.index, uneven.secure_level) == (2.5, 1)
    assert readiness("stage", uneven, NOTHING_OPEN).missing == (Missing.SECURE_LEVEL,)


def test_an_index_that_stands_alone_is_not_enough():
    alone = scored({"a": [4], "b": [4]})
    assert readiness("stage", alone, NOTHING_OPEN).missing == (Missing.SECURE_LEVEL,)


@pytest.mark.parametrize("score", [None, scored({"a": [None], "b": ["dk"], "c": [4]})])
def test_without_a_score_it_is_the_score_that_is_missing(score):
    assert readiness("stage", score, NOTHING_OPEN).missing == (Missing.NO_SCORE,)


@pytest.mark.parametrize(
    ("states", "enough"),
    [
        ([AVOIDED] * 4 + [NOT_YET], True),  # exactly four fifths
        ([AVOIDED] * 3 + [PARTLY] * 2, True),
        ([AVOIDED] * 3 + [PARTLY, NOT_YET], False),
        ([AVOIDED] * 4 + [UNANSWERED] * 2, False),
        ([AVOIDED] * 4 + [UNANSWERED, NOT_APPLICABLE], True),
        ([NOT_APPLICABLE] * 3, True),
        ([PARTLY], False),
    ],
)
def test_avoided_and_half_of_partly_make_four_fifths_of_the_applicable(states, enough):
    found = readiness("stage", GOOD, standing(*states))
    assert found.is_ready is enough
    assert (Missing.PITFALLS in found.missing) is not enough


def test_everything_missing_is_named_in_one_order():
    low = scored({"a": [1], "b": [1], "c": [1]})
    found = readiness("stage", low, standing(NOT_YET, PARTLY, critical=True))
    assert found.missing == (Missing.INDEX, Missing.SECURE_LEVEL, Missing.CRITICAL_PITFALL, Missing.PITFALLS)
    assert not found.is_ready
