"""Leading the room: the line that is always there, what is before the room, and the path through the workshop."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Workshop
from journey.service import room
from journey.service.room import Item
from journey.service.visits import View
from journey.ui import (
    parts,
    state,
    workshop_actions,
    workshop_acts,
    workshop_agree,
    workshop_ask,
    workshop_close,
    workshop_live,
    workshop_parked,
    workshop_printed,
    workshop_put,
)

PANELS = {
    "calibrate": workshop_ask.calibrate,
    "assess": workshop_ask.assess,
    "agree": workshop_agree.show,
    "pitfalls": workshop_ask.pitfalls,
    "actions": workshop_actions.show,
    "close": workshop_close.show,
}


def show(view: View, workshop: Workshop, fault: str | None) -> None:
    """The console of a running workshop. ``fault`` says what the last press could not do."""
    workshop_acts.seen(workshop)
    now = room.see(state.product(), view.organisation.id, workshop.id)
    history = room.history(state.product(), view.organisation.id, workshop.id)
    state.window().shown[workshop_live.TYPING] = False
    workshop_live.line(workshop, now, fault)
    workshop_live.addresses(view)
    if not history:
        workshop_live.doors(view, is_open=True)
    workshop_put.before_the_room(workshop, now)
    PANELS[_step(workshop, history)](view, workshop, history)
    if history:
        workshop_live.doors(view, is_open=False)
    workshop_parked.show(workshop)
    with parts.fold("To print or send", f"papers-{workshop.id}") as papers:
        if papers.open:
            workshop_printed.for_paper(workshop)
            workshop_printed.after(workshop)


def _step(workshop: Workshop, history: Sequence[Item]) -> str:
    """Where on the path this window is; in one that opens the console anew, at what was put last."""
    key = workshop_put.step_key(workshop)
    if key not in st.session_state:
        st.session_state[key] = _furthest(history)
    with st.container(key="workshop-path"):
        chosen: str = st.radio(
            "The way through the workshop",
            list(workshop_put.STEPS),
            format_func=workshop_put.STEPS.__getitem__,
            key=key,
            horizontal=True,
        )
    return chosen


def _furthest(history: Sequence[Item]) -> str:
    if not history:
        return "calibrate"
    last = history[-1]
    step = workshop_put.STEP_OF[last.question.kind]
    return "agree" if step == "assess" and last.is_revealed else step
