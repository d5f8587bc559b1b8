"""What a window remembers, and what is opened once for all sessions.

The session is not where answers live: it holds what this window has shown, so that it can tell whether another has
written since. Whatever must survive is in the store.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from journey.http import COOKIE
from journey.model import Organisation
from journey.service import NotFound, Product, current_selection
from journey.service.context import opened
from journey.service.current_selection import Navigation

WINDOW = "window"
"""The one key of the session state that is not a widget's."""


@dataclass(slots=True)
class Window:
    """What one window remembers between two runs of the script.

    ``shown`` is what it last showed of each answer, see ``ui.shared.autosave``; ``notice`` a message for the next run,
    and ``fault`` one that says what was not done; ``order`` the list that is on the screen, by name; ``is_choosing``
    whether the choice of what to assess was asked for again; ``drawn`` how many marks were drawn so far.
    """

    token: str
    writer: str
    zone: ZoneInfo
    shown: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)
    notice: str | None = None
    fault: str | None = None
    order: tuple[str, Sequence[str]] | None = None
    is_choosing: bool = False
    drawn: int = 0


def window() -> Window:
    """This window's memory; a new one after a reload, a lost session or a restarted server."""
    if WINDOW not in st.session_state:
        # Where cookies are refused the browser is known for as long as this window is open.
        token = st.context.cookies.get(COOKIE) or secrets.token_urlsafe(32)
        st.session_state[WINDOW] = Window(token, current_selection.writer(token), _zone())
    memory: Window = st.session_state[WINDOW]
    return memory


def _zone() -> ZoneInfo:
    try:
        return ZoneInfo(st.context.timezone or "Europe/London")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def product() -> Product:
    """The store, the content and the settings, opened once a process."""
    return opened()


def navigation() -> Navigation:
    """The council, round and unit in view."""
    return current_selection.look_up(product(), window().token)


def organisation(navigation: Navigation) -> Organisation:
    """The council in view, on the pages that are there only when there is one."""
    if navigation.organisation is None:
        raise NotFound("organisation", "")
    return navigation.organisation


def look_at(*, organisation_id: str, round_id: str | None = None, unit_id: str | None = None) -> None:
    """Choose the council, round or unit in view, and forget what this window has shown of the one before."""
    current_selection.choose(
        product(), window().token, organisation_id=organisation_id, round_id=round_id, unit_id=unit_id
    )
    window().shown.clear()


def notice() -> str | None:
    """The message left by the last run for this one, read once."""
    text, window().notice = window().notice, None
    return text


def leave_notice(text: str) -> None:
    """Leave a message for the run after this one."""
    window().notice = text


def fault() -> str | None:
    """Why something that was pressed was not done, left by the last run for this one, read once."""
    text, window().fault = window().fault, None
    return text


def leave_fault(text: str) -> None:
    """Leave for the run after this one why something was not done."""
    window().fault = text


def choose_again() -> None:
    """Show the choice of what to assess once more, although answering has begun."""
    window().is_choosing = True


def theme() -> Literal["light", "dark"]:
    """The theme on the screen, which charts have to follow."""
    return "dark" if st.context.theme.type == "dark" else "light"


def kept_order(name: str, order: Sequence[str]) -> Sequence[str]:
    """The order in which this window first showed a list: answering must not move what is being answered.

    It is made afresh when another list is shown.
    """
    shown = window().order
    if shown is None or shown[0] != name or set(shown[1]) != set(order):
        window().order = shown = (name, order)
    return shown[1]


def page(name: str) -> Any:
    """The page of this name, for ``st.switch_page``."""
    return window().pages[name]
