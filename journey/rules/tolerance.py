"""Against a target: how far off a reading is, and whether that is more than the tolerance that was agreed.

A gap is how far a reading lies on the wrong side of its target; of a band, how far outside. At no gap it is on target;
up to the tolerance, which belongs to it, it is one to watch; beyond it is an exception, and so is a reading that is
late by more than half a period. Without a tolerance nothing is beyond it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from journey.model import AgainstTarget, Direction, Light, MeasureContent, Reading, Verdict
from journey.rules import periods
from journey.rules.rounding import exact


def gap(content: MeasureContent, value: float) -> float | None:
    """How far a value lies on the wrong side of the target, outside of the band; None without a target.

    It is 0 or less where the target is met: then how far within.
    """
    if content.target is None:
        return None
    if content.direction is Direction.UP:
        return content.target - value
    if content.direction is Direction.DOWN:
        return value - content.target
    return max(content.target - value, value - (content.target if content.upper is None else content.upper))


def light(content: MeasureContent, value: float) -> Light:
    """What a value is against target and tolerance."""
    off = gap(content, value)
    if off is None:
        return Light.NO_TARGET
    if exact(off) <= 0:
        return Light.ON_TARGET
    is_beyond = content.tolerance is not None and exact(off) > exact(content.tolerance)
    return Light.EXCEPTION if is_beyond else Light.WATCH


def against(
    content: MeasureContent, readings: Sequence[Reading], today: date, since: date | None = None
) -> AgainstTarget:
    """How a measure stands today; ``readings`` are in the order of their periods.

    ``since`` is the day on which it was added, from when on the first reading is waited for.
    """
    last = readings[-1] if readings else None
    due_period, is_late = periods.due(last.period if last else None, content.frequency, today, since)
    if last is None:
        return AgainstTarget(Light.NO_READING, None, due_period, is_late)
    found = Light.NO_READING if is_late else light(content, last.value)
    return AgainstTarget(found, gap(content, last.value), due_period, is_late)


def section_is_exception(floor: int | None, secure_level: int | None, verdict: Verdict | None = None) -> bool | None:
    """Whether a section is beyond its tolerance: below the floor for its secure level, or clearly lower than before.

    A lower index counts only where the change rule says so. None where neither can be told: without a floor or without
    a secure level, and with no verdict.
    """
    is_lower = verdict is Verdict.LOWER
    if floor is None or secure_level is None:
        return True if is_lower else None if verdict is None else False
    return secure_level < floor or is_lower
