"""What may be claimed of a difference, whatever the numbers are."""

from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from journey.model import Change, ComparisonBasis, Verdict
from journey.rules.change import CLEAR, section_change
from journey.rules.change_basis import basis
from tests.rules.change_examples import asked, basis_of, given

CLAIMS = (Verdict.HIGHER, Verdict.LOWER)
INDEX = st.none() | st.floats(1, 4)
VARIANCE = st.none() | st.just(0.0) | st.floats(1e-12, 2)
SIDES = st.builds(basis_of, st.integers(2, 60), INDEX, VARIANCE) | st.builds(basis_of, st.integers(0, 1), INDEX)


def between(first: ComparisonBasis, second: ComparisonBasis) -> Change:
    return section_change(first, second, shown=(first.index, second.index))


@for_all(SIDES, SIDES)
def test_a_claim_needs_five_on_each_side_a_quarter_of_a_level_and_an_interval_without_0(
    first: ComparisonBasis, second: ComparisonBasis
) -> None:
    found = between(first, second)
    if found.verdict in CLAIMS:
        assert min(found.n) >= 5
        assert abs(found.difference) >= CLEAR - 1e-9
        low, high = found.interval
        assert low > 0 or high < 0
        assert (found.verdict is Verdict.HIGHER) == (found.difference > 0)
    elif found.difference is None:
        assert found.verdict is Verdict.NOT_COMPARABLE
        assert None in (first.index, second.index)
    elif found.verdict is Verdict.TOO_FEW:
        assert min(found.n) < 5 or found.interval is None
    else:
        low, high = found.interval
        assert low <= 0 <= high or abs(found.difference) < CLEAR


@for_all(st.integers(1, 4), st.integers(1, 60), st.booleans())
def test_nothing_is_claimed_of_fewer_than_five_from_real_answers(few: int, many: int, few_first: bool) -> None:
    low, high = (basis("plan", asked([1]), given([[level]] * n)) for level, n in ((1, few), (4, many)))
    found = between(low, high) if few_first else between(high, low)
    assert found.verdict is Verdict.TOO_FEW
    assert abs(found.difference) == 3, "the difference is shown all the same"


@for_all(st.integers(5, 200), st.floats(0, CLEAR - 1e-6), st.booleans())
def test_a_smaller_difference_is_not_called_a_change_however_sure_it_is(n: int, difference: float, up: bool) -> None:
    first, second = basis_of(n, 2.0, 0.0), basis_of(n, 2.0 + difference if up else 2.0 - difference, 0.0)
    assert between(first, second).verdict is Verdict.NO_CLEAR_CHANGE


@pytest.mark.parametrize("sign", [1, -1])
def test_an_interval_that_touches_0_claims_nothing(sign: int) -> None:
    """Half a level with a half of exactly half a level: the spread is sought so that one end is 0."""
    least, most = 0.0, 1.0
    for _ in range(200):
        spread = (least + most) / 2
        found = between(basis_of(9, 2.0, spread), basis_of(9, 2.0 + sign / 2, spread))
        low, high = found.interval
        assert (found.verdict in CLAIMS) == (low > 0 or high < 0)
        if low == 0 or high == 0:
            break
        if found.verdict in CLAIMS:
            least = spread
        else:
            most = spread
    assert 0 in found.interval
    assert found.verdict is Verdict.NO_CLEAR_CHANGE


def test_where_all_agreed_in_both_rounds_the_interval_is_the_difference() -> None:
    first, second = (basis("plan", asked([1, 1]), given([[level, level]] * 5)) for level in (2, 3))
    found = between(first, second)
    assert (found.interval, found.verdict) == ((1.0, 1.0), Verdict.HIGHER)
    assert between(first, first).interval == (0.0, 0.0)
    assert between(first, first).verdict is Verdict.NO_CLEAR_CHANGE


def test_where_all_agreed_in_one_round_the_other_alone_makes_the_interval() -> None:
    first = basis("plan", asked([1]), given([[2]] * 6))
    second = basis("plan", asked([1]), given([[level] for level in (2, 3, 4, 3, 4, 3)]))
    low, high = between(first, second).interval
    assert low < between(first, second).difference < high


@pytest.mark.parametrize("levels", [[], [[None]], [[None], [None]]])
def test_of_nobody_nothing_is_said(levels: list[list[int | None]]) -> None:
    nobody = basis("plan", asked([1]), given(levels))
    assert (nobody.n, nobody.index, nobody.variance, nobody.roles) == (0, None, None, ())
    found = between(nobody, basis("plan", asked([1]), given([[3]] * 9)))
    assert (found.difference, found.interval, found.verdict) == (None, None, Verdict.NOT_COMPARABLE)


def test_of_one_response_the_difference_is_shown_and_no_interval() -> None:
    single = basis("plan", asked([1]), given([[3]]))
    found = between(basis("plan", asked([1]), given([[2]] * 9)), single)
    assert (found.difference, found.interval, found.verdict) == (1.0, None, Verdict.TOO_FEW)
