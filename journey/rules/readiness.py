"""Whether a stage is ready to be left: its score and its pitfalls together, and what is missing where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from journey.model import (
    Checklist,
    Missing,
    PitfallChange,
    PitfallPoints,
    PitfallState,
    PitfallTally,
    Readiness,
    SectionScore,
)
from journey.rules import scoring

READY_SECURE_LEVEL = 2
READY_SHARE_AVOIDED = Fraction(4, 5)
"""Of the pitfalls that apply, those partly avoided counting half."""

OPEN = (PitfallState.NOT_YET, PitfallState.UNANSWERED)
NOT_AVOIDED = (PitfallState.PARTLY, *OPEN)
STILL_OPEN = (PitfallState.PARTLY, PitfallState.NOT_YET)
"""What somebody has looked at and found not avoided: a pitfall that nobody has looked at is neither closed nor open."""
_NOTHING = PitfallState.UNANSWERED


@dataclass(frozen=True, slots=True)
class StageInRound:
    """A stage's checklist, how each pitfall stands, and how ready the stage is, in one round."""

    checklist: Checklist
    states: Mapping[str, PitfallState]
    readiness: Readiness


def tally(checklist: Checklist, states: Mapping[str, PitfallState]) -> PitfallTally:
    """How the checklist's pitfalls stand. A pitfall without a state is unanswered, and unanswered counts as open."""
    standing = [(pitfall, states.get(pitfall.id, PitfallState.UNANSWERED)) for pitfall in checklist.pitfalls]
    return PitfallTally(
        avoided=tuple(pitfall.id for pitfall, state in standing if state is PitfallState.AVOIDED),
        partly=tuple(pitfall.id for pitfall, state in standing if state is PitfallState.PARTLY),
        open=tuple(pitfall.id for pitfall, state in standing if state in OPEN),
        not_applicable=tuple(pitfall.id for pitfall, state in standing if state is PitfallState.NOT_APPLICABLE),
        critical_open=tuple(pitfall.id for pitfall, state in standing if pitfall.critical and state in NOT_AVOIDED),
        unanswered=tuple(pitfall.id for pitfall, state in standing if state is PitfallState.UNANSWERED),
        critical=tuple(p.id for p, state in standing if p.critical and state is not PitfallState.NOT_APPLICABLE),
    )


def readiness(section_id: str, score: SectionScore | None, pitfalls: PitfallTally) -> Readiness:
    """What the stage still needs, in the order of Missing. ``score`` is None where the section was not asked.

    Without an index nothing is said about index and secure level singly. A section with an index and no secure level,
    because fewer than three of its statements are scored, is not ready. Where no pitfall applies none is in the way.
    """
    missing = []
    if score is None or score.index is None or score.band is None:
        missing.append(Missing.NO_SCORE)
    else:
        if score.band < scoring.ESTABLISHED_BAND:
            missing.append(Missing.INDEX)
        if score.secure_level is None or score.secure_level < READY_SECURE_LEVEL:
            missing.append(Missing.SECURE_LEVEL)
    if pitfalls.critical_open:
        missing.append(Missing.CRITICAL_PITFALL)
    if not _enough_avoided(pitfalls):
        missing.append(Missing.PITFALLS)
    return Readiness(section_id, tuple(missing), pitfalls)


def pitfall_change(before: StageInRound, after: StageInRound) -> PitfallChange:
    """What was closed and what reopened between two rounds, of the pitfalls with the same id and revision in both."""
    revisions = {pitfall.id: pitfall.revision for pitfall in before.checklist.pitfalls}
    same = [p.id for p in after.checklist.pitfalls if revisions.get(p.id) == p.revision]
    states = [(id_, before.states.get(id_, _NOTHING), after.states.get(id_, _NOTHING)) for id_ in same]
    return PitfallChange(
        section_id=after.readiness.section_id,
        closed=tuple(id_ for id_, earlier, later in states if earlier in STILL_OPEN and later is PitfallState.AVOIDED),
        reopened=tuple(
            id_ for id_, earlier, later in states if earlier is PitfallState.AVOIDED and later in STILL_OPEN
        ),
        tallies=(before.readiness.tally, after.readiness.tally),
        missing=(before.readiness.missing, after.readiness.missing),
    )


def points(pitfalls: PitfallTally) -> PitfallPoints:
    """The points that a checklist stands at, and those that are needed: the share, rounded up to half a point.

    So none of three or four pitfalls may stay open, one of five to nine, and two of ten to 12.
    """
    most = len(pitfalls.avoided) + len(pitfalls.partly) + len(pitfalls.open)
    return PitfallPoints(
        points=len(pitfalls.avoided) + Fraction(len(pitfalls.partly), 2),
        most=most,
        needed=Fraction(ceil(2 * most * READY_SHARE_AVOIDED), 2),
        critical_avoided=len(pitfalls.critical) - len(pitfalls.critical_open),
        critical=len(pitfalls.critical),
    )


def _enough_avoided(pitfalls: PitfallTally) -> bool:
    stands = points(pitfalls)
    return stands.points >= stands.needed
