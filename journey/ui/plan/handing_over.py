"""Somebody has left: what they own is seen, and goes to somebody else in one press."""

from __future__ import annotations

import streamlit as st

from journey.service.plan import owners
from journey.service.plan.fields import WHO_LIMIT
from journey.service.plan.place import PlanPlace
from journey.ui.shared import components, errors, presses, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.wording import formatting
from journey.wording.catalogue import _


def show(place: PlanPlace) -> None:
    """A fold that hands over what an owner has in hand, over all units of the council."""
    with components.fold(_("Somebody has left"), f"plan-left-{place.organisation_id}") as opened:
        if opened.open:
            _hand_over(place)


def _hand_over(place: PlanPlace) -> None:
    found = {owner.name: owner for owner in owners.owners(state.product(), place.organisation_id)}
    if not found:
        st.markdown(_("Nobody is named as an owner of anything in hand."))
        return
    key = f"plan-leaver-{place.organisation_id}"
    who = st.selectbox(
        _("Who has left"),
        list(found),
        index=None,
        format_func=lambda name: _("{name} ({number})", name=name, number=len(found[name].in_hand)),
        placeholder=_("Choose an owner"),
        key=key,
    )
    if who is None:
        return
    theirs = found[who].in_hand
    st.markdown("\n".join(f"- {plain(formatting.shortened(action.content.what))}" for action in theirs))
    with st.form(f"{key}-form", border=False):
        to = st.text_input(
            _("Who takes all of it over; left empty, it needs an owner"), max_chars=room(WHO_LIMIT), key=f"{key}-to"
        )
        pressed = presses.submit(_("Hand it over"), key=f"{key}-save")
    if pressed:
        with errors.refusals_shown_here():
            handed = owners.hand_over(
                state.product(), place.organisation_id, who, to or "", writer=state.window().writer
            )
            state.leave_notice(_done(len(handed), to or ""))
            st.rerun()


def _done(number: int, to: str) -> str:
    what = formatting.capital(formatting.count(number, "action"))
    if to.strip():
        return _("{what} handed over to {to}. The history keeps the old name.", what=what, to=to.strip())
    return _("{what}: each needs an owner now. The history keeps the old name.", what=what)
