"""What a stage still lacks before it is ready to move on from, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from journey.model import Missing, PitfallTally, Readiness
from journey.rules.readiness import points
from journey.wording import limits

MISSING: Mapping[Missing, str] = {
    Missing.NO_SCORE: "The stage has no score to show: too few of its statements are answered, or too few people.",
    Missing.INDEX: f"Its index is below {limits.ESTABLISHED_FROM}.",
    Missing.SECURE_LEVEL: f"Its secure level is below {limits.READY_SECURE_LEVEL}, or there are too few scored "
    "statements to have one.",
    Missing.CRITICAL_PITFALL: "A critical pitfall is not avoided.",
    Missing.PITFALLS: f"Fewer than {limits.READY_SHARE_AVOIDED} of the pitfalls that apply are avoided.",
}
"""A sentence for each condition of readiness that is not met."""


def missing(readiness: Readiness) -> list[str]:
    """A sentence for each condition that is not met, with the points where it is the pitfalls that are short."""
    sentences = [MISSING[condition] for condition in readiness.missing]
    if {Missing.CRITICAL_PITFALL, Missing.PITFALLS} & set(readiness.missing):
        sentences.append(f"Pitfalls: {in_points(readiness.tally)}.")
    return sentences


def in_points(tally: PitfallTally) -> str:
    """``8½ of 10 points, 8 needed; critical: 2 of 3``: one point for each avoided, half for partly avoided."""
    stands = points(tally)
    if not stands.most:
        return "none applies"
    said = f"{_halves(stands.points)} of {stands.most} points, {_halves(stands.needed)} needed"
    return f"{said}; critical: {stands.critical_avoided} of {stands.critical}" if stands.critical else said


def _halves(number: Fraction) -> str:
    """``8½``, ``8``, ``½``."""
    whole, half = divmod(number, 1)
    return f"{whole or ''}½" if half else str(whole)
