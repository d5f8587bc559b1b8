"""The title of a page, its place, and the spots on it that can be gone to.

Where the place is another one than before, the page begins at its top with the focus on its title, or at the spot that
was asked for with the focus on what stands first there: ``arriving.js`` does it in the browser.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journey.ui.shared import paper, state
from journey.wording.catalogue import _

PRODUCT = "Journey"


def show(text: str, *, place: str) -> None:
    """Draw the title of the page, for Streamlit, and say in the browser's title where this is.

    ``place`` names what is shown, in fixed words and ids, with the section or stage where it has one.
    """
    arrival = state.arrive(place)
    with st.container(key=f"place-{place}-{arrival.number}"):
        st.title(text, anchor=False)
        if sought := arrival.sight or arrival.spot:
            st.html(f'<i data-spot="{sought}"></i>')
    paper.head(text)
    st.set_page_config(page_title=_browser_title(text))


def spot(name: str) -> DeltaGenerator:
    """A part of a page that ``state.go_to(page, spot=name)`` brings into sight; ``name`` is an id or a fixed word."""
    return st.container(key=f"spot-{name}")


def _browser_title(text: str) -> str:
    """``Taking stock – Assess – Wensford Council – Journey``: the part, the page, whose it is, and the product."""
    organisation, page = state.navigation().organisation, state.window().page_name
    words, council = text.replace("\\", ""), organisation.name if organisation else ""
    part = "" if words == council else words
    named = (part, "" if page.casefold() in part.casefold() else page, "" if council in part else council)
    return " – ".join(filter(None, (*named, _(PRODUCT))))
