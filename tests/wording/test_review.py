"""What a review says, as far as the records say and no further."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journey.model import (
    Action,
    ActionContent,
    ActionProgress,
    AgainstTarget,
    Decision,
    DecisionContent,
    DecisionKind,
    Enough,
    Exceptional,
    Light,
    Measure,
    MeasureContent,
    MeasureStanding,
    OwnersWord,
    Reading,
    Reason,
    Review,
    ReviewContent,
    RunChart,
)
from journey.rules.plan_standing import Mark, Standing
from journey.rules.review_agenda import Settled
from journey.wording import review as words

TODAY = date(2026, 11, 21)
BARE = Exceptional((Reason.NO_OWNER,), Action("a", ActionContent("Ask users")))
FULL = Exceptional(
    (Reason.OVERDUE, Reason.OFF_TRACK),
    Action(
        "a",
        ActionContent(
            "Ask users",
            lead="Head of service",
            by_when=date(2026, 11, 1),
            first_step="When the board meets, I ask",
            first_step_on=date(2026, 10, 1),
            success="Nine of ten answer.",
            risk="Nobody hears of it",
        ),
        progress=ActionProgress(
            word=OwnersWord.OFF_TRACK, word_text="The board did not meet", word_on=date(2026, 11, 3)
        ),
    ),
    days_over=20,
    serves="Homes",
)
READING = Reading("r", "m", date(2026, 10, 1), 21.0, note="Two of three teams were ill")
MEASURE = Exceptional(
    (Reason.BEYOND,),
    measure=MeasureStanding(
        Measure(
            "m",
            "",
            MeasureContent("Late answers", unit_name="%", target=60.0, tolerance=10.0, agreed_by="Cabinet"),
        ),
        RunChart((READING,), Enough.TOO_FEW),
        AgainstTarget(Light.EXCEPTION, 39.0),
    ),
)


def test_what_nobody_has_written_down_is_left_out() -> None:
    assert words.reasons(BARE) == "Nobody owns it"
    assert words.promised(BARE) == "Owner: nobody. No day was set."
    assert words.happened(BARE) == "Its owner was not asked yet how it goes."
    assert words.cause(BARE) == ""
    assert words.follows(BARE) == ""
    assert words.options(BARE) == "Change: name an owner; Stop: give it up; Accept until a day: leave it as it is."


def test_that_there_is_no_word_is_said_once() -> None:
    never = replace(BARE, reasons=(Reason.NO_WORD,))
    assert words.reasons(never) == "Nobody has said how it goes since it was written down"
    assert words.happened(never) == ""
    old = replace(FULL, reasons=(Reason.NO_WORD,))
    assert words.reasons(old) == "No recent word"
    assert words.happened(old) == "Last word: off track, on 3 November 2026. The board did not meet."


def test_the_mark_before_an_exception_is_the_one_of_the_plan_and_of_measures() -> None:
    assert words.shape(FULL, Standing(Mark.AT_RISK)) == "▲"
    assert words.shape(FULL, Standing(Mark.NO_RECENT_WORD)) == "◌"
    assert words.shape(MEASURE, None) == "■"
    signal = replace(MEASURE.measure, against=AgainstTarget(Light.WATCH, 1.0)) if MEASURE.measure else None
    assert words.shape(replace(MEASURE, measure=signal), None) == "▲"


def test_an_exception_tells_what_was_promised_what_happened_and_what_follows() -> None:
    assert words.reasons(FULL) == "Overdue by 20 days; off track, says its owner"
    assert words.promised(FULL) == (
        "Owner: Head of service. Due 1 November 2026. First step by 1 October 2026: When the board meets, I ask. "
        "It has worked when: Nine of ten answer. It serves: Homes."
    )
    assert words.happened(FULL) == "Last word: off track, on 3 November 2026. The board did not meet."
    assert words.follows(FULL) == "Nobody hears of it."


def test_a_measure_tells_what_it_should_keep_to_and_the_note_beside_its_last_reading() -> None:
    assert words.reasons(MEASURE) == "Beyond tolerance, and too early to tell a signal from usual variation"
    assert words.promised(MEASURE) == "Target: 60% or more. Tolerance: 10 points, agreed by Cabinet."
    assert words.happened(MEASURE).startswith("Beyond tolerance: 21% in October 2026")
    assert words.cause(MEASURE) == "Two of three teams were ill."


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words_and_an_option_of_doing_nothing(reason: Reason) -> None:
    one = replace(FULL, reasons=(reason,))
    assert words.reasons(one)
    told = words.options(one)
    assert told.endswith("Accept until a day: leave it as it is.")
    assert {part.partition(":")[0] for part in told.split("; ")} <= set(words.KINDS.values())


@pytest.mark.parametrize(
    ("content", "about", "told"),
    [
        (
            DecisionContent(DecisionKind.STOP, "It costs too much", "Cabinet"),
            "Ask users",
            "Stop “Ask users”: It costs too much. Cabinet.",
        ),
        (
            DecisionContent(DecisionKind.ACCEPT, "Not this year!", "Cabinet", date(2028, 2, 29)),
            "",
            "Accept: Not this year! Cabinet, by 29 February 2028.",
        ),
    ],
)
def test_a_decision_tells_what_who_and_by_when(content: DecisionContent, about: str, told: str) -> None:
    assert words.decided(content, about) == told


def test_a_decision_was_kept_or_not_or_nobody_has_said() -> None:
    decision = Decision("d", "r", DecisionContent(DecisionKind.STOP))
    assert words.kept(decision) == "Nobody has said yet whether it was kept"
    assert words.kept(replace(decision, is_kept=True)) == "Kept"
    assert words.kept(replace(decision, is_kept=False, kept_note="No time")) == "Not kept: No time"


def test_a_kept_list_reads_as_it_was_whatever_people_typed() -> None:
    outline = [("Exceptions", ["Ask\n\nusers – all: overdue", "– dash"]), ("What comes back", [])]
    assert words.read_back(words.as_text(outline)) == [
        ("Exceptions", ["Ask users – all: overdue", "– dash"]),
        ("What comes back", []),
    ]


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (date(2026, 11, 20), "A review has been due since 20 November 2026, the day that was set."),
        (TODAY, "A review is due today, the day that was set."),
        (date(2026, 12, 1), "The next review is on 1 December 2026, the day that was set."),
        (None, ""),
    ],
)
def test_when_a_review_is_due(due: date | None, told: str) -> None:
    assert words.when(due, due, TODAY) == told


def test_of_whom_a_decision_is_asked() -> None:
    running = Review("r", "u", ReviewContent(TODAY))
    assert words.asked_of(running, None, TODAY) == "Those at this review, on 21 November 2026."
    assert words.asked_of(None, date(2026, 12, 1), TODAY) == "Those at the next review, by 1 December 2026."
    assert words.asked_of(None, TODAY, TODAY) == "Those at the review that is due."


def test_what_there_is_to_decide_in_short() -> None:
    assert words.in_short(6, 1, 0) == "Six exceptions, one bet decided and nothing coming back."
    assert words.in_short(1, 6, 0, waiting_bets=1) == (
        "One exception, six bets decided, one bet whose day has come and nothing coming back."
    )
    assert words.in_short(0, 0, 2) == (
        "No exceptions. Nothing is waiting for a decision, which makes a good short meeting. No bets decided and two "
        "things coming back."
    )


def test_before_a_review_ends_it_says_which_bets_do_not_come_back() -> None:
    assert words.not_again(6) == (
        "What was looked at here (six bets) does not come back next time: lessons about them go into “What we learned”."
    )
    assert "(one bet)" in words.not_again(1)
    assert words.not_again(0) == ""


def test_where_every_live_action_is_an_exception_it_says_so() -> None:
    assert words.on_track(0) == "Every live action is listed above."
    assert words.on_track(0, is_any_listed=False) == ""


def test_each_choice_says_what_it_does_to_the_plan() -> None:
    assert words.effect(DecisionKind.CONTINUE, "action") == (
        "Continue: it goes on. The name, and a day where you give one, go into the plan."
    )
    assert words.effect(DecisionKind.CHANGE, "action").endswith("The name and the day go into the plan.")
    assert words.effect(DecisionKind.CHANGE, "measure").endswith("The measure itself is changed in the plan.")


def test_a_card_says_what_a_review_has_settled_about_it() -> None:
    content = DecisionContent(DecisionKind.CONTINUE, "Ask again in May", "The board", date(2027, 1, 14))
    settled = Settled(content, date(2026, 11, 28), date(2026, 12, 26))
    told = "Decided on 28 November 2026: continue: Ask again in May. The board, by 14 January 2027."
    assert words.decided_on(settled) == told
    assert words.decided_on(None) == ""
