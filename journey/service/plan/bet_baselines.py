"""Where the subject of a bet stands on the day it is placed, and what is to be known of the bet on that day."""

from __future__ import annotations

from math import inf

from journey.model import (
    Assessment,
    Baseline,
    BetContent,
    BetView,
    BetWarning,
    CannotTell,
    Frequency,
    Hidden,
    PitfallState,
    Privacy,
    Subject,
    SubjectKind,
)
from journey.model.refusals import Refusal
from journey.rules import bets as rules
from journey.rules.change import CLAIM_FROM, CLEAR, margin
from journey.rules.change_comparable import asked_in
from journey.rules.noticeable import smallest_noticed
from journey.rules.privacy_partly import basis_in_part
from journey.service.assessments import asked_of
from journey.service.compare.sides import bases_of
from journey.service.plan.standing_of_subjects import Shown, UnitRounds
from journey.service.refused import Refused
from journey.store import measures

FewNumbers = tuple[int, float | None]
"""How many counted, and the squared standard error of their value."""


def baseline(of: UnitRounds, content: BetContent) -> Baseline:
    """Where the subject stands, from what may be shown: frozen with the bet. Raises Refused, NotFound."""
    if content.subject.kind is SubjectKind.MEASURE:
        return _of_measure(of, content.subject)
    if content.subject.kind is SubjectKind.PITFALL:
        return _of_pitfall(of, content.subject)
    if content.view is BetView.AGREED:
        return _of_agreed(of, content.subject)
    held_in, assessment = _newest(of, content.subject)
    shown = of.shown(assessment, content.subject)
    if shown.why is CannotTell.NO_SCORE:
        raise Refused(Refusal.BET_NO_SCORE)
    if shown.value is None:
        return Baseline(held_in)
    n, variance = _behind(of, assessment, content.subject, shown)
    half = margin(n, variance)
    low, high = (None, None) if half is None else (shown.value - half, shown.value + half)
    return Baseline(held_in, shown.value, n, low, high)


def warning(of: UnitRounds, subject: Subject, view: BetView) -> BetWarning:
    """What is to be known before a bet is placed on a subject. Raises Refused as ``baseline`` does, NotFound."""
    stands = baseline(of, BetContent(subject, view=view))
    if subject.kind is SubjectKind.PITFALL:
        return BetWarning(subject.kind, why=CannotTell.PITFALL)
    if subject.kind is SubjectKind.MEASURE:
        content = measures.get(of.tx, of.organisation_id, subject.id).content
        is_too_seldom = content.frequency in (Frequency.QUARTERLY, Frequency.YEARLY)
        return BetWarning(subject.kind, stands.value, stands.n, why=CannotTell.NO_LIMITS if is_too_seldom else None)
    if view is BetView.AGREED:
        return BetWarning(subject.kind, stands.value, why=CannotTell.AGREED)
    if stands.value is None:
        return BetWarning(subject.kind, why=CannotTell.HIDDEN)
    _, assessment = _newest(of, subject)
    if assessment.privacy is Privacy.OPEN:
        return BetWarning(subject.kind, stands.value, 1, why=CannotTell.ONE_ANSWER)
    n, variance = _behind(of, assessment, subject, of.shown(assessment, subject))
    if n < CLAIM_FROM:
        return BetWarning(subject.kind, stands.value, n, why=CannotTell.TOO_FEW)
    least = smallest_noticed(n, n) if subject.kind is SubjectKind.STATEMENT else CLEAR
    half = rules.half_width(n, variance)
    return BetWarning(subject.kind, stands.value, n, None if half == inf else half, least)


def _newest(of: UnitRounds, subject: Subject) -> tuple[str, Assessment]:
    """The last round that asked the unit, once its answers may be seen. Raises Refused."""
    every = of.of_subject(subject)
    if not every:
        raise Refused(Refusal.BET_NOT_ASKED)
    held, assessment = every[-1]
    if held.closed_at is None and of.findings(assessment).profile is None:
        raise Refused(Refusal.BET_ROUND_OPEN, round=held.name)
    return held.id, assessment


def _behind(of: UnitRounds, assessment: Assessment, subject: Subject, shown: Shown) -> FewNumbers:
    """How many are behind a value that is shown, and how sure it is."""
    if shown.counts is not None:
        n = shown.counts.n
        return n, rules.mean_and_variance(shown.counts)[1] / n if n > 1 else None
    asked = asked_in(*asked_of(of.tx, assessment))
    found = bases_of(of.tx, assessment, asked).get(subject.id)
    profile = of.findings(assessment).profile
    score = profile.section(subject.id) if profile else None
    if found is None or score is None:
        return (score.responses or 0 if score else 0), None
    found = basis_in_part(found) if score.hidden is Hidden.STATEMENTS else found
    return found.n, found.variance


def _of_agreed(of: UnitRounds, subject: Subject) -> Baseline:
    """The level that the last workshop agreed for a statement. Raises Refused where there is none."""
    if subject.kind is SubjectKind.STATEMENT:
        for held, assessment in reversed(of.of_subject(subject)):
            if level := of.agreed_level(assessment, subject.id):
                return Baseline(held.id, level.content.level)
    raise Refused(Refusal.BET_NOT_AGREED)


def _of_pitfall(of: UnitRounds, subject: Subject) -> Baseline:
    held = next(reversed(of.rounds_of_pitfalls()), None)
    answer = of.pitfall(held, subject) if held else None
    if held is None or answer is None or answer.content.state is PitfallState.UNANSWERED:
        raise Refused(Refusal.BET_PITFALL_OPEN)
    return Baseline(held.id, state=answer.content.state)


def _of_measure(of: UnitRounds, subject: Subject) -> Baseline:
    """The mean of the readings so far. Raises Refused where there are none, NotFound."""
    measures.get(of.tx, of.organisation_id, subject.id)
    values = [reading.value for reading in measures.readings(of.tx, of.organisation_id, subject.id)]
    if not values:
        raise Refused(Refusal.BET_NO_READINGS)
    return Baseline(None, sum(values) / len(values), len(values))
