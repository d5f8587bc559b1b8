"""Readings of a measure: one in a line, several pasted, one that is corrected; limits drawn anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, Self

import streamlit as st

from journey.model import MeasureStanding, Reading
from journey.service import Conflict, Refused
from journey.service.plan import measures, pasted_readings
from journey.service.plan.fields import TEXT_LIMIT, WHO_LIMIT
from journey.service.plan.measures import NOTE_LIMIT, NewReading
from journey.service.plan.pasted_readings import LONGEST
from journey.service.plan.place import PlanPlace
from journey.ui.shared import errors, presses, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.ui.shared.versioned_form import Press, VersionedForm, Written
from journey.wording import formatting, numbers, periods
from journey.wording import measures as words
from journey.wording.catalogue import _

_LENGTH = 40
_NEW = "new-"


@dataclass(frozen=True, slots=True)
class ReadingForm(VersionedForm[NewReading]):
    """One reading: a new one where its version is 0, else one that is corrected.

    Where the period of a new one has a reading already, that one and what was typed stand side by side.
    """

    place: PlanPlace
    one: MeasureStanding
    stored: Reading
    slot: str
    first_field: ClassVar[str] = "value"

    @classmethod
    def new(cls, place: PlanPlace, one: MeasureStanding) -> ReadingForm:
        """The form for the next reading; once one is written down it is another, empty form."""
        slot = f"{_NEW}{st.session_state.get(_number_key(one), 0)}"
        period = measures.next_period(state.product(), one)
        return cls(place, one, Reading("", one.measure.id, period, 0.0), slot)

    @classmethod
    def of(cls, place: PlanPlace, one: MeasureStanding, reading: Reading) -> ReadingForm:
        """The form that corrects a reading."""
        return cls(place, one, reading, reading.id)

    @property
    def key(self) -> str:
        return f"reading-{self.one.measure.id}-{self.slot}"

    @property
    def version(self) -> int:
        return self.stored.version

    @property
    def is_new(self) -> bool:
        """Whether the form writes a reading down, and corrects none."""
        return self.slot.startswith(_NEW)

    def fill(self) -> None:
        widgets, content = st.session_state, self.one.measure.content
        widgets[self.name("period")] = periods.in_a_field(self.stored.period, content.frequency)
        widgets[self.name("value")] = words.number(self.stored.value) if self.version else ""
        widgets[self.name("provisional")] = self.stored.is_provisional
        widgets[self.name("note")] = self.stored.note

    def fields(self) -> None:
        """All of it stands in one line, with the button."""

    def buttons(self) -> Press | None:
        content = self.one.measure.content
        counted = f" ({plain(content.unit_name)})" if content.unit_name else ""
        label = _("Add the reading") if self.is_new else _("Save the correction")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if self.is_new:
                st.text_input(period_label(self.one), max_chars=room(_LENGTH), width=270, key=self.name("period"))
            value_label = _("Reading{counted}", counted=counted)
            st.text_input(value_label, max_chars=room(_LENGTH), width=150, key=self.name("value"))
            st.text_input(_("Note"), max_chars=room(NOTE_LIMIT), width=200, key=self.name("note"))
            st.checkbox(_("Provisional"), key=self.name("provisional"))
            pressed = presses.submit(label, key=self.name("save"))
        return (lambda: partial(self.save, self.content())) if pressed else None

    def content(self) -> NewReading:
        widgets, frequency = st.session_state, self.one.measure.content.frequency
        typed = periods.parse_period(widgets[self.name("period")] or "", frequency) if self.is_new else None
        period = typed if self.is_new else self.stored.period
        new = NewReading(
            period,
            numbers.parse_number(widgets[self.name("value")] or ""),
            bool(widgets[self.name("provisional")]),
            widgets[self.name("note")] or "",
        )
        found, value, note = measures.valid_reading(state.product(), self.one.measure.content, new)
        return replace(new, period=found, value=value, note=note)

    def what(self) -> str:
        return _("Reading of {name}", name=formatting.shortened(self.one.measure.content.name))

    def save(self, content: NewReading, seen: int) -> Written:
        product, organisation_id, writer = state.product(), self.place.organisation_id, state.window().writer
        if not self.version:
            saved = measures.add_reading(product, organisation_id, self.one.measure.id, content, writer=writer)
            notice = _("Reading added.")
        else:
            revised = replace(
                self.stored, value=content.value or 0.0, is_provisional=content.is_provisional, note=content.note
            )
            saved = measures.change_reading(product, organisation_id, revised, expected_version=seen, writer=writer)
            notice = _("Saved. What was read before is kept.")
        if self.is_new:
            begin_anew(self.one)
        return Written(saved.version, notice)

    def reread(self) -> Self:
        fresh = measures.get(state.product(), self.place.organisation_id, self.one.measure.id)
        try:
            period = self.content().period
        except Refused:
            period = self.stored.period
        there = next((reading for reading in fresh.readings if reading.period == period), self.stored)
        return replace(self, one=fresh, stored=there)

    def take_stored(self) -> None:
        if self.is_new and self.version:
            begin_anew(self.one)
        else:
            super(ReadingForm, self).take_stored()

    def show_stored(self) -> None:
        content = self.one.measure.content
        st.warning(
            _(
                "Not saved: {period} has a reading already, which somebody wrote down or changed meanwhile. What you "
                "entered is still in the form above. This is what is stored:",
                period=plain(periods.name(self.stored.period, content.frequency)),
            )
        )
        st.text(words.reading(content, self.stored))
        if self.stored.note:
            st.text(self.stored.note)

    def keep_label(self) -> str:
        return _("Keep {value}", value=plain(words.amount(self.one.measure.content, self.stored.value)))

    def replace_label(self, content: NewReading) -> str:
        value = words.amount(self.one.measure.content, content.value or 0.0)
        return _("Correct it to {value}", value=plain(value))


def period_label(one: MeasureStanding) -> str:
    """``Month, for example March 2026``."""
    frequency = one.measure.content.frequency
    example = periods.in_a_field(measures.next_period(state.product(), one), frequency)
    name = formatting.capital(periods.NAMES[frequency])
    return _("{period}, for example {example}", period=name, example=example)


def paste(place: PlanPlace, one: MeasureStanding) -> None:
    """Several readings as lines: each fault is said by its line, and nothing is written down while there is one."""
    name = f"paste-{one.measure.id}-{st.session_state.get(_number_key(one), 0)}"
    with st.form(f"{name}-form", border=False):
        example = periods.in_file(measures.next_period(state.product(), one), one.measure.content.frequency)
        text = st.text_area(
            _("A line each: {example}; 81.2. After it, if need be: ; provisional; a note", example=example),
            max_chars=room(LONGEST),
            height=140,
            key=f"{name}-lines",
        )
        pressed = presses.submit(_("Add all of them"), key=f"{name}-save")
    if pressed:
        with errors.refusals_shown_here():
            _add_pasted(place, one, text or "")


def _add_pasted(place: PlanPlace, one: MeasureStanding, text: str) -> None:
    pasted = pasted_readings.read(state.product(), one, text)
    if pasted.faults:
        st.error(_("Nothing was added yet. Mend these lines, or leave them out:"))
        for fault in pasted.faults:
            why = errors.failure_in_words(fault.why)
            st.markdown(f"- {plain(words.line_fault(fault.number, fault.line, why))}")
        return
    try:
        measures.add_readings(
            state.product(), place.organisation_id, one.measure.id, pasted.readings, writer=state.window().writer
        )
    except Conflict:
        st.error(_("Nothing was added: somebody wrote one of these down meanwhile. Press again to see which."))
        return
    begin_anew(one)
    state.leave_notice(
        _("{number} added.", number=formatting.capital(formatting.count(len(pasted.readings), "reading")))
    )
    st.rerun()


def correct(place: PlanPlace, one: MeasureStanding) -> None:
    """Choose a reading, and correct it; what was read before stays in the history."""
    content, by_id = one.measure.content, {reading.id: reading for reading in reversed(one.readings)}
    chosen = st.selectbox(
        _("Which reading"),
        list(by_id),
        format_func=lambda id_: words.reading(content, by_id[id_]) if id_ in by_id else "",
        key=f"correct-{one.measure.id}",
    )
    if chosen in by_id:
        ReadingForm.of(place, one, by_id[chosen]).draw()


def draw_anew(place: PlanPlace, one: MeasureStanding) -> None:
    """From a period on, reckon limits anew: a person decides that, with the reason; the old ones stay in sight."""
    name = f"anew-{one.measure.id}-{len(one.drawn_anew)}"
    st.markdown(
        _("Only where something was changed on purpose, never because a reading is unwelcome. The old limits stay.")
    )
    with st.form(f"{name}-form", border=False):
        period = st.text_input(period_label(one), max_chars=room(_LENGTH), key=f"{name}-period")
        reason = st.text_input(_("What was changed"), max_chars=room(TEXT_LIMIT), key=f"{name}-reason")
        decided_by = st.text_input(_("Who decided it"), max_chars=room(WHO_LIMIT), key=f"{name}-who")
        pressed = presses.submit(_("Draw limits anew"), key=f"{name}-save")
    if pressed:
        with errors.refusals_shown_here():
            measures.draw_limits_anew(
                state.product(),
                place.organisation_id,
                one.measure.id,
                period=periods.parse_period(period or "", one.measure.content.frequency),
                reason=reason or "",
                decided_by=decided_by or "",
            )
            state.leave_notice(_("Limits are drawn anew from there on."))
            st.rerun()


def end(place: PlanPlace, one: MeasureStanding) -> None:
    """Say that a measure is not kept any longer, and why; its readings stay."""
    name = f"end-{one.measure.id}"
    with st.form(f"{name}-form", border=False):
        why = st.text_input(_("Why it is not kept"), max_chars=room(TEXT_LIMIT), key=f"{name}-why")
        pressed = presses.submit(_("End it"), key=f"{name}-save")
    if pressed:
        with errors.refusals_shown_here():
            measures.end(
                state.product(),
                place.organisation_id,
                one.measure.id,
                why=why or "",
                expected_version=one.measure.version,
                writer=state.window().writer,
            )
            state.leave_notice(_("Ended. Its readings are kept below."))
            st.rerun()


def begin_anew(one: MeasureStanding) -> None:
    """From now on the empty forms of a measure are others."""
    key = _number_key(one)
    st.session_state[key] = st.session_state.get(key, 0) + 1


def _number_key(one: MeasureStanding) -> str:
    return f"reading-number-{one.measure.id}"
