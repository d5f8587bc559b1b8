"""Links by which colleagues answer confidentially: to send, to show, to close; and counts, never who."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Organisation, Privacy, Scope, Unit, WorkshopStage
from journey.service.answering import invitations
from journey.service.answering.invitation_links import InvitationLink
from journey.service.answering.invitations import DEFAULT_CAP, HIGHEST_CAP
from journey.service.current_selection import Navigation, Selection
from journey.service.rounds.lifecycle import UnitProgress
from journey.ui.rounds import expected, renewing
from journey.ui.shared import arrivals, components, errors, forms, join_details, presses, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting, places
from journey.wording.arrivals import remedy
from journey.wording.catalogue import _
from journey.wording.privacy_notice import Promise


def links_of_round(
    navigation: Navigation, selection: Selection, unit_progress: Sequence[UnitProgress], links: Sequence[InvitationLink]
) -> None:
    """The links of the round in view, each in a fold, and a further one made."""
    if links:
        st.subheader(_("Links for colleagues"), anchor=False)
        if selection.round.closed_at is None:
            join_details.say_if_links_stay_here()
        for link in links:
            _link(selection, link, is_alone=len(links) == 1)
    answered_openly = {link.unit.id for link in unit_progress if link.assessment.privacy is Privacy.OPEN}
    free = [unit for unit in navigation.units if unit.id not in answered_openly | {link.unit.id for link in links}]
    if selection.round.closed_at is None and free:
        with components.fold(_("Invite colleagues by a link"), f"invite-{selection.round.id}-{len(links)}") as form:
            if form.open:
                expected.what_they_show(selection.organisation.id, f"invite-{selection.round.id}")
                _form(selection, free)


def _link(selection: Selection, link: InvitationLink, *, is_alone: bool) -> None:
    invited = link.invited
    label = _(
        "Link for {name}: {begun} begun, {finished} finished",
        name=plain(link.unit.name),
        begun=invited.joined,
        finished=invited.finished,
    )
    with components.fold(label, f"link-{invited.invitation.id}", is_open=is_alone) as fold:
        if fold.open:
            _details(selection, link)


def _details(selection: Selection, link: InvitationLink) -> None:
    _counts(link)
    many_came = arrivals.say_if_many_came(link.invited.invitation.code)
    if many_came and link.may_begin_anew and selection.round.closed_at is None:
        st.caption(remedy())
    renewing.say_when_it_was(link)
    if selection.round.closed_at is not None:
        st.markdown(_("The round is closed, so the link leads nowhere. Every answer was kept."))
        return
    if link.workshop is not None and link.workshop.stage is WorkshopStage.ENDED:
        st.markdown(
            _("The workshop “{title}” has ended, so the link leads nowhere.", title=plain(link.workshop.plan.title))
        )
        return
    if link.workshop is not None:
        st.markdown(
            _(
                "It also leads to the workshop “{title}”, which is led on *Workshop*.",
                title=plain(link.workshop.plan.title),
            )
        )
    if link.invited.invitation.closed_at is None:
        _to_send(selection.organisation, link)
    else:
        st.markdown(
            _(
                "**The link is closed.** Nobody comes by it, and those who came change nothing. Every answer was "
                "kept, and counts when the round is closed."
            )
        )
    _privacy_notice(link.promise)
    if not link.invited.joined:
        _groups(link)
    _change(link)
    renewing.offer(link)


def _counts(link: InvitationLink) -> None:
    invited = link.invited
    cap = invited.invitation.cap
    st.markdown(
        _(
            "**{begun}** of at most {cap:,} begun, **{finished}** finished. Nobody is shown who they are.",
            begun=invited.joined,
            cap=cap,
            finished=invited.finished,
        )
    )
    if invited.joined >= cap:
        st.warning(_("As many have come as were invited. Nobody else can begin until the number is raised."))
    elif invited.joined < invited.min_group:
        st.caption(
            _(
                "Results are shown only where at least {min_group} have answered.",
                min_group=formatting.number(invited.min_group),
            )
        )
    st.button(_("Count again"), key=f"count-{invited.invitation.id}")


def _to_send(organisation: Organisation, link: InvitationLink) -> None:
    code = link.invited.invitation.code
    texts, picture = st.columns([3, 2], gap="medium")
    with texts:
        st.markdown(_("The link, which leads straight in:"))
        st.code(join_details.link(code), language=None, wrap_lines=True)
        st.markdown(_("Or this address, and the code to type there:"))
        st.code(f"{join_details.origin()}/join", language=None, wrap_lines=True)
        st.markdown(f"**{formatting.spaced_code(code)}**")
    with picture:
        join_details.qr_picture(code)
    st.markdown(_("Words to send with it:"))
    st.code(to_send(organisation, link, join_details.link(code), join_details.origin()), language=None, wrap_lines=True)


def to_send(organisation: Organisation, link: InvitationLink, address: str, begins: str) -> str:
    """A short letter for an e-mail: what is asked, how long it takes, how to join, what is promised."""
    unit = places.before_a_verb(organisation.name, link.unit.name)
    statements = formatting.count(link.workload.statements, "statement")
    minutes = formatting.count(link.workload.minutes, "minute")
    return "\n".join(
        [
            _("Dear colleagues,"),
            "",
            _(
                "Please say how you see the way {unit} manages performance: {statements}, about {minutes}, on any "
                "phone or computer, in one go or in several. Nobody is shown what you answered; all that is promised "
                "is below.",
                unit=unit,
                statements=statements,
                minutes=minutes,
            ),
            "",
            address,
            _(
                "or open {begins}/join and type the code {spaced_code}",
                begins=begins,
                spaced_code=formatting.spaced_code(link.invited.invitation.code),
            ),
            "",
            f"{link.promise.title}:",
            *(f"- {line}" for line in link.promise.lines),
            "",
            _("Thank you."),
        ]
    )


def _privacy_notice(promise: Promise) -> None:
    st.markdown(_("What colleagues are promised before they begin:"))
    with st.container(border=True):
        st.markdown(f"**{promise.title}**")
        st.markdown("\n".join(f"- {line}" for line in promise.lines))


def _groups(link: InvitationLink) -> None:
    """As long as nobody has begun: what so many people will show, and the offer to ask them for other groups."""
    invitation = link.invited.invitation
    with components.fold(_("Before anybody answers"), f"before-{invitation.id}") as fold:
        if not fold.open:
            return
        expected.what_they_show(link.unit.organisation_id, invitation.id)
        if invitation.two_groups:
            st.markdown(_("Colleagues are asked which of **two groups** they are in."))
            label = _("Ask for their role instead")
        else:
            st.markdown(_("Colleagues are asked for **their role**."))
            label = _("Ask in two groups instead: leaders and managers, everybody else")
        if presses.button(label, key=f"groups-{invitation.id}"):
            with errors.refusals_shown_here():
                invitations.ask_groups(state.product(), invitation, two_groups=not invitation.two_groups)
                st.rerun()


def _change(link: InvitationLink) -> None:
    invitation = link.invited.invitation
    with st.form(f"cap-{invitation.id}", border=False):
        cap = _cap_field(invitation.cap)
        if presses.submit(_("Save the number"), key=f"save-cap-{invitation.id}"):
            _save_cap(link, cap)
    if invitation.closed_at is None:
        if presses.button(_("Close this link"), key=f"close-link-{invitation.id}"):
            invitations.close(state.product(), invitation)
            state.leave_notice(_("The link for {name} is closed. Every answer was kept.", name=plain(link.unit.name)))
            st.rerun()
        st.caption(_("Nobody comes by it then, and nobody changes an answer. It can be opened again."))
    elif presses.button(_("Open this link again"), key=f"open-link-{invitation.id}"):
        with errors.refusals_shown_here():
            invitations.open_again(state.product(), invitation)
            state.leave_notice(_("The link for {name} is open again.", name=plain(link.unit.name)))
            st.rerun()


def _cap_field(cap: int) -> int | None:
    return st.number_input(
        _("How many people may answer at most"), 1, HIGHEST_CAP, cap, step=1, width=components.SELECT_WIDTH
    )


def _save_cap(link: InvitationLink, cap: int | None) -> None:
    with errors.refusals_shown_here():
        invitations.set_cap(state.product(), link.invited.invitation, cap or 0)
        state.leave_notice(
            _("Saved: at most {cap:,} people may answer for {name}.", cap=cap, name=plain(link.unit.name))
        )
        st.rerun()


def _form(selection: Selection, free: Sequence[Unit]) -> None:
    about = f"invite-{selection.round.id}"
    with st.form(f"{about}-form", border=False):
        st.markdown(
            _(
                "Many colleagues answer for a unit, confidentially, each for themselves. A unit that is answered "
                "openly in this round cannot also be answered by a link."
            )
        )
        unit = st.selectbox(_("Unit"), free, format_func=_name, width=components.SELECT_WIDTH)
        questionnaire_ids = forms.questionnaires(["stages"], about)
        scope = forms.scope(Scope.QUICK, about)
        two_groups = expected.asks_two_groups(selection.organisation.id, proposed=False, key=about)
        cap = _cap_field(DEFAULT_CAP)
        if presses.submit(_("Make the link"), type="primary", key=f"{about}-now"):
            _invite(selection, unit, questionnaire_ids, scope, cap, two_groups=two_groups)


def _name(unit: Unit) -> str:
    return unit.name


def _invite(
    selection: Selection,
    unit: Unit,
    questionnaire_ids: list[str],
    scope: Scope,
    cap: int | None,
    *,
    two_groups: bool,
) -> None:
    unit_selection = Selection(selection.organisation, selection.round, unit)
    with errors.refusals_shown_here():
        invitations.invite(
            state.product(),
            unit_selection,
            questionnaire_ids=questionnaire_ids,
            scope=scope,
            cap=cap or 0,
            reveals=False,
            two_groups=two_groups,
        )
        state.leave_notice(_("Colleagues can answer for {name} now. The link to send is below.", name=plain(unit.name)))
        st.rerun()
