"""Sending this very view to a colleague: its address to copy, and who can open it.

The address is only known once the page has drawn its tabs. So a page says where it is to stand, and what stands there
is filled in at the end of the run.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st

from journey.ui.shared import state
from journey.wording import sharing
from journey.wording.catalogue import _


def place() -> None:
    """Keep a place here, at the end of the row that says what is in view."""
    state.window().share = st.container(key="send-view", width="content")


def fill(page: str) -> None:
    """Put into the place that this run's page has kept, if any, what leads back to the page as it is now."""
    memory = state.window()
    kept, memory.share = memory.share, None
    origin = _origin()
    if kept is None or origin is None:
        return
    with kept, st.popover(_("Send this view"), type="tertiary"):
        st.markdown(_("The address of what you see here: the council, the round, the unit and what is open."))
        st.code(f"{origin}/{page}?{urlencode(state.here())}", language=None, wrap_lines=True)
        st.markdown(sharing.who_can_open(origin))


def _origin() -> str | None:
    """How managers' addresses begin: as it is set, else as this window was opened; None where that is not known."""
    configured = state.product().settings.address
    if configured or not st.context.url:
        return configured
    opened = urlsplit(st.context.url)
    return f"{opened.scheme}://{opened.netloc}"
