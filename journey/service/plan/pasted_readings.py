"""Several readings pasted as lines, ``2026-01; 81.2``: read line by line, and written down together or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journey.model import MeasureStanding
from journey.model.refusals import Refusal
from journey.service.context import Product
from journey.service.plan.measures import NewReading, valid_reading
from journey.service.refused import Refused
from journey.wording import numbers, periods

MOST_LINES = 200
LONGEST = 12_000
"""Characters."""
_PARTS = re.compile(r"[;\t]")
_PROVISIONAL = {"provisional", "p"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be written down: its number, what it says, and why."""

    number: int
    line: str
    why: Refused


@dataclass(frozen=True, slots=True)
class Pasted:
    """The readings of all lines; not to be written down while there are faults."""

    readings: Sequence[NewReading]
    faults: Sequence[Fault]


def read(product: Product, one: MeasureStanding, text: str) -> Pasted:
    """What the lines give for a measure. Raises Refused where there are none, or too many."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise Refused(Refusal.READING_MISSING)
    if len(lines) > MOST_LINES or len(text) > LONGEST:
        raise Refused(Refusal.LINES_TOO_MANY, limit=MOST_LINES)
    found: list[NewReading] = []
    faults: list[Fault] = []
    taken = {reading.period for reading in one.readings}
    for number, line in lines:
        try:
            new = _reading(product, one, line)
            if new.period in taken:
                raise Refused(Refusal.PERIOD_READ_ALREADY)
        except Refused as why:
            faults.append(Fault(number, line, why))
            continue
        taken |= {new.period} if new.period else set()
        found.append(new)
    return Pasted(found, faults)


def _reading(product: Product, one: MeasureStanding, line: str) -> NewReading:
    content, parts = one.measure.content, list(_parts(line))
    period, value, *rest = (*parts, "") if len(parts) < 2 else parts
    is_provisional = any(word.casefold() in _PROVISIONAL for word in rest)
    note = " ".join(word for word in rest if word.casefold() not in _PROVISIONAL)
    read_as = NewReading(
        periods.parse_period(period, content.frequency), numbers.parse_number(value), is_provisional, note
    )
    first_day, number, note = valid_reading(product, content, read_as)
    return NewReading(first_day, number, is_provisional, note)


def _parts(line: str) -> Iterator[str]:
    """The parts of a line: by semicolons or tabs; without them, the last word is the value."""
    parts = _PARTS.split(line) if _PARTS.search(line) else line.rsplit(None, 1)
    yield from (part.strip() for part in parts)
