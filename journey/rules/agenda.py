"""What a room talks about, and in which order, once the answers of a section are revealed: route by disagreement.

Statements on which the room agrees are accepted together, at their median. The rest is talked about, what divides the
room most first: spread × importance × gap in coverage. Spread is the average deviation of the levels, importance the
statement's weight, and the gap is 1 + the share of those who gave no level, people to whom it does not apply aside.
Going down that order, each statement that still fits the minutes that are left is taken; the others come later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from journey.model import Accepted, Agenda, Agreement, Counts, Topic, TopicReason
from journey.rules.agreement import agreement_of, median

MOST_SILENT = Fraction(1, 2)
"""A median that fewer than this share stand behind is not taken as the room's."""


MINUTES = {
    TopicReason.TWO_CAMPS: 8,
    TopicReason.MIXED: 4,
    TopicReason.FEW: 4,
    TopicReason.SILENT: 4,
    TopicReason.NOBODY: 2,
}
"""How long talk about a statement takes."""


@dataclass(frozen=True, slots=True)
class RevealedStatement:
    """A statement whose answers are revealed. ``responses`` is how many were asked: people in the room and on paper."""

    statement_id: str
    weight: float
    counts: Counts
    responses: int


def route(revealed: Sequence[RevealedStatement], *, minutes_left: int) -> Agenda:
    """What a room does with the revealed statements of a section, in the minutes that are left.

    Statements alike in urgency come by weight times gap, heavier first, and then in the order given. Minutes below
    nought count as nought.
    """
    accept = [
        Accepted(statement.statement_id, level)
        for statement in revealed
        if _why(statement) is None and (level := median(statement.counts.levels)) is not None
    ]
    waiting = [(statement, why) for statement in revealed if (why := _why(statement)) is not None]
    waiting.sort(key=lambda pair: (-_spread(pair[0].counts) * _stake(pair[0]), -_stake(pair[0])))
    left, discuss, later = max(0, minutes_left), [], []
    for statement, why in waiting:
        topic = _topic(statement, why)
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


def _why(statement: RevealedStatement) -> TopicReason | None:
    """Why it is talked about; None where the room agrees."""
    if not statement.counts.n:
        return TopicReason.NOBODY
    word = agreement_of(statement.counts.levels)
    if word is None:
        return TopicReason.FEW
    if word is Agreement.AGREE:
        return TopicReason.SILENT if _silent(statement) > MOST_SILENT else None
    return TopicReason.TWO_CAMPS if word is Agreement.TWO_CAMPS else TopicReason.MIXED


def _topic(statement: RevealedStatement, why: TopicReason) -> Topic:
    urgency = float(_spread(statement.counts) * _stake(statement))
    return Topic(statement.statement_id, why, MINUTES[why], urgency, median(statement.counts.levels))


def _spread(counts: Counts) -> Fraction:
    """The average deviation of the levels, exactly: no order depends on rounding. Nought where nobody gave one."""
    n = counts.n
    if not n:
        return Fraction(0)
    total = sum(level * chosen for level, chosen in enumerate(counts.levels, start=1))
    return Fraction(sum(chosen * abs(n * level - total) for level, chosen in enumerate(counts.levels, start=1)), n * n)


def _stake(statement: RevealedStatement) -> Fraction:
    return Fraction(repr(float(statement.weight))) * (1 + _silent(statement))


def _silent(statement: RevealedStatement) -> Fraction:
    """The share of those who gave no level among those to whom the statement applies."""
    answered = statement.counts.n + statement.counts.dont_know
    base = max(answered, statement.responses - statement.counts.not_applicable)
    return Fraction(base - statement.counts.n, base) if base else Fraction(0)
