"""How an action stands: one mark and its flags, derived from what was written down and from the day it is.

Nothing here is typed. What an owner says of an action lasts until the next review, for four weeks at least and eight at
most; after that there is no recent word, and silence never reads as going well. What a review has decided about an
action is settled for a time. *Done* says that the work is finished; it is *checked* once a bet or a reading has shown
what came of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto

from journey.model import Action, ActionState, OwnersWord

WORD_LASTS = timedelta(weeks=8)
"""No word counts for longer."""
WORD_OUTLASTS_A_REVIEW = timedelta(weeks=4)
"""So long a word counts even where a review has come after it; and so old is an action that is asked for its first."""
NEW_FOR = timedelta(days=14)
"""So long an action may be without an owner before somebody has to decide."""
DUE_SOON = timedelta(days=14)
FIRST_STEP_WITHIN = timedelta(days=14)
"""A first step is taken within this time of the day on which it is written down."""


class Mark(StrEnum):
    """The one mark of an action."""

    ON_TRACK = auto()
    AT_RISK = auto()
    OFF_TRACK = auto()
    NO_RECENT_WORD = auto()
    PROPOSED = auto()
    PAUSED = auto()
    DONE_NOT_CHECKED = auto()
    CHECKED = auto()
    HANDED_OVER = auto()
    DROPPED = auto()


class Flag(StrEnum):
    """What is to be seen to about an action; those that need a decision come first, in the order of urgency."""

    NO_OWNER = auto()
    OWNER_GONE = auto()
    OVERDUE = auto()
    BEYOND = auto()
    NO_WORD = auto()
    FIRST_STEP_MISSED = auto()
    LOOK_AGAIN_DUE = auto()
    DUE_SOON = auto()
    NO_FIRST_STEP = auto()
    NO_DAY = auto()
    NO_PRIORITY = auto()


NEEDS_DECISION = tuple(Flag)[: list(Flag).index(Flag.LOOK_AGAIN_DUE)]
"""The flags that ask somebody to decide. What was paused comes back by itself on its day."""
_URGENCY: dict[Flag | Mark, int] = {
    Flag.NO_OWNER: 0,
    Flag.OWNER_GONE: 0,
    Flag.OVERDUE: 1,
    Flag.BEYOND: 2,
    Mark.OFF_TRACK: 3,
    Mark.AT_RISK: 4,
    Flag.NO_WORD: 5,
    Flag.FIRST_STEP_MISSED: 6,
}
"""What needs a decision, the most urgent first: in this order exceptions come to the table of a review."""

_PLACES = {flag: place for place, flag in enumerate(Flag)}
_WORDS = {
    OwnersWord.ON_TRACK: Mark.ON_TRACK,
    OwnersWord.AT_RISK: Mark.AT_RISK,
    OwnersWord.OFF_TRACK: Mark.OFF_TRACK,
}
_STATES = {
    ActionState.PROPOSED: Mark.PROPOSED,
    ActionState.PAUSED: Mark.PAUSED,
    ActionState.DROPPED: Mark.DROPPED,
    ActionState.HANDED_OVER: Mark.HANDED_OVER,
}
_AFTER_DECISIONS = (
    *(Mark.OFF_TRACK, Mark.AT_RISK, Mark.NO_RECENT_WORD, Mark.ON_TRACK, Mark.PROPOSED, Mark.PAUSED),
    *(Mark.DONE_NOT_CHECKED, Mark.CHECKED, Mark.HANDED_OVER, Mark.DROPPED),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an action stands. ``days_over`` counts the days since it was due, or its first step was; 0 where none is.

    ``needs`` are those of its flags, and its mark, that ask somebody to decide. A review has settled them until
    ``settled_until``, the day on which they ask again; None where nothing is settled today.
    """

    mark: Mark
    flags: tuple[Flag, ...] = ()
    days_over: int = 0
    needs: tuple[Flag | Mark, ...] = ()
    settled_until: date | None = None

    @property
    def needs_decision(self) -> bool:
        """Whether somebody has to decide something about it: the one answer for every page."""
        return bool(self.needs) and self.settled_until is None

    @property
    def order(self) -> tuple[int, int, int]:
        """A key that sorts by what needs a decision, the most urgent first, then what was paused until today, and then
        by the marks."""
        if self.needs_decision:
            return 0, min(_URGENCY[need] for need in self.needs), -self.days_over
        if Flag.LOOK_AGAIN_DUE in self.flags:
            return 1, -1, 0
        return 1, _AFTER_DECISIONS.index(self.mark), -self.days_over


