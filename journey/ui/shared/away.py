"""What stands on a page while the store of answers cannot be reached, and how the page comes back by itself.

A run that waits is not over: until it is, the browser keeps what was drawn before and what was chosen there, also for a
session that knows nothing of it yet. What fails later than that is drawn again when the page's script asks for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from journey.log import LOG, described
from journey.model.refusals import Refusal
from journey.service import Unavailable
from journey.ui.shared import state
from journey.wording.catalogue import _

PAUSE = 1.0
"""Seconds between two attempts to reach the store."""

Found = TypeVar("Found")


def is_passing(failure: Exception) -> bool:
    """Whether it may work again by itself: the store is away, and not damaged."""
    return isinstance(failure, Unavailable) and failure.code is Refusal.UNAVAILABLE


def patiently(read: Callable[[], Found], pause: float = PAUSE) -> Found:
    """What ``read`` finds, as soon as the store can be reached; until then the page says that it cannot.

    ``read`` may be called many times, ``pause`` seconds apart. Raises Damaged and Corrupt, which no waiting mends.
    """
    place = st.empty()
    is_logged = False
    while True:
        try:
            found = read()
        except Unavailable as failure:
            if not is_passing(failure):
                raise
            if not is_logged:
                LOG.error("%s", described(failure))
            is_logged = True
            # Drawn each time, since a run takes notice only while it draws that its window wants something else.
            place.error(words())
            time.sleep(pause)
        else:
            place.empty()
            return found


def explain() -> None:
    """Say that the store is away where a page or a part of one could not be drawn, with what the script presses."""
    memory = state.window()
    memory.drawn += 1
    st.error(words())
    with st.container(key=f"away-{memory.drawn}"):
        st.button(_("Draw this page again"), key=f"draw-when-back-{memory.drawn}")


def words() -> str:
    """What happened, what was kept, and that nothing has to be done."""
    return _(
        "**The answers are out of reach at the moment.** Everything that was marked as saved is kept. What is listed "
        "as not saved is kept as well, and saved as soon as that is possible. There is nothing to do but to leave this "
        "page open: it is tried again every few seconds and comes back by itself. If it stays like this, tell whoever "
        "looks after this installation."
    )
