"""Keeping a group of widgets and one stored answer in step: the same for statements and pitfalls.

Streamlit does not call ``on_change`` in the run after a reconnect to a new session, so nothing here depends on it:
every run compares what the widgets give with what the store has, and the mark beside them says what came of it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

import streamlit as st

from journey.service import Closed, Conflict, Refused, Unavailable
from journey.ui.shared import state
from journey.ui.shared.escaping import plain
from journey.ui.shared.versioned_form import UNSETTLED
from journey.wording import formatting, refusals
from journey.wording.catalogue import _

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class StoredContent(Generic[Content]):
    """An answer as the store has it; ``writer`` is the browser that wrote last."""

    content: Content
    version: int
    writer: str
    saved_at: datetime | None


class Keeper(ABC, Generic[Content]):
    """A group of widgets over one answer.

    ``key`` names the answer among all: what a window last showed of it is remembered under that, for all its groups.
    ``mark_key`` names the mark of this group.
    """

    key: str

    @property
    def mark_key(self) -> str:
        """The key of the mark, without the version."""
        return self.key

    @abstractmethod
    def read(self) -> StoredContent[Content]:
        """The answer as it is stored now."""

    @abstractmethod
    def peek(self, shown: Content) -> Content | None:
        """What the widgets give before they are drawn; ``shown`` for those that are folded away.

        None where this window has not drawn them.
        """

    @abstractmethod
    def put(self, content: Content) -> None:
        """Make the widgets show this when they are drawn next."""

    @abstractmethod
    def draw(self, start: Content) -> Content:
        """Draw the widgets, beginning with ``start`` where they are new, and return what they give."""

    @abstractmethod
    def save(self, content: Content, expected_version: int) -> StoredContent[Content]:
        """Commit, and return what is stored. Raises Refused, Conflict, Closed, Unavailable."""

    @abstractmethod
    def describe(self, content: Content) -> str:
        """The content in a few words."""

    @abstractmethod
    def unsaved_words(self) -> str:
        """What the mark says while nothing was ever saved."""

    def advice(self, content: Content) -> str:  # noqa: ARG002
        """What would make a saved content firmer, in a few words after the mark; mostly nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class ShownContent(Generic[Content]):
    """What a window last showed of an answer, and the version that it was; UNSETTLED while they disagree."""

    content: Content
    version: int


def keep(keeper: Keeper[Content]) -> Content:
    """Draw an answer, bring screen and store in step, and mark what is saved. Returns what is stored afterwards."""
    shown: ShownContent[Content] | None = state.window().shown.get(keeper.key)
    entered = keeper.peek(shown.content) if shown else None
    if shown is None or entered is None:
        return _first_run(keeper)
    if entered != shown.content:
        return _save(keeper, keeper.draw(shown.content), shown)
    return _unchanged(keeper, shown)


def _first_run(keeper: Keeper[Content]) -> Content:
    """A window's first run, which is also the first run after a server was restarted under an open page.

    Then the widgets may give a click that no server has seen. Where nothing is stored it is saved. Where something is,
    nobody can tell whether this page had shown it: the person is asked.
    """
    stored = keeper.read()
    entered = keeper.draw(stored.content)
    if entered == stored.content:
        return _settled(keeper, stored)
    if stored.version == 0:
        return _save(keeper, entered, ShownContent(stored.content, 0))
    return _ask(keeper, stored, entered)


def _unchanged(keeper: Keeper[Content], shown: ShownContent[Content]) -> Content:
    """Nothing was done here; show what another window may have saved, and say so."""
    stored = keeper.read()
    is_refreshed = stored.content != shown.content
    if is_refreshed:
        keeper.put(stored.content)
    keeper.draw(stored.content)
    return _settled(keeper, stored, is_refreshed=is_refreshed)


def _save(keeper: Keeper[Content], entered: Content, shown: ShownContent[Content]) -> Content:
    """Save what the person changed, unless another window has saved since this one showed the answer."""
    try:
        return _settled(keeper, keeper.save(entered, shown.version))
    except Conflict:
        return _ask(keeper, keeper.read(), entered)
    except (Refused, Closed, Unavailable) as refusal:
        state.window().shown[keeper.key] = shown
        mark(f"{keeper.mark_key}-v{shown.version}", refusals.beside_an_answer(refusal), is_warning=True)
        return shown.content


def _settled(keeper: Keeper[Content], stored: StoredContent[Content], *, is_refreshed: bool = False) -> Content:
    """Screen and store say the same."""
    state.window().shown[keeper.key] = ShownContent(stored.content, stored.version)
    mark(f"{keeper.mark_key}-v{stored.version}", saved_words(keeper, stored, is_refreshed=is_refreshed))
    return stored.content


def _ask(keeper: Keeper[Content], stored: StoredContent[Content], entered: Content) -> Content:
    """Page and store disagree: show both, and save neither until the person has chosen."""
    if entered == stored.content:
        return _settled(keeper, stored)
    state.window().shown[keeper.key] = ShownContent(stored.content, UNSETTLED)
    theirs, mine = keeper.describe(stored.content), keeper.describe(entered)
    mark(
        f"{keeper.mark_key}-v{stored.version}",
        _(
            "Not saved: “{theirs}” is stored since {local_time}, perhaps from another window, and here it is "
            "“{mine}”. Choose which one stays.",
            theirs=theirs,
            local_time=local_time(stored.saved_at),
            mine=mine,
        ),
        is_warning=True,
    )

    def take_theirs() -> None:
        keeper.put(stored.content)
        state.window().shown[keeper.key] = ShownContent(stored.content, stored.version)

    def take_mine() -> None:
        state.window().shown[keeper.key] = ShownContent(stored.content, stored.version)

    with st.container(horizontal=True):
        st.button(plain(_("Keep “{theirs}”", theirs=theirs)), key=f"{keeper.mark_key}:theirs", on_click=take_theirs)
        st.button(plain(_("Save “{mine}”", mine=mine)), key=f"{keeper.mark_key}:mine", on_click=take_mine)
    return stored.content


def saved_words(keeper: Keeper[Content], stored: StoredContent[Content], *, is_refreshed: bool = False) -> str:
    """What the mark says of an answer that needs nothing."""
    if stored.saved_at is None:
        return keeper.unsaved_words()
    changed = _("Changed in another window; this is what is stored. ") if is_refreshed else ""
    return _(
        "{changed}✓ Saved {local_time}{advice}",
        changed=changed,
        local_time=local_time(stored.saved_at),
        advice=keeper.advice(stored.content),
    )


def mark(key: str, text: str, *, is_warning: bool = False) -> None:
    """The line under an answer that says what is stored. ``key`` carries the version of what is.

    The page's script reads it out when version or text changes, and hides it from a change on until it is drawn again:
    the name is another one with each drawing.
    """
    window = state.window()
    window.drawn += 1
    with st.container(key=f"mark-{key}-d{window.drawn}"):
        if is_warning:
            st.warning(plain(text))
        else:
            st.caption(text)


def local_time(moment: datetime | None) -> str:
    """The time on the reader's own clock; with the date where that was another day."""
    if moment is None:
        return _("an unknown time")
    zone = state.window().zone
    local = moment.astimezone(zone)
    is_today = local.date() == datetime.now(zone).date()
    return formatting.clock(local) if is_today else f"{formatting.day(local.date())}, {formatting.clock(local)}"
