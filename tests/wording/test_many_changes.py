"""Many changes at once, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from journey.model import Verdict
from journey.rules.many_changes import CHANCE_SHARE, Chance, Together, beyond_chance_from
from journey.wording import many_changes as words


def moved(difference: float, half_width: float, *, units: int = 12, is_claimed: bool = True) -> Together:
    verdict = Verdict.HIGHER if difference > 0 else Verdict.LOWER
    return Together("s", units, difference, half_width, verdict if is_claimed else Verdict.NO_CLEAR_CHANGE)


def counted(figures: int, higher: int, lower: int) -> Chance:
    return Chance(figures, higher, lower, CHANCE_SHARE * figures, beyond_chance_from(figures))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([("Taking stock", moved(0.3, 0.1))], "Over all 12 services, Taking stock is 0.3 higher, give or take 0.1."),
        (
            [("Taking stock", moved(0.3, 0.1)), ("Learning", moved(-0.24, 0.16))],
            "Over all 12 services, Taking stock is 0.3 higher, give or take 0.1; Learning is 0.24 lower, give or take "
            "0.16.",
        ),
        ([("Taking stock", moved(0.2, 0.3, is_claimed=False))], "Over all 12 services, nothing moved clearly."),
        (
            [("Taking stock", moved(0.3, 0.1, units=11))],
            "Over the 11 services that can be compared, Taking stock is 0.3 higher, give or take 0.1.",
        ),
        (
            [("Taking stock", moved(0.3, 0.1, units=11)), ("Learning", moved(0.3, 0.4, is_claimed=False))],
            "Over the services that can be compared, Taking stock is 0.3 higher, give or take 0.1.",
        ),
        (
            [*((title, moved(0.3, 0.1)) for title in "ABC"), ("D", moved(0.5, 0.2)), ("E", moved(-0.2, 0.1))],
            "Over all 12 services, four sections are higher, D by 0.5, give or take 0.2; E is 0.2 lower, give or take "
            "0.1.",
        ),
        ([], ""),
    ],
)
def test_all_units_together_are_one_sentence(found: Sequence[tuple[str, Together]], said: str) -> None:
    assert words.together(found, 12, "services") == said


@pytest.mark.parametrize(
    ("difference", "half_width", "said"),
    [
        (0.3, 0.1, "0.3 higher, give or take 0.1"),
        (0.14, 0.12, "0.14 higher, give or take 0.12"),
        (0.1004, 0.1, "0.1004 higher, give or take 0.1000"),
        (0.3, 0.01, "0.3 higher, give or take less than 0.1"),
    ],
)
def test_the_figures_show_that_the_interval_leaves_nothing_out(difference: float, half_width: float, said: str) -> None:
    assert said in words.together([("Taking stock", moved(difference, half_width))], 12, "services")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            (109, 2, 1),
            "Of 109 figures two are higher and one is lower. If nothing had changed and other people had answered, two "
            "or three would be higher and as many lower: this is no more than chance. If mostly the same people "
            "answered, chance gives almost none, and this is too modest.",
        ),
        (
            (109, 9, 1),
            "Of 109 figures nine are higher and one is lower. If nothing had changed and other people had answered, "
            "two or three would be higher and as many lower: so many higher are more than chance, the one lower is "
            "not.",
        ),
        (
            (25, 0, 3),
            "Of 25 figures three are lower. If nothing had changed and other people had answered, none or one would "
            "be higher and as many lower: so many lower are more than chance.",
        ),
        (
            (90, 8, 7),
            "Of 90 figures eight are higher and seven are lower. If nothing had changed and other people had answered, "
            "about two would be higher and as many lower: both are more than chance.",
        ),
        ((150, 0, 0), "Of 150 figures none shows a clear change."),
        ((0, 0, 0), ""),
    ],
)
def test_claims_are_held_against_chance(counts: tuple[int, int, int], said: str) -> None:
    assert words.chance(counted(*counts)) == said


def test_a_verdict_that_claims_nothing_cannot_stand_out() -> None:
    with pytest.raises(KeyError):
        words.standing_out([(Verdict.NO_CLEAR_CHANGE, 1, "")], counted(25, 1, 0))
