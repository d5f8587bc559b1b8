"""What a review says: why something needs a decision, what was promised and what happened, and what was decided.

As far as the records say, and no further: what nobody has written down is said not to be known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from journey.model import (
    Action,
    Decision,
    DecisionContent,
    DecisionKind,
    Enough,
    Exceptional,
    MeasureContent,
    Parked,
    ReadinessOverride,
    Reason,
    Review,
    ReviewPart,
)
from journey.rules.plan_standing import Standing
from journey.rules.review_agenda import Settled
from journey.wording import formatting, measures, plan
from journey.wording.catalogue import N_
from journey.wording.formatting import count, day

Outline = Sequence[tuple[str, Sequence[str]]]
"""A list that was looked at: headings, each with its lines."""

PARTS: Mapping[ReviewPart, str] = {
    ReviewPart.LAST_TIME: N_("Last time’s decisions"),
    ReviewPart.EXCEPTIONS: N_("Exceptions"),
    ReviewPart.BETS: N_("Bets that were decided"),
    ReviewPart.LEARNED: N_("What we learned"),
    ReviewPart.REVISE: N_("What to revise"),
    ReviewPart.READ_BACK: N_("Read back, and end"),
}

KINDS: Mapping[DecisionKind, str] = {
    DecisionKind.CONTINUE: N_("Continue"),
    DecisionKind.CHANGE: N_("Change"),
    DecisionKind.STOP: N_("Stop"),
    DecisionKind.ADD: N_("Add an action"),
    DecisionKind.HELP: N_("Ask for help"),
    DecisionKind.ACCEPT: N_("Accept until a day"),
}

_VERBS = {DecisionKind.ACCEPT: "Accept", DecisionKind.ADD: "Add"}
"""How these begin a decision that was taken."""

EFFECTS: Mapping[DecisionKind, str] = {
    DecisionKind.CONTINUE: N_("Continue: it goes on. The name, and a day where you give one, go into the plan."),
    DecisionKind.CHANGE: N_("Change: say in words what is different. The name and the day go into the plan."),
    DecisionKind.STOP: N_("Stop: the action is given up, and your words are the reason that the plan keeps."),
    DecisionKind.ADD: N_("Add an action: it goes into the plan."),
    DecisionKind.HELP: N_("Ask for help: of whom, and by when an answer is needed."),
    DecisionKind.ACCEPT: N_("Accept: leave it as it is. It stays away from here until that day."),
}
"""What each kind of decision does."""

LEFT_OUT = N_("What nobody has written down, like a cause or a risk, is left out.")
COMING_BACK = N_("What comes back")
NOTHING_BACK = "Nothing was left early, set aside, left open or proposed long ago."
NO_BETS = "No bet was decided since the last review, and none waits beyond its day."
DAY_HAS_COME = N_("Their day has come, and they are not decided yet")
NO_EARLIER = "No decision waits for an answer. What is decided today is asked for here next time."
NO_EXCEPTIONS = "No exceptions. Nothing is waiting for a decision, which makes a good short meeting."

NEVER_A_WORD = "nobody has said how it goes since it was written down"

_REASONS: Mapping[Reason, Callable[[Exceptional], str]] = {
    Reason.NO_OWNER: lambda _: "nobody owns it",
    Reason.OWNER_GONE: lambda _: "its owner has left",
    Reason.OVERDUE: lambda one: f"overdue by {count(one.days_over, 'day')}",
    Reason.BEYOND_WITH_SIGNAL: lambda _: "beyond tolerance, and a signal",
    Reason.BEYOND: lambda one: (
        "a measure of it is an exception" if one.action else f"beyond tolerance, {_no_signal(one)}"
    ),
    Reason.OFF_TRACK: lambda _: "off track, says its owner",
    Reason.AT_RISK: lambda _: "at risk, says its owner",
    Reason.SIGNAL: lambda _: "within tolerance, and a signal: ask early",
    Reason.NO_READING: lambda _: "no reading when one was due",
    Reason.NO_WORD: lambda one: "no recent word" if _has_a_word(one) else NEVER_A_WORD,
    Reason.FIRST_STEP_MISSED: lambda _: "the first step was not taken by its day",
}

_GIVE_UP = (DecisionKind.STOP, "give it up")
_WHO_HELPS = (DecisionKind.HELP, "say whose")
_AS_IT_IS = (DecisionKind.ACCEPT, "leave it as it is")
_OPTIONS: Mapping[Reason, tuple[tuple[DecisionKind, str], ...]] = {
    Reason.NO_OWNER: ((DecisionKind.CHANGE, "name an owner"), _GIVE_UP),
    Reason.OWNER_GONE: ((DecisionKind.CHANGE, "name another owner"), _GIVE_UP),
    Reason.OVERDUE: ((DecisionKind.CHANGE, "set a day that can be kept, or make it smaller"), _GIVE_UP),
    Reason.BEYOND_WITH_SIGNAL: ((DecisionKind.ADD, "find out what has changed"), _WHO_HELPS),
    Reason.BEYOND: (
        (DecisionKind.ADD, "change how the work is done, not the one reading"),
        (DecisionKind.CHANGE, "look at target and tolerance again"),
    ),
    Reason.OFF_TRACK: ((DecisionKind.CHANGE, "another way, owner or day"), _WHO_HELPS, _GIVE_UP),
    Reason.AT_RISK: (_WHO_HELPS, (DecisionKind.CHANGE, "another way, owner or day")),
    Reason.SIGNAL: ((DecisionKind.ADD, "find out what has changed"),),
    Reason.NO_READING: ((DecisionKind.CHANGE, "say who reads it and by when, or measure something else"),),
    Reason.NO_WORD: (
        (DecisionKind.CONTINUE, "its owner says by a day how it goes"),
        (DecisionKind.CHANGE, "name another owner"),
        _GIVE_UP,
    ),
    Reason.FIRST_STEP_MISSED: ((DecisionKind.CHANGE, "a smaller first step, or another day for it"), _GIVE_UP),
}
"""What could be decided, in the words of the choices below it."""


_OF_PARKED: Mapping[DecisionKind, str] = {
    DecisionKind.ADD: N_("Add an action: it goes into the plan, and the matter is settled."),
    DecisionKind.STOP: N_("Stop: the matter is settled, and nothing is done about it."),
}
_OF_MEASURE: Mapping[DecisionKind, str] = {
    DecisionKind.CHANGE: N_("Change: say in words what is different. The measure itself is changed in the plan."),
}
_OF_ITEMS = {"parked": _OF_PARKED, "measure": _OF_MEASURE}


def effect(kind: DecisionKind, item: str) -> str:
    """What this kind of decision does about such an item."""
    return _OF_ITEMS.get(item, EFFECTS).get(kind, EFFECTS[kind])


def reasons(one: Exceptional) -> str:
    """``Nobody owns it; overdue by three days``: why it needs a decision."""
    return formatting.capital("; ".join(_REASONS[reason](one) for reason in one.reasons))


def promised(one: Exceptional) -> str:
    """What was promised: of an action who, by when and how one would see it; of a measure what it should keep to."""
    if one.action:
        return _of_action(one.action, one.serves)
    return _of_measure(one.measure.measure.content) if one.measure else ""


def _no_signal(one: Exceptional) -> str:
    is_told = one.measure is not None and one.measure.chart.enough is Enough.ENOUGH
    return "no signal for the worse" if is_told else "and too early to tell a signal from usual variation"


def _of_action(action: Action, serves: str) -> str:
    content = action.content
    parts = [
        f"Owner: {content.lead or 'nobody'}.",
        f"Due {day(content.by_when)}." if content.by_when else "No day was set.",
    ]
    if content.first_step:
        until = f" by {day(content.first_step_on)}" if content.first_step_on else ""
        parts.append(f"First step{until}: {_closed(content.first_step)}")
    if content.success:
        parts.append(f"It has worked when: {_closed(content.success)}")
    if serves:
        parts.append(f"It serves: {_closed(serves)}")
    return " ".join(parts)


def _of_measure(content: MeasureContent) -> str:
    aim = measures.target(content)
    if not aim:
        return "No target was set."
    if content.tolerance is None:
        return f"Target: {aim}."
    agreed = [part for part in (f"by {content.agreed_by}" if content.agreed_by else "", _on(content.agreed_on)) if part]
    who = f", agreed {' '.join(agreed)}" if agreed else ""
    return f"Target: {aim}. Tolerance: {measures.off(content, content.tolerance)}{who}."


def happened(one: Exceptional) -> str:
    """What happened, by the records: the last reading, or the owner’s last word; empty where that is said above."""
    if one.measure:
        return measures.in_full(one.measure)
    progress = one.action.progress if one.action else None
    if progress is None or progress.word is None or progress.word_on is None:
        return "" if Reason.NO_WORD in one.reasons else "Its owner was not asked yet how it goes."
    said = f" {_closed(formatting.capital(progress.word_text))}" if progress.word_text else ""
    return f"Last word: {plan.WORDS[progress.word][2:].lower()}, on {day(progress.word_on)}.{said}"


def _has_a_word(one: Exceptional) -> bool:
    return one.action is not None and one.action.progress.word_on is not None


def cause(one: Exceptional) -> str:
    """The cause, where somebody wrote one beside the last reading; else empty."""
    last = one.measure.last if one.measure else None
    return _closed(last.note) if last and last.note else ""


def follows(one: Exceptional) -> str:
    """What follows if nothing is done: the risk that was written down; empty where none was."""
    return _closed(one.action.content.risk) if one.action and one.action.content.risk else ""


def options(one: Exceptional) -> str:
    """What could be decided about the first of its reasons, doing nothing included."""
    told = [f"{KINDS[kind]}: {what}" for kind, what in (*_OPTIONS[one.reasons[0]], _AS_IT_IS)]
    return f"{'; '.join(told)}."


def asked_of(running: Review | None, due: date | None, today: date) -> str:
    """Of whom a decision is asked, and by when."""
    if running:
        return f"Those at this review, on {day(running.content.held_on)}."
    if due is None or due <= today:
        return "Those at the review that is due."
    return f"Those at the next review, by {day(due)}."


def decided(content: DecisionContent, about: str = "") -> str:
    """``Stop “Ask users”: it costs too much. Management team, by 14 January 2027.``"""
    what = f" “{formatting.shortened(about)}”" if about else ""
    until = f", by {day(content.by_when)}" if content.by_when else ""
    return f"{_VERBS.get(content.kind, KINDS[content.kind])}{what}: {_closed(content.text)} {content.who}{until}."


def decided_on(settled: Settled | None) -> str:
    """``Decided on 28 November 2026: continue: ask again in May. The board, by 14 January 2027.``; empty for None."""
    if settled is None:
        return ""
    told = decided(settled.content)
    return f"Decided on {day(settled.held_on)}: {told[:1].lower()}{told[1:]}"


def on_track(number: int, *, is_any_listed: bool = True) -> str:
    """How many live actions need no decision: they are counted and not talked about; empty where none is live."""
    if not number:
        return "Every live action is listed above." if is_any_listed else ""
    return f"{formatting.capital(count(number, 'live action'))} {'needs' if number == 1 else 'need'} no decision."


def settled(number: int) -> str:
    """How much stays away because a review has decided about it until a day that is still to come."""
    verb = "is decided and stays away until its day" if number == 1 else "are decided and stay away until their day"
    return f"{formatting.capital(count(number, 'thing'))} {verb}."


def moved_on(title: str, round_name: str, override: ReadinessOverride) -> str:
    """``Taking stock was left early in Autumn 2025, and is not ready yet. The reason: …``"""
    return (
        f"“{title}” was left early in {round_name}, and is not ready yet. The reason then: "
        f"{_closed(override.reason)} Decided by {override.decided_by}."
    )


def set_aside(action: Action) -> str:
    """``Ask users was set aside: no money. To be looked at again from 3 May 2027.``"""
    progress = action.progress
    why = f": {_closed(progress.why)}" if progress.why else "."
    again = f" To be looked at again from {day(progress.look_again_on)}." if progress.look_again_on else ""
    return f"“{formatting.shortened(action.content.what)}” was set aside{why}{again}"


def proposed(action: Action) -> str:
    """``Ask users has been a proposal since before the last two reviews.``"""
    what = formatting.shortened(action.content.what)
    return f"“{what}” has been a proposal since before the last two reviews. Take it up, or let it go."


def left_open(parked: Parked, workshop: str, held_on: date) -> str:
    """``Who pays? was left open by Where we stand, 3 May 2027. To be taken up by the treasurer.``"""
    who = f" To be taken up by {parked.who}." if parked.who else ""
    return f"“{formatting.shortened(parked.text)}” was left open by the workshop “{workshop}”, {day(held_on)}.{who}"


def bet_line(action: str, found: str) -> str:
    """``Ask users: Spring 2.00 → Autumn 2.65, +0.65 (0.33 to 0.97): moved.``"""
    return f"{formatting.shortened(action)}: {found}"


def exception_line(one: Exceptional) -> str:
    """``Ask users: nobody owns it; overdue by three days.``"""
    told = reasons(one)
    return f"{one.title}: {told[:1].lower()}{told[1:]}."


def kept(decision: Decision) -> str:
    """Whether a decision was kept, as somebody has said."""
    if decision.is_kept is None:
        return "Nobody has said yet whether it was kept"
    said = "Kept" if decision.is_kept else "Not kept"
    return f"{said}: {decision.kept_note}" if decision.kept_note else said


def in_short(exceptions: int, decided_bets: int, coming_back: int, *, waiting_bets: int = 0) -> str:
    """What there is to decide, in a line or two. ``waiting_bets`` are those whose day has come without a decision."""
    parts = [
        *([count(exceptions, "exception")] if exceptions else []),
        f"{count(decided_bets, 'bet')} decided",
        *([count(waiting_bets, "bet whose day has come", "bets whose day has come")] if waiting_bets else []),
        f"{count(coming_back, 'thing') if coming_back else 'nothing'} coming back",
    ]
    told = f"{formatting.capital(formatting.listed(parts))}."
    return told if exceptions else f"{NO_EXCEPTIONS} {told}"


def not_again(bets: int) -> str:
    """What is said before a review ends of the decided bets that it has looked at; empty where there are none."""
    if not bets:
        return ""
    return (
        f"What was looked at here ({count(bets, 'bet')}) does not come back next time: lessons about "
        f"{'it' if bets == 1 else 'them'} go into “{PARTS[ReviewPart.LEARNED]}”."
    )


def shape(one: Exceptional, standing: Standing | None) -> str:
    """The shape that stands before an exception: the mark of an action, the light of a measure, as everywhere else."""
    if one.measure:
        return measures.SHAPES[one.measure.light]
    return plan.MARKS[standing.mark][0] if standing else ""


def when(due: date | None, next_on: date | None, today: date) -> str:
    """When the next review is due; empty where there is nothing to review."""
    if due is None:
        return ""
    why = "the day that was set" if next_on else "eight weeks after the last one, or the first action"
    if due < today:
        return f"A review has been due since {day(due)}, {why}."
    return f"A review is due today, {why}." if due == today else f"The next review is on {day(due)}, {why}."


def held(review: Review) -> str:
    """``21 November 2026, 20 minutes, worth the time 4 of 5``."""
    content = review.content
    parts = [day(content.held_on)]
    if content.minutes:
        parts.append(count(content.minutes, "minute"))
    if content.worth:
        parts.append(f"worth the time: {content.worth} of 5")
    return ", ".join(parts)


def as_text(outline: Outline) -> str:
    """A list as the record keeps it. What people typed stands on one line each."""
    return "\n\n".join(
        "\n".join([_line(heading), *(f"– {_line(line)}" for line in lines)]) for heading, lines in outline
    )


def read_back(text: str) -> Outline:
    """A kept list, as it was."""
    parts = [part.split("\n") for part in text.split("\n\n") if part]
    return [(first, [line.removeprefix("– ") for line in lines]) for first, *lines in parts]


def _line(text: str) -> str:
    return " ".join(text.split())


def _closed(text: str) -> str:
    """A text that somebody typed, as a sentence among others."""
    text = _line(text)
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _on(given: date | None) -> str:
    return f"on {day(given)}" if given else ""
