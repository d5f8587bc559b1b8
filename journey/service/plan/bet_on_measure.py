"""What the readings of a measure say of a bet on it: a signal after the first step, and a mean past the pledge.

The verdict rests on the readings until the day of the bet, or else on the first twelve after its first step: later ones
change nothing in it. Where no first step was taken the readings after the bet was placed count, and a move is one
without us.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from journey.model import (
    Bet,
    BetOutcome,
    BetVerdict,
    CannotTell,
    Direction,
    Enough,
    Measure,
    MeasureContent,
    Reading,
    WithoutUs,
)
from journey.rules import run_chart
from journey.rules.rounding import reaches
from journey.service.plan.standing_of_subjects import UnitRounds
from journey.store import measures

DECIDED_BY = 12
"""After so many readings without a signal it has not come."""


def of_measure(of: UnitRounds, bet: Bet, step_on: date | None, placed_on: date, today: date) -> BetOutcome:
    """The verdict from the readings after the action's first step, or after the bet was placed."""
    start = BetOutcome(BetVerdict.OPEN, pledged=bet.content.by, before=bet.baseline.value)
    found = of.measured(bet.content.subject.id)
    if found is None or bet.baseline.value is None:
        return replace(start, verdict=BetVerdict.CANNOT_TELL, why=CannotTell.GONE)
    measure, readings = found
    since = step_on or placed_on
    counted = _until(readings, since, bet.content.due_on)
    chart = run_chart.run_chart(measure.content, counted, measures.limits(of.tx, of.organisation_id, measure.id))
    after, mean = run_chart.readings_after(chart, since), run_chart.recent_mean(chart)
    start = replace(start, after=mean, readings=after)
    is_due = after >= DECIDED_BY if bet.content.due_on is None else bet.content.due_on <= today
    if not is_due:
        return start
    start = replace(start, scored_on=bet.content.due_on or counted[-1].period)
    if mean is not None:
        start = replace(start, difference=mean - bet.baseline.value)
    if chart.enough is not Enough.ENOUGH:
        return replace(start, verdict=BetVerdict.CANNOT_TELL, why=CannotTell.NO_LIMITS)
    is_up = aims_up(measure, bet.baseline.value)
    if run_chart.began_after(chart, since, is_up=is_up):
        gained = (start.difference or 0.0) * (1 if is_up else -1)
        if mean is None or not reaches(gained, bet.content.by or 0.0):
            return replace(start, verdict=BetVerdict.CANNOT_TELL, why=CannotTell.SHORT_OF_PLEDGE)
        if step_on is None:
            return replace(start, verdict=BetVerdict.MOVED_WITHOUT_US, without_us=WithoutUs.FIRST_STEP)
        return replace(start, verdict=BetVerdict.MOVED)
    if after >= DECIDED_BY:
        return replace(start, verdict=BetVerdict.NOT_YET)
    return replace(start, verdict=BetVerdict.CANNOT_TELL, why=CannotTell.TOO_FEW_READINGS)


def aims_up(measure: Measure, value: float) -> bool:
    """Which way a bet on a measure goes: the better one, and of a band the way into it."""
    content: MeasureContent = measure.content
    if content.direction is Direction.WITHIN:
        return content.target is not None and value < content.target
    return content.direction is Direction.UP


def _until(readings: Sequence[Reading], since: date, due_on: date | None) -> list[Reading]:
    """The readings that decide: those until the day of the bet, or the first twelve after its first step."""
    if due_on is not None:
        return [reading for reading in readings if reading.period <= due_on]
    before = [reading for reading in readings if reading.period <= since]
    return before + [reading for reading in readings if reading.period > since][:DECIDED_BY]
