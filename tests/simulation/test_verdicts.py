"""The verdict for whole arrays is the product's own, case by case."""

from __future__ import annotations

import numpy as np
import pytest

from journey.model import AskedStatement, ComparisonBasis, Verdict
from journey.rules.change import section_change
from journey.rules.change_basis import ResponseLevels, basis
from journey.simulation.councils import Model, Whole
from journey.simulation.verdicts import half_widths, verdicts
from tests.simulation.pages import bases_of_complete

SIGN = {Verdict.HIGHER: 1, Verdict.LOWER: -1, Verdict.NO_CLEAR_CHANGE: 0, Verdict.TOO_FEW: 0}
STATEMENTS = tuple(AskedStatement("plan", f"s{place}", 1, 1.0) for place in range(7))
MODEL = Model(statements=(7,))


def basis_of(levels: Whole) -> ComparisonBasis:
    """What the product rests a comparison on, from the levels of some people: [people, 7 statements]."""
    people = [ResponseLevels(None, {f"s{place}": int(level) for place, level in enumerate(row)}) for row in levels]
    return basis("plan", STATEMENTS, people, confidential=True)


@pytest.mark.parametrize(("then", "now"), [(4, 8), (5, 5), (5, 12), (8, 8), (20, 20)])
def test_verdicts_are_those_of_the_product(then: int, now: int) -> None:
    random = np.random.default_rng(then * 100 + now)
    positions = MODEL.positions(random, 120)
    moves = random.choice([-0.6, -0.3, 0.0, 0.3, 0.6], size=(120, 1))
    first, second = MODEL.round_of(random, positions, then), MODEL.round_of(random, positions + moves, now)
    before, after = MODEL.by_section(first), MODEL.by_section(second)
    found, half = verdicts(before, after)[:, 0], half_widths(before, after)[:, 0]
    seen = set()
    for council in range(120):
        own = section_change(basis_of(first[council]), basis_of(second[council]), shown=(None, None))
        assert own.interval is not None
        assert half[council] == pytest.approx((own.interval[1] - own.interval[0]) / 2, abs=1e-9)
        assert found[council] == SIGN[own.verdict]
        seen.add(own.verdict)
    assert seen == ({Verdict.TOO_FEW} if then < 5 else {Verdict.HIGHER, Verdict.LOWER, Verdict.NO_CLEAR_CHANGE})


@pytest.mark.parametrize("people", [2, 5, 12])
def test_what_a_comparison_rests_on_is_worked_out_from_indexes_of_people_alike(people: int) -> None:
    random = np.random.default_rng(people)
    for levels in MODEL.round_of(random, MODEL.positions(random, 100), people):
        (quick,), own = bases_of_complete(["plan"], MODEL.by_section(levels)), basis_of(levels)
        assert (quick.n, quick.index, quick.variance) == pytest.approx((own.n, own.index, own.variance), abs=1e-12)


def test_where_everybody_says_the_same_the_difference_is_sure() -> None:
    then, now = np.full((1, 6, 7), 2), np.full((1, 6, 7), 3)
    before, after = MODEL.by_section(then), MODEL.by_section(now)
    assert half_widths(before, after).tolist() == [[0.0]]
    assert verdicts(before, after).tolist() == [[1]]
    assert verdicts(before, before).tolist() == [[0]]
    assert section_change(basis_of(then[0]), basis_of(now[0]), shown=(None, None)).verdict is Verdict.HIGHER
