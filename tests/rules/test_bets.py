"""What the next round says of a bet: the cases worked by hand, from the answers on, and what nothing makes it say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.model import (
    AskedStatement,
    BetVerdict,
    CannotTell,
    Change,
    Counts,
    Elsewhere,
    PitfallState,
    SubjectKind,
    Verdict,
    WithoutUs,
)
from journey.rules import bets
from journey.rules.change import section_change
from journey.rules.change_basis import ResponseLevels, basis
from journey.rules.noticeable import smallest_noticed

STATEMENTS = tuple(AskedStatement("plan", f"s{number}", 1, 1.0) for number in range(5))
BEFORE = (1.6, 2.0, 2.2, 1.8, 2.4, 2.0, 1.6, 2.4)
PLEDGED = 0.5
OPENED = date(2026, 10, 1)
EARLIER, LATER = date(2026, 6, 1), date(2026, 10, 2)


def response(index: float) -> ResponseLevels:
    """Somebody whose five answers have this mean."""
    low, more = divmod(round(index * 5), 5)
    return ResponseLevels(None, {s.statement_id: low + (at < more) for at, s in enumerate(STATEMENTS)})


def change(after: tuple[float, ...], before: tuple[float, ...] = BEFORE) -> Change:
    """What the change rules make of two rounds in which people gave the section these indexes."""
    first, second = (basis("plan", STATEMENTS, [response(index) for index in each]) for each in (before, after))
    return section_change(first, second, shown=(first.index, second.index))


def said(after: tuple[float, ...], by: float = PLEDGED) -> BetVerdict:
    return bets.verdict(bets.of_section(change(after)), by)[0]


@pytest.mark.parametrize(
    ("after", "difference", "interval", "verdict"),
    [
        ((2.6, 3.0, 2.4, 2.8, 2.6, 2.2, 3.0, 2.6), 0.65, (0.33, 0.97), BetVerdict.MOVED),
        ((2.2, 2.6, 2.4, 2.2, 2.6, 2.4, 2.2, 2.6), 0.40, (0.11, 0.69), BetVerdict.MOVED_IN_PART),
        ((2.0, 2.4, 2.6, 1.8, 2.8, 2.2, 2.0, 2.6), 0.30, (-0.06, 0.66), BetVerdict.TOO_WIDE),
        ((1.8, 2.0, 2.2, 2.0, 2.2, 2.0, 1.8, 2.2), 0.03, (-0.26, 0.31), BetVerdict.NOT_YET),
        ((1.6, 1.4, 1.8, 1.6, 1.4, 2.0, 1.6, 1.4), -0.40, (-0.70, -0.10), BetVerdict.NOT_YET_AND_BACK),
        ((2.4, 2.8, 2.0, 2.6), 0.45, None, BetVerdict.CANNOT_TELL),
    ],
)
def test_the_worked_cases_from_the_answers_to_the_verdict(
    after: tuple[float, ...], difference: float, interval: tuple[float, float] | None, verdict: BetVerdict
) -> None:
    found = change(after)
    assert found.before == pytest.approx(2.0)
    assert found.judged == pytest.approx(difference, abs=0.006)
    if interval:
        assert found.interval == pytest.approx(interval, abs=0.006)
    assert said(after) is verdict


def test_with_fewer_than_five_in_either_round_the_reason_is_that_they_are_too_few() -> None:
    for first, second in ((BEFORE, BEFORE[:4]), (BEFORE[:4], BEFORE)):
        assert bets.verdict(bets.of_section(change(second, first)), 0.5) == (
            BetVerdict.CANNOT_TELL,
            CannotTell.TOO_FEW,
        )


@pytest.mark.parametrize(
    ("found", "why"),
    [(Verdict.NOT_COMPARABLE, CannotTell.NOT_COMPARABLE), (Verdict.OTHER_ROLES, CannotTell.OTHER_ROLES)],
)
def test_what_the_change_rules_cannot_judge_no_bet_can(found: Verdict, why: CannotTell) -> None:
    risen = Change("plan", 2.0, 3.0, 1.0, (0.8, 1.2), found, (20, 20), 5)
    assert bets.verdict(bets.of_section(risen), 0.5) == (BetVerdict.CANNOT_TELL, why)


def test_without_a_score_nothing_can_be_told_however_far_the_answers_lie_apart() -> None:
    risen = Change("plan", None, 3.0, 1.0, (0.8, 1.2), Verdict.HIGHER, (20, 20), 5)
    assert bets.verdict(bets.of_section(risen, has_scores=False), 0.5) == (
        BetVerdict.CANNOT_TELL,
        CannotTell.NO_SCORE,
    )


def test_a_pledge_below_a_quarter_of_a_level_counts_as_a_quarter() -> None:
    by_quarter = bets.Move(0.26, (0.1, 0.42), (40, 40))
    assert bets.verdict(by_quarter, 0.01) == bets.verdict(by_quarter, 0.25) == (BetVerdict.MOVED, None)
    assert bets.verdict(bets.Move(0.2, (0.1, 0.24), (40, 40)), 0.01)[0] is BetVerdict.NOT_YET


def test_a_move_that_the_interval_shows_is_none_below_a_quarter_of_a_level() -> None:
    assert bets.verdict(bets.Move(0.24, (0.1, 0.38), (40, 40)), 0.25)[0] is BetVerdict.TOO_WIDE


figures = st.floats(-3, 3, allow_nan=False)


@given(difference=figures, half=st.floats(0, 3), by=st.floats(0.01, 3), n=st.integers(0, 4), many=st.integers(0, 99))
def test_one_answer_can_never_pass_whatever_the_numbers(
    difference: float, half: float, by: float, n: int, many: int
) -> None:
    interval = (difference - half, difference + half)
    for pair in ((n, many), (many, n)):
        assert bets.verdict(bets.Move(difference, interval, pair), by)[0] is BetVerdict.CANNOT_TELL


@given(before=st.floats(1, 4), after=st.floats(1, 4))
def test_what_was_judged_is_said_to_have_been_judged_and_no_more(before: float, after: float) -> None:
    assert bets.judged(before, after) in {BetVerdict.JUDGED_HIGHER, BetVerdict.JUDGED_SAME, BetVerdict.JUDGED_LOWER}
    assert bets.judged(before, before) is BetVerdict.JUDGED_SAME


@given(difference=figures, half=st.floats(0, 3), by=st.floats(0.01, 3))
def test_every_verdict_keeps_to_what_the_interval_leaves_possible(difference: float, half: float, by: float) -> None:
    low, high = difference - half, difference + half
    found, _ = bets.verdict(bets.Move(difference, (low, high), (8, 8)), by)
    if found in bets.HIT:
        assert low > 0
    if found in {BetVerdict.NOT_YET, BetVerdict.NOT_YET_AND_BACK}:
        assert high < max(by, 0.25)
    if found is BetVerdict.TOO_WIDE:
        assert high >= max(by, 0.25)


def levels(*numbers: int) -> Counts:
    return Counts(numbers)  # type: ignore[arg-type]


def test_a_statement_has_an_interval_of_its_own_from_how_its_answers_fell() -> None:
    move = bets.of_statement(levels(4, 4, 0, 0), levels(0, 0, 4, 4))
    assert move.difference == pytest.approx(2.0)
    assert move.interval == pytest.approx((2 - 0.573, 2 + 0.573), abs=0.01)  # two standard deviations of 0.535
    assert bets.verdict(move, 1.0)[0] is BetVerdict.MOVED


def test_a_statement_has_to_move_by_what_so_many_will_notice() -> None:
    # Eight of eight go from 2 to 3 but three: 0.63, sure enough, and below the 0.65 that eight people will notice.
    move = bets.of_statement(levels(0, 8, 0, 0), levels(0, 3, 5, 0))
    assert move.bar == smallest_noticed(8, 8) == pytest.approx(0.65, abs=0.02)
    assert move.interval is not None
    assert move.interval[0] > 0
    assert bets.verdict(move, 0.5)[0] is BetVerdict.TOO_WIDE


def test_of_a_statement_that_hardly_anybody_answered_nothing_can_be_told() -> None:
    move = bets.of_statement(levels(1, 0, 0, 0), levels(0, 0, 4, 4))
    assert bets.verdict(move, 1.0) == (BetVerdict.CANNOT_TELL, CannotTell.TOO_FEW)


def without(
    step_on: date | None, elsewhere: Elsewhere | None = None, found: BetVerdict = BetVerdict.MOVED
) -> WithoutUs | None:
    return bets.without_us(found, 0.5, step_on=step_on, opened_on=OPENED, elsewhere=elsewhere)


def test_a_move_is_put_down_to_the_action_only_after_its_first_step() -> None:
    assert without(EARLIER) is None
    assert without(None) is without(LATER) is without(OPENED) is WithoutUs.FIRST_STEP
    assert without(None, found=BetVerdict.MOVED_IN_PART) is WithoutUs.FIRST_STEP


def test_nothing_moved_without_us_where_nothing_moved() -> None:
    for found in set(BetVerdict) - bets.HIT:
        assert without(None, found=found) is None


def test_where_all_the_other_sections_clearly_rose_as_much_it_moved_without_us() -> None:
    assert without(EARLIER, Elsewhere(4, 0.6, 0.1)) is WithoutUs.ELSEWHERE
    assert without(EARLIER, Elsewhere(4, 0.5, 0.1)) is WithoutUs.ELSEWHERE
    assert without(EARLIER, Elsewhere(4, 0.6, -0.1)) is None, "they may not have risen at all"
    assert without(EARLIER, Elsewhere(4, 0.4, 0.1)) is None, "they rose by less"


def section(difference: float, half: float, verdict: Verdict = Verdict.NO_CLEAR_CHANGE) -> Change:
    interval = (difference - half, difference + half)
    return Change("do", 2.0, 2.0 + difference, difference, interval, verdict, (8, 8), 5)


def test_elsewhere_is_the_mean_of_the_others_with_an_interval_that_holds_if_they_move_as_one() -> None:
    found = bets.elsewhere([section(0.2, 0.3), section(0.6, 0.5), section(9.0, 0.1, Verdict.TOO_FEW)])
    assert found == Elsewhere(2, pytest.approx(0.4), pytest.approx(0.0))
    assert bets.elsewhere([section(0.2, 0.3, Verdict.OTHER_ROLES)]) is None


def test_a_pitfall_is_judged_by_whether_it_came_nearer_to_avoided() -> None:
    not_yet, partly, avoided = PitfallState.NOT_YET, PitfallState.PARTLY, PitfallState.AVOIDED
    assert bets.pitfall_judged(not_yet, partly) is BetVerdict.JUDGED_HIGHER
    assert bets.pitfall_judged(avoided, avoided) is BetVerdict.JUDGED_SAME
    assert bets.pitfall_judged(avoided, not_yet) is BetVerdict.JUDGED_LOWER
    for state in (PitfallState.UNANSWERED, PitfallState.NOT_APPLICABLE):
        assert bets.pitfall_judged(not_yet, state) is bets.pitfall_judged(state, avoided) is None


@pytest.mark.parametrize(("n", "half"), [(5, 0.88), (8, 0.64), (12, 0.51), (20, 0.38), (40, 0.27)])
def test_how_far_chance_alone_moves_a_difference(n: int, half: float) -> None:
    assert bets.half_width(n, 0.6**2 / n) == pytest.approx(half, abs=0.006)


def test_how_far_the_lowest_rise_by_themselves() -> None:
    anyway = [
        [bets.comes_anyway(kind, n) for n in (5, 8, 12, 20)] for kind in (SubjectKind.SECTION, SubjectKind.STATEMENT)
    ]
    assert anyway == [[0.06, 0.04, 0.03, 0.02], [0.25, 0.17, 0.11, 0.07]]
    assert bets.comes_anyway(SubjectKind.SECTION, 19) == 0.03
    assert bets.comes_anyway(SubjectKind.SECTION, 4) is None
    assert bets.comes_anyway(SubjectKind.PITFALL, 20) is None


@pytest.mark.parametrize(("number", "share"), [(3, 0.07), (5, 0.12), (10, 0.22)])
def test_how_often_at_least_one_of_several_bets_is_called_moved_by_chance(number: int, share: float) -> None:
    assert bets.chance_of_a_false_one(number) == pytest.approx(share, abs=0.005)
