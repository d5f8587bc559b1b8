"""Asking the room: the timer, the button that makes questions active, and the active questions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from journey.model import NewQuestion, QuestionKind, Workshop
from journey.service import Product
from journey.service.workshop import leading
from journey.service.workshop.room import Room
from journey.service.workshop.room_items import Item
from journey.ui.shared import components
from journey.ui.shared.escaping import plain
from journey.ui.workshop import commands, paper_ballots, revealing
from journey.wording import formatting
from journey.wording.catalogue import N_, _

TIMERS: dict[int | None, str] = {
    None: N_("No timer"),
    30: N_("30 seconds"),
    60: N_("1 minute"),
    120: N_("2 minutes"),
    300: N_("5 minutes"),
}
STEPS = {
    "calibrate": N_("1 Calibrate"),
    "assess": N_("2 Assess"),
    "agree": N_("3 Agree"),
    "pitfalls": N_("4 Pitfalls"),
    "actions": N_("5 Actions"),
    "close": N_("6 Close"),
}
STEP_OF = {
    QuestionKind.VIGNETTE: "calibrate",
    QuestionKind.STATEMENT: "assess",
    QuestionKind.PITFALL: "pitfalls",
    QuestionKind.PRIORITY: "actions",
    QuestionKind.FIST: "close",
    QuestionKind.ON_TIME: "close",
}

ASKED_FROM = {QuestionKind.STATEMENT: ("assess", "agree")}
"""Where not only from ``STEP_OF``: second votes are asked for where the room talks."""


def step_key(workshop: Workshop) -> str:
    """The key of the path, which is each facilitator's own."""
    return f"step-{workshop.id}"


def keep_chosen(key: str) -> None:
    """Keep what is chosen although its label has changed: Streamlit knows a chosen option by its label."""
    if key in st.session_state:
        st.session_state[key] = st.session_state[key]


def timer(workshop: Workshop, kind: str, first: int | None = 120) -> int | None:
    """Draw the choice of how many seconds the room has; None for no timer."""
    chosen: int | None = st.selectbox(
        _("Timer"),
        list(TIMERS),
        list(TIMERS).index(first),
        format_func=lambda seconds: _(TIMERS[seconds]),
        key=f"timer-{workshop.id}-{kind}",
        width=components.SELECT_WIDTH,
    )
    return chosen


def button(
    label: str, workshop: Workshop, new: Sequence[NewQuestion], seconds: int | None, *, is_primary: bool = True
) -> None:
    """Draw the button that asks the room these questions."""
    first = new[0]
    st.button(
        label,
        key=f"put-{workshop.id}-{first.kind}-{first.subject}-{first.ballot_round}-{len(new)}",
        type="primary" if is_primary else "secondary",
        on_click=_ask,
        args=(workshop, tuple(new), seconds),
    )


def _ask(workshop: Workshop, new: Sequence[NewQuestion], seconds: int | None) -> None:
    """Ask the room, unless the path has been moved on meanwhile: then this button of the step before was not meant."""
    if st.session_state[step_key(workshop)] not in ASKED_FROM.get(new[0].kind, (STEP_OF[new[0].kind],)):
        return

    def ask(product: Product, seen: Workshop) -> Workshop:
        return leading.ask(product, seen, new, seconds=seconds)

    commands.act(workshop, ask)


def active_questions(workshop: Workshop, room: Room) -> None:
    """Draw the active questions, and the buttons to reveal them, give more time or take them away."""
    clear, longer = (workshop, leading.clear), (workshop, leading.one_minute_more)
    if room.is_revealed:
        st.button(_("Clear the big screen and phones"), key=f"clear-{workshop.id}", on_click=commands.press, args=clear)
        return
    if not room.items:
        return
    with st.container(border=True, key="before-the-room"):
        st.header(_("Before the room"), anchor=False)
        _texts(room.items)
        yes = revealing.asked_once_more(workshop)
        with st.container(horizontal=True):
            revealing.buttons(workshop, yes, partial(_go_on, workshop, room.items[0].question.kind))
            if room.items[0].question.seconds is not None:
                st.button(_("One minute more"), key=f"more-time-{workshop.id}", on_click=commands.press, args=longer)
            st.button(_("Take it away"), key=f"clear-{workshop.id}", on_click=commands.press, args=clear)
        paper_ballots.show(workshop, room)


def _texts(items: Sequence[Item]) -> None:
    if len(items) == 1:
        item = items[0]
        st.markdown(f"**{plain(item.title if item.question.kind is QuestionKind.VIGNETTE else item.text)}**")
        return
    with st.expander(f"{plain(items[0].title)}: {formatting.count(len(items), 'question')}"):
        st.markdown("\n".join(f"- {plain(item.text)}" for item in items))


def _go_on(workshop: Workshop, kind: QuestionKind) -> None:
    """Go to the step at which what was just revealed is talked about."""
    st.session_state[step_key(workshop)] = "agree" if kind is QuestionKind.STATEMENT else STEP_OF[kind]
