"""What workshops have parked: who takes it up, settled or not, and the way to make it an action."""

from __future__ import annotations

import streamlit as st

from journey.model import Parked
from journey.service import Conflict
from journey.service.plan import parked
from journey.service.plan.parked import ParkedMatter
from journey.service.plan.place import PlanPlace
from journey.ui.shared import components, errors, page_title, state
from journey.ui.shared.escaping import plain
from journey.wording.catalogue import _


def show(place: PlanPlace) -> None:
    """What is parked and open, and what is settled in a fold."""
    found = parked.of_place(state.product(), place)
    if not found:
        return
    with page_title.spot("parked"):
        st.header(_("Parked in workshops"), anchor=False)
    waiting = [one for one in found if not one.item.is_settled]
    if not waiting:
        st.markdown(_("All of it is settled."))
    for one in waiting:
        _item(place, one)
    settled = [one for one in found if one.item.is_settled]
    if settled:
        label = _("Settled ({number})", number=len(settled))
        with components.fold(
            state.fold_label(f"plan-settled-{place.key}", label), f"plan-settled-{place.key}"
        ) as opened:
            if opened.open:
                for one in settled:
                    _item(place, one)


def _item(place: PlanPlace, one: ParkedMatter) -> None:
    item = one.item
    with st.container(border=True, key=f"plan-parked-{item.id}"):
        st.text(item.text)
        who = _("{who} takes it up.", who=plain(item.who)) if item.who else _("Nobody is named yet.")
        st.caption(f"{who} {_('Parked in “{workshop}”.', workshop=plain(one.workshop))}")
        with st.container(horizontal=True):
            if not item.is_settled:
                st.button(_("Make it an action"), key=f"plan-park-act-{item.id}", on_click=_make, args=(place, item))
            st.button(
                _("Take it up again") if item.is_settled else _("It is settled"),
                key=f"plan-settle-{item.id}",
                on_click=_settle,
                args=(place, item),
            )


def _make(place: PlanPlace, item: Parked) -> None:
    with errors.refusals_shown_next_run():
        try:
            made = parked.make_action(state.product(), place, item, writer=state.window().writer)
        except Conflict:
            _say_conflict()
            return
        state.leave_notice(_("In the plan: an action with what was parked. The matter is settled."))
        state.seek(made.id)


def _settle(place: PlanPlace, item: Parked) -> None:
    with errors.refusals_shown_next_run():
        try:
            parked.settle(state.product(), place, item, is_settled=not item.is_settled, writer=state.window().writer)
        except Conflict:
            _say_conflict()


def _say_conflict() -> None:
    state.leave_fault(_("Nothing was changed: somebody has changed this since. It is shown as it is now."))
