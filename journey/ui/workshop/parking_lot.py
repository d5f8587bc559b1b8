"""The parking lot: what is put aside so that the room can go on."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from journey.model import Parked, Workshop
from journey.service import Conflict
from journey.service.workshop import outcomes
from journey.service.workshop.outcomes import WHAT_LIMIT, WHO_LIMIT
from journey.ui.shared import components, errors, state
from journey.ui.shared.escaping import plain
from journey.wording.catalogue import _


def show(workshop: Workshop) -> None:
    """What is parked, and a form for more; folded away."""
    every = outcomes.parked(state.product(), workshop)
    still = [one for one in every if not one.is_settled]
    with components.fold(_("Parking lot"), f"parking-{workshop.id}") as fold:
        if not fold.open:
            return
        st.markdown(_("What matters and would hold the room up now. It is taken up again, and stays in the record."))
        for one in every:
            _parked(workshop, one)
        with st.form(f"park-{workshop.id}", border=False):
            st.text_input(_("What is parked"), max_chars=WHAT_LIMIT, key=f"park-text-{workshop.id}")
            st.text_input(_("Who takes it up: a post or a team"), max_chars=WHO_LIMIT, key=f"park-who-{workshop.id}")
            st.form_submit_button(_("Park it"), on_click=_park, args=(workshop,))
    if still:
        st.caption(_("Parked and not settled: {still}", still=len(still)))


def _parked(workshop: Workshop, one: Parked) -> None:
    with st.container(border=True, key=f"parked-{one.id}"):
        st.text(one.text)
        who = _("{who} takes it up.", who=plain(one.who)) if one.who else _("Nobody is named yet.")
        st.caption(f"{'Settled. ' if one.is_settled else ''}{who}")
        st.button(
            _("Take it up again") if one.is_settled else _("It is settled"),
            key=f"settle-{one.id}",
            on_click=_settle,
            args=(workshop, one),
        )


def _park(workshop: Workshop) -> None:
    widgets, fields = st.session_state, (f"park-text-{workshop.id}", f"park-who-{workshop.id}")
    text, who = (widgets[field] or "" for field in fields)
    with errors.said_in_the_next_run():
        outcomes.park(state.product(), workshop, text, who=who, writer=state.window().writer)
        for field in fields:
            widgets[field] = ""


def _settle(workshop: Workshop, one: Parked) -> None:
    changed = replace(one, is_settled=not one.is_settled)
    with errors.said_in_the_next_run():
        try:
            outcomes.change_parked(state.product(), workshop, changed, writer=state.window().writer)
        except Conflict:
            state.leave_fault(
                _("Nothing was changed: another facilitator changed this since. It is shown as it is now.")
            )
