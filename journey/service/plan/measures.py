"""The measures of a unit and their readings: added, changed, ended; how each stands today.

A measure has at most one reading a period. Every change names the version that was seen; what was there before a change
is kept in the history, so a reading that was revised still says from what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from journey.model import (
    Direction,
    LimitsFrom,
    Measure,
    MeasureContent,
    MeasureStanding,
    PlanEvent,
    Reading,
    Subject,
    Verdict,
)
from journey.model.refusals import Refusal
from journey.rules import periods, run_chart, tolerance
from journey.service.context import Product
from journey.service.plan import fields
from journey.service.plan.place import PlanPlace
from journey.service.refused import Refused
from journey.store import Conflict, Connection, actions, measures, plan_events
from journey.store.versioned_records import Edit
from journey.wording import numbers
from journey.wording.days import NO_DAY

A_FEW = 5
"""So many measures an action or a section may carry."""
MOST_MEASURES = 40
"""So many measures a unit may keep at a time."""
MOST_READINGS = 600
"""So many readings a measure may have: eleven years of weeks, fifty of months."""
LARGEST = 1e12
NAME_LIMIT, UNIT_LIMIT, NOTE_LIMIT = 120, 40, 300
_WHOLE = range(101)


@dataclass(frozen=True, slots=True)
class NewReading:
    """A reading as somebody typed it: the period, and the value, NO_DAY and NO_NUMBER where they are none."""

    period: date | None
    value: float | None
    is_provisional: bool = False
    note: str = ""


def of_place(product: Product, place: PlanPlace) -> list[MeasureStanding]:
    """The measures that the unit keeps: exceptions first, then signals, each in the order in which they were added."""
    standings = [one for one in _standings(product, place) if one.measure.ended_on is None]
    return sorted(standings, key=_in_order)


def ended(product: Product, place: PlanPlace) -> list[MeasureStanding]:
    """The measures that are not kept any more."""
    return [one for one in _standings(product, place) if one.measure.ended_on is not None]


def of_action(product: Product, place: PlanPlace, action_id: str) -> list[MeasureStanding]:
    """The measures that an action carries."""
    return [one for one in of_place(product, place) if one.measure.content.action_id == action_id]


def of_section(product: Product, place: PlanPlace, section: Subject) -> list[MeasureStanding]:
    """The measures that a section carries."""
    return [one for one in of_place(product, place) if one.measure.content.section == section]


def get(product: Product, organisation_id: str, measure_id: str) -> MeasureStanding:
    """One measure as it stands today. NotFound."""
    with product.store.read() as tx:
        measure = measures.get(tx, organisation_id, measure_id)
        return _standing(product, tx, organisation_id, measure, measures.readings(tx, organisation_id, measure_id))


def add(product: Product, place: PlanPlace, content: MeasureContent, *, writer: str) -> Measure:
    """Keep a measure. Raises Refused, NotFound, Unavailable."""
    content = valid(content)
    with product.store.write() as tx:
        _check_place(tx, place.organisation_id, place.unit_id, content)
        new = Measure("", place.unit_id, content)
        return measures.add(tx, place.organisation_id, new, Edit(writer, product.clock()))


def change(
    product: Product,
    organisation_id: str,
    measure_id: str,
    content: MeasureContent,
    *,
    expected_version: int,
    writer: str,
    why: str = "",
) -> Measure:
    """Reword a measure. How often it is read stays once it has readings. Raises Refused, Conflict, NotFound."""
    content = valid(content)
    with product.store.write() as tx:
        stored = measures.get(tx, organisation_id, measure_id)
        _check_place(tx, organisation_id, stored.unit_id, content, measure_id)
        readings = measures.readings(tx, organisation_id, measure_id)
        if readings and content.frequency is not stored.content.frequency:
            raise Refused(Refusal.FREQUENCY_HAS_READINGS)
        if content.is_share and any(not 0 <= reading.value <= 100 for reading in readings):
            raise Refused(Refusal.SHARE_HAS_READINGS)
        edit = Edit(writer, product.clock(), why)
        new = replace(stored, content=content)
        return measures.change(tx, organisation_id, new, edit, expected_version=expected_version)


def end(
    product: Product, organisation_id: str, measure_id: str, *, why: str, expected_version: int, writer: str
) -> Measure:
    """Say that a measure is not kept any more, and why. Raises Refused, Conflict, NotFound, Unavailable."""
    why = fields.needed(why, what="why", limit=fields.TEXT_LIMIT)
    with product.store.write() as tx:
        stored = measures.get(tx, organisation_id, measure_id)
        new = replace(stored, ended_on=product.today(), ended_why=why)
        edit = Edit(writer, product.clock(), why)
        return measures.change(tx, organisation_id, new, edit, expected_version=expected_version)


def add_reading(product: Product, organisation_id: str, measure_id: str, new: NewReading, *, writer: str) -> Reading:
    """Write a reading down. Raises Refused, Conflict with the reading that its period has already, NotFound."""
    with product.store.write() as tx:
        measure = measures.lock_for_update(tx, organisation_id, measure_id)
        stored = measures.readings(tx, organisation_id, measure_id)
        _check_room(len(stored) + 1)
        return _added(product, tx, organisation_id, measure, new, stored, writer)


def add_readings(
    product: Product, organisation_id: str, measure_id: str, new: Sequence[NewReading], *, writer: str
) -> list[Reading]:
    """Write several readings down, all or none. Raises Refused, Conflict with a period's reading, NotFound."""
    with product.store.write() as tx:
        measure = measures.lock_for_update(tx, organisation_id, measure_id)
        stored = measures.readings(tx, organisation_id, measure_id)
        _check_room(len(stored) + len(new))
        return [_added(product, tx, organisation_id, measure, one, stored, writer) for one in new]


