"""Which pages there are. Each is imported when it is opened, so that the first one comes quickly."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from journey.service.visits import Visit
from journey.ui import state


def _start() -> None:
    from journey.ui import start

    start.page()


def _home() -> None:
    from journey.ui import home

    home.page()


def _assess() -> None:
    from journey.ui import assess

    assess.page()


def _profile() -> None:
    from journey.ui import profile

    profile.page()


def _pitfalls() -> None:
    from journey.ui import pitfalls

    pitfalls.page()


def _council() -> None:
    from journey.ui import council

    council.page()


def _methods() -> None:
    from journey.ui import methods

    methods.page()


def pages(visit: Visit) -> StreamlitPage:
    """Set up the navigation for who is in view, and return the page to run."""
    if visit.organisation is None:
        all_pages = {
            "home": st.Page(_start, title="Start", url_path="start", default=True),
            "methods": st.Page(_methods, title="How it works", url_path="how-it-works"),
        }
    else:
        all_pages = {
            "home": st.Page(_home, title="Home", url_path="home", default=True),
            "assess": st.Page(_assess, title="Assess", url_path="assess"),
            "profile": st.Page(_profile, title="Profile", url_path="profile"),
            "pitfalls": st.Page(_pitfalls, title="Pitfalls", url_path="pitfalls"),
            "council": st.Page(_council, title="Council", url_path="council"),
            "methods": st.Page(_methods, title="How it works", url_path="how-it-works"),
        }
    state.remember_pages(all_pages)
    return st.navigation(list(all_pages.values()), position="top")
