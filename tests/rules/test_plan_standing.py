"""How an action stands: marks and flags by table, words that expire, and what comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from journey.model import Action, ActionContent, ActionProgress, ActionState, OwnersWord
from journey.rules.plan_standing import Flag, Mark, Standing, standing

TODAY = date(2028, 2, 29)
DAY = timedelta(days=1)
WHOLE = ActionContent(
    "Write to every user",
    "Head of housing",
    date(2028, 6, 30),
    priority_id="homes",
    first_step="When the rota is done, I will ask for names",
    first_step_on=date(2028, 3, 6),
)
SAID = ActionProgress(word=OwnersWord.ON_TRACK, word_on=TODAY - 7 * DAY)
GOING_WELL = Action("one", WHOLE, progress=SAID)


def of(content: dict[str, Any] | None = None, /, **progress: Any) -> Action:
    """The action that goes well, with something else about its content or its progress."""
    return replace(GOING_WELL, content=replace(WHOLE, **(content or {})), progress=replace(SAID, **progress))


def test_what_is_written_down_wholly_and_goes_well_has_no_flag() -> None:
    assert standing(GOING_WELL, TODAY, None) == Standing(Mark.ON_TRACK)


@pytest.mark.parametrize(
    ("said_on", "last_review_on", "mark"),
    [
        (TODAY, None, Mark.AT_RISK),
        (TODAY - 56 * DAY, None, Mark.AT_RISK),
        (TODAY - 57 * DAY, None, Mark.NO_RECENT_WORD),
        (TODAY - 7 * DAY, TODAY - 7 * DAY, Mark.AT_RISK),  # said at the review itself
        (TODAY - 7 * DAY, TODAY - 8 * DAY, Mark.AT_RISK),
        (TODAY - 7 * DAY, TODAY - 6 * DAY, Mark.AT_RISK),  # said days before the review
        (TODAY - 28 * DAY, TODAY - 6 * DAY, Mark.AT_RISK),
        (TODAY - 29 * DAY, TODAY - 6 * DAY, Mark.NO_RECENT_WORD),
        (TODAY - 57 * DAY, TODAY - 60 * DAY, Mark.NO_RECENT_WORD),
        (TODAY + DAY, None, Mark.AT_RISK),  # a clock that was set back
        (None, None, Mark.NO_RECENT_WORD),
    ],
)
def test_a_word_lasts_until_the_next_review_but_four_weeks_at_least_and_eight_at_most(
    said_on: date | None, last_review_on: date | None, mark: Mark
) -> None:
    found = standing(of(word=OwnersWord.AT_RISK, word_on=said_on), TODAY, last_review_on)
    assert found.mark is mark
    assert (Flag.NO_WORD in found.flags) == (mark is Mark.NO_RECENT_WORD)


@pytest.mark.parametrize("word", OwnersWord)
def test_no_word_is_ever_green_by_silence(word: OwnersWord) -> None:
    old = of(word=word, word_on=TODAY - 57 * DAY)
    assert standing(old, TODAY, None).mark is Mark.NO_RECENT_WORD
    assert standing(of(word=word), TODAY, None).mark.value == word.value


def test_a_new_action_has_no_word_yet_and_is_not_blamed_for_it() -> None:
    new = of(word=None, word_on=None)
    for last_review_on in (None, TODAY, TODAY - 99 * DAY):
        asked = {"today": TODAY, "last_review_on": last_review_on}
        assert Flag.NO_WORD not in standing(new, **asked, added_on=TODAY - 27 * DAY).flags
        assert Flag.NO_WORD in standing(new, **asked, added_on=TODAY - 28 * DAY).flags
    assert Flag.NO_WORD in standing(new, TODAY, None).flags  # as release 1.0.0 wrote it down


@pytest.mark.parametrize(
    ("state", "is_checked", "mark"),
    [
        (ActionState.PROPOSED, False, Mark.PROPOSED),
        (ActionState.DONE, False, Mark.DONE_NOT_CHECKED),
        (ActionState.DONE, True, Mark.CHECKED),
        (ActionState.DROPPED, False, Mark.DROPPED),
        (ActionState.HANDED_OVER, True, Mark.HANDED_OVER),
    ],
)
def test_done_is_not_yet_checked_and_what_is_over_has_no_flags(
    state: ActionState, is_checked: bool, mark: Mark
) -> None:
    forgotten = {"lead": "", "by_when": TODAY - DAY, "first_step": "", "priority_id": None}
    assert standing(of(forgotten, state=state), TODAY, TODAY, is_checked=is_checked) == Standing(mark)


@pytest.mark.parametrize(
    ("content", "progress", "flags"),
    [
        ({"lead": ""}, {}, [Flag.NO_OWNER]),
        ({"by_when": None}, {}, [Flag.NO_DAY]),
        ({"by_when": TODAY - DAY}, {}, [Flag.OVERDUE]),
        ({"by_when": TODAY}, {}, [Flag.DUE_SOON]),
        ({"by_when": TODAY + 14 * DAY}, {}, [Flag.DUE_SOON]),
        ({"by_when": TODAY + 15 * DAY}, {}, []),
        ({"first_step_on": TODAY}, {}, []),
        ({"first_step_on": TODAY - DAY}, {}, [Flag.FIRST_STEP_MISSED]),
        ({"first_step_on": TODAY - DAY}, {"first_step_done_on": TODAY}, []),
        ({"first_step": "", "first_step_on": None}, {}, [Flag.NO_FIRST_STEP]),
        ({"priority_id": None}, {}, [Flag.NO_PRIORITY]),
        ({}, {"state": ActionState.PAUSED, "look_again_on": TODAY + DAY}, []),
        ({}, {"state": ActionState.PAUSED, "look_again_on": TODAY}, [Flag.LOOK_AGAIN_DUE]),
        ({"by_when": TODAY - DAY}, {"state": ActionState.PAUSED, "look_again_on": TODAY + DAY}, []),
        ({"lead": ""}, {"state": ActionState.PAUSED}, [Flag.NO_OWNER, Flag.LOOK_AGAIN_DUE]),
    ],
)
def test_flags_are_worked_out_of_days(content: dict[str, Any], progress: dict[str, Any], flags: list[Flag]) -> None:
    assert list(standing(of(content, **progress), TODAY, None).flags) == flags


def test_an_owner_who_has_left_is_seen_however_the_name_is_written() -> None:
    assert standing(GOING_WELL, TODAY, None, left={"HEAD OF Housing"}).flags == (Flag.OWNER_GONE,)
    assert standing(GOING_WELL, TODAY, None, left={"Head of finance"}).flags == ()
    assert standing(of({"lead": ""}), TODAY, None, left={""}).flags == (Flag.NO_OWNER,)


def test_what_needs_a_decision_comes_first_and_the_longest_overdue_before_the_rest() -> None:
    none, long_over, over, off, risk, silent, missed, paused, well, done = found = [
        standing(action, TODAY, None)
        for action in (
            of({"lead": ""}),
            of({"by_when": TODAY - 9 * DAY}),
            of({"by_when": TODAY - 2 * DAY}),
            of(word=OwnersWord.OFF_TRACK),
            of(word=OwnersWord.AT_RISK),
            of(word_on=TODAY - 99 * DAY),
            of({"first_step_on": TODAY - DAY}),
            of(state=ActionState.PAUSED, look_again_on=TODAY),
            GOING_WELL,
            of(state=ActionState.DONE),
        )
    ]
    assert sorted(reversed(found), key=lambda one: one.order) == found
    assert (long_over.days_over, over.days_over, well.days_over) == (9, 2, 0)
    assert all(one.needs_decision for one in (none, long_over, over, off, risk, silent, missed))
    assert not any(one.needs_decision for one in (paused, well, done))
    beyond = standing(GOING_WELL, TODAY, None, is_beyond=True)
    assert beyond.flags == (Flag.BEYOND,)
    assert over.order < beyond.order < off.order


def test_an_owner_is_asked_for_once_an_action_is_two_weeks_old_and_at_once_where_one_has_left() -> None:
    unowned, overdue = of({"lead": ""}), standing(of({"by_when": TODAY - 59 * DAY}), TODAY, None)
    new = standing(unowned, TODAY, None, added_on=TODAY - 13 * DAY)
    assert (new.flags, new.needs_decision) == ((Flag.NO_OWNER,), False)
    assert overdue.order < new.order
    assert standing(unowned, TODAY, None, added_on=TODAY - 14 * DAY).needs_decision
    assert standing(GOING_WELL, TODAY, None, added_on=TODAY, left={WHOLE.lead}).needs_decision


def test_what_a_review_has_settled_asks_again_on_its_day_and_keeps_its_flags() -> None:
    over = of({"by_when": TODAY - 2 * DAY}, word=OwnersWord.OFF_TRACK)
    quiet = standing(over, TODAY, None, settled_until=TODAY + DAY)
    assert (quiet.mark, quiet.flags, quiet.needs_decision) == (Mark.OFF_TRACK, (Flag.OVERDUE,), False)
    assert standing(over, TODAY, None, settled_until=TODAY).needs_decision
