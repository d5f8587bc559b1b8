"""How well chances were judged: the figures worked by hand, and no number before there are bets enough."""

from __future__ import annotations

import pytest

from journey.model import BetVerdict, SaidChance
from journey.rules.calibration import brier, calibration, honest_range

MOVED, IN_PART, NOT_YET = BetVerdict.MOVED, BetVerdict.MOVED_IN_PART, BetVerdict.NOT_YET


def test_the_worked_score_and_what_it_is_held_against() -> None:
    came_true = [True, False, True, False, True]
    assert brier([0.8, 0.6, 0.7, 0.9, 0.5], came_true) == pytest.approx(0.31)
    assert brier([0.6] * 5, came_true) == pytest.approx(0.24)
    assert brier([0.5] * 5, came_true) == pytest.approx(0.25)


def test_below_twenty_scored_bets_there_is_the_list_and_no_number() -> None:
    found = calibration([(70, MOVED), (70, MOVED), (70, MOVED), (70, NOT_YET), (70, IN_PART), (90, MOVED)])
    assert found.said == (SaidChance(70, 5, 3), SaidChance(90, 1, 1))
    assert (found.scored, found.came_true) == (6, 4)
    assert (found.score, found.share_score, found.honest) == (None, None, None)
    assert calibration([(50, MOVED)] * 19).score is None


def test_from_twenty_on_there_is_a_score_beside_the_share_that_came_true_and_what_luck_makes_of_it() -> None:
    found = calibration([(70, MOVED)] * 12 + [(70, NOT_YET)] * 8)
    assert found.score == pytest.approx((12 * 0.09 + 8 * 0.49) / 20)
    assert found.share_score == pytest.approx(0.24)
    assert found.honest is not None
    assert found.honest[0] < 0.21 < found.honest[1]


def test_what_moved_without_us_what_cannot_be_told_and_what_was_taken_back_is_out_and_counted_beside() -> None:
    out = [BetVerdict.MOVED_WITHOUT_US, BetVerdict.CANNOT_TELL, BetVerdict.TOO_WIDE, BetVerdict.WITHDRAWN]
    out.append(BetVerdict.JUDGED_HIGHER)
    found = calibration([(70, MOVED), *((70, verdict) for verdict in out), (70, BetVerdict.OPEN)])
    assert found.scored == 1
    assert found.left_out == dict.fromkeys(out, 1)


def test_a_council_that_is_right_about_its_chances_lands_in_a_wide_range() -> None:
    # Chances between a half and nine tenths: with twenty bets about 0.12 to 0.26, and wider with five.
    twenty, five = honest_range([0.5, 0.6, 0.7, 0.8, 0.9] * 4), honest_range([0.5, 0.6, 0.7, 0.8, 0.9])
    assert twenty == pytest.approx((0.12, 0.26), abs=0.02)
    assert five[1] - five[0] > 1.5 * (twenty[1] - twenty[0])
    assert honest_range([0.5] * 7) == pytest.approx((0.25, 0.25))
