"""Bets in sentences: what was said, what was found, and that nothing untested is called moved."""

from __future__ import annotations

from datetime import date

import pytest

from journey.model import (
    JUDGED_ONLY,
    BetContent,
    BetOutcome,
    BetVerdict,
    BetView,
    BetWarning,
    CannotTell,
    Elsewhere,
    PitfallState,
    Subject,
    SubjectKind,
    WithoutUs,
)
from journey.rules.calibration import calibration
from journey.wording import bets, movement

SECTION = Subject(SubjectKind.SECTION, "plan", "stages")
STATEMENT = Subject(SubjectKind.STATEMENT, "aims", "stages")
PITFALL = Subject(SubjectKind.PITFALL, "blame", "pitfalls")
MEASURE = Subject(SubjectKind.MEASURE, "days")
HALF = BetContent(SECTION, 0.5, chance=70)
TESTED = BetOutcome(
    BetVerdict.MOVED,
    before=2.0,
    after=2.65,
    difference=0.65,
    interval=(0.33, 0.97),
    n=(8, 8),
    bar=0.25,
    baseline_round="Spring",
    round_name="Autumn",
)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HALF, "Said: half a level by the next round, 70% sure."),
        (BetContent(SECTION, 0.3), "Said: 0.3 levels by the next round, 50% sure."),
        (
            BetContent(SECTION, 1.0, date(2027, 10, 14)),
            "Said: a whole level by the first round from 14 October 2027 on, 50% sure.",
        ),
        (
            BetContent(STATEMENT, 1.0, view=BetView.AGREED),
            "Said: a whole level, as agreed by a workshop, by the next round, 50% sure.",
        ),
        (BetContent(PITFALL), "Said: avoided, or nearer to it, by the next round, 50% sure."),
    ],
)
def test_what_was_said(content: BetContent, sentence: str) -> None:
    assert bets.said(content) == sentence


def test_what_was_said_of_a_measure() -> None:
    assert bets.said(BetContent(MEASURE, 3.0), "days") == "Said: 3 days in the readings to come, 50% sure."


def test_what_was_found_of_a_measure_names_both_means() -> None:
    found = BetOutcome(BetVerdict.MOVED, before=80.67, after=86.0, readings=12)
    assert bets.found(BetContent(MEASURE, 3.0), found) == (
        "80.67 when it was placed → 86 over the last seven readings: moved."
    )


def test_what_was_found_stands_with_its_figures() -> None:
    assert bets.found(HALF, TESTED) == "Spring 2.00 → Autumn 2.65, +0.65 (0.33 to 0.97): moved."


def outcome(verdict: BetVerdict, **more: object) -> BetOutcome:
    return BetOutcome(verdict, baseline_round="Spring", round_name="Autumn", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "found", "sentence"),
    [
        (
            HALF,
            outcome(BetVerdict.TOO_WIDE, before=2.0, after=2.3, difference=0.3, interval=(-0.06, 0.66)),
            "Spring 2.00 → Autumn 2.30, +0.30 (−0.06 to 0.66): cannot tell, because none of it and all of it are both "
            "still possible.",
        ),
        (
            HALF,
            outcome(BetVerdict.CANNOT_TELL, why=CannotTell.HIDDEN),
            "Autumn: cannot tell, because too few people answered for this part to be shown, so no figure of it is "
            "said here either.",
        ),
        (
            HALF,
            outcome(BetVerdict.JUDGED_HIGHER, why=CannotTell.ONE_ANSWER, before=2.0, after=3.0),
            "Spring 2.00 → Autumn 3.00: judged higher by those who answered. By the test nothing can be told: one "
            "answer stands for the unit, and one answer is no test.",
        ),
        (
            BetContent(STATEMENT, 1.0, view=BetView.AGREED),
            outcome(BetVerdict.JUDGED_SAME, why=CannotTell.AGREED, before=2, after=2),
            "Spring level 2 → Autumn level 2: judged the same by those who answered. By the test nothing can be told: "
            "a level that a room agreed is no test.",
        ),
        (
            BetContent(PITFALL),
            outcome(
                BetVerdict.JUDGED_HIGHER, why=CannotTell.PITFALL, states=(PitfallState.NOT_YET, PitfallState.AVOIDED)
            ),
            "Spring still open → Autumn avoided: judged nearer to avoided by those who answered. By the test nothing "
            "can be told: a pitfall is judged, and that is no test.",
        ),
        (HALF, outcome(BetVerdict.OPEN, before=2.0), "Spring 2.00. Not decided yet: Autumn decides once it is closed."),
        (HALF, BetOutcome(BetVerdict.WITHDRAWN, note="the wrong aim"), "Taken back: the wrong aim"),
    ],
)
def test_what_was_found(content: BetContent, found: BetOutcome, sentence: str) -> None:
    assert bets.found(content, found) == sentence


