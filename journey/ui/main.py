"""The script that Streamlit runs on every click: settles what this window looks at, then hands over to a page."""

from __future__ import annotations

import streamlit as st

from journey.ui import navigation
from journey.ui.shared import away, clock, elsewhere, paper, presses, share, shell, state

WIDE = ("", "profile", "pitfalls", "compare", "plan", "review", "what-helps")
"""The addresses of the pages that use the whole width; forms and texts keep a narrow column."""
PRINTED = (*WIDE, "assess")
"""Those that are handed on as papers."""
OF_NO_ROUND = ("what-helps",)
"""Those of them that are the same for every round, and are printed before there is one."""


def run() -> None:
    """One run: the head of the page, what is in view in this window, the page itself."""
    shell.open_page()
    clock.draw()
    in_view = away.patiently(state.settle)
    page = navigation.pages(in_view)
    st.set_page_config(layout="wide" if page.url_path in WIDE else "centered")
    if in_view.missing and navigation.is_about_a_council(page):
        elsewhere.page(in_view)
        return
    shell.banner(in_view)
    elsewhere.say_what_has_changed()
    try:
        page.run()
    finally:
        state.leave_mark(page.url_path)
    share.fill(page.url_path)
    presses.say_what_was_not_done()
    if page.url_path in PRINTED and (in_view.selection or page.url_path in OF_NO_ROUND):
        paper.offer()


st.set_page_config(page_icon=shell.ICON)
run()
