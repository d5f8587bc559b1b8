"""Why something was not done, for whoever wanted it: what happened, what was kept, what to do.

Services and store raise codes (``journey.model.refusals``); each has its one sentence here. Details of a refusal are
filled in, some in words of their own (``_SAID``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from journey.model.refusals import Refusal
from journey.wording import formatting, refusals_of_bets_and_measures

SAVED_IS_KEPT = "Everything that was marked as saved is kept."

SENTENCES: Mapping[Refusal, str] = {
    # Councils, their units and roles
    Refusal.COUNCIL_NAME_MISSING: "Give the name of your council: nothing is begun or changed without it.",
    Refusal.ROLE_NAME_MISSING: "Give a name to each role. Nothing was changed.",
    Refusal.UNIT_NAME_MISSING: "Give the unit a name. Nothing was changed.",
    Refusal.NAME_TOO_LONG: "The name has {length} characters; {limit} is the most. Shorten it. Nothing was changed.",
    Refusal.ROLE_NAME_TAKEN: "Two roles have the same name. Give each a name of its own. Nothing was changed.",
    Refusal.UNIT_NAME_TAKEN: "There is a unit called {name} already. Choose another name. Nothing was changed.",
    Refusal.UNIT_BELOW_ITSELF: "A unit cannot lie below itself. Nothing was changed.",
    Refusal.UNIT_HAS_UNITS_BELOW: "Other units lie below this one. Put them elsewhere first. Nothing was removed.",
    Refusal.UNIT_HAS_ROUNDS: "This unit was part of a round, and its results would go with it. Nothing was removed.",
    Refusal.UNIT_IS_THE_COUNCIL: "This is the council itself, and everything lies below it. Nothing was changed.",
    Refusal.UNITS_TOO_DEEP: "The tree has at most {limit} levels. Choose a higher unit. Nothing was changed.",
    Refusal.NAME_NOT_CONFIRMED: "The name is not the same. Nothing was removed.",
    # Rounds and targets
    Refusal.ROUND_ASKS_NOTHING: "No round was opened. Choose at least one questionnaire and one unit.",
    Refusal.ROUND_NAME_MISSING: "Nothing was changed. Give the round a name.",
    Refusal.ROUND_NAME_TOO_LONG: (
        "Nothing was changed. The name has {length} characters; {limit} is the most. Shorten it."
    ),
    Refusal.ROUND_NAME_TAKEN: "Nothing was changed. There is a round called {name} already: choose another name.",
    Refusal.ROUND_DAY_MISSING: "Nothing was changed. Give the date of the round, for example {example}.",
    Refusal.DAY_UNREADABLE: "Nothing was changed. {why}",
    Refusal.TARGET_OUT_OF_RANGE: (
        "No target was saved. The one for {title} has to lie between {lowest} and {highest}."
    ),
    Refusal.REOPENING_UNEXPLAINED: "The round was not opened. Give the reason, and who decided it.",
    Refusal.REOPENING_REASON_TOO_LONG: (
        "The round was not opened. A reason has at most {limit} characters, the deciders at most {who_limit}."
    ),
    # Answers, pitfalls and files of answers
    Refusal.LEVEL_OUT_OF_RANGE: "Not saved: a level is a whole number from 1 to 4. Choose one of the four.",
    Refusal.REASON_MISSING: "Not saved yet. Say in a few words why it does not apply here.",
    Refusal.ANSWER_TEXT_TOO_LONG: "Not saved: {field} has {length} characters, and {limit} is the most. Shorten it.",
    Refusal.ANSWER_DAY_UNREADABLE: "Not saved yet. {why}",
    Refusal.MOVING_ON_UNEXPLAINED: "Nothing was saved. Give the reason for moving on, and who decided it.",
    Refusal.MOVING_ON_REASON_TOO_LONG: (
        "Nothing was saved. A reason has at most {limit} characters, the deciders at most {who_limit}."
    ),
    Refusal.CONFIDENTIAL_STAYS_AS_ASKED: (
        "Nothing was changed. Colleagues answer confidentially here, and some may have answered and gone: they would "
        "count as not having answered what comes to it. Ask for the full assessment in the next round."
    ),
    Refusal.ANSWERS_FILE_FAULTY: "{faults}",  # each says where it is, what is wrong and what to do
    # Invitations and those who come by them
    Refusal.INVITATION_ASKS_NOTHING: "Nobody was invited. Choose at least one questionnaire.",
    Refusal.UNIT_ANSWERS_OPENLY: (
        "Nobody was invited. {unit} is answered openly in the round {round}, in the unit’s name. Open another round "
        "for answers that are confidential."
    ),
    Refusal.PROMISE_IS_GIVEN: (
        "Nothing was changed. Colleagues have begun to answer, and were promised something else about who sees their "
        "answers. Open another round for this."
    ),
    Refusal.GROUPS_ARE_GIVEN: (
        "Nothing was changed. Colleagues have begun to answer and have said which group they are in. Choose other "
        "groups in the next round."
    ),
    Refusal.INVITED_WORKSHOP_ENDED: (
        "The link was not opened. Its workshop has ended, and what was answered stays as it is. Invite to another "
        "round."
    ),
    Refusal.RESULTS_WERE_SHOWN: (
        "The link was not begun anew, and nothing was removed. Results of what came by it have been shown: a brief was "
        "taken, answers were revealed, or the round was closed before. Invite to another round."
    ),
    Refusal.INVITED_OUT_OF_RANGE: "Nothing was changed. One link can invite between 1 and {limit} people.",
    Refusal.PROMISE_CHANGED: (
        "What happens with your answers has changed since you opened this page. Nothing was saved. Read it again."
    ),
    Refusal.PAGE_WAS_USED: (
        "Somebody has begun from this page already, and has answered since. Nothing was changed. If that was not you, "
        "begin here."
    ),
    Refusal.INVITATION_FULL: (
        "This code is for {people}, and that many have joined. Nothing was saved. Ask the person who gave you the "
        "code to let more people in."
    ),
    Refusal.ANSWERS_LOCKED: (
        "The answers to this statement have been shown in the workshop and stay as they are. What you saved before "
        "was kept; this change was not saved."
    ),
    Refusal.SECOND_VOTE_MEANWHILE: (
        "Not saved: the workshop has moved on, and asks this again. Your answer to the first vote was not counted as "
        "the second. If it is still right, send it in the second vote."
    ),
    # Leading a workshop
    Refusal.WORKSHOP_EXISTS: (
        "Nothing was made. {unit} has a workshop in the round {round} already: change that one, or give this one a "
        "round of its own."
    ),
    Refusal.WORKSHOP_TITLE_INVALID: "Nothing was changed. Give the workshop a title of at most {limit} characters.",
    Refusal.WORKSHOP_TEXT_TOO_LONG: (
        "Nothing was changed. Purpose and who takes part have at most {limit} characters each. Shorten them."
    ),
    Refusal.WORKSHOP_MINUTES_OUT_OF_RANGE: "Nothing was changed. A workshop lasts between 1 and {limit} minutes.",
    Refusal.WORKSHOP_DAY_MISSING: "Nothing was changed. Give the date of the workshop, for example {example}.",
    Refusal.WORKSHOP_BEGUN: "Nothing was changed. This workshop has begun already.",
    Refusal.WORKSHOP_NOT_RUNNING: "Nothing was put. The workshop is not running.",
    Refusal.WORKSHOP_ENDED: "Nothing was changed. This workshop has ended; what was recorded is kept.",
    Refusal.WORKSHOP_MOVED_ON: (
        "The workshop has moved on since this page was drawn, perhaps through another facilitator. Nothing was "
        "changed. Look at where it is now and decide again."
    ),
    Refusal.TIMER_OUT_OF_RANGE: "Nothing was changed. A timer runs for 1 to {limit} seconds, or there is none.",
    Refusal.NOTHING_TO_REVEAL: "Nothing was revealed. Nothing that is hidden is before the room.",
    Refusal.NOBODY_ANSWERED: "Nothing was revealed. Nobody has answered yet.",
    Refusal.REVEAL_OF_FEW: (
        "Nothing was revealed yet. {answered} of {present} have answered: so few that it is asked once more."
    ),
    Refusal.REVEAL_NOT_PROMISED: (
        "Nothing was revealed. Those who answered were not told that answers would be shown."
    ),
    Refusal.REVEAL_WOULD_DISCLOSE: (
        "Nothing was revealed. This round was closed before, and its results could be seen: beside them, the counts "
        "would show what a few have said. Talk without the counts, or hold the workshop in another round."
    ),
    Refusal.PAPER_COUNT_OUT_OF_RANGE: "Nothing was taken over. Counts are whole numbers, together at most {limit}.",
    Refusal.PAPER_CHOICE_UNKNOWN: "Nothing was taken over. Only what may be chosen can be counted.",
    Refusal.VOTE_UNKNOWN: "Not saved: choose one of what is offered; of priorities, three at the most.",
    # What may be put to the room
    Refusal.NO_QUESTION_CHOSEN: "Nothing was put. Choose at least one thing.",
    Refusal.QUESTION_UNKNOWN: "Nothing was put. One of these is not part of this workshop. Choose again.",
    Refusal.TURN_UNKNOWN: "Nothing was put. There is a vote and one revote, and no more.",
    Refusal.QUESTION_REVEALED: "Nothing was put. This was revealed already, and there is one revote of a statement.",
    Refusal.REVOTE_TOO_EARLY: "Nothing was put. A revote is for a statement that was revealed.",
    Refusal.REVOTE_BEGUN: "Nothing was put. This was asked again already.",
    Refusal.OPTIONS_OUT_OF_RANGE: (
        "Nothing was put. Give {fewest} to {most} things to choose from, each of them once."
    ),
    Refusal.OPTION_TEXT_INVALID: "Nothing was put. Each choice needs words, at most {limit} characters.",
    Refusal.DOTS_GIVEN: (
        "Nothing was put. Some have given dots already, to the list as it was. Put it as it was and reveal it."
    ),
    # What comes out of a workshop, and its brief
    Refusal.NO_STATEMENT_CHOSEN: "Nothing was recorded. Choose at least one statement.",
    Refusal.VOTE_NOT_REVEALED: (
        "Nothing was recorded. One of the statements is not revealed, or is being asked again: reveal it first."
    ),
    Refusal.VOTE_DIVIDED: (
        "Nothing was recorded. The vote on one of the statements is not ready to be accepted: talk about it, and "
        "record it by itself."
    ),
    Refusal.AGREED_LEVEL_OUT_OF_RANGE: "Not recorded: a level is a whole number from 1 to 4. Choose one of the four.",
    Refusal.AGREED_LEVEL_MISSING: "Not recorded yet. Choose one of the levels.",
    Refusal.CONTESTED_UNEXPLAINED: (
        "Not recorded yet. Say in a sentence how it is seen differently, or what has to be found out."
    ),
    Refusal.AGREED_BY_MISSING: "Not recorded yet. Say who agreed it, for example the management team.",
    Refusal.AGREED_TEXT_TOO_LONG: (
        "Not recorded. The reason, the dissent and the open question have at most {limit} characters each. Shorten "
        "them."
    ),
    Refusal.AGREED_WHO_TOO_LONG: (
        "Not recorded. Who agreed it, and who will find out, have at most {limit} characters each. Shorten them."
    ),
    Refusal.PARKING_LOT_FULL: "Not written down. {limit} things are parked already. Write it into one of them.",
    Refusal.ACTIONS_FULL: (
        "Not written down. There are {limit} actions, and more are seldom done. What is there was kept: change one of "
        "them, or remove one first."
    ),
    Refusal.ACTION_REMOVED: "Nothing was changed. This action was removed in the meantime. The others were kept.",
    Refusal.ACTION_NOT_IN_HAND: (
        "Nothing was changed. Somebody has ended this action in the meantime. The others were kept."
    ),
    Refusal.UNIT_HAS_A_PLAN: (
        "This unit has actions, measures or reviews in its plan, and they would go with it. Nothing was removed."
    ),
    Refusal.PLAN_TEXT_MISSING: "Not written down yet. Say {what} in a few words.",
    Refusal.PLAN_TEXT_TOO_LONG: (
        "Not written down. There are {length} characters, and {limit} is the most for {what}. Shorten it."
    ),
    Refusal.PLAN_DAY_UNREADABLE: (
        "Not written down. {what} is not a date: write it like the example beside it. What you typed is still there."
    ),
    Refusal.PLAN_DAY_PASSED: (
        "Not written down. {what} has passed already: {day}. Choose today or a day to come. What you typed is still "
        "there."
    ),
    Refusal.PLAN_DAY_TOO_FAR: (
        "Not written down. {what} is more than {years} years off: {day}. Look at the year. What you typed is still "
        "there."
    ),
    Refusal.FIRST_STEP_TOO_LATE: (
        "Not written down. A first step is taken within two weeks: by {day} at the latest. Choose a nearer day, or a "
        "smaller step. What you typed is still there."
    ),
    Refusal.FIRST_STEP_AFTER_DUE: (
        "Not written down. The first step, on {first}, would come after the action is due, on {due}. Change one of the "
        "two. What you typed is still there."
    ),
    Refusal.LOOK_AGAIN_MISSING: (
        "Not paused yet. Say on which day to look at it again: on that day it comes back. What you typed is still "
        "there."
    ),
    Refusal.DROPPED_UNEXPLAINED: (
        "Not written down yet. Say in a sentence why it is given up: that, too, is a result."
    ),
    Refusal.KEPT_IN_MISSING: (
        "Not handed over yet. Say where it is followed from now on, for example the service plan of housing."
    ),
    Refusal.WORD_UNCHOSEN: ("Not recorded yet. Choose on track, at risk or off track. What you typed is still there."),
    Refusal.WORD_UNEXPLAINED: (
        "Not recorded yet. Say in a sentence what stands in the way, so that somebody can help. What you typed is "
        "still there."
    ),
    Refusal.OWNER_UNNAMED: "Nothing was changed. Choose whose actions are handed over.",
    Refusal.OWNER_HAS_NOTHING: (
        "Nothing was changed. Nothing in hand belongs to {owner} now: it may have been handed over in another window."
    ),
    Refusal.PLAN_DAY_TO_COME: (
        "Not written down. {what} is still to come, and this happened already. What you typed is still there."
    ),
    Refusal.PRIORITIES_FULL: (
        "Not written down yet. There are {limit} priorities already. Say which one gives way and why, or why there "
        "have to be more."
    ),
    Refusal.PRIORITY_GONE: (
        "Not written down yet. The priority that should give way was dropped or changed meanwhile, and there are still "
        "too many. Choose again."
    ),
    Refusal.PRIORITY_NAME_TAKEN: (
        "Not written down. “{name}” is there already. Change that one, or choose another name."
    ),
    Refusal.REVIEW_DAY_MISSING: (
        "Not saved. Say on which day the review is held, like {example}. What you typed is still there."
    ),
    Refusal.REVIEW_NUMBERS_ODD: (
        "Not saved. Minutes go from 1 to {limit}, and the vote on the time from 1 to 5. The rest is still in the form."
    ),
    Refusal.REVIEW_NEXT_TOO_EARLY: (
        "Not saved. The next review has to come after today and after this one, and {day} does not. Choose a later "
        "day. What you typed is still there."
    ),
    Refusal.REVIEW_NEXT_TOO_FAR: (
        "Not saved. The next review, on {day}, is more than {years} years off. Look at the year. What you typed is "
        "still there."
    ),
    Refusal.REVIEW_DAY_TO_COME: (
        "Not saved. The day of this review, {day}, is still to come: today is {today}. Give today, or the day on which "
        "it was held. What you typed is still there."
    ),
    Refusal.REVIEW_HAS_DECISIONS: (
        "Not taken back. Something has been decided in this review: remove that first, or end the review."
    ),
    Refusal.REVIEW_ENDED: (
        "Nothing was changed. This review has ended, and its record stays as it is. What is decided now belongs to the "
        "next one."
    ),
    Refusal.DECISION_WITHOUT_NAME: (
        "Not decided yet. Name a post, a person or a team: what nobody stands behind is only noted."
    ),
    Refusal.DECISION_WITHOUT_DAY: (
        "Not decided yet. Give a day by which it is done, or looked at again, like {example}."
    ),
    Refusal.DECISIONS_FULL: (
        "Not written down. There are {limit} decisions already, more than anybody keeps. Remove one that can wait."
    ),
    Refusal.DECIDED_BEFORE: (
        "Nothing was changed. It is asked of decisions of an earlier review alone whether they were kept."
    ),
    Refusal.PARKED_SETTLED: (
        "Not decided. This matter was settled in the meantime, or is gone. Look at the page again."
    ),
    Refusal.BRIEF_ROOM_OPEN: (
        "No brief was taken. The room is open, and from now on the reveal is where everybody sees the answers first."
    ),
    Refusal.BRIEF_NOT_PROMISED: "No brief was taken. Those who answered were not told that there might be one.",
    Refusal.BRIEF_TOO_FEW_ANSWERS: (
        "No brief was taken. It is for answers of at least {people}, and fewer have answered so far. Try again when "
        "more have, at the latest before you open the room."
    ),
    # Copies of the database
    Refusal.NOTHING_TO_COPY: (
        "Nothing was copied: there is no database {file}. JOURNEY_DATABASE_URL has to be set here as it is where the "
        "product runs."
    ),
    Refusal.COPY_EXISTS: "Nothing was copied: there is a file {file} already. Give the copy another name.",
    Refusal.COPY_MISSING: "Nothing was changed: there is no file {file}.",
    Refusal.COPY_OF_SOMETHING_ELSE: "Nothing was changed: {file} is not a copy of this product’s database.",
    Refusal.COPY_TOO_NEW: (
        "Nothing was changed: {file} was made by a newer version of the product (revision {revision}). Install that "
        "version, or choose an older copy."
    ),
    Refusal.COPY_OF_SERVER: (
        "Nothing was copied: the answers are in PostgreSQL, which has commands of its own for this. The README says "
        "how to use pg_dump and pg_restore under “Where the answers are”."
    ),
    Refusal.DATABASE_IN_USE: (
        "Nothing was changed: {file} is in use. Stop the product (Ctrl and C where it was started), then use the same "
        "command again."
    ),
    **refusals_of_bets_and_measures.SENTENCES,
    # The store
    Refusal.NOT_FOUND: (
        f"What this page showed is no longer there: it may have been removed in another window. {SAVED_IS_KEPT} Go to "
        "the home page and start from there."
    ),
    Refusal.CONFLICT: (
        "This {noun} was changed somewhere else in the meantime. The stored one was kept and yours was not saved. "
        "Look at the stored {noun} and decide again."
    ),
    Refusal.CLOSED: (
        f"This round has been closed since the page was opened. {SAVED_IS_KEPT} The last change was not saved: "
        "answers of a closed round stay as they are."
    ),
    Refusal.UNAVAILABLE: (
        f"The store of answers could not be reached. {SAVED_IS_KEPT} What you did last may not be saved. Wait a "
        "moment and reload this page; if it stays like this, tell whoever looks after this installation."
    ),
    Refusal.DAMAGED: (
        "The file of answers is damaged. Nothing more was changed in it, and trying again does not help. Tell whoever "
        "looks after this installation: they have to stop the product and put a copy back, as the README says."
    ),
    Refusal.CORRUPT: (
        "Something that was stored has been changed from outside and is not shown. Nothing was changed now. Whoever "
        "looks after this installation has to restore the database from a backup."
    ),
    # What whoever looks after the installation has to put right
    Refusal.CONTENT_UNREADABLE: (
        f"A content file cannot be read. {SAVED_IS_KEPT} Whoever looks after this installation can run “python3 -m "
        "journey check”, which names the file and the line."
    ),
    Refusal.SETTING_WRONG: (
        f"A setting of this installation is not right. {SAVED_IS_KEPT} Whoever looks after it finds the reason in the "
        "server’s log."
    ),
    Refusal.UNEXPECTED: (
        f"Something went wrong on this page. {SAVED_IS_KEPT} Reload the page; if it happens again, tell whoever looks "
        "after this installation what you did just before."
    ),
}

AN_ANSWER_WAITS = (
    "Not saved yet: the store of answers could not be reached. Your change is kept and tried again by itself. Keep "
    "this page open until it is saved."
)

BESIDE_AN_ANSWER: Mapping[Refusal, str] = {
    Refusal.CLOSED: "Not saved: this round is closed, and its answers stay as they are.",
    Refusal.UNAVAILABLE: AN_ANSWER_WAITS,
}
"""What the mark under an answer says, where that is another sentence: the change is still on the page."""

_FIELDS: Mapping[str, str] = {
    "reason": "the reason",
    "note": "the note",
    "evidence": "what you could show",
    "act": "what leaders did",
    "who": "“Who”",
}
_OUTCOMES: Mapping[str, str] = {
    "measure": "what the measure is called",
    "definition": "the definition",
    "source": "where the readings come from",
    "unit_name": "what is counted",
    "agreed_by": "who agreed the tolerance",
    "reason": "the reason",
    "decided_by": "who decided it",
    "agreed_on": "The day on which the tolerance was agreed",
    "checklist_note": "a note on a point",
    "note": "the note",
    "target": "The target",
    "upper": "The upper end",
    "tolerance": "The tolerance",
    "reading": "The reading",
    "action": "the action",
    "parked": "what is parked",
    "owner": "the owner",
    "due": "The day by which it is due",
    "first_step": "the first step",
    "first_step_on": "The day of the first step",
    "success": "the measure of success",
    "resources": "the resources",
    "risk": "the risk",
    "stops": "what stops to make room",
    "why": "the reason",
    "kept_in": "the place where it is followed",
    "word": "the word on how it goes",
    "look_again_on": "The day to look again",
    "bet_due": "The day on which the bet is decided",
    "because": "why you expect it",
    "priority": "the priority",
    "evidence": "the evidence",
    "why_not": "why it does not come first",
    "chosen_by": "who chose it",
    "chosen_on": "The day on which it was chosen",
    "why_dropped": "why it is given up",
    "why_six": "why there have to be more",
    "review_day": "The day of the review",
    "decision": "the decision",
    "present": "who is there",
    "learned": "what was learned",
    "next_review": "The day of the next review",
    "kept_note": "what came of it",
}
"""What a field is called in a refusal. Days begin the sentence."""

_SAID: Mapping[str, Callable[[Any], str]] = {
    "people": lambda number: formatting.count(number, "person", "people"),
    "field": _FIELDS.__getitem__,
    "what": _OUTCOMES.__getitem__,
}
"""How a detail is said, by its name, where it is not simply written out."""


class Coded(Protocol):
    """What a refusal of a service and an error of the store have in common."""

    @property
    def code(self) -> Refusal:
        """The reason."""

    @property
    def details(self) -> Mapping[str, Any]:
        """What its sentence needs, by name."""


def sentence(refusal: Coded) -> str:
    """What to tell whoever was refused."""
    return _filled(SENTENCES[refusal.code], refusal.details)


def beside_an_answer(refusal: Coded) -> str:
    """What to say under an answer that could not be saved, while what was chosen is still on the page."""
    return BESIDE_AN_ANSWER.get(refusal.code) or sentence(refusal)


def _filled(template: str, details: Mapping[str, Any]) -> str:
    return template.format_map({name: _said(name, detail) for name, detail in details.items()})


def _said(name: str, detail: Any) -> str:
    if name in _SAID:
        return _SAID[name](detail)
    return f"{detail:,}" if isinstance(detail, int) else str(detail)
