"""The council itself: its name and type, its units and roles, the sample, and removing everything."""

from __future__ import annotations

import streamlit as st

from journey.model import DEFAULT_ROLES, Organisation
from journey.model.refusals import Refusal
from journey.service import Refused
from journey.service.councils import councils
from journey.service.current_selection import Navigation
from journey.service.sample import loading
from journey.ui.councils import units
from journey.ui.shared import errors, page_title, presses, sample, state
from journey.ui.shared.text_field import room
from journey.wording.catalogue import _


def page() -> None:
    """Everything about the organisation in view."""
    navigation = state.navigation()
    organisation = state.organisation(navigation)
    page_title.show(_("Council"), place="council")
    _switch(organisation, navigation)
    if not organisation.is_sample:
        _details(organisation)
    units.show(organisation, navigation)
    _roles(organisation)
    _sample(navigation)
    if not organisation.is_sample:
        _remove(organisation)


def _switch(organisation: Organisation, navigation: Navigation) -> None:
    if len(navigation.organisations) < 2:
        return
    all_councils = list(navigation.organisations)
    chosen = st.selectbox(
        _("In view"),
        all_councils,
        index=all_councils.index(organisation),
        format_func=_name,
        key=f"council-in-view-{organisation.id}",
    )
    if chosen and chosen.id != organisation.id:
        presses.leave_what_was_not_done()
        state.look_at(organisation_id=chosen.id)
        st.rerun()


def _name(organisation: Organisation) -> str:
    return organisation.name


def _details(organisation: Organisation) -> None:
    with st.form(f"details-{organisation.id}", border=True):
        st.header(_("Name and type"), anchor=False)
        name = st.text_input(_("Name of the council"), organisation.name, max_chars=room(councils.NAME_LIMIT))
        position = councils.KINDS.index(organisation.kind) if organisation.kind in councils.KINDS else None
        kind = st.selectbox(_("Type, if you like"), councils.KINDS, index=position, placeholder=_("Left open"))
        if presses.submit(_("Save"), key=f"save-details-{organisation.id}"):
            with errors.refusals_shown_here():
                councils.rename(state.product(), organisation.id, name=name or "", kind=kind or councils.NO_KIND)
                state.leave_notice(_("Saved."))
                st.rerun()


def _roles(organisation: Organisation) -> None:
    usual = {role.key: role.name for role in DEFAULT_ROLES}
    with st.form(f"roles-{organisation.id}", border=True):
        st.header(_("Roles"), anchor=False)
        st.markdown(
            _("Whoever answers confidentially says in which role they see things. Use the words that people here use.")
        )
        names = {
            role.key: st.text_input(
                _("Your word for {role}", role=usual[role.key].lower()),
                role.name,
                max_chars=room(councils.NAME_LIMIT),
            )
            for role in councils.roles(state.product(), organisation.id)
        }
        st.caption(_("Answers keep their role: what changes is the word for it, in earlier rounds as well."))
        if presses.submit(_("Save the roles"), key=f"save-roles-{organisation.id}"):
            with errors.refusals_shown_here():
                councils.rename_roles(
                    state.product(), organisation.id, {key: name or "" for key, name in names.items()}
                )
                # Shown here: nothing else on the page names the roles.
                st.success(_("The roles are saved."))


def _sample(navigation: Navigation) -> None:
    st.header(_("Sample council"), anchor=False)
    if any(organisation.is_sample for organisation in navigation.organisations):
        st.markdown(
            _(
                "The sample is there, made up and apart from your own council. Removing it removes it for everybody "
                "here, with whatever was tried out in it. It can be opened anew."
            )
        )
        if presses.button(_("Remove the sample council"), key="remove-sample"):
            loading.remove(state.product())
            state.leave_notice(_("The sample council was removed, with everything in it."))
            if navigation.organisation and navigation.organisation.is_sample:
                state.look_anywhere()
            state.go_to("home")
        return
    st.markdown(_("A made-up council with three rounds over two years, to look round in or to show a workshop."))
    sample.offer()


def _remove(organisation: Organisation) -> None:
    st.header(_("Remove this council"), anchor=False)
    st.markdown(_("All its rounds, answers, notes and checklists are removed with it. This cannot be undone."))
    with st.form(f"remove-{organisation.id}", border=True):
        typed = st.text_input(_("To confirm, type the council’s name as it stands above"))
        if presses.submit(_("Remove for good"), key=f"remove-now-{organisation.id}"):
            with errors.refusals_shown_here():
                if typed != organisation.name:
                    raise Refused(Refusal.NAME_NOT_CONFIRMED)
                councils.remove(state.product(), organisation.id)
                state.look_anywhere()
                state.leave_notice(_("The council was removed, with everything in it."))
                st.rerun()