def change_reading(
    product: Product,
    organisation_id: str,
    reading: Reading,
    *,
    expected_version: int,
    writer: str,
    why: str = "",
) -> Reading:
    """Revise a reading: its value, whether it is provisional, its note. Raises Refused, Conflict, NotFound."""
    with product.store.write() as tx:
        measure = measures.lock_for_update(tx, organisation_id, reading.measure_id)
        _, value, note = valid_reading(product, measure.content, _typed(reading))
        new = replace(reading, value=value, note=note, saved_at=product.clock())
        edit = Edit(writer, product.clock(), why)
        return measures.change_reading(tx, organisation_id, new, edit, expected_version=expected_version)


def draw_limits_anew(
    product: Product, organisation_id: str, measure_id: str, *, period: date | None, reason: str, decided_by: str
) -> None:
    """From a period on, reckon the limits anew; those before stay. Raises Refused, NotFound, Unavailable."""
    reason = fields.needed(reason, what="reason", limit=fields.TEXT_LIMIT)
    decided_by = fields.needed(decided_by, what="decided_by", limit=fields.WHO_LIMIT)
    with product.store.write() as tx:
        measure = measures.lock_for_update(tx, organisation_id, measure_id)
        first = _period(product, measure.content, period)
        drawn = measures.limits(tx, organisation_id, measure_id)
        if any(limits.period == first for limits in drawn):
            raise Refused(Refusal.LIMITS_DRAWN_ALREADY)
        if not any(reading.period >= first for reading in measures.readings(tx, organisation_id, measure_id)):
            raise Refused(Refusal.LIMITS_WITHOUT_READINGS)
        new = LimitsFrom(len(drawn) + 1, first, reason, decided_by, product.clock())
        measures.draw_limits_anew(tx, organisation_id, measure_id, new)


def history(product: Product, organisation_id: str, reading_id: str) -> Sequence[PlanEvent]:
    """Every change of a reading, the oldest first."""
    with product.store.read() as tx:
        return plan_events.of_record(tx, organisation_id, "reading", reading_id)


def revised_from(product: Product, organisation_id: str, readings: Sequence[Reading]) -> Mapping[str, Sequence[float]]:
    """The values that readings had before they were revised, the oldest first, by the reading's id."""
    revised = [reading.id for reading in readings if reading.version > 1]
    values: dict[str, list[float]] = {}
    with product.store.read() as tx:
        for event in plan_events.of_field(tx, organisation_id, "reading", "value", revised):
            values.setdefault(event.record_id, []).append(float(event.before))
    return values


def next_period(product: Product, one: MeasureStanding) -> date:
    """The period of which a reading is most likely to be written down next: after the last, or the one just ended."""
    frequency, today = one.measure.content.frequency, product.today()
    if one.last is None:
        return periods.before(periods.first_day(today, frequency), frequency)
    return min(periods.following(one.last.period, frequency), periods.first_day(today, frequency))


def section_is_exception(floor: int | None, secure_level: int | None, verdict: Verdict | None = None) -> bool | None:
    """Whether a section is beyond its tolerance: see ``rules.tolerance``."""
    return tolerance.section_is_exception(floor, secure_level, verdict)


def valid(content: MeasureContent) -> MeasureContent:
    """The content as it is stored. Raises Refused."""
    for value, what in ((content.target, "target"), (content.upper, "upper"), (content.tolerance, "tolerance")):
        _check_number(value, what)
    has_target = content.target is not None
    is_band = content.direction is Direction.WITHIN
    if is_band and has_target and (content.upper is None or content.upper < (content.target or 0.0)):
        raise Refused(Refusal.BAND_UNCLEAR)
    if content.tolerance is not None and (content.tolerance < 0 or not has_target):
        raise Refused(Refusal.TOLERANCE_NEGATIVE if has_target else Refusal.TOLERANCE_WITHOUT_TARGET)
    for value in (content.target, content.upper if is_band else None):
        _check_share(content, value)
    return replace(
        content,
        name=fields.needed(" ".join(content.name.split()), what="measure", limit=NAME_LIMIT),
        definition=fields.optional(content.definition, what="definition"),
        owner=fields.who(content.owner),
        source=fields.optional(content.source, what="source", limit=fields.WHAT_LIMIT),
        unit_name=fields.optional(" ".join(content.unit_name.split()), what="unit_name", limit=UNIT_LIMIT)
        or ("%" if content.is_share else ""),
        upper=content.upper if is_band and has_target else None,
        agreed_by=fields.who(content.agreed_by, what="agreed_by"),
        agreed_on=fields.day(content.agreed_on, what="agreed_on"),
        action_id=content.action_id or None,
        criteria=_notes(content.criteria),
        target_check=_notes(content.target_check),
    )


