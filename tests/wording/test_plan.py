"""Where the plan stands in a sentence, and how an action is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from journey.model import Action, ActionContent, ActionProgress, ActionState, OwnersWord, PlanEvent
from journey.rules.plan_standing import Flag, Mark, Standing, standing
from journey.wording import plan as words

TODAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 10, 30, tzinfo=UTC)
ACTION = Action("one", ActionContent("Ask users", "Head of policy", date(2027, 3, 10)))


@pytest.mark.parametrize(
    ("in_hand", "to_decide", "next_on", "last_on", "sentence"),
    [
        (0, 0, None, None, "Nothing is in hand."),
        (1, 0, None, None, "One action is in hand: none needs a decision now. There was no review yet."),
        (
            *(7, 2, date(2027, 3, 9), date(2027, 1, 9)),
            "Seven actions are in hand: two need a decision. The review is due on 9 March 2027.",
        ),
        (2, 1, TODAY, None, "Two actions are in hand: one needs a decision. The review is due today."),
        (
            *(12, 0, date(2027, 2, 9), None),
            "12 actions are in hand: none needs a decision now. The review was due on 9 February 2027.",
        ),
        (
            *(2, 0, None, date(2027, 2, 9)),
            "Two actions are in hand: none needs a decision now. The last review was on 9 February 2027; no day is set "
            "for the next.",
        ),
    ],
)
def test_the_plan_stands_in_a_sentence(
    in_hand: int, to_decide: int, next_on: date | None, last_on: date | None, sentence: str
) -> None:
    assert words.head({ActionState.LIVE: in_hand}, to_decide, next_on, last_on, TODAY) == sentence


@pytest.mark.parametrize(
    ("live", "paused", "proposed", "sentence"),
    [
        (5, 1, 1, "Seven actions are in hand (five live, one paused, one proposed): none needs"),
        (0, 0, 2, "Two actions are in hand (two proposed): none needs"),
        (0, 1, 0, "One action is in hand (paused): none needs"),
        (3, 0, 0, "Three actions are in hand: none needs"),
    ],
)
def test_the_sentence_says_what_of_it_is_not_live(live: int, paused: int, proposed: int, sentence: str) -> None:
    states = {ActionState.LIVE: live, ActionState.PAUSED: paused, ActionState.PROPOSED: proposed}
    assert words.head(states, 0, None, None, TODAY).startswith(sentence)


def test_every_mark_and_flag_has_its_shape_and_its_words() -> None:
    assert set(words.MARKS) == set(words.MEANINGS) == set(Mark)
    assert set(words.FLAGS) == set(Flag)
    assert len(dict(words.MARKS.values())) == len(Mark), "no two marks share a shape"


def test_marks_and_flags_are_told_with_their_days() -> None:
    found = standing(ACTION, TODAY, None)
    assert words.mark(found) == "◌ no recent word"
    assert words.flags(ACTION, found) == ["due within two weeks", "no first step yet", "serves no priority yet"]
    new = Standing(Mark.NO_RECENT_WORD)
    assert words.mark(new) == "◌ no word yet"
    assert words.legend([found, new, Standing(Mark.ON_TRACK), found]) == (
        "● on track: its owner says so; ◌ no recent word: nothing was said for four weeks and since the last review, "
        "or for eight weeks; ◌ no word yet: its owner was not asked yet"
    )


def test_the_last_word_says_its_day_and_an_old_one_that_it_does_not_count() -> None:
    said = ActionProgress(word=OwnersWord.AT_RISK, word_text="No room is free", word_on=TODAY)
    action = replace(ACTION, progress=said)
    assert words.last_word(action, TODAY, None) == "Said on 1 March 2027: No room is free"
    assert words.last_word(action, TODAY + timedelta(days=29), date(2027, 3, 2)) == (
        "The last word, too old to count, was “at risk” on 1 March 2027: No room is free"
    )
    assert words.last_word(ACTION, TODAY, None) == ""
    paused = replace(ACTION, progress=replace(said, state=ActionState.PAUSED))
    assert words.last_word(paused, TODAY, None) == "The last word was “at risk” on 1 March 2027: No room is free"
    for state in (ActionState.DONE, ActionState.DROPPED, ActionState.HANDED_OVER):
        over = replace(ACTION, progress=replace(said, state=state))
        assert words.last_word(over, TODAY, None) == "", "what is over needs no word"


@pytest.mark.parametrize(
    ("progress", "sentence"),
    [
        (ActionProgress(), ""),
        (
            ActionProgress(ActionState.PAUSED, "No money", look_again_on=date(2027, 6, 1)),
            "Paused until 1 June 2027: No money",
        ),
        (ActionProgress(ActionState.DONE, done_on=TODAY), "Done on 1 March 2027"),
        (ActionProgress(ActionState.DROPPED, "A better way was found"), "Dropped: A better way was found"),
        (ActionProgress(ActionState.HANDED_OVER, kept_in="The service plan"), "Followed in The service plan"),
    ],
)
def test_what_is_over_says_why(progress: ActionProgress, sentence: str) -> None:
    assert words.ending(replace(ACTION, progress=progress)) == sentence


def test_history_is_told_field_by_field() -> None:
    changes = [
        ("", "", ""),
        ("lead", "", "the board"),
        ("by_when", "2027-03-10", ""),
        ("state", "live", "handed_over"),
        ("word", "", "off_track"),
        ("priority_id", "", "p1"),
        ("subject_kind", "", "section"),
        ("subject_id", "", "plan"),
        ("removed", "Ask users", ""),
    ]
    events = [PlanEvent(NOW, "laptop", "action", "one", field, old, new, "") for field, old, new in changes]
    assert words.changed(events, {"p1": "Homes"}) == [
        "Written down",
        "Owner: nothing → “the board”",
        "Due: 10 March 2027 → nothing",
        "State: live → handed over",
        "The owner’s word: nothing → off track",
        "Priority: nothing → “Homes”",
        "What it is about: named",
        "Removed: “Ask users”",
    ]
