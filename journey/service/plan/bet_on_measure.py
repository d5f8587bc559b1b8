"""What the readings of a measure say of a bet on it."""

from __future__ import annotations

from datetime import date

from journey.model import Action, Bet, BetOutcome, BetVerdict
from journey.service.plan.standing_of_subjects import UnitRounds


def of_measure(of: UnitRounds, bet: Bet, action: Action, today: date) -> BetOutcome:  # noqa: ARG001
    """The verdict from the readings after the action's first step."""
    return BetOutcome(BetVerdict.OPEN, pledged=bet.content.by, before=bet.baseline.value)
