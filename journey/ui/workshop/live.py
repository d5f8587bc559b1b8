"""The part of the console that is alive: what is before the room, the timer, how many have answered, the clock.

It is drawn again every second by itself and asks for counts alone. When another facilitator has moved the workshop on
or written something down, the whole page is drawn anew, except while counts are being typed in from cards: those would
be lost, so a button asks first.
"""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from journey.model import QuestionKind, Workshop
from journey.service.answering import invitations
from journey.service.current_selection import Selection
from journey.service.workshop import outcomes, room
from journey.service.workshop.room import Pulse, Room
from journey.ui.shared import components, join_details, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _

SECONDS_BETWEEN_LOOKS = 1
TYPING = "typing-counts"
"""What the window remembers while the page shows counts from cards that may not be taken over yet."""

Written = frozenset[tuple[object, ...]]
"""The versions of everything that was written down: agreed levels, parked items, actions."""


def line(workshop: Workshop, now: Room, fault: str | None) -> None:
    """The line at the top; ``now`` is what is before the room as the page is drawn, ``fault`` what was not done."""
    written = _written(workshop)
    state.window().shown[_display_version_key(workshop)] = workshop.display_version
    st.fragment(_line, run_every=SECONDS_BETWEEN_LOOKS)(workshop, now, written, fault)


def _line(workshop: Workshop, now: Room, written: Written, fault: str | None) -> None:
    pulse = room.pulse(state.product(), workshop.organisation_id, workshop.id)
    at = state.product().clock()
    facts = [_answered(now, pulse), _timer(now, at), _clock(workshop, at)]
    with st.container(border=True, key="live", gap="xxsmall"):
        st.markdown(f"**{_before_them(now)}**")
        st.markdown(" · ".join(fact for fact in facts if fact))
        if fault:
            st.warning(plain(fault))
    if not _is_behind(workshop, pulse, written):
        return
    if state.window().shown.get(TYPING):
        st.warning(_("The workshop has moved on, perhaps through another facilitator. What you typed is still here."))
        st.button(_("Look at where it is now"), key="look-again", on_click=_stop_typing)
    else:
        st.rerun()


def _stop_typing() -> None:
    state.window().shown[TYPING] = False


def _is_behind(workshop: Workshop, pulse: Pulse, written: Written) -> bool:
    """Whether another facilitator has done something that this page does not show. That people come is no reason."""
    if pulse.control_version != workshop.control_version:
        return True
    shown, key = state.window().shown, _display_version_key(workshop)
    if pulse.display_version == shown.get(key):
        return False
    shown[key] = pulse.display_version
    return _written(workshop) != written


def _display_version_key(workshop: Workshop) -> str:
    return f"display-version-{workshop.id}"


def _written(workshop: Workshop) -> Written:
    product = state.product()
    levels = (("level", *key, one.version) for key, one in outcomes.levels(product, workshop).items())
    parked = (("parked", one.id, one.version) for one in outcomes.parked(product, workshop))
    actions = (("action", one.id, one.version) for one in outcomes.actions(product, workshop))
    return frozenset([*levels, *parked, *actions])


def _before_them(now: Room) -> str:
    """What the room has before it, in a few words."""
    if not now.items:
        return _("Nothing is before the room")
    first = now.items[0]
    is_named = len(now.items) > 1 or first.question.kind is not QuestionKind.STATEMENT
    about = plain(formatting.shortened(first.title if is_named else first.text))
    many = "" if len(now.items) == 1 else f", {formatting.count(len(now.items), 'question')}"
    return f"{'Revealed' if now.is_revealed else _('Before the room')}: {about}{many}"


def _answered(now: Room, pulse: Pulse) -> str:
    if not pulse.people:
        on_paper = max(pulse.answered.values(), default=0)
        return (
            _("{on_paper} on paper", on_paper=formatting.capital(formatting.number(on_paper)))
            if on_paper
            else _("Nobody has joined yet")
        )
    if not now.items or now.is_revealed:
        return _(
            "{people} taking part", people=formatting.capital(formatting.count(pulse.people, "person is", "people are"))
        )
    done = min((pulse.answered.get(item.question.number, 0) for item in now.items), default=0)
    everything = "" if len(now.items) == 1 else " everything"
    verb = "has" if pulse.people == 1 else "have"
    return _(
        "**{done} of {people} {verb} answered{everything}**",
        done=done,
        people=pulse.people,
        verb=verb,
        everything=everything,
    )


def _timer(now: Room, at: datetime) -> str:
    first = now.items[0].question if now.items else None
    if first is None or first.seconds is None or now.is_revealed:
        return ""
    left = first.seconds - int((at - first.opened_at).total_seconds())
    return f"**{left // 60}:{left % 60:02} left**" if left > 0 else _("**Time is up**")


def _clock(workshop: Workshop, at: datetime) -> str:
    if workshop.started_at is None:
        return ""
    used = int((at - workshop.started_at).total_seconds() // 60)
    left = workshop.plan.minutes - used
    over = f"{left} left" if left >= 0 else f"{-left} over"
    return _("{used} of {minutes} minutes used, {over}", used=used, minutes=workshop.plan.minutes, over=over)


def addresses(selection: Selection) -> None:
    """Where the big screen is, and the code, in one line."""
    if (invited := invitations.invited(state.product(), selection)) is None:
        return
    code = invited.invitation.code
    screen = join_details.screen(code)
    st.markdown(
        _(
            "Big screen: [{screen}]({screen}) · Code for phones: **{spaced_code}**",
            screen=screen,
            spaced_code=formatting.spaced_code(code),
        )
    )


def doors(selection: Selection, *, is_open: bool) -> None:
    """How people join, with the QR code."""
    if (invited := invitations.invited(state.product(), selection)) is None:
        return
    with components.fold(_("How to join"), f"doors-{is_open}", is_open=is_open) as fold:
        if fold.open:
            join_details.how_to_join(invited.invitation.code)
            join_details.say_if_links_stay_here()
