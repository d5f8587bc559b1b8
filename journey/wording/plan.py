"""How the plan is told: where it stands in a sentence, the mark and the flags of an action, and what was changed.

A mark is a shape and a word, never a colour alone. Nothing here blames: what was dropped is said as calmly as what was
done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from journey.model import Action, ActionState, Origin, OwnersWord, PlanEvent
from journey.rules.plan_standing import Flag, Mark, Standing, has_recent_word
from journey.wording import formatting
from journey.wording.formatting import capital, count

MARKS: Mapping[Mark, tuple[str, str]] = {
    Mark.ON_TRACK: ("●", "on track"),
    Mark.AT_RISK: ("▲", "at risk"),
    Mark.OFF_TRACK: ("■", "off track"),
    Mark.NO_RECENT_WORD: ("◌", "no recent word"),
    Mark.PROPOSED: ("◇", "proposed"),
    Mark.PAUSED: ("❙❙", "paused"),
    Mark.DONE_NOT_CHECKED: ("✓", "done, not yet checked"),
    Mark.CHECKED: ("✓✓", "done and checked"),
    Mark.HANDED_OVER: ("→", "handed over"),
    Mark.DROPPED: ("✕", "dropped"),
}
"""The shape and the word of each mark."""

MEANINGS: Mapping[Mark, str] = {
    Mark.ON_TRACK: "its owner says so",
    Mark.AT_RISK: "its owner sees something in the way",
    Mark.OFF_TRACK: "its owner says that it will not come off as it stands",
    Mark.NO_RECENT_WORD: "nothing was said for four weeks and since the last review, or for eight weeks",
    Mark.PROPOSED: "not begun, and nobody is bound by it",
    Mark.PAUSED: "comes back on the day that was named",
    Mark.DONE_NOT_CHECKED: "the work is finished; whether it worked is open",
    Mark.CHECKED: "a bet or a reading has shown what came of it",
    Mark.HANDED_OVER: "followed elsewhere now",
    Mark.DROPPED: "given up, with the reason",
}

NO_WORD_YET = "no word yet"
NEW = "its owner was not asked yet"

FLAGS: Mapping[Flag, str] = {
    Flag.NO_OWNER: "it needs an owner",
    Flag.OWNER_GONE: "its owner has left: it needs another",
    Flag.FIRST_STEP_MISSED: "the first step was due on {first}",
    Flag.OVERDUE: "overdue since {due}",
    Flag.BEYOND: "a measure of it is an exception",
    Flag.LOOK_AGAIN_DUE: "paused until {again}: time to look at it again",
    Flag.NO_WORD: "no word for four weeks and since the last review, or for eight weeks",
    Flag.DUE_SOON: "due within two weeks",
    Flag.NO_FIRST_STEP: "no first step yet",
    Flag.NO_DAY: "no day is set",
    Flag.NO_PRIORITY: "serves no priority yet",
}
"""What each flag says, with the days that it names."""

WORDS: Mapping[OwnersWord, str] = {
    OwnersWord.ON_TRACK: "● On track",
    OwnersWord.AT_RISK: "▲ At risk",
    OwnersWord.OFF_TRACK: "■ Off track",
}

STATES: Mapping[ActionState, str] = {
    ActionState.PROPOSED: "proposed",
    ActionState.LIVE: "live",
    ActionState.PAUSED: "paused",
    ActionState.DONE: "done",
    ActionState.DROPPED: "dropped",
    ActionState.HANDED_OVER: "handed over",
}

ORIGINS: Mapping[Origin, str] = {
    Origin.BLOCKER: "what holds us back",
    Origin.FIRST_LOOK: "where to look first",
    Origin.PITFALL: "a pitfall",
    Origin.ROLE_GAP: "a gap between roles",
    Origin.MEASURE: "a measure",
    Origin.WORKSHOP: "a workshop",
    Origin.PARKED: "what a workshop parked",
    Origin.MOVED_ON: "a stage that was left early",
    Origin.REVIEW: "a review",
    Origin.IDEA: "an idea",
}

FIELDS: Mapping[str, str] = {
    "what": "what will be done",
    "lead": "owner",
    "by_when": "due",
    "first_step": "first step",
    "first_step_on": "first step by",
    "success": "how one sees that it worked",
    "resources": "resources",
    "risk": "risk",
    "stops": "what stops to make room",
    "priority_id": "priority",
    "subject_id": "what it is about",
    "workshop_id": "workshop",
    "state": "state",
    "why": "reason",
    "kept_in": "followed in",
    "look_again_on": "look again on",
    "first_step_done_on": "first step done on",
    "word": "the owner’s word",
    "word_text": "in a sentence",
    "word_on": "said on",
    "done_on": "done on",
}
"""What the fields of an action are called in its history."""

_UNTOLD = ("subject_kind", "subject_of")
"""Fields of an action that go with another one, which is told."""
_DAYS = ("by_when", "first_step_on", "look_again_on", "first_step_done_on", "word_on", "done_on")
NOTHING = "nothing"


def head(
    states: Mapping[ActionState, int],
    to_decide: int,
    next_review_on: date | None,
    last_review_on: date | None,
    today: date,
) -> str:
    """``Seven actions are in hand (six live, one paused): two need a decision. The review is due on 3 March 2027.``

    ``states`` are those of what is in hand, each with its number; where all of it is live, that is not said.
    """
    in_hand = sum(states.values())
    if not in_hand:
        return "Nothing is in hand."
    are = capital(count(in_hand, "action is in hand", "actions are in hand"))
    decided = count(to_decide, "needs a decision", "need a decision") if to_decide else "none needs a decision now"
    return f"{are}{_states(states)}: {decided}. {_review(next_review_on, last_review_on, today)}"


def _states(states: Mapping[ActionState, int]) -> str:
    """Of what is in hand some may be paused, or no more than proposed."""
    there = [(state, number) for state, number in states.items() if number]
    if [state for state, _number in there] == [ActionState.LIVE]:
        return ""
    if sum(number for _state, number in there) == 1:
        return f" ({STATES[there[0][0]]})"
    return f" ({', '.join(count(number, STATES[state], STATES[state]) for state, number in there)})"


def _review(next_on: date | None, last_on: date | None, today: date) -> str:
    if next_on is not None and (last_on is None or next_on > last_on):
        if next_on < today:
            return f"The review was due on {formatting.day(next_on)}."
        return f"The review is due {'today' if next_on == today else f'on {formatting.day(next_on)}'}."
    if last_on is None:
        return "There was no review yet."
    return f"The last review was on {formatting.day(last_on)}; no day is set for the next."


def mark(standing: Standing) -> str:
    """``▲ at risk``: the shape and the word of an action’s mark."""
    shape, word = MARKS[standing.mark]
    if standing.mark is Mark.NO_RECENT_WORD and Flag.NO_WORD not in standing.flags:
        word = NO_WORD_YET
    return f"{shape} {word}"


def flags(action: Action, standing: Standing) -> list[str]:
    """What is to be seen to about an action, in words, the most urgent first."""
    content, again = action.content, action.progress.look_again_on
    days = {"due": content.by_when, "first": content.first_step_on, "again": again}
    told = {name: formatting.day(day) if day else "no day" for name, day in days.items()}
    # The mark says already that there is no recent word.
    return [FLAGS[flag].format_map(told) for flag in standing.flags if flag is not Flag.NO_WORD]


def legend(standings: Sequence[Standing]) -> str:
    """One line that says what each mark means that stands in a list."""
    shown = {(list(Mark).index(one.mark), mark(one)): _meaning(one) for one in standings}
    return "; ".join(f"{said}: {shown[place, said]}" for place, said in sorted(shown))


def _meaning(standing: Standing) -> str:
    is_new = standing.mark is Mark.NO_RECENT_WORD and Flag.NO_WORD not in standing.flags
    return NEW if is_new else MEANINGS[standing.mark]


def facts(action: Action, priority: str, about: str) -> list[str]:
    """Who owns an action, when it is due, what it serves and what it is about: short, each for itself."""
    content = action.content
    owned = f"Owner: {content.lead}" if content.lead else "No owner"
    due = f"due on {formatting.day(content.by_when)}" if content.by_when else ""
    serves = f"serves “{priority}”" if priority else ""
    named = f"about “{formatting.shortened(about)}”" if about else ""
    return [fact for fact in (owned, due, serves, named) if fact]


def first_step(action: Action) -> str:
    """The first step of an action, and whether it is taken; empty where none is named."""
    content, done_on = action.content, action.progress.first_step_done_on
    if not content.first_step and done_on is None:
        return ""
    step = content.first_step or "taken"
    if done_on is not None:
        return f"First step, done on {formatting.day(done_on)}: {step}"
    by = f" by {formatting.day(content.first_step_on)}" if content.first_step_on else ""
    return f"First step{by}: {step}"


def last_word(action: Action, today: date, last_review_on: date | None) -> str:
    """What the owner said last, and when; empty where nothing was said or it is over. An old one is said to be old."""
    progress = action.progress
    if progress.word is None or progress.word_on is None or not action.is_in_hand:
        return ""
    on, text = formatting.day(progress.word_on), f": {progress.word_text}" if progress.word_text else ""
    if progress.state is ActionState.LIVE and has_recent_word(action, today, last_review_on):
        return f"Said on {on}{text}"
    too_old = ", too old to count," if progress.state is ActionState.LIVE else ""
    return f"The last word{too_old} was “{WORDS[progress.word][2:].lower()}” on {on}{text}"


def ending(action: Action) -> str:
    """Why an action is not being worked on, or where it is followed; empty where nothing was said of it."""
    progress = action.progress
    why = f": {progress.why}" if progress.why else ""
    if progress.state is ActionState.PAUSED:
        until = f" until {formatting.day(progress.look_again_on)}" if progress.look_again_on else ""
        return f"Paused{until}{why}"
    if progress.state is ActionState.DONE:
        on = f" on {formatting.day(progress.done_on)}" if progress.done_on else ""
        return f"Done{on}{why}"
    if progress.state is ActionState.DROPPED:
        return f"Dropped{why}"
    if progress.state is ActionState.HANDED_OVER:
        return f"Followed in {progress.kept_in}{why}"
    return ""


def changed(events: Sequence[PlanEvent], priorities: Mapping[str, str]) -> list[str]:
    """What one save has changed, field by field: ``Owner: “the team” → “the board”``.

    ``priorities`` are the names of the council’s priorities, by id.
    """
    return [capital(_change(event, priorities)) for event in events if event.field not in _UNTOLD]


def _change(event: PlanEvent, priorities: Mapping[str, str]) -> str:
    if not event.field:
        return "written down"
    if event.field == "removed":
        return f"removed: “{event.before}”"
    field = FIELDS.get(event.field, event.field)
    if event.field in ("subject_id", "workshop_id"):
        return f"{field}: changed" if event.before and event.after else f"{field}: {'named' if event.after else 'none'}"
    before, after = (_told(event.field, value, priorities) for value in (event.before, event.after))
    return f"{field}: {before} → {after}"


def _told(field: str, value: str, priorities: Mapping[str, str]) -> str:
    if not value:
        return NOTHING
    if field in _DAYS:
        return formatting.day(date.fromisoformat(value))
    if field == "state":
        return STATES[ActionState(value)]
    if field == "word":
        return WORDS[OwnersWord(value)][2:].lower()
    if field == "priority_id":
        return f"“{priorities.get(value, 'another')}”"
    return f"“{value}”"
