"""The part of the console that is alive: what is before the room, the timer, how many have answered, the clock.

It is drawn again every second by itself and asks for counts alone. When another facilitator has moved the workshop on
or written something down, the whole page is drawn anew, except while counts are being typed in from cards: those would
be lost, so a button asks first.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from journey.model import QuestionKind, Workshop
from journey.service.answering import invitations
from journey.service.current_selection import Selection
from journey.service.workshop import accepting, actions, parking_lot, room
from journey.service.workshop.room import Pulse, Room
from journey.ui.shared import arrivals, components, join_details, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _

SECONDS_BETWEEN_LOOKS = 1
LATELY = timedelta(minutes=10)
"""How long the console says that many came at once; on *Rounds* it stays."""
TYPING = "typing-counts"
"""What the window remembers while the page shows counts from cards that may not be taken over yet."""

Versions = frozenset[tuple[object, ...]]
"""The versions of everything that was written down: agreed levels, parked items, actions."""


def line(selection: Selection, workshop: Workshop, current: Room, fault: str | None) -> None:
    """The line at the top; ``current`` is the room as the page is drawn, ``fault`` what was not done."""
    invited = invitations.invited(state.product(), selection)
    code = "" if invited is None else invited.invitation.code
    versions = _versions_written(workshop)
    state.window().shown[_display_version_key(workshop)] = workshop.display_version
    st.fragment(_line, run_every=SECONDS_BETWEEN_LOOKS)(workshop, current, versions, code, fault)


def _line(workshop: Workshop, current: Room, versions: Versions, code: str, fault: str | None) -> None:
    pulse = room.pulse(state.product(), workshop.organisation_id, workshop.id)
    now = state.product().clock()
    facts = [_answered(current, pulse), _timer(current, now), _clock(workshop, now)]
    with st.container(border=True, key="live", gap="xxsmall"):
        st.markdown(f"**{_before_them(current)}**")
        st.markdown(" · ".join(fact for fact in facts if fact))
        if fault:
            st.warning(plain(fault))
        arrivals.say_if_many_came(code, lately=LATELY)
    if not _is_behind(workshop, pulse, versions):
        return
    if state.window().shown.get(TYPING):
        st.warning(_("The workshop has moved on, perhaps through another facilitator. What you typed is still here."))
        st.button(_("Look at where it is now"), key="look-again", on_click=_stop_typing)
    else:
        st.rerun()


def _stop_typing() -> None:
    state.window().shown[TYPING] = False


def _is_behind(workshop: Workshop, pulse: Pulse, versions: Versions) -> bool:
    """Whether another facilitator has done something that this page does not show. New arrivals alone do not count."""
    if pulse.control_version != workshop.control_version:
        return True
    shown, key = state.window().shown, _display_version_key(workshop)
    if pulse.display_version == shown.get(key):
        return False
    shown[key] = pulse.display_version
    return _versions_written(workshop) != versions


def _display_version_key(workshop: Workshop) -> str:
    return f"display-version-{workshop.id}"


def _versions_written(workshop: Workshop) -> Versions:
    product = state.product()
    levels = (("level", *ref, record.version) for ref, record in accepting.levels(product, workshop).items())
    parked = (("parked", item.id, item.version) for item in parking_lot.of_workshop(product, workshop))
    action_versions = (("action", action.id, action.version) for action in actions.of_workshop(product, workshop))
    return frozenset([*levels, *parked, *action_versions])


def _before_them(current: Room) -> str:
    """The active questions in a few words."""
    if not current.items:
        return _("Nothing is before the room")
    first = current.items[0]
    is_named = len(current.items) > 1 or first.question.kind is not QuestionKind.STATEMENT
    about = plain(formatting.shortened(first.title if is_named else first.text))
    count = "" if len(current.items) == 1 else f", {formatting.count(len(current.items), 'question')}"
    return f"{_('Revealed') if current.is_revealed else _('Before the room')}: {about}{count}"


def _answered(current: Room, pulse: Pulse) -> str:
    if not pulse.people:
        on_paper = max(pulse.answered.values(), default=0)
        return (
            _("{on_paper} on paper", on_paper=formatting.capital(formatting.number(on_paper)))
            if on_paper
            else _("Nobody has joined yet")
        )
    if not current.items or current.is_revealed:
        return _(
            "{people} taking part", people=formatting.capital(formatting.count(pulse.people, "person is", "people are"))
        )
    done = min((pulse.answered.get(item.question.number, 0) for item in current.items), default=0)
    everything = "" if len(current.items) == 1 else _(" everything")
    verb = _("has") if pulse.people == 1 else _("have")
    return _(
        "**{done} of {people} {verb} answered{everything}**",
        done=done,
        people=pulse.people,
        verb=verb,
        everything=everything,
    )


def _timer(current: Room, now: datetime) -> str:
    first = current.items[0].question if current.items else None
    if first is None or first.seconds is None or current.is_revealed:
        return ""
    left = first.seconds - int((now - first.opened_at).total_seconds())
    return (
        _("**{minutes}:{seconds:02} left**", minutes=left // 60, seconds=left % 60) if left > 0 else _("**Time is up**")
    )


def _clock(workshop: Workshop, now: datetime) -> str:
    if workshop.started_at is None:
        return ""
    used = int((now - workshop.started_at).total_seconds() // 60)
    left = workshop.plan.minutes - used
    over = _("{minutes} left", minutes=left) if left >= 0 else _("{minutes} over", minutes=-left)
    return _("{used} of {minutes} minutes used, {over}", used=used, minutes=workshop.plan.minutes, over=over)


def addresses(selection: Selection) -> None:
    """Draw the address of the big screen and the code, in one line."""
    if (invited := invitations.invited(state.product(), selection)) is None:
        return
    code = invited.invitation.code
    screen = join_details.screen(code)
    st.markdown(
        _(
            "Big screen: [{screen}]({screen}) · Code for phones: **{code}**",
            screen=screen,
            code=formatting.spaced_code(code),
        )
    )


def how_to_join(selection: Selection, *, is_open: bool) -> None:
    """Draw how people join, with the QR code, in a fold."""
    if (invited := invitations.invited(state.product(), selection)) is None:
        return
    with components.fold(_("How to join"), f"doors-{is_open}", is_open=is_open) as fold:
        if fold.open:
            join_details.how_to_join(invited.invitation.code)
            join_details.say_if_links_stay_here()
