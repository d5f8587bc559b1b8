"""The workshop of the unit and round in view: planned, led and looked back on; and the council's others."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Organisation, Workshop, WorkshopStage
from journey.service.current_selection import Navigation
from journey.service.workshop import leading
from journey.ui.shared import components, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import planning
from journey.wording import formatting, terms
from journey.wording.catalogue import _


def page() -> None:
    """The workshop in view as far as it is; where there is none, the others and a new one."""
    navigation = state.navigation()
    organisation = state.organisation(navigation)
    found = leading.workshop_of(state.product(), navigation.selection) if navigation.selection else None
    every = leading.every(state.product(), organisation.id)
    if found is None or navigation.selection is None:
        _without(organisation, navigation, every)
        return
    st.title(plain(found.plan.title), anchor=False)
    fault = state.fault()
    if fault and found.stage is not WorkshopStage.ROOM:
        st.warning(plain(fault))
    if found.stage is WorkshopStage.BEFORE:
        from journey.ui.workshop import before

        before.show(navigation.selection, found)
    elif found.stage is WorkshopStage.ROOM:
        from journey.ui.workshop import room

        room.show(navigation.selection, found, fault)
    else:
        from journey.ui.workshop import ended

        ended.show(navigation.selection, found)
    if found.stage is not WorkshopStage.ROOM:
        with components.fold(_("Other workshops, and a new one"), f"other-workshops-{len(every)}") as others:
            if others.open:
                _others(navigation, [one for one in every if one.id != found.id])
                planning.form(organisation, navigation)


def _without(organisation: Organisation, navigation: Navigation, every: Sequence[Workshop]) -> None:
    st.title(_("Workshops"), anchor=False)
    st.markdown(
        _(
            "In a workshop people answer on their own phones, or with cards. Answers are shown to everybody at once, "
            "talked about where they differ, and end in an agreed level and a few actions."
        )
    )
    if every:
        _others(navigation, every)
        with components.fold(_("Plan a workshop"), f"make-workshop-{len(every)}") as fold:
            if fold.open:
                planning.form(organisation, navigation)
    else:
        st.header(_("Plan a workshop"), anchor=False)
        planning.form(organisation, navigation)


def _others(navigation: Navigation, every: Sequence[Workshop]) -> None:
    """Each workshop with its date and state, the latest first, and the way to it."""
    rounds = {one.id: one.name for one in navigation.rounds}
    units = {one.id: one.name for one in navigation.units}
    for one in reversed(every):
        with st.container(key=f"workshop-{one.id}", border=True):
            st.markdown(f"**{plain(one.plan.title)}**")
            where = f"{plain(units[one.unit_id])} · {plain(rounds[one.round_id])}"
            st.caption(f"{where} · {formatting.day(one.plan.held_on)} · {terms.STAGES[one.stage]}")
            st.button(
                _("Go to {title}", title=plain(one.plan.title)),
                key=f"to-{one.id}",
                on_click=_look_at,
                args=(one,),
                type="secondary",
            )


def _look_at(one: Workshop) -> None:
    state.look_at(organisation_id=one.organisation_id, round_id=one.round_id, unit_id=one.unit_id)
