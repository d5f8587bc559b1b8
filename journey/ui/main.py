"""The script that Streamlit runs on every click: settles who is looking at what, then hands over to a page."""

from __future__ import annotations

import streamlit as st

from journey.ui import navigation
from journey.ui.shared import shell, state


def run() -> None:
    """One run: the head of the page, the council in view, the page itself."""
    shell.open_page()
    in_view = state.navigation()
    page = navigation.pages(in_view)
    shell.banner(in_view)
    page.run()


st.set_page_config(page_icon=shell.ICON, layout="centered")
run()
