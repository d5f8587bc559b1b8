"""Changes that the store could not take: kept for the browser that made them, and tried again until they are stored.

They outlive the page, the window and the session, though not the process. One answer or record has one change, the
last. What can no longer be stored, because somebody has written since or the round was closed, stays with its reason.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from journey.service import Refused, StoreError, Unavailable
from journey.ui.shared import address, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting, refusals
from journey.wording.catalogue import _

PAUSE = 2.0
"""Seconds after a failure in which the store is not asked again by itself: each attempt may wait for a lock."""


@dataclass(frozen=True, slots=True)
class Change:
    """What could not be stored. ``attempt`` stores it, and raises Refused or StoreError where it cannot.

    ``key`` names the answer or record, ``what`` says the change in a few words, ``content`` is what was entered;
    ``reason`` says why it can never be stored, and is empty while it is tried again. ``lacks`` says what it lacks to be
    stored: it is not tried, and the person completes it on the page where it was begun, ``page``.
    """

    key: str
    what: str
    attempt: Callable[[], object]
    content: Any = None
    reason: str = ""
    lacks: str = ""
    page: str = ""


@dataclass(slots=True)
class _OfBrowser:
    changes: dict[str, Change]
    failed_at: float = 0.0


_BROWSERS: dict[str, _OfBrowser] = {}
_LOCK = threading.Lock()


def keep(change: Change) -> None:
    """Keep a change in place of an earlier one of the same answer; the store has just failed or refused to take it."""
    with _LOCK:
        kept = _BROWSERS.setdefault(state.window().token, _OfBrowser({}))
        kept.changes[change.key] = change
        if not change.lacks:
            kept.failed_at = time.monotonic()


def forget(key: str) -> None:
    """Keep the change of this answer no longer: it is stored, or was given up."""
    token = state.window().token
    with _LOCK:
        kept = _BROWSERS.get(token)
        if kept and kept.changes.pop(key, None) and not kept.changes:
            del _BROWSERS[token]


def changes() -> list[Change]:
    """The changes of this browser that are not stored."""
    with _LOCK:
        kept = _BROWSERS.get(state.window().token)
        return list(kept.changes.values()) if kept else []


def of(key: str) -> Change | None:
    """The change of this answer that is not stored, if there is one."""
    return next((change for change in changes() if change.key == key), None)


def try_again(*, is_asked: bool = False) -> bool:
    """Try to store what is kept; whether anything of it was settled.

    Where nobody asked for it, the store is left alone for ``PAUSE`` after it has failed.
    """
    waiting = [change for change in changes() if not change.reason and not change.lacks]
    kept = _BROWSERS.get(state.window().token)
    has_just_failed = kept is not None and time.monotonic() - kept.failed_at < PAUSE
    if not waiting or (has_just_failed and not is_asked):
        return False
    is_settled = False
    for change in waiting:
        try:
            change.attempt()
        except Unavailable:
            keep(change)
            break
        except (Refused, StoreError) as refusal:
            keep(replace(change, reason=refusals.sentence(refusal)))
        else:
            forget(change.key)
        is_settled = True
    return is_settled


def store(change: Change) -> bool:
    """Store a change now, or keep it where the store cannot be reached; whether it is stored. Raises as ``attempt``."""
    try:
        change.attempt()
    except Unavailable:
        keep(change)
        return False
    forget(change.key)
    return True


def show() -> None:
    """Draw the list of what is not stored, with a button that tries again; the page's script presses it as well."""
    kept = [change for change in changes() if not change.lacks]
    _show_what_lacks_something()
    with st.container(key="unsaved" if kept else "all-saved", border=bool(kept)):
        if kept:
            number = formatting.capital(formatting.count(len(kept), "change is", "changes are"))
            st.markdown(
                _("**{number} not saved yet.** It is tried again by itself: keep this page open.", number=number)
            )
            st.markdown("\n".join(f"- {_line(change)}" for change in kept))
        if st.button(_("Try again now"), key="try-again") and try_again(is_asked=True):
            st.rerun()
        if any(change.reason for change in kept):
            st.button(_("Leave out what cannot be saved"), key="leave-out", on_click=_leave_out)


def _show_what_lacks_something() -> None:
    """Draw the list of what waits to be completed on other pages than this one, where it says so itself."""
    here = address.page_of_run()
    lacking = [change for change in changes() if change.lacks and change.page != here]
    if not lacking:
        return
    with st.container(key="lacking", border=True):
        are = formatting.capital(formatting.count(len(lacking), "answer lacks", "answers lack"))
        st.markdown(_("**{are} something, and cannot be saved before.** What was chosen is kept there.", are=are))
        st.markdown("\n".join(f"- {_line(change)}" for change in lacking))
        st.button(_("Leave out what lacks something"), key="leave-out-lacking", on_click=_leave_out_lacking)


def _leave_out_lacking() -> None:
    for change in changes():
        if change.lacks:
            forget(change.key)


def _line(change: Change) -> str:
    why = change.reason or change.lacks
    return plain(_("{what}. {reason}", what=change.what, reason=why) if why else change.what)


def _leave_out() -> None:
    for change in changes():
        if change.reason:
            forget(change.key)
