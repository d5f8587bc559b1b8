"""Buttons that know what they were drawn for. One that is not drawn any more when its press arrives is told so.

The key of each carries the ids of what it belongs to: what was pressed for one council, round or unit never presses the
button of another. A window may be looking elsewhere by the time; then nothing is done, and the page says so.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from journey.ui.shared import state
from journey.wording.catalogue import _


def button(label: str, *, key: str, **options: Any) -> bool:
    """Draw a button; whether it was pressed. ``key`` carries the ids of what it is about."""
    state.window().buttons.add(key)
    return st.button(label, key=key, **options)


def submit(label: str, *, key: str, **options: Any) -> bool:
    """Draw the button of a form; whether it was pressed. ``key`` carries the ids of what the form is about."""
    state.window().buttons.add(key)
    return st.form_submit_button(label, key=key, **options)


def is_vain(key: str) -> bool:
    """Whether the button with this key was pressed although it is not drawn any more, which the caller then says."""
    state.window().buttons.add(key)
    return st.session_state.get(key) is True


def say_what_was_not_done() -> None:
    """Say so where a button was pressed that this run has not drawn: what it belonged to is not in view any more."""
    if _is_pressed_in_vain():
        st.warning(_not_done())


def leave_what_was_not_done() -> None:
    """Say so in the next run, where this one goes elsewhere before its buttons are drawn."""
    if _is_pressed_in_vain():
        state.leave_warning(_not_done())


def _is_pressed_in_vain() -> bool:
    memory = state.window()
    return any(st.session_state.get(key) is True for key in memory.buttons_before - memory.buttons)


def _not_done() -> str:
    return _(
        "What you pressed was not done: what it belonged to has changed meanwhile, or is out of view in this window. "
        "Nothing was changed by it, here or elsewhere. Look at what is in view now, and press again if you "
        "still want it."
    )
