"""The workshop of the unit and round in view: planned, led and looked back on; and the council's others."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Organisation, Workshop, WorkshopStage
from journey.service.current_selection import Navigation
from journey.service.workshop import planning
from journey.ui.shared import components, page_title, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop.planning import planning_form
from journey.wording import formatting, terms
from journey.wording.catalogue import _


def page() -> None:
    """Draw the workshop in view by its stage; where there is none, the council's others and a form for a new one."""
    navigation = state.navigation()
    organisation = state.organisation(navigation)
    workshop = planning.workshop_of(state.product(), navigation.selection) if navigation.selection else None
    workshops = planning.every(state.product(), organisation.id)
    if workshop is None or navigation.selection is None:
        _none_in_view(organisation, navigation, workshops)
        return
    page_title.show(plain(workshop.plan.title), place=f"workshop-{workshop.id}-{workshop.stage}")
    fault = state.fault()
    if fault and workshop.stage is not WorkshopStage.ROOM:
        st.warning(plain(fault))
    if workshop.stage is WorkshopStage.BEFORE:
        from journey.ui.workshop import before

        before.show(navigation.selection, workshop)
    elif workshop.stage is WorkshopStage.ROOM:
        from journey.ui.workshop import room

        room.show(navigation.selection, workshop, fault)
    else:
        from journey.ui.workshop import ended

        ended.show(navigation.selection, workshop)
    if workshop.stage is not WorkshopStage.ROOM:
        with components.fold(_("Other workshops, and a new one"), f"other-workshops-{len(workshops)}") as others:
            if others.open:
                _others(navigation, [w for w in workshops if w.id != workshop.id])
                planning_form(organisation, navigation)


def _none_in_view(organisation: Organisation, navigation: Navigation, workshops: Sequence[Workshop]) -> None:
    page_title.show(_("Workshops"), place="workshops")
    st.markdown(
        _(
            "In a workshop people answer on their own phones, or with cards. Answers are shown to everybody at once, "
            "talked about where they differ, and end in an agreed level and a few actions."
        )
    )
    if workshops:
        _others(navigation, workshops)
        with components.fold(_("Plan a workshop"), f"make-workshop-{len(workshops)}") as fold:
            if fold.open:
                planning_form(organisation, navigation)
    else:
        st.header(_("Plan a workshop"), anchor=False)
        planning_form(organisation, navigation)


def _others(navigation: Navigation, workshops: Sequence[Workshop]) -> None:
    """Each workshop with its date and state, the latest first, and the way to it."""
    rounds = {round_.id: round_.name for round_ in navigation.rounds}
    units = {unit.id: unit.name for unit in navigation.units}
    for workshop in reversed(workshops):
        with st.container(key=f"workshop-{workshop.id}", border=True):
            st.markdown(f"**{plain(workshop.plan.title)}**")
            where = f"{plain(units[workshop.unit_id])} · {plain(rounds[workshop.round_id])}"
            st.caption(f"{where} · {formatting.day(workshop.plan.held_on)} · {terms.STAGES[workshop.stage]}")
            st.button(
                _("Go to {title}", title=plain(workshop.plan.title)),
                key=f"to-{workshop.id}",
                on_click=_look_at,
                args=(workshop,),
                type="secondary",
            )


def _look_at(workshop: Workshop) -> None:
    state.look_at(organisation_id=workshop.organisation_id, round_id=workshop.round_id, unit_id=workshop.unit_id)
