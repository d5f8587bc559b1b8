"""What a stage still lacks before it is ready to move on from, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from journey.model import Missing
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
