"""What every page carries so that nothing of it is lost: a clock, and a button that the page's script presses.

Streamlit's browser code asks for a run after a reconnection only where a clock is on the page. Without that run a new
session, which a restarted server makes, knows none of the page's fragments and drops what is clicked in them.
"""

from __future__ import annotations

import streamlit as st

from journey.ui.shared import unsaved
from journey.wording.catalogue import _

SECONDS = 3600
"""How often the clock goes by itself: seldom, since it is there to be on the page."""


def draw() -> None:
    """Put both on the page, before anything that may fail, and store what could not be stored before."""
    unsaved.try_again()
    _tick()
    with st.container(key="run-again"):
        st.button(_("Draw this page again"), key="draw-again")


@st.fragment(run_every=SECONDS)
def _tick() -> None:
    """The list of what is not saved, tried again without the rest of the page; mostly nothing that can be seen."""
    unsaved.show()
