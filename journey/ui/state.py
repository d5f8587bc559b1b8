"""Every key of the session state, and what is opened once for all sessions.

The session is not where answers live: it holds what this window has shown, so that it can tell whether another has
written since. Whatever must survive is in the store.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

import streamlit as st

from journey.config import Settings
from journey.model import Organisation
from journey.service import NotFound, Product, open_product, visits
from journey.service.visits import Visit
from journey.web import COOKIE

FALLBACK_TOKEN = "fallback_token"  # noqa: S105  the name of a key
WRITER = "writer"
SHOWN = "shown"
NOTICE = "notice"
PAGES = "pages"
ORDER = "order"


OPENING = threading.Lock()


def product() -> Product:
    """The store, the content and the settings, opened once a process."""
    with OPENING:
        return _opened()


@cache
def _opened() -> Product:
    return open_product(Settings.read())


def token() -> str:
    """What this browser is known by: its cookie, or a token of this session alone where cookies are refused."""
    found = st.context.cookies.get(COOKIE)
    if found:
        return found
    return str(st.session_state.setdefault(FALLBACK_TOKEN, secrets.token_urlsafe(32)))


def writer() -> str:
    """Whose hand an answer shows: this browser's, told from others without telling whose it is."""
    if WRITER not in st.session_state:
        st.session_state[WRITER] = visits.writer(token())
    return str(st.session_state[WRITER])


def visit() -> Visit:
    """The council, round and unit in view."""
    return visits.look_up(product(), token())


def organisation(visit: Visit) -> Organisation:
    """The council in view, on the pages that are there only when there is one."""
    if visit.organisation is None:
        raise NotFound("organisation", "in view")
    return visit.organisation


def look_at(*, organisation_id: str, round_id: str | None = None, unit_id: str | None = None) -> None:
    """Put another council, round or unit in view, and forget what this window has shown of the last one."""
    visits.choose(product(), token(), organisation_id=organisation_id, round_id=round_id, unit_id=unit_id)
    st.session_state.pop(SHOWN, None)


def shown() -> dict[str, Any]:
    """What this window last showed, by widget: see ``ui.saving``."""
    found: dict[str, Any] = st.session_state.setdefault(SHOWN, {})
    return found


def notice() -> str | None:
    """A message left by the last run for this one, read once."""
    found: str | None = st.session_state.pop(NOTICE, None)
    return found


def leave_notice(text: str) -> None:
    """Leave a message for the run after this one."""
    st.session_state[NOTICE] = text


def theme() -> Literal["light", "dark"]:
    """The theme on the screen, which charts have to follow."""
    return "dark" if st.context.theme.type == "dark" else "light"


def kept_order(name: str, order: Sequence[str]) -> Sequence[str]:
    """The order in which this window first showed a list: answering must not move what is being answered.

    It is made afresh when another list is shown.
    """
    last: tuple[str, Sequence[str]] | None = st.session_state.get(ORDER)
    if last is None or last[0] != name or set(last[1]) != set(order):
        st.session_state[ORDER] = (name, order)
        return order
    return last[1]


def remember_pages(pages: dict[str, Any]) -> None:
    """Keep this run's pages, so that one can lead to another by name."""
    st.session_state[PAGES] = pages


def page(name: str) -> Any:
    """The page of this name, for ``st.switch_page`` and ``st.page_link``."""
    return st.session_state[PAGES][name]
