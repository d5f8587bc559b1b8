"""The parking lot: what is put aside so that the room can go on."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from journey.model import Parked, Workshop
from journey.service import Conflict
from journey.service.plan.fields import WHAT_LIMIT, WHO_LIMIT
from journey.service.workshop import parking_lot
from journey.ui.shared import components, errors, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.wording.catalogue import _


def show(workshop: Workshop) -> None:
    """What is parked, and a form for more; folded away."""
    parked = parking_lot.of_workshop(state.product(), workshop)
    unsettled = [item for item in parked if not item.is_settled]
    with components.fold(_("Parking lot"), f"parking-{workshop.id}") as fold:
        if not fold.open:
            return
        st.markdown(_("What matters and would hold the room up now. What is left unsettled comes back at the review."))
        for item in parked:
            _parked(workshop, item)
        with st.form(f"park-{workshop.id}", border=False):
            st.text_input(_("What is parked"), max_chars=room(WHAT_LIMIT), key=f"park-text-{workshop.id}")
            st.text_input(
                _("Who takes it up: a post or a team"), max_chars=room(WHO_LIMIT), key=f"park-who-{workshop.id}"
            )
            st.form_submit_button(_("Park it"), on_click=_park, args=(workshop,))
    if unsettled:
        st.caption(_("Parked and not settled: {number}", number=len(unsettled)))


def _parked(workshop: Workshop, item: Parked) -> None:
    with st.container(border=True, key=f"parked-{item.id}"):
        st.text(item.text)
        who = _("{who} takes it up.", who=plain(item.who)) if item.who else _("Nobody is named yet.")
        st.caption(f"{_('Settled. ') if item.is_settled else ''}{who}")
        st.button(
            _("Take it up again") if item.is_settled else _("It is settled"),
            key=f"settle-{item.id}",
            on_click=_settle,
            args=(workshop, item),
        )


def _park(workshop: Workshop) -> None:
    widgets, fields = st.session_state, (f"park-text-{workshop.id}", f"park-who-{workshop.id}")
    text, who = (widgets[field] or "" for field in fields)
    with errors.refusals_shown_next_run():
        parking_lot.park(state.product(), workshop, text, who=who, writer=state.window().writer)
        for field in fields:
            widgets[field] = ""


def _settle(workshop: Workshop, item: Parked) -> None:
    changed = replace(item, is_settled=not item.is_settled)
    with errors.refusals_shown_next_run():
        try:
            parking_lot.change(state.product(), workshop, changed, writer=state.window().writer)
        except Conflict:
            state.leave_fault(
                _("Nothing was changed: another facilitator changed this since. It is shown as it is now.")
            )
