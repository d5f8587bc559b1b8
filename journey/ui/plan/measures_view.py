"""A view of the plan: the measures of a unit, exceptions first, each with both answers, picture and readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from journey.charts import run_chart
from journey.model import Light, Measure, MeasureContent, MeasureStanding, Origin, Subject, SubjectKind
from journey.service.plan import measure_ties, measures
from journey.service.plan.measure_ties import Ties
from journey.service.plan.place import PlanPlace
from journey.ui.plan import measure_form, reading_form
from journey.ui.plan.measure_form import CriteriaForm, MeasureForm, TargetForm, points_said, spot_of, step_key
from journey.ui.shared import components, how_others, make_action, page_title, state
from journey.ui.shared.downloads import AskedIn, TableSubject
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording import measures as words
from journey.wording.catalogue import N_, _

_Draw = Callable[[PlanPlace, MeasureStanding, Ties], None]
_COLOURS: Mapping[Light, str] = {
    Light.ON_TARGET: "green",
    Light.WATCH: "orange",
    Light.EXCEPTION: "red",
    Light.NO_READING: "gray",
    Light.NO_TARGET: "gray",
}
"""Beside a shape and a word, never alone."""
_ASKS_FOR_READINGS = ("correct", "anew")


def show(place: PlanPlace) -> None:
    """Draw the view for a unit."""
    product = state.product()
    kept, ties = measures.of_place(product, place), measure_ties.of_place(product, place)
    if kept:
        st.markdown(plain(_summary(kept)))
        st.caption(plain(words.legend()))
    else:
        st.markdown(
            _(
                "No measures yet. A few are enough: what would show, in numbers that come in anyway, that things are "
                "going the way you want?"
            )
        )
    for title, those in _groups(kept):
        st.header(title, anchor=False)
        for one in those:
            _measure(place, one, ties)
    number = st.session_state.get(measure_form.number_key(place), 0)
    label = _("Add a measure")
    with page_title.spot("add-measure"), components.fold(label, f"measure-add-{place.key}-{number}") as opened:
        if opened.open:
            MeasureForm(place, ties, Measure(f"new-{number}", place.unit_id, MeasureContent(""))).draw()
    _ended(place)


def _summary(kept: Sequence[MeasureStanding]) -> str:
    """How many there are, and how many ask for a decision."""
    exceptions = sum(one.is_exception for one in kept)
    early = sum(one.signal is not None and not one.is_exception for one in kept)
    said = [_("{measures} kept.", measures=formatting.capital(formatting.count(len(kept), "measure")))]
    if exceptions:
        many = formatting.capital(formatting.number(exceptions))
        said.append(_("{many} beyond tolerance or without a reading.", many=many))
    if early:
        said.append(_("{many} with a signal within tolerance.", many=formatting.capital(formatting.number(early))))
    if not exceptions and not early:
        said.append(_("None asks for a decision."))
    return " ".join(said)


def _groups(kept: Sequence[MeasureStanding]) -> list[tuple[str, list[MeasureStanding]]]:
    """Exceptions, then signals, then the others; a group that is empty is left out."""
    exceptions = [one for one in kept if one.is_exception]
    early = [one for one in kept if one.signal is not None and not one.is_exception]
    others = [one for one in kept if one not in exceptions and one not in early]
    titled = ((_("Exceptions"), exceptions), (_("A signal within tolerance"), early), (_("The others"), others))
    return [(title, those) for title, those in titled if those]


def _measure(place: PlanPlace, one: MeasureStanding, ties: Ties) -> None:
    """A card: in full where it asks for a decision or was gone to, else a line that opens."""
    with page_title.spot(spot_of(one.measure)):
        if one.is_exception or one.signal is not None:
            st.subheader(_label(one), anchor=False)
            _card(place, one, ties)
            return
        key = measure_form.fold_key(one.measure)
        is_open = state.wanted_spot() == spot_of(one.measure)
        with components.fold(state.fold_label(key, _label(one)), key, is_open=is_open) as opened:
            if opened.open:
                _card(place, one, ties)


def _label(one: MeasureStanding) -> str:
    """Light, name and last reading on one line; the shape in the colour of its light."""
    shape, label = words.SHAPES[one.light], words.label(one)
    return f":{_COLOURS[one.light]}[{shape}] {plain(label.removeprefix(shape).strip())}"


def _card(place: PlanPlace, one: MeasureStanding, ties: Ties) -> None:
    content = one.measure.content
    st.markdown(f"**{plain(words.in_full(one))}**")
    if content.definition:
        st.text(content.definition)
    for line in (*measure_form.facts(content, ties), points_said(content)):
        st.caption(plain(line))
    if one.readings:
        organisation_id = place.organisation_id
        revised = measures.revised_from(state.product(), organisation_id, one.readings)
        drawn = run_chart(one, state.theme(), revised)
        components.drawn(drawn, key=f"measure-{one.measure.id}", subject=_subject(place, one), is_said=False)
    reading_form.ReadingForm.new(place, one).draw()
    _what_to_do(one)
    key = measure_form.fold_key(one.measure, measure_form.CHANGE)
    with components.fold(_("Change this measure or its readings"), key) as opened:
        if opened.open:
            _change(place, one, ties)


def _what_to_do(one: MeasureStanding) -> None:
    """An action about the measure, and how others work on the section that it belongs to."""
    selection, section, key = state.navigation().selection, one.measure.content.section, f"measure-{one.measure.id}"
    if selection is not None:
        subject = Subject(SubjectKind.MEASURE, one.measure.id)
        make_action.offer(selection, subject, Origin.MEASURE, key=key)
    if section is not None:
        how_others.offer(section, key=key)


def _change(place: PlanPlace, one: MeasureStanding, ties: Ties) -> None:
    """One thing at a time that can be done about a measure."""
    names = [name for name in _CHANGES if one.readings or name not in _ASKS_FOR_READINGS]
    chosen = st.radio(
        _("What to change"),
        names,
        format_func=lambda name: _(_CHANGES[name][0]),
        horizontal=True,
        key=step_key(one.measure.id),
        label_visibility="collapsed",
    )
    _CHANGES[chosen][1](place, one, ties)


_CHANGES: Mapping[str, tuple[str, _Draw]] = {
    "paste": (N_("Paste several readings"), lambda place, one, _ties: reading_form.paste(place, one)),
    "correct": (N_("Correct a reading"), lambda place, one, _ties: reading_form.correct(place, one)),
    measure_form.TARGET: (
        N_("Target and tolerance"),
        lambda place, one, ties: TargetForm(place, ties, one.measure).draw(),
    ),
    "criteria": (
        N_("Is it a good measure?"),
        lambda place, one, ties: CriteriaForm(place, ties, one.measure).draw(),
    ),
    "what": (N_("What is measured"), lambda place, one, ties: MeasureForm(place, ties, one.measure).draw()),
    "anew": (N_("Draw limits anew"), lambda place, one, _ties: reading_form.draw_anew(place, one)),
    "end": (N_("End it"), lambda place, one, _ties: reading_form.end(place, one)),
}


def _ended(place: PlanPlace) -> None:
    """The measures that are not kept any longer, and why."""
    ended = measures.ended(state.product(), place)
    if not ended:
        return
    label = _("Measures that are not kept any longer ({number})", number=len(ended))
    with components.fold(label, f"measures-ended-{place.key}") as opened:
        if opened.open:
            for one in ended:
                when = formatting.day(one.measure.ended_on) if one.measure.ended_on else ""
                st.text(one.measure.content.name)
                st.caption(plain(_("Ended on {day}: {why}", day=when, why=one.measure.ended_why)))


def _subject(place: PlanPlace, one: MeasureStanding) -> TableSubject:
    """What the file of readings is about."""
    navigation = state.navigation()
    council = navigation.organisation.name if navigation.organisation else ""
    unit = next((unit.name for unit in navigation.units if unit.id == place.unit_id), "")
    name = one.measure.content.name
    return TableSubject(name, council, unit, "", "", (AskedIn("", ""),))
