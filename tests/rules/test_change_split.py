"""What explains a difference: changed statements, roles that moved, a changed mix of roles, and the rest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from journey.model import Change, ComparisonBasis
from journey.rules.change import section_change
from journey.rules.change_basis import ResponseLevels, basis
from tests.rules.change_examples import ROLES, asked, given, random_levels, random_weights

SOMETIMES = st.sampled_from([1, 2, 3, 4, None])
IN_ALL = pytest.approx


def between(
    first: ComparisonBasis, second: ComparisonBasis, roles: tuple[str, ...] = (), shown: tuple[float | None, ...] = ()
) -> Change:
    return section_change(first, second, shown=shown or (first.index, second.index), roles=roles)  # type: ignore[arg-type]


def mean_of(total: int, people: int) -> list[list[int]]:
    """So many people, whose levels to two statements make this total: 2 and 3 as far as it goes."""
    threes = total - 2 * 2 * people
    flat = [3] * threes + [2] * (2 * people - threes) if threes <= 2 * people else []
    flat = flat or [4] * (threes - 2 * people) + [3] * (4 * people - threes)
    return [flat[2 * at : 2 * at + 2] for at in range(people)]


def test_the_example_of_the_scoring_rules() -> None:
    """Managers 8 at 2.0 and staff 2 at 3.0, then managers 5 at 2.2 and staff 5 at 3.1: within 0.165, mix 0.285."""
    rows = [mean_of(32, 8) + mean_of(12, 2), mean_of(22, 5) + mean_of(31, 5)]
    roles = [["managers"] * 8 + ["staff"] * 2, ["managers"] * 5 + ["staff"] * 5]
    for confidential in (False, True):
        first, second = (
            basis("plan", asked([1, 1]), given(levels, of_people), confidential=confidential)
            for levels, of_people in zip(rows, roles, strict=True)
        )
        assert [(mean.role, mean.n, mean.mean) for mean in first.roles] == [("managers", 8, 2.0), ("staff", 2, 3.0)]
        assert [(mean.role, mean.n, mean.mean) for mean in second.roles] == [
            ("managers", 5, IN_ALL(2.2)),
            ("staff", 5, IN_ALL(3.1)),
        ]
        found = between(first, second, ("managers", "staff"))
        assert (found.within, found.mix, found.unexplained) == (IN_ALL(0.165), IN_ALL(0.285), IN_ALL(0, abs=1e-12))
        assert found.difference == IN_ALL(0.45)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[list[float], list[list[ResponseLevels]]]:
    """Weights, and what was given in two rounds, anything from nothing to everything."""
    weights = draw(st.lists(st.sampled_from([0.5, 1.0, 2.0]), min_size=1, max_size=5))
    row = st.lists(SOMETIMES, min_size=len(weights), max_size=len(weights))
    both = []
    for _ in range(2):
        levels = draw(st.lists(row, max_size=8))
        roles = draw(st.lists(st.sampled_from(ROLES), min_size=len(levels), max_size=len(levels)))
        both.append(given(levels, roles))
    return weights, both


INDEX = st.none() | st.floats(1, 4)


@for_all(rounds(), st.booleans(), INDEX, INDEX, st.sets(st.sampled_from(ROLES[:3])))
def test_the_parts_add_up_to_the_whole(
    case: tuple[list[float], list[list[ResponseLevels]]],
    confidential: bool,
    before: float | None,
    after: float | None,
    roles: set[str],
) -> None:
    weights, both = case
    first, second = (basis("plan", asked(weights), people, confidential=confidential) for people in both)
    found = section_change(first, second, shown=(before, after), roles=roles)
    if found.difference is None:
        assert (found.from_statements, found.within, found.mix, found.unexplained) == (None, None, None, None)
        return
    if before is None or after is None:
        assert found.from_statements is None
    else:
        assert found.difference + found.from_statements == IN_ALL(after - before, abs=1e-12)
    in_both = {mean.role for mean in first.roles} & {mean.role for mean in second.roles} & roles
    if in_both:
        assert found.within + found.mix + found.unexplained == IN_ALL(found.difference, abs=1e-12)
    else:
        assert (found.within, found.mix, found.unexplained) == (None, None, None)


@for_all(rounds(), st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_responses_makes_no_difference(
    case: tuple[list[float], list[list[ResponseLevels]]], confidential: bool, shuffler: np.random.Generator
) -> None:
    weights, (answers, _) = case
    in_order, in_disorder = (
        basis("plan", asked(weights), people, confidential=confidential)
        for people in (answers, shuffler.sample(answers, len(answers)))
    )
    assert (in_order.n, in_order.statements) == (in_disorder.n, in_disorder.statements)
    assert _close(in_order.index, in_disorder.index)
    assert _close(in_order.variance, in_disorder.variance)
    assert [(mean.role, mean.n) for mean in in_order.roles] == [(mean.role, mean.n) for mean in in_disorder.roles]
    assert [mean.mean for mean in in_order.roles] == IN_ALL([mean.mean for mean in in_disorder.roles], abs=1e-12)


def _close(first: float | None, second: float | None) -> bool:
    return first == second if first is None or second is None else abs(first - second) < 1e-12


def test_with_complete_answers_the_split_leaves_nothing_over_where_all_roles_are_in_it() -> None:
    random = np.random.default_rng(11)
    for _ in range(300):
        statements = int(random.integers(1, 7))
        statements_ = asked(random_weights(random, statements))
        both = []
        for _ in range(2):
            roles = [*ROLES[:3], *(ROLES[at] for at in random.integers(0, 3, size=int(random.integers(2, 20))))]
            both.append(given(random_levels(random, len(roles), statements), roles))
        for confidential in (False, True):
            first, second = (basis("plan", statements_, people, confidential=confidential) for people in both)
            found = between(first, second, ROLES[:3])
            assert found.unexplained == IN_ALL(0, abs=1e-12)


def test_a_role_that_may_not_be_shown_or_answered_once_is_left_to_the_rest() -> None:
    first = basis("plan", asked([1]), given([[2], [2], [4], [1]], ["managers", "managers", "partners", "leadership"]))
    second = basis("plan", asked([1]), given([[3], [3], [4], [2]], ["managers", "managers", "councillors", None]))
    found = between(first, second, ("managers", "partners", "councillors"))
    assert (found.within, found.mix) == (1.0, 0.0)
    assert found.unexplained == IN_ALL(found.difference - 1)
    assert between(first, second, ("partners", "councillors")).within is None
    assert between(first, second).within is None, "where no role may be shown, nothing is split"


def test_those_who_gave_no_role_are_no_role() -> None:
    first = basis("plan", asked([1]), given([[2], [2]]))
    second = basis("plan", asked([1]), given([[3], [3]]))
    assert [mean.role for mean in first.roles] == [None]
    assert between(first, second, ("managers",)).within is None


def test_what_changed_statements_did_is_the_difference_shown_less_that_of_the_same_statements() -> None:
    """The profile rose by 0.9. On the statements that both rounds asked it was 0.5: the new ones did 0.4."""
    first, second = (basis("plan", asked([1]), given(levels)) for levels in ([[2], [2]], [[2], [3]]))
    found = between(first, second, shown=(1.8, 2.7))
    assert (found.difference, found.from_statements) == (0.5, IN_ALL(0.4))
    assert (found.before, found.after) == (1.8, 2.7)
    assert between(first, second, shown=(None, 2.7)).from_statements is None
