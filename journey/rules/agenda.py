"""What a room talks about, and in which order, when the answers of a section lie open: route by disagreement.

Statements on which the room agrees are accepted together, at their median. The rest is talked about, what divides the
room most first: spread × importance × gap in coverage. Spread is the average deviation of the levels, importance the
statement's weight, and the gap is 1 + the share of those who gave no level, people to whom it does not apply aside.
Going down that order, each statement that still fits the minutes that are left is taken; the others come later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from journey.model import Agreement, Counts
from journey.rules.agreement import in_words, median
from journey.wording.formatting import capital, count

MOST_SILENT = Fraction(1, 2)
"""A median that fewer than this share stand behind is not taken as the room's."""


class TopicReason(StrEnum):
    """Why a statement is talked about."""

    TWO_CAMPS = "two camps"
    MIXED = "mixed"
    FEW = "few"
    SILENT = "silent"
    NOBODY = "nobody"


MINUTES = {
    TopicReason.TWO_CAMPS: 8,
    TopicReason.MIXED: 4,
    TopicReason.FEW: 4,
    TopicReason.SILENT: 4,
    TopicReason.NOBODY: 2,
}
"""How long talk about a statement takes."""

_SAY = {
    TopicReason.TWO_CAMPS: "Two camps. Hear one low and one high, evidence first and status last; then the rest.",
    TopicReason.MIXED: "Mixed. Hear what a lower and a higher level stand on, then see whether one fits.",
    TopicReason.FEW: "Too few levels to call it agreement or not. Hear each of them.",
    TopicReason.SILENT: "Most gave no level. Ask what they would need to see, and who can find out.",
    TopicReason.NOBODY: "Nobody gave a level. Ask who can find out, and write the question down.",
}


@dataclass(frozen=True, slots=True)
class Revealed:
    """A statement whose answers lie open. ``responses`` is how many were asked: people in the room and on paper."""

    statement_id: str
    weight: float
    counts: Counts
    responses: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """A statement on which the room agrees. ``level`` is the median, and proposed as the agreed level."""

    statement_id: str
    level: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A statement to talk about. ``level`` is the median so far; None where nobody gave a level.

    ``urgency`` is spread × importance × gap in coverage: what the order is made of.
    """

    statement_id: str
    why: TopicReason
    minutes: int
    urgency: float
    level: int | None

    @property
    def advice(self) -> str:
        """Why it is talked about, and how, in words."""
        return f"{_SAY[self.why]} About {count(self.minutes, 'minute')}."


@dataclass(frozen=True, slots=True)
class Agenda:
    """What to accept together, what to talk about now, and what does not fit. Each in the order in which to take it."""

    accept: tuple[Accepted, ...]
    discuss: tuple[Topic, ...]
    later: tuple[Topic, ...]

    @property
    def minutes(self) -> int:
        """How long the talk takes that fits."""
        return sum(topic.minutes for topic in self.discuss)

    @property
    def in_words(self) -> str:
        """The agenda and its order, in a few sentences for the facilitator's screen."""
        if not self.accept and not self.discuss and not self.later:
            return "Nothing lies open yet."
        parts = ["No statement has agreement."]
        if self.accept:
            them = "it at its median" if len(self.accept) == 1 else "them together, each at its median"
            parts = [f"{capital(count(len(self.accept), 'statement'))} with agreement: accept {them}."]
        if self.discuss:
            parts.append(
                f"{capital(count(len(self.discuss), 'statement'))} to talk about, {count(self.minutes, 'minute')} in "
                "all. What divides the room most comes first: the spread of levels, times the statement’s weight, "
                "times one plus the share who gave no level."
            )
        if self.later:
            parts.append(
                f"{capital(count(len(self.later), 'statement'))} will not fit in the time that is left: name an owner "
                "and a day, or give it more minutes."
            )
        if not self.discuss and not self.later:
            parts.append("There is nothing to talk through: ask what surprised people, and go on.")
        return " ".join(parts)


def route(revealed: Sequence[Revealed], *, minutes_left: int) -> Agenda:
    """What a room does with the statements of a section that lie open, in the minutes that are left.

    Statements alike in urgency come by weight times gap, heavier first, and then in the order given. Minutes below
    nought count as nought.
    """
    accept = [
        Accepted(one.statement_id, level)
        for one in revealed
        if _why(one) is None and (level := median(one.counts.levels)) is not None
    ]
    waiting = [(one, why) for one in revealed if (why := _why(one)) is not None]
    waiting.sort(key=lambda pair: (-_spread(pair[0].counts) * _stake(pair[0]), -_stake(pair[0])))
    left, discuss, later = max(0, minutes_left), [], []
    for one, why in waiting:
        topic = _topic(one, why)
        if topic.minutes <= left:
            left -= topic.minutes
            discuss.append(topic)
        else:
            later.append(topic)
    return Agenda(tuple(accept), tuple(discuss), tuple(later))


def minutes_left(minutes: int, started_at: datetime | None, now: datetime) -> int:
    """Whole minutes left of a workshop of this length; all of them before it begins, and never fewer than none."""
    if started_at is None:
        return minutes
    return max(0, minutes - int((now - started_at).total_seconds() // 60))


def _why(one: Revealed) -> TopicReason | None:
    """Why it is talked about; None where the room agrees."""
    if not one.counts.n:
        return TopicReason.NOBODY
    word = in_words(one.counts.levels)
    if word is None:
        return TopicReason.FEW
    if word is Agreement.AGREE:
        return TopicReason.SILENT if _silent(one) > MOST_SILENT else None
    return TopicReason.TWO_CAMPS if word is Agreement.TWO_CAMPS else TopicReason.MIXED


def _topic(one: Revealed, why: TopicReason) -> Topic:
    urgency = float(_spread(one.counts) * _stake(one))
    return Topic(one.statement_id, why, MINUTES[why], urgency, median(one.counts.levels))


def _spread(counts: Counts) -> Fraction:
    """The average deviation of the levels, exactly: no order depends on rounding. Nought where nobody gave one."""
    n = counts.n
    if not n:
        return Fraction(0)
    total = sum(level * chosen for level, chosen in enumerate(counts.levels, start=1))
    return Fraction(sum(chosen * abs(n * level - total) for level, chosen in enumerate(counts.levels, start=1)), n * n)


def _stake(one: Revealed) -> Fraction:
    return Fraction(repr(float(one.weight))) * (1 + _silent(one))


def _silent(one: Revealed) -> Fraction:
    """The share of those who gave no level among those to whom the statement applies."""
    answered = one.counts.n + one.counts.dont_know
    base = max(answered, one.responses - one.counts.not_applicable)
    return Fraction(base - one.counts.n, base) if base else Fraction(0)
