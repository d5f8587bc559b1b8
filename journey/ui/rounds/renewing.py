"""Beginning a link anew, once the person has ticked how many people's answers go with it; and that it was."""

from __future__ import annotations

import streamlit as st

from journey.service.answering import renewal
from journey.service.answering.invitation_links import InvitationLink
from journey.ui.shared import errors, presses, state
from journey.ui.shared.components import fold
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _


def say_when_it_was(link: InvitationLink) -> None:
    """Draw a line for each time the link was begun anew."""
    for event in link.renewals:
        day = formatting.day(state.product().day_of(event.at))
        st.markdown(f"{_('**Begun anew on {day}.**', day=day)} {_what_went(event.removed)}")


def _what_went(removed: int) -> str:
    """What became of those who had come by the earlier link."""
    if not removed:
        return _("Nobody had come by the earlier link.")
    return _("The answers of {people} who had come by the earlier link were removed.", people=_people(removed))


def _people(number: int) -> str:
    return formatting.count(number, "person", "people")


def offer(link: InvitationLink) -> None:
    """Offer to begin the link anew, as long as no result was shown of what came by it."""
    if not link.may_begin_anew:
        return
    # Once it is begun anew this is another fold, and a closed one.
    with fold(_("Begin this link anew"), f"anew-{_key(link)}") as form:
        if form.open:
            _form(link)


def _key(link: InvitationLink) -> str:
    return f"{link.invited.invitation.id}-{len(link.renewals)}"


def _form(link: InvitationLink) -> None:
    joined = link.invited.joined
    with st.form(f"anew-form-{_key(link)}", border=False):
        st.markdown("\n".join(f"- {line}" for line in _what_it_does(link)))
        has_agreed = st.checkbox(
            _("Remove the answers of {people} for good", people=_people(joined)) if joined else _("I have read this")
        )
        if presses.submit(_("Begin the link anew"), key=f"anew-now-{_key(link)}"):
            if has_agreed:
                _begin(link)
            else:
                st.error(_("Nothing was changed. Tick the box above once you have read what this does."))


def _what_it_does(link: InvitationLink) -> list[str]:
    joined = link.invited.joined
    lines = [_("For a link that somebody has filled, or that has got into the wrong hands.")]
    if joined:
        lines.append(
            _(
                "**{people} came by this link so far. All they answered is removed**, and of whoever else comes until "
                "you press. This cannot be undone. Those who answered in earnest have to answer again.",
                people=formatting.capital(_people(joined)),
            )
        )
    lines.append(
        _(
            "The link gets another code, and has to be sent anew. The code of now leads nowhere from then on, also "
            "where it is printed."
        )
    )
    if link.workshop is not None:
        lines.append(
            _("The big screen has to be opened anew on *Workshop*. What was typed in from cards stays, and counts.")
        )
    lines.append(_("It is possible only as long as no results were shown. The day and the number stay on this page."))
    return lines


def _begin(link: InvitationLink) -> None:
    with errors.refusals_shown_here():
        begun = renewal.begin_anew(state.product(), link.invited.invitation)
        state.leave_notice(
            _(
                "The link for {name} is begun anew. {what_went} The new code is below.",
                name=plain(link.unit.name),
                what_went=_what_went(begun.removed),
            )
        )
        st.rerun()