def standing(
    action: Action,
    today: date,
    last_review_on: date | None,
    *,
    left: Collection[str] = (),
    is_checked: bool = False,
    is_beyond: bool = False,
    added_on: date | None = None,
    settled_until: date | None = None,
) -> Standing:
    """How an action stands today.

    ``left`` are the names of owners who have left, ``is_checked`` says that a bet or a reading has shown what came of
    it, ``is_beyond`` that one of its measures is an exception. ``added_on`` is the day on which it was written down:
    a new action has no word yet, and that is no flag; that it has no owner yet is one, and asks for no decision.
    ``settled_until`` is the day on which what a review has decided about it ends.
    """
    flags = tuple(sorted(_flags(action, today, last_review_on, left, is_beyond, added_on), key=_PLACES.__getitem__))
    mark = _mark(action, today, last_review_on, is_checked)
    is_new = added_on is not None and today - added_on < NEW_FOR
    return Standing(
        mark,
        flags,
        _days_over(action, flags, today),
        _needs(action, mark, flags, is_new=is_new),
        settled_until if settled_until is not None and today < settled_until else None,
    )


def has_recent_word(action: Action, today: date, last_review_on: date | None) -> bool:
    """Whether what its owner said of an action last still counts."""
    said_on = action.progress.word_on
    return action.progress.word is not None and said_on is not None and _lasts(said_on, today, last_review_on)


def has_left(lead: str, left: Collection[str]) -> bool:
    """Whether this owner is among those who have left, however the name is written."""
    return lead.casefold() in {name.casefold() for name in left}


def _mark(action: Action, today: date, last_review_on: date | None, is_checked: bool) -> Mark:
    progress = action.progress
    if progress.state is ActionState.DONE:
        return Mark.CHECKED if is_checked else Mark.DONE_NOT_CHECKED
    if progress.state in _STATES:
        return _STATES[progress.state]
    if progress.word is not None and has_recent_word(action, today, last_review_on):
        return _WORDS[progress.word]
    return Mark.NO_RECENT_WORD


def _needs(action: Action, mark: Mark, flags: Collection[Flag], *, is_new: bool) -> tuple[Flag | Mark, ...]:
    """What asks somebody to decide: of live actions alone, for what is paused has its day."""
    if action.progress.state is not ActionState.LIVE:
        return ()
    asking = [flag for flag in flags if flag in NEEDS_DECISION and not (is_new and flag is Flag.NO_OWNER)]
    return (*asking, mark) if mark in _URGENCY else tuple(asking)


def _flags(
    action: Action,
    today: date,
    last_review_on: date | None,
    left: Collection[str],
    is_beyond: bool,
    added_on: date | None,
) -> Iterator[Flag]:
    content, progress = action.content, action.progress
    if progress.state not in (ActionState.LIVE, ActionState.PAUSED):
        return
    if not content.lead:
        yield Flag.NO_OWNER
    elif has_left(content.lead, left):
        yield Flag.OWNER_GONE
    if progress.state is ActionState.PAUSED:
        if progress.look_again_on is None or progress.look_again_on <= today:
            yield Flag.LOOK_AGAIN_DUE
        return
    if is_beyond:
        yield Flag.BEYOND
    if not content.priority_id:
        yield Flag.NO_PRIORITY
    yield from _flags_of_days(action, today)
    begun_on = progress.word_on or added_on
    is_new = progress.word is None and begun_on is not None and today - begun_on < WORD_OUTLASTS_A_REVIEW
    if not is_new and not has_recent_word(action, today, last_review_on):
        yield Flag.NO_WORD


def _flags_of_days(action: Action, today: date) -> Iterator[Flag]:
    content, progress = action.content, action.progress
    if content.by_when is None:
        yield Flag.NO_DAY
    elif content.by_when < today:
        yield Flag.OVERDUE
    elif content.by_when - today <= DUE_SOON:
        yield Flag.DUE_SOON
    if progress.first_step_done_on is None:
        if not content.first_step:
            yield Flag.NO_FIRST_STEP
        if content.first_step_on is not None and content.first_step_on < today:
            yield Flag.FIRST_STEP_MISSED


def _lasts(said_on: date, today: date, last_review_on: date | None) -> bool:
    """What was said on the day of a review was said to it; what was said shortly before one is not old after it."""
    age = today - said_on
    return age <= WORD_LASTS and (last_review_on is None or last_review_on <= said_on or age <= WORD_OUTLASTS_A_REVIEW)


def _days_over(action: Action, flags: Collection[Flag], today: date) -> int:
    content = action.content
    days = [
        content.by_when if Flag.OVERDUE in flags else None,
        content.first_step_on if Flag.FIRST_STEP_MISSED in flags else None,
    ]
    return max((today - day).days for day in days if day) if any(days) else 0