def valid_reading(product: Product, content: MeasureContent, new: NewReading) -> tuple[date, float, str]:
    """Period, value and note of a reading as they are stored. Raises Refused."""
    period = _period(product, content, new.period)
    if new.value is None:
        raise Refused(Refusal.READING_MISSING)
    _check_number(new.value, "reading")
    _check_share(content, new.value)
    return period, new.value, fields.optional(new.note, what="note", limit=NOTE_LIMIT)


def _in_order(one: MeasureStanding) -> tuple[bool, bool]:
    return not one.is_exception, one.signal is None


def _standings(product: Product, place: PlanPlace) -> list[MeasureStanding]:
    with product.store.read() as tx:
        readings = measures.all_readings(tx, place.organisation_id)
        return [
            _standing(product, tx, place.organisation_id, measure, readings.get(measure.id, ()))
            for measure in measures.of_unit(tx, place.organisation_id, place.unit_id)
        ]


def _standing(
    product: Product, tx: Connection, organisation_id: str, measure: Measure, readings: Sequence[Reading]
) -> MeasureStanding:
    drawn_anew = measures.limits(tx, organisation_id, measure.id)
    chart = run_chart.run_chart(measure.content, readings, drawn_anew)
    added = None if readings else _added_on(product, tx, organisation_id, measure)
    against = tolerance.against(measure.content, readings, product.today(), added)
    return MeasureStanding(measure, chart, against, drawn_anew)


def _added_on(product: Product, tx: Connection, organisation_id: str, measure: Measure) -> date | None:
    """The day on which a measure came to be, as its history says."""
    events = plan_events.of_record(tx, organisation_id, "measure", measure.id)
    return product.day_of(events[0].at) if events else None


def _check_place(
    tx: Connection, organisation_id: str, unit_id: str, content: MeasureContent, measure_id: str = ""
) -> None:
    """The action has to be one of the council's, and it and the section have only a few. Raises Refused, NotFound."""
    if content.action_id is not None:
        actions.get(tx, organisation_id, content.action_id)
    others = [
        one.content
        for one in measures.of_unit(tx, organisation_id, unit_id)
        if one.ended_on is None and one.id != measure_id
    ]
    if len(others) >= MOST_MEASURES:
        raise Refused(Refusal.MEASURES_FULL, limit=MOST_MEASURES)
    is_full = content.action_id is not None and sum(one.action_id == content.action_id for one in others) >= A_FEW
    if is_full or (content.section is not None and sum(one.section == content.section for one in others) >= A_FEW):
        raise Refused(Refusal.MEASURES_A_FEW, limit=A_FEW)
    if any(one.name.casefold() == content.name.casefold() for one in others):
        raise Refused(Refusal.MEASURE_NAMED_ALREADY, name=content.name)


def _added(
    product: Product,
    tx: Connection,
    organisation_id: str,
    measure: Measure,
    new: NewReading,
    stored: Sequence[Reading],
    writer: str,
) -> Reading:
    period, value, note = valid_reading(product, measure.content, new)
    if there := next((one for one in stored if one.period == period), None):
        raise Conflict(there)
    now = product.clock()
    reading = Reading("", measure.id, period, value, new.is_provisional, note, saved_at=now)
    return measures.add_reading(tx, organisation_id, reading, Edit(writer, now))


def _period(product: Product, content: MeasureContent, given: date | None) -> date:
    if given is None or given == NO_DAY:
        raise Refused(Refusal.PERIOD_UNREADABLE)
    period = periods.first_day(given, content.frequency)
    if period > product.today():
        raise Refused(Refusal.PERIOD_TO_COME)
    return period


def _typed(reading: Reading) -> NewReading:
    return NewReading(reading.period, reading.value, reading.is_provisional, reading.note)


def _check_number(value: float | None, what: str) -> None:
    if value is None:
        return
    if not numbers.is_number(value):
        raise Refused(Refusal.NUMBER_UNREADABLE, what=what)
    if abs(value) > LARGEST:
        raise Refused(Refusal.NUMBER_TOO_LARGE, what=what)


def _check_share(content: MeasureContent, value: float | None) -> None:
    if content.is_share and value is not None and not _WHOLE[0] <= value <= _WHOLE[-1]:
        raise Refused(Refusal.SHARE_OUT_OF_RANGE)


def _check_room(many: int) -> None:
    if many > MOST_READINGS:
        raise Refused(Refusal.READINGS_FULL, limit=MOST_READINGS)


def _notes(notes: Mapping[str, str]) -> Mapping[str, str]:
    """What was noted for the points of a checklist; points without a note are left out."""
    cleaned = {key: fields.optional(note, what="checklist_note", limit=NOTE_LIMIT) for key, note in notes.items()}
    return MappingProxyType({key: note for key, note in cleaned.items() if note})
