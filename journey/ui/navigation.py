"""Which pages there are. Each is imported when it is opened, so that the first one comes quickly.

The server asks this module for their addresses before it answers, so it imports nothing that takes long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from journey.wording.catalogue import N_, _

if TYPE_CHECKING:
    from journey.service.current_selection import Navigation


def _start() -> None:
    from journey.ui import start

    start.page()


def _home() -> None:
    from journey.ui import home

    home.page()


def _assess() -> None:
    from journey.ui.answering import assess

    assess.page()


def _profile() -> None:
    from journey.ui.profile import profile

    profile.page()


def _pitfalls() -> None:
    from journey.ui.pitfalls import pitfalls

    pitfalls.page()


def _compare() -> None:
    from journey.ui.compare import compare

    compare.page()


def _plan() -> None:
    from journey.ui.plan import plan

    plan.page()


def _review() -> None:
    from journey.ui.plan import review

    review.page()


def _library() -> None:
    from journey.ui.guidance import library

    library.page()


def _rounds() -> None:
    from journey.ui.rounds import rounds

    rounds.page()


def _workshop() -> None:
    from journey.ui.workshop import overview

    overview.page()


def _council() -> None:
    from journey.ui.councils import council

    council.page()


def _how_it_works() -> None:
    from journey.ui import how_it_works

    how_it_works.page()


def _methods() -> None:
    from journey.ui import methods

    methods.page()


_OF_A_COUNCIL = {
    "assess": (N_("Assess"), _assess),
    "profile": (N_("Profile"), _profile),
    "pitfalls": (N_("Pitfalls"), _pitfalls),
    "compare": (N_("Compare"), _compare),
    "plan": (N_("Plan"), _plan),
    "review": (N_("Review"), _review),
    "what-helps": (N_("What helps"), _library),
    "rounds": (N_("Rounds"), _rounds),
    "workshop": (N_("Workshop"), _workshop),
    "council": (N_("Council"), _council),
}
"""The pages that need a council, each with its title, in the order of the navigation."""
_ALWAYS = {"what-helps"}
"""Those of them that can be read before there is one."""


def addresses() -> frozenset[str]:
    """The address of every page."""
    return frozenset({"/", "/how-it-works", "/methods-in-full", *(f"/{name}" for name in _OF_A_COUNCIL)})


def pages(navigation: Navigation) -> StreamlitPage:
    """Set up the navigation for who is in view, and return the page to run.

    Before there is a council, the addresses of pages that need one lead to the start: a kept link is never a dead end.
    """
    from journey.ui.shared import address, state

    is_known = navigation.organisation is not None
    all_pages = {
        "home": st.Page(_home if is_known else _start, title=_("Home") if is_known else _("Start"), default=True),
        "how-it-works": st.Page(_how_it_works, title=_("How it works"), url_path="how-it-works"),
        "methods": st.Page(_methods, title=_("The methods in full"), url_path="methods-in-full", visibility="hidden"),
    }
    for name, (title, run) in _OF_A_COUNCIL.items():
        is_there = is_known or name in _ALWAYS
        all_pages[name] = st.Page(
            run if is_there else _start,
            title=_(title),
            url_path=name,
            visibility="visible" if is_there else "hidden",
        )
    state.window().pages = dict(all_pages)
    page = st.navigation(
        [all_pages[name] for name in ("home", *_OF_A_COUNCIL, "how-it-works", "methods")], position="top"
    )
    state.window().page, state.window().page_name = address.page_of_run(), page.title
    return page


def is_about_a_council(page: StreamlitPage) -> bool:
    """Whether a page shows or changes something of the council in view."""
    return page.url_path not in ("how-it-works", "methods-in-full")
