"""Keeping a group of widgets and one stored answer in step: the same for statements and pitfalls.

Streamlit does not call ``on_change`` in the run after a reconnect to a new session, so nothing here depends on it:
every run compares what the widgets give with what the store has, and the mark beside them says what came of it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from journey import words
from journey.reconcile import Shown, Step, Stored, reconcile
from journey.service import Closed, Conflict, Unavailable
from journey.ui import state
from journey.ui.text import plain

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Kept(Generic[Content]):
    """An answer as the store has it; ``writer`` is the browser that wrote last."""

    content: Content
    version: int
    writer: str
    saved_at: datetime | None


class Refused(ValueError):
    """A content that cannot be saved as it is; the message says why and what to do."""


class Keeper(ABC, Generic[Content]):
    """One answer on the screen. ``key`` names it among all answers, and its widgets' keys begin with it."""

    key: str

    @abstractmethod
    def read(self) -> Kept[Content]:
        """The answer as it is stored now."""

    @abstractmethod
    def earlier(self) -> Collection[Content]:
        """What was stored before."""

    @abstractmethod
    def peek(self) -> Content | None:
        """What the widgets give before they are drawn; None where this window has not drawn them."""

    @abstractmethod
    def put(self, content: Content) -> None:
        """Make the widgets show this when they are drawn next."""

    @abstractmethod
    def draw(self, start: Content) -> Content:
        """Draw the widgets, beginning with ``start`` where they are new, and return what they give."""

    @abstractmethod
    def save(self, content: Content, expected_version: int) -> Kept[Content]:
        """Commit, and return what is stored. Raises Refused, Conflict, Closed, Unavailable."""

    @abstractmethod
    def describe(self, content: Content) -> str:
        """The content in a few words."""

    @abstractmethod
    def unsaved_words(self) -> str:
        """What the mark says while nothing was ever saved."""


def keep(keeper: Keeper[Content]) -> Kept[Content]:
    """Draw an answer, bring screen and store in step, and mark what is saved. Returns what is stored afterwards."""
    kept = keeper.read()
    given = keeper.peek()
    shown: Shown[Content] | None = state.shown().get(keeper.key) if given is not None else None
    stored = Stored(kept.content, kept.version, is_mine=kept.writer == state.writer())
    step = Step.NOTHING
    if shown is not None and given is not None:
        step = reconcile(shown, given, stored)
        if step is Step.REFRESH:
            keeper.put(kept.content)
    given = keeper.draw(kept.content)
    if shown is None and given != kept.content:
        step = reconcile(None, given, stored, keeper.earlier())
    if step is Step.SAVE:
        return _save(keeper, kept, given)
    if step is Step.ASK:
        return _ask(keeper, kept, given)
    state.shown()[keeper.key] = Shown(kept.content, kept.version)
    mark(keeper.key, saved_words(keeper, kept, is_refreshed=step is Step.REFRESH))
    return kept


def _save(keeper: Keeper[Content], kept: Kept[Content], given: Content) -> Kept[Content]:
    try:
        saved = keeper.save(given, kept.version)
    except Refused as refusal:
        state.shown()[keeper.key] = Shown(kept.content, kept.version)
        mark(keeper.key, str(refusal), is_warning=True)
        return kept
    except Conflict:
        return _ask(keeper, keeper.read(), given)
    except Closed:
        mark(keeper.key, "Not saved: this round is closed, and its answers stay as they are.", is_warning=True)
        return kept
    except Unavailable:
        state.shown()[keeper.key] = Shown(kept.content, kept.version)
        mark(
            keeper.key,
            "Not saved: the store of answers could not be reached. What was marked as saved is kept. "
            "Your change stays on this page; it is tried again with your next click.",
            is_warning=True,
        )
        return kept
    state.shown()[keeper.key] = Shown(saved.content, saved.version)
    mark(keeper.key, saved_words(keeper, saved))
    return saved


def _ask(keeper: Keeper[Content], kept: Kept[Content], given: Content) -> Kept[Content]:
    """Two windows disagree: show both, and save neither until the person has chosen."""
    state.shown()[keeper.key] = Shown(object(), -1)
    theirs, mine = plain(keeper.describe(kept.content)), plain(keeper.describe(given))
    mark(
        keeper.key,
        f"Not saved: another window saved “{theirs}” at {local_time(kept.saved_at)}. Here it is “{mine}”. "
        "Choose which one stays.",
        is_warning=True,
    )

    def take_theirs() -> None:
        keeper.put(kept.content)
        state.shown()[keeper.key] = Shown(kept.content, kept.version)

    def take_mine() -> None:
        state.shown()[keeper.key] = Shown(kept.content, kept.version)

    with st.container(horizontal=True):
        st.button(f"Keep “{theirs}”", key=f"{keeper.key}:theirs", on_click=take_theirs)
        st.button(f"Save “{mine}”", key=f"{keeper.key}:mine", on_click=take_mine)
    return kept


def saved_words(keeper: Keeper[Content], kept: Kept[Content], *, is_refreshed: bool = False) -> str:
    """What the mark says of an answer that needs nothing."""
    if kept.saved_at is None:
        return keeper.unsaved_words()
    changed = "Changed in another window; this is what is stored. " if is_refreshed else ""
    return f"{changed}✓ Saved {local_time(kept.saved_at)}"


def mark(key: str, text: str, *, is_warning: bool = False) -> None:
    """The line under an answer that says what is stored; the page's script reads its changes out."""
    with st.container(key=f"mark-{key}"):
        if is_warning:
            st.warning(text)
        else:
            st.caption(text)


def local_time(moment: datetime | None) -> str:
    """The time on the reader's own clock; with the date where that was another day."""
    if moment is None:
        return "an unknown time"
    try:
        zone = ZoneInfo(st.context.timezone or "Europe/London")
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    here = moment.astimezone(zone)
    is_today = here.date() == datetime.now(UTC).astimezone(zone).date()
    return words.clock(here) if is_today else f"{words.day(here.date())}, {words.clock(here)}"
