"""The golden thread on the page: the picture, and each place where it breaks, with the press that mends it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.charts import golden_thread_chart
from journey.model import Action, ActionContent, Origin, Priority, Unit
from journey.service.plan import actions
from journey.service.plan.fields import WHAT_LIMIT, WHO_LIMIT
from journey.service.plan.golden_thread import GoldenThread
from journey.service.plan.place import PlanPlace
from journey.ui.shared import components, errors, presses, state
from journey.ui.shared.downloads import AskedIn, TableSubject
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.wording import formatting
from journey.wording.catalogue import _

MOST_LISTED = 8
"""So many gaps of one kind are listed; the rest is counted, and the table has all."""


def show(place: PlanPlace, thread: GoldenThread) -> None:
    """Draw the thread, and beneath it what is missing."""
    st.header(_("The golden thread"), anchor=False)
    st.caption(_("All units together: from each priority to services, actions and owners. What is done is counted."))
    components.drawn(golden_thread_chart(thread, state.theme()), key="golden-thread", subject=_subject())
    astray = [action for strand in thread.astray for action in strand.actions]
    # Before a priority is named there is none to give: the picture says so.
    loose = thread.without_priority if thread.strands else []
    if not (thread.without_action or loose or astray or thread.without_owner or thread.loads):
        return
    st.header(_("Where it breaks"), anchor=False)
    _bare(place, thread.without_action)
    _gap(_("Actions that serve no priority"), loose, _("Give it a priority"), "serve")
    _gap(_("Actions that serve what is no priority now"), astray, _("Give it a priority"), "astray")
    _gap(_("Actions without an owner"), thread.without_owner, _("Name an owner"), "own")
    _loads(thread)


def _subject() -> TableSubject:
    navigation = state.navigation()
    council = navigation.organisation.name if navigation.organisation else ""
    return TableSubject(
        _("golden thread"), council, "", "", "", (AskedIn(formatting.day(state.product().today()), ""),)
    )


def _bare(place: PlanPlace, bare: Sequence[Priority]) -> None:
    """Priorities without an action in hand: each with the line in which one is written."""
    if not bare:
        return
    st.subheader(_("Priorities without an action in hand"), anchor=False)
    for one in bare:
        st.markdown(plain(one.content.name))
        with components.fold(_("Write an action for it"), f"write-for-{one.id}") as opened:
            if opened.open:
                _write(place, one)


def _write(place: PlanPlace, priority: Priority) -> None:
    units, name = list(state.navigation().units), f"write-for-{priority.id}-{place.key}"
    with st.form(f"{name}-form", border=False):
        what = st.text_input(_("What will be done"), max_chars=room(WHAT_LIMIT), key=f"{name}-what")
        lead = st.text_input(_("Who owns it: a post or a person"), max_chars=room(WHO_LIMIT), key=f"{name}-lead")
        unit = _unit(place, units, name)
        pressed = presses.submit(_("Write it down"), key=f"{name}-save")
    if pressed:
        with errors.refusals_shown_here():
            content = ActionContent(what or "", lead or "", priority_id=priority.id)
            where = PlanPlace(place.organisation_id, unit, place.round_id)
            actions.add(state.product(), where, content, origin=Origin.IDEA, writer=state.window().writer)
            state.leave_notice(_("Written down in the plan."))
            st.rerun()


def _unit(place: PlanPlace, units: Sequence[Unit], name: str) -> str:
    """Whose action it is, where there is a choice."""
    if len(units) < 2:
        return place.unit_id
    names = {unit.id: unit.name for unit in units}
    at = list(names).index(place.unit_id) if place.unit_id in names else 0
    chosen: str = st.selectbox(_("Whose it is"), list(names), at, format_func=names.__getitem__, key=f"{name}-unit")
    return chosen


def _gap(title: str, found: Sequence[Action], mend: str, kind: str) -> None:
    """Actions that lack the same, each with the press that leads to where it is mended."""
    if not found:
        return
    st.subheader(title, anchor=False)
    for action in found[:MOST_LISTED]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(formatting.shortened(action.content.what)), width="stretch")
            if presses.button(mend, key=f"{kind}-{action.id}"):
                _go_to(action)
    if len(found) > MOST_LISTED:
        st.caption(_("And {number} more: the table of the picture has all.", number=len(found) - MOST_LISTED))


def _go_to(action: Action) -> None:
    """Open the action where it is changed: in the plan of its unit."""
    selection = state.navigation().selection
    if selection is not None and selection.unit_id != action.unit_id:
        council = selection.organisation_id
        state.look_at(organisation_id=council, round_id=selection.round_id, unit_id=action.unit_id)
    state.go_to("plan", spot=action.id, view="actions")


def _loads(thread: GoldenThread) -> None:
    """Who has more live actions than are good for one."""
    if not thread.loads:
        return
    st.subheader(_("Owners with more than two live actions"), anchor=False)
    st.markdown(_("With more than two at a time, plans are kept less often. Ask what can wait or go to somebody else."))
    for load in thread.loads[:MOST_LISTED]:
        many = formatting.count(len(load.actions), _("live action"), _("live actions"))
        st.markdown(plain(f"{load.who}: {many}"))
