"""What the days of an action have to keep to, and what a state needs: refused in words where it does not fit.

A day that was written down before is let stand, whatever day it is by now: only what is new or changed is checked.
"""

from __future__ import annotations

from datetime import date

from journey.model import ActionContent, ActionProgress, ActionState, OwnersWord
from journey.model.refusals import Refusal
from journey.rules.plan_standing import FIRST_STEP_WITHIN
from journey.service.refused import Refused
from journey.wording import formatting

MOST_YEARS = 10
"""So far ahead a day may lie. Further off it is a slip of the keys."""

_NOTHING = ActionContent("")


def check_content(content: ActionContent, today: date, before: ActionContent = _NOTHING) -> None:
    """Raises Refused where a due day or a first step that is new or changed does not fit."""
    due, first = content.by_when, content.first_step_on
    if due is not None and due != before.by_when:
        _check_day(due, today, what="due")
    if first is not None and first != before.first_step_on:
        _check_day(first, today, what="first_step_on")
        last = today + FIRST_STEP_WITHIN
        if first > last:
            raise Refused(Refusal.FIRST_STEP_TOO_LATE, day=formatting.day(last))
    is_changed = (due, first) != (before.by_when, before.first_step_on)
    if is_changed and due is not None and first is not None and first > due:
        raise Refused(Refusal.FIRST_STEP_AFTER_DUE, first=formatting.day(first), due=formatting.day(due))


def check_progress(progress: ActionProgress, today: date, before: ActionProgress) -> None:
    """Raises Refused where a state lacks what it needs, or a day to look again does not fit."""
    if progress.state is ActionState.PAUSED:
        if progress.look_again_on is None:
            raise Refused(Refusal.LOOK_AGAIN_MISSING)
        if (progress.look_again_on, ActionState.PAUSED) != (before.look_again_on, before.state):
            _check_day(progress.look_again_on, today, what="look_again_on")
    if progress.state is ActionState.DROPPED and not progress.why:
        raise Refused(Refusal.DROPPED_UNEXPLAINED)
    if progress.state is ActionState.HANDED_OVER and not progress.kept_in:
        raise Refused(Refusal.KEPT_IN_MISSING)
    is_new_word = (progress.word, progress.word_on) != (before.word, before.word_on)
    if is_new_word and progress.word in (OwnersWord.AT_RISK, OwnersWord.OFF_TRACK) and not progress.word_text:
        raise Refused(Refusal.WORD_UNEXPLAINED)


def _check_day(day: date, today: date, *, what: str) -> None:
    if day < today:
        raise Refused(Refusal.PLAN_DAY_PASSED, what=what, day=formatting.day(day))
    # 29 February has no day ten years on: the same number of days is as good an end.
    if day > date(today.year + MOST_YEARS, today.month, min(today.day, 28)):
        raise Refused(Refusal.PLAN_DAY_TOO_FAR, what=what, day=formatting.day(day), years=MOST_YEARS)
