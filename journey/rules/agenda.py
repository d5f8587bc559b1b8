"""What a room talks about, and in which order, once the answers of a section are revealed: route by disagreement.

Statements whose vote is ready for it (``agreement.is_ready``) are accepted together, at the level that it proposes. The
rest is talked about, what divides the room most first: spread × importance × gap in coverage. Spread is the average
deviation of the levels, importance the statement's weight, and the gap is 1 + the share of those who gave no level,
people to whom it does not apply aside. Going down that order, each statement that still fits the minutes that are left
is taken; the others come later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from journey.model import Accepted, Agenda, AgreementKind, Counts, Topic, TopicReason
from journey.rules.agreement import agreement_of, is_on_one_level, is_ready, proposed_level

MINUTES = {
    TopicReason.TWO_CAMPS: 8,
    TopicReason.SPREAD: 4,
    TopicReason.BETWEEN: 4,
    TopicReason.MOST: 4,
    TopicReason.FEW: 4,
    TopicReason.SILENT: 4,
    TopicReason.FEW_ALIKE: 2,
    TopicReason.NOBODY: 2,
}
"""How long talk about a statement takes."""

_WHY = {
    AgreementKind.MOST_DONT_KNOW: TopicReason.SILENT,
    AgreementKind.ALL: TopicReason.FEW_ALIKE,
    AgreementKind.TOO_FEW: TopicReason.FEW,
    AgreementKind.TWO_CAMPS: TopicReason.TWO_CAMPS,
    AgreementKind.MOST: TopicReason.MOST,
    AgreementKind.BETWEEN: TopicReason.BETWEEN,
    AgreementKind.SPREAD: TopicReason.SPREAD,
}


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
        if _why(statement) is None and (level := proposed_level(statement.counts)) is not None
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
    """Why it is talked about; None where its level may be accepted together with others."""
    counts = statement.counts
    if not counts.n:
        return TopicReason.NOBODY
    if is_ready(counts, statement.responses):
        return None
    return TopicReason.SILENT if is_on_one_level(counts.levels) else _WHY[agreement_of(counts).kind]


def _topic(statement: RevealedStatement, why: TopicReason) -> Topic:
    urgency = float(_spread(statement.counts) * _stake(statement))
    return Topic(statement.statement_id, why, MINUTES[why], urgency, proposed_level(statement.counts))


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
