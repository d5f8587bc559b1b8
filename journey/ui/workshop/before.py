"""Before a workshop: invite, see how many have come, print what is needed, change the plan, open the room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from journey.model import Workshop, WorkshopPlan
from journey.model.refusals import Refusal
from journey.service.answering import invitations
from journey.service.answering.invitations import HIGHEST_CAP, InvitedCounts
from journey.service.current_selection import Selection
from journey.service.plan.place import PlanPlace
from journey.service.workshop import leading, planning
from journey.service.workshop.planning import MOST_MINUTES, TEXT_LIMIT, TITLE_LIMIT
from journey.ui.shared import components, day_field, errors, join_details, presses, promises, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.ui.workshop import commands
from journey.wording import formatting
from journey.wording.catalogue import _
from journey.wording.privacy_notice import promise

FIELDS = ("title", "purpose", "who", "day", "minutes")
CHANGING = "changing-plan"
"""What the window remembers while the plan is open to change."""
SECONDS_BETWEEN_COUNTS = 2


def show(selection: Selection, workshop: Workshop) -> None:
    """Draw the page, from inviting to opening the room."""
    commands.remember_as_seen(workshop)
    _plan(selection, workshop)
    _change(workshop)
    promises.show(PlanPlace.of(selection), key="before")
    invited = invitations.invited(state.product(), selection)
    if invited is not None:
        st.header(_("Invite"), anchor=False)
        join_details.say_if_links_stay_here()
        join_details.how_to_join(invited.invitation.code)
        st.fragment(_counts, run_every=SECONDS_BETWEEN_COUNTS)(selection, workshop)
        _privacy_notice(invited)
        _cap(invited)
    _papers(workshop)
    st.header(_("On the day"), anchor=False)
    st.markdown(
        _(
            "Opening the room puts you in the lead: phones wait for what you put before them. Answers given "
            "beforehand are kept and count."
        )
    )
    st.button(
        _("Open the room"),
        type="primary",
        key=f"open-room-{workshop.id}",
        on_click=commands.press,
        args=(workshop, leading.open_room, _("The room is open.")),
    )


def _plan(selection: Selection, workshop: Workshop) -> None:
    plan = workshop.plan
    own_round = [plain(selection.round.name)] if selection.round.name != plan.title else []
    facts = [
        plain(selection.unit.name),
        *own_round,
        formatting.day(plan.held_on),
        formatting.count(plan.minutes, "minute"),
    ]
    st.caption(" · ".join(facts))
    for name, text in ((_("What it is for"), plan.purpose), (_("Who takes part"), plan.who)):
        if text:
            st.caption(name)
            st.text(text)


def _counts(selection: Selection, workshop: Workshop) -> None:
    """Draw how many have come, again every few seconds; nobody knows who they are.

    Where another facilitator has changed the plan or opened the room, the whole page is drawn again, but not while a
    form is open on it.
    """
    current = planning.workshop_of(state.product(), selection)
    if current is None or current.control_version != workshop.control_version:
        if not state.window().shown.get(CHANGING):
            st.rerun()
        st.warning(_("Another facilitator has changed this workshop. What you typed is still here."))
        st.button(_("Look at it now"), on_click=_stop_changing)
    invited = invitations.invited(state.product(), selection)
    if invited is None:
        return
    if not invited.joined:
        st.markdown(_("**Nobody has come yet.**"))
        return
    joined = formatting.capital(formatting.count(invited.joined, "person has come", "people have come"))
    finished = formatting.count(invited.finished, "has finished", "have finished")
    st.markdown(f"**{joined}, {finished if invited.finished else _('none has finished')}.**")


def _stop_changing() -> None:
    state.window().shown[CHANGING] = False


def _privacy_notice(invited: InvitedCounts) -> None:
    notice = promise(invited.min_group, reveals=invited.invitation.reveals)
    with components.fold(_("What colleagues are promised before the first question"), "promise") as fold:
        if fold.open:
            st.markdown(f"**{plain(notice.title)}**\n\n" + "\n".join(f"- {plain(line)}" for line in notice.lines))
            st.caption(_("It stays as it is from the first answer on."))


def _cap(invited: InvitedCounts) -> None:
    with components.fold(_("How many may come"), f"cap-{invited.invitation.cap}") as fold:
        if not fold.open:
            return
        about = f"cap-{invited.invitation.id}"
        with st.form(about, border=False):
            cap = st.number_input(
                _("The most people who may answer"),
                1,
                HIGHEST_CAP,
                invited.invitation.cap,
                key=f"{about}-typed",
                width=components.SELECT_WIDTH,
            )
            if presses.submit(_("Save"), key=f"{about}-save"):
                invitations.set_cap(state.product(), invited.invitation, int(cap))
                state.leave_notice(_("Up to {number} people may answer.", number=int(cap)))
                st.rerun()


def _papers(workshop: Workshop) -> None:
    from journey.ui.workshop import downloads

    st.header(_("To print or send"), anchor=False)
    downloads.printed(workshop)


def _change(workshop: Workshop) -> None:
    # Once something is changed this is another fold, and a closed one, unless it has to keep what was typed.
    is_kept = _key(workshop, "title") in st.session_state
    with components.fold(
        _("Change title, purpose, date or length"), f"change-workshop-{workshop.control_version}", is_open=is_kept
    ) as fold:
        state.window().shown[CHANGING] = fold.open
        if fold.open:
            _change_form(workshop)


def _change_form(workshop: Workshop) -> None:
    plan = workshop.plan
    stored = {
        "title": plan.title,
        "purpose": plan.purpose,
        "who": plan.who,
        "day": formatting.day(plan.held_on),
        "minutes": plan.minutes,
    }
    for field, value in stored.items():
        st.session_state.setdefault(_key(workshop, field), value)
    with st.form(f"change-workshop-{workshop.id}", border=False):
        st.text_input(_("Title"), max_chars=room(TITLE_LIMIT), key=_key(workshop, "title"))
        st.text_area(_("What it is for"), height=110, max_chars=room(TEXT_LIMIT), key=_key(workshop, "purpose"))
        st.text_area(_("Who takes part"), height=80, max_chars=room(TEXT_LIMIT), key=_key(workshop, "who"))
        st.text_input(day_field.label(_("Date")), key=_key(workshop, "day"))
        st.number_input(_("Minutes"), 1, MOST_MINUTES, key=_key(workshop, "minutes"), width=components.SELECT_WIDTH)
        st.form_submit_button(_("Save"), on_click=_save, args=(workshop,))


def _key(workshop: Workshop, field: str) -> str:
    return f"changed-{field}-{workshop.id}-{workshop.control_version}"


def _save(workshop: Workshop) -> None:
    """Save the plan as typed. Where another facilitator was quicker, what was typed stays in the form."""
    typed = {field: st.session_state[_key(workshop, field)] for field in FIELDS}
    title, purpose, who, day = (typed[field] or "" for field in FIELDS[:-1])
    with errors.refusals_shown_next_run():
        held_on = day_field.required(day, Refusal.WORKSHOP_DAY_MISSING)
        plan = WorkshopPlan(title, purpose, who, int(typed["minutes"]), held_on, workshop.plan.design)
        if not commands.act(workshop, lambda product, seen: planning.change_plan(product, seen, plan), _("Saved.")):
            _keep_typed(workshop, typed)


def _keep_typed(workshop: Workshop, typed: Mapping[str, Any]) -> None:
    """Fill what was typed into the form over the workshop as it is stored now."""
    workshops = planning.every(state.product(), workshop.organisation_id)
    for current in (w for w in workshops if w.id == workshop.id):
        for field, value in typed.items():
            st.session_state[_key(current, field)] = value
