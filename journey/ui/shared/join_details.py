"""Where people join, to be read out, typed, clicked or scanned."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from journey import qr
from journey.ui.shared import state
from journey.wording import formatting
from journey.wording.catalogue import _

QR_WIDTH = 240
"""Pixels: large enough to be scanned from a laptop across a table."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def origin() -> str:
    """Scheme, host and port of the light pages, where phones can reach them."""
    return state.product().settings.join_address


def link(code: str) -> str:
    """The address that leads straight in."""
    return f"{origin()}/join/{code}"


def screen(code: str) -> str:
    """The address of the big screen."""
    return f"{origin()}/screen/{code}"


def how_to_join(code: str) -> None:
    """The short address and the code to type, the link to send, and the same as a QR code."""
    words, picture = st.columns([3, 2], gap="medium")
    with words:
        st.markdown(_("On any phone or laptop, open"))
        st.code(f"{origin()}/join", language=None, wrap_lines=True)
        st.markdown(_("and type the code"))
        with st.container(key="join-code"):
            st.text(formatting.spaced_code(code))
        st.markdown(_("or send this link, which leads straight in:"))
        st.code(link(code), language=None, wrap_lines=True)
    with picture:
        qr_picture(code)


def qr_picture(code: str) -> None:
    """The address that leads straight in, to be scanned."""
    st.image(qr.svg(link(code)), width=QR_WIDTH, alt=_("QR code that leads to {link}", link=link(code)))


def say_if_links_stay_here() -> None:
    """Say so where links open on this machine alone, because the product was started for it alone."""
    if urlsplit(origin()).hostname in LOOPBACK:
        st.info(
            _(
                "These links open on this machine alone, because the product was started for it alone. For phones in "
                "a room, start it with “python3 -m journey run --workshop”. For colleagues elsewhere it has to run on "
                "a server that they can reach."
            )
        )
