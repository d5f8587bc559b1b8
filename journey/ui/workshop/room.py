"""Leading the room: the line that is always there, what is before the room, and the path through the workshop."""

from __future__ import annotations

import streamlit as st

from journey.model import Workshop
from journey.service.current_selection import Selection
from journey.service.plan.place import PlanPlace
from journey.service.workshop import room
from journey.service.workshop.room_items import History
from journey.ui.shared import components, promises, state
from journey.ui.workshop import (
    actions,
    agree,
    assess,
    calibrate,
    close,
    commands,
    downloads,
    live,
    parking_lot,
    pitfalls,
    questions,
)
from journey.wording.catalogue import _

PANELS = {
    "calibrate": calibrate.show,
    "assess": assess.show,
    "agree": agree.show,
    "pitfalls": pitfalls.show,
    "actions": actions.show,
    "close": close.show,
}


def show(selection: Selection, workshop: Workshop, fault: str | None) -> None:
    """The console of a running workshop. ``fault`` says what the last press could not do."""
    commands.remember_as_seen(workshop)
    current = room.see(state.product(), selection.organisation.id, workshop.id)
    history = room.history(state.product(), selection.organisation.id, workshop.id)
    state.window().shown[live.TYPING] = False
    live.line(selection, workshop, current, fault)
    live.addresses(selection)
    if not history:
        live.how_to_join(selection, is_open=True)
    questions.active_questions(workshop, current)
    if not history:
        promises.show(PlanPlace.of(selection), key="room", is_open=True)
    PANELS[_step(workshop, history)](selection, workshop, history)
    if history:
        live.how_to_join(selection, is_open=False)
    parking_lot.show(workshop)
    with components.fold(_("To print or send"), f"papers-{workshop.id}") as papers:
        if papers.open:
            downloads.for_paper(workshop)
            downloads.after(workshop)


def _step(workshop: Workshop, history: History) -> str:
    """The step of the path that this window is at; where the console is opened anew, that of the last question."""
    with st.container(key="workshop-path"):
        return components.tab(
            "step",
            _("The way through the workshop"),
            list(questions.STEPS),
            key=questions.step_key(workshop),
            first=_furthest(history),
            format_func=lambda step: _(questions.STEPS[step]),
            horizontal=True,
        )


def _furthest(history: History) -> str:
    if not history:
        return "calibrate"
    last = history[-1]
    step = questions.STEP_OF[last.question.kind]
    return "agree" if step == "assess" and last.is_revealed else step