@pytest.mark.parametrize("verdict", sorted(JUDGED_ONLY | {BetVerdict.CANNOT_TELL, BetVerdict.TOO_WIDE}))
def test_what_no_test_has_passed_is_never_called_moved(verdict: BetVerdict) -> None:
    for kind in SubjectKind:
        assert "moved" not in movement.bet(verdict, kind)
    for why in CannotTell:
        found = outcome(verdict, why=why, before=1.0, after=4.0)
        assert "moved" not in bets.found(HALF, found)


def test_beside_the_figures_it_is_said_what_moved_it_instead_and_what_would_have_come_anyway() -> None:
    elsewhere = Elsewhere(4, 0.7, 0.2)
    found = outcome(
        BetVerdict.MOVED_WITHOUT_US,
        interval=(0.33, 0.97),
        without_us=WithoutUs.ELSEWHERE,
        elsewhere=elsewhere,
        expected_anyway=0.04,
    )
    assert bets.beside(HALF, found) == [
        "It moved elsewhere as much: four sections without a bet rose by 0.70 on average, at least 0.20.",
        "About +0.04 would have come anyway: the lowest of five sections rise by that on average.",
    ]
    too_early = outcome(BetVerdict.MOVED_WITHOUT_US, without_us=WithoutUs.FIRST_STEP)
    assert bets.beside(HALF, too_early) == [
        "It moved before the action had begun: its first step was not done before Autumn opened."
    ]


def test_the_tally_counts_what_was_tested_apart_from_what_was_judged() -> None:
    section = SubjectKind.SECTION
    verdicts = [BetVerdict.MOVED, BetVerdict.TOO_WIDE, BetVerdict.CANNOT_TELL, BetVerdict.JUDGED_HIGHER]
    told = bets.tally([*((one, section) for one in verdicts), (BetVerdict.JUDGED_HIGHER, SubjectKind.PITFALL)])
    assert told == [
        "By the test: 1 moved, 2 cannot tell.",
        "By those who answered, and no test: 1 judged higher, 1 judged nearer to avoided.",
    ]
    assert bets.tally([(BetVerdict.OPEN, section), (BetVerdict.WITHDRAWN, section)]) == []
    assert movement.bets_by_chance(5, 0.119) == (
        "Five bets were tested: if nothing had changed anywhere, at least one would be called moved in 12% of such "
        "cases."
    )


def test_on_the_day_it_is_placed_the_reader_learns_what_can_come_of_it() -> None:
    section = SubjectKind.SECTION
    assert bets.warned(BetWarning(section, 2.0, 8, 0.57, 0.25)) == (
        "It stands at 2.00. With eight answers each time a move below 0.57 will hardly show: bet on more, ask more "
        "people, or use a measure."
    )
    assert bets.warned(BetWarning(section, 2.0, 43, 0.2, 0.25)) == (
        "It stands at 2.00. With 43 answers each time even a move of a quarter of a level can show."
    )
    assert bets.placed(BetWarning(section, 2.0, 8, 0.57, 0.25), 0.5) == (
        "The bet is placed. With so few answers a move of this size will hardly show."
    )
    assert bets.placed(BetWarning(section, 2.0, 8, 0.57, 0.25), 0.75) == "The bet is placed."
    assert bets.warned(BetWarning(section, 2.0, 1, why=CannotTell.ONE_ANSWER)).startswith(
        "The verdict will be a judgement, never a test"
    )
    assert "“cannot tell”" in bets.warned(BetWarning(section, why=CannotTell.HIDDEN))


def test_how_well_chances_are_judged() -> None:
    few = bets.calibrated(calibration([(70, BetVerdict.MOVED)] * 3 + [(70, BetVerdict.NOT_YET)] * 2))
    assert few == [
        "Said 70%: came true in 3 of 5.",
        "From 20 scored bets on there is a number as well. So far there are 5: a number would be luck.",
    ]
    many = bets.calibrated(
        calibration([(70, BetVerdict.MOVED)] * 12 + [(70, BetVerdict.NOT_YET)] * 8 + [(50, BetVerdict.WITHDRAWN)])
    )
    assert many == [
        "Said 70%: came true in 12 of 20.",
        "Brier’s score is 0.25; 0 would be perfect. Always saying the share that came true would give 0.24. Whoever is "
        "right about every chance lands between 0.13 and 0.29 in 19 cases of 20.",
        "That is what luck alone makes of chances that are judged well.",
        "Not counted: 1 taken back.",
    ]
    assert bets.calibrated(calibration([])) == []


def test_several_bets_on_one_subject_share_the_result_and_none_claims_it() -> None:
    assert bets.shared(2) == "Two bets are on this: they share the figures, and none can claim them."
