"""From a finding to an action of the plan: one press and a line; the rest can follow."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from journey.model import ActionContent, Origin, Subject
from journey.service.current_selection import Selection
from journey.service.plan import actions
from journey.service.plan.fields import WHAT_LIMIT
from journey.service.plan.place import PlanPlace
from journey.ui.shared import components, errors, presses, state
from journey.ui.shared.text_field import room
from journey.wording.catalogue import _


def offer(selection: Selection, subject: Subject | None, origin: Origin, *, key: str, proposal: str = "") -> None:
    """A fold in which an action about a subject is written down in one line. ``key`` names the card that it is on.

    That it is written down is said on the card: a word at the top of the page would lead away from it.
    """
    name = f"make-action-{selection.key}-{key}"
    if state.window().shown.pop(f"{name}-done", False):
        st.success(_("Written down in the plan. The rest of it can follow there."))
    with components.fold(_("Make it an action"), name) as opened:
        if not opened.open:
            return
        with st.form(f"{name}-form", border=False):
            field = line_key(name)
            what = st.text_input(_("What will be done"), proposal, max_chars=room(WHAT_LIMIT), key=field)
            pressed = presses.submit(_("Write it down"), key=f"{name}-save")
        if pressed:
            with errors.refusals_shown_here():
                content = replace(ActionContent(what or ""), subject=subject)
                place = PlanPlace.of(selection)
                actions.add(state.product(), place, content, origin=origin, writer=state.window().writer)
                is_written(name)
                state.window().shown[f"{name}-done"] = True
                st.rerun()


def line_key(name: str) -> str:
    """The key of the field for the next line: another one once a line is written down, so that it is empty then.

    What could not be written down stays in the field.
    """
    written = state.window().shown.get(f"{name}-written", 0)
    return f"{name}-what-{written}" if written else f"{name}-what"


def is_written(name: str) -> None:
    """Let the field be empty for the next line."""
    shown = state.window().shown
    shown[f"{name}-written"] = shown.get(f"{name}-written", 0) + 1
