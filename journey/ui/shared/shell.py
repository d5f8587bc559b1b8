"""What every page has: the script and style of the shell, the sample's banner, messages left by the run before."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from journey.service.current_selection import Navigation
from journey.ui.shared import paper, presses, sample, state
from journey.wording.catalogue import _

HERE = Path(__file__).parent
ICON = "🧭"
SCRIPT_FILES = ("address.js", "arriving.js", "progress.js")
PARTS = ("shell.html", "access.html", "menu.html", "working.html", "print.html", "saving.html")
SHELL = "".join((HERE / name).read_text(encoding="utf-8") for name in PARTS).replace("COLOURS", paper.colours())
SCRIPTS = "".join(f"<script>{(HERE / name).read_text(encoding='utf-8')}</script>" for name in SCRIPT_FILES)


def open_page() -> None:
    """The head of every run. The shell is a constant of ours: no text that anybody typed is ever part of it."""
    st.html(SHELL + SCRIPTS, unsafe_allow_javascript=True)


def banner(navigation: Navigation) -> None:
    """Say on every page of the sample council that it is fictional; show the message that the last run left."""
    if navigation.organisation and navigation.organisation.is_sample:
        with st.container(key="sample", horizontal=True, vertical_alignment="center"):
            st.markdown(_("**Sample**: this council is made up."), width="content")
            if presses.button(_("Leave the sample"), key=f"leave-{navigation.organisation.id}", type="tertiary"):
                sample.leave(navigation)
    if message := state.notice():
        st.success(message)
    if warning := state.warning():
        st.warning(warning)
