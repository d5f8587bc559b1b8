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
    Change,
    Elsewhere,
    PitfallState,
    Subject,
    SubjectKind,
    Verdict,
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
            "Spring 2.00 → Autumn 3.00: judged higher by those who answered. Whether that is more than chance cannot "
            "be told: one answer stands for the unit, and one answer is no test.",
        ),
        (
            BetContent(STATEMENT, 1.0, view=BetView.AGREED),
            outcome(BetVerdict.JUDGED_SAME, why=CannotTell.AGREED, before=2, after=2),
            "Spring level 2 → Autumn level 2: judged the same by those who answered. Whether that is more than chance "
            "cannot be told: a level that a room agreed is no test.",
        ),
        (
            BetContent(PITFALL),
            outcome(
                BetVerdict.JUDGED_HIGHER, why=CannotTell.PITFALL, states=(PitfallState.NOT_YET, PitfallState.AVOIDED)
            ),
            "Spring still open → Autumn avoided: judged nearer to avoided by those who answered. Whether that is more "
            "than chance cannot be told: a pitfall is judged, and that is no test.",
        ),
        (
            BetContent(PITFALL),
            outcome(
                BetVerdict.CANNOT_TELL,
                why=CannotTell.NOT_ANSWERED,
                states=(PitfallState.NOT_YET, PitfallState.UNANSWERED),
            ),
            "Cannot tell, because it was not said in both rounds how far it is avoided.",
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
        "It moved elsewhere as much: four sections without a bet rose by 0.70 on average, at least 0.20. "
        "So it is not put down to the action.",
        "About +0.04 would have come anyway: the lowest of five sections rise by that on average.",
    ]
    too_early = outcome(BetVerdict.MOVED_WITHOUT_US, without_us=WithoutUs.FIRST_STEP)
    assert bets.beside(HALF, too_early) == [
        "It moved before the action had begun: its first step was not done before Autumn opened. So it is not put "
        "down to the action."
    ]


def change(**more: object) -> Change:
    return Change("plan", 1.73, 1.76, 0.03, (-0.19, 0.18), Verdict.NO_CLEAR_CHANGE, (8, 8), 5, **more)  # type: ignore[arg-type]


def of_part(by: float, **more: object) -> BetOutcome:
    """A bet whose verdict is that of a part of what its two figures differ by."""
    figures = {"before": 1.73, "after": 1.76, "difference": by, "interval": (-0.19, 0.18)}
    return outcome(BetVerdict.NOT_YET, change=change(**more), **figures)


@pytest.mark.parametrize(
    ("found", "sentence", "meant"),
    [
        (
            of_part(0.0, within=0.0, is_within_roles=True),
            "Spring 1.73 → Autumn 1.76; within the same roles 0.00 (−0.19 to 0.18): not yet.",
            [
                "“Within the same roles”: each role is compared with itself, so that another mix of roles makes no "
                "difference."
            ],
        ),
        (
            of_part(0.03, from_statements=0.2),
            "Spring 1.73 → Autumn 1.76; on the statements asked alike +0.03 (−0.19 to 0.18): not yet.",
            ["“On the statements asked alike”: what was reworded, added or dropped in between is left out."],
        ),
        (of_part(0.03), "Spring 1.73 → Autumn 1.76, +0.03 (−0.19 to 0.18): not yet.", []),
    ],
)
def test_figures_that_do_not_subtract_say_so_in_the_sentence_itself(
    found: BetOutcome, sentence: str, meant: list[str]
) -> None:
    assert bets.found(HALF, found) == sentence
    assert bets.beside(HALF, found) == meant
    about = sentence.partition("; ")[2].partition(" 0.00")[0].partition(" +")[0]
    assert bets.how(HALF, found)[0].startswith(f"Difference {about}".rstrip() + (" 0.00" if "roles" in about else " +"))


def test_the_figures_of_a_statement_are_its_own_whatever_its_section_was_compared_by() -> None:
    found = of_part(0.03, within=0.0, is_within_roles=True)
    assert bets.found(BetContent(STATEMENT, 1.0), found).startswith("Spring 1.73 → Autumn 1.76, +0.03 (")


def test_what_the_verdicts_over_several_bets_mean_is_said_where_they_occur() -> None:
    assert movement.bets_meant([BetVerdict.JUDGED_HIGHER, BetVerdict.OPEN]) == []
    assert movement.bets_meant([BetVerdict.NOT_YET]) == ["The test asks whether a difference is more than chance."]
    told = movement.bets_meant([BetVerdict.MOVED_WITHOUT_US])
    assert told[1].endswith("So it is not put down to the action.")


def test_whose_bets_are_counted_is_said() -> None:
    assert bets.of_plan("").startswith("Bets of the whole council’s own plan.")
    assert bets.of_plan("Housing").startswith("Bets of the plan of Housing.")
    assert bets.of_all_plans(has_units=True).startswith("Bets of all units together, and of no person.")
    assert bets.of_all_plans(has_units=False).startswith("Bets of the whole council, and of no person.")


def test_one_answer_to_a_statement_is_offered_a_whole_level() -> None:
    one = BetWarning(SubjectKind.STATEMENT, 2.0, 1, why=CannotTell.ONE_ANSWER)
    assert bets.usual_move(one) == 1.0
    assert bets.warned(one).endswith("one answer is no test. It can go up by whole levels only.")
    for other in (
        BetWarning(SubjectKind.SECTION, 2.0, 1, why=CannotTell.ONE_ANSWER),
        BetWarning(SubjectKind.STATEMENT, 2.0, 8, 0.57, 0.25),
    ):
        assert bets.usual_move(other) == 0.5
        assert "whole levels" not in bets.warned(other)


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
