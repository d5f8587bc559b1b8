"""Keeping a group of widgets and one stored answer in step: the same for statements and pitfalls.

Streamlit does not call ``on_change`` in the run after a reconnect to a new session, so nothing here depends on it:
every run compares what the widgets give with what the store has, and the mark beside them says what came of it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journey.model.refusals import Refusal
from journey.service import Closed, Conflict, Refused, Unavailable
from journey.ui.shared import address, state, unsaved
from journey.ui.shared.escaping import plain
from journey.ui.shared.versioned_form import UNSETTLED
from journey.wording import formatting, refusals
from journey.wording.catalogue import _

Content = TypeVar("Content")

AT_A_FIELD = {Refusal.REASON_MISSING, Refusal.ANSWER_DAY_UNREADABLE}
"""The refusals that are about one field, and stand there."""


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
    given: list[str]
    """What the widgets gave as they were drawn, in the order in which they stand on the page; see ``echo``."""
    above: DeltaGenerator
    """The place before the widgets: what is not saved and why stands there, and what can be done about it."""
    at_field: DeltaGenerator | None = None
    """The place before the field that lacks something, where ``draw`` has made one."""

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
        """Draw the widgets, beginning with ``start`` where they are new; note and return what they give."""

    @abstractmethod
    def save(self, content: Content, expected_version: int) -> StoredContent[Content]:
        """Commit, and return what is stored. Raises Refused, Conflict, Closed, Unavailable."""

    @abstractmethod
    def describe(self, content: Content) -> str:
        """The content in a few words."""

    @abstractmethod
    def subject(self) -> str:
        """What is answered, in a few words: the beginning of a statement."""

    def goes_on(self, stored: Content, entered: Content) -> bool:  # noqa: ARG002
        """Whether what was entered is what is stored, with more written into its texts; mostly not."""
        return False

    @abstractmethod
    def unsaved_words(self) -> str:
        """What the mark says while nothing was ever saved."""

    def advice(self, content: Content) -> str:  # noqa: ARG002
        """What would make a saved content firmer, in a few words after the mark; mostly nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class ShownContent(Generic[Content]):
    """What a window last showed of an answer, and the version that it was; UNSETTLED while they disagree.

    ``is_kept``: of two contents that disagreed one was just chosen to stay, which is said once.
    """

    content: Content
    version: int
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class UnsavedContent(Generic[Content]):
    """What was entered and could not be saved, over which version, and what is stored meanwhile."""

    entered: Content
    version: int
    stored: Content


def keep(keeper: Keeper[Content]) -> Content:
    """Draw an answer, bring screen and store in step, and mark what is saved. Returns what is stored afterwards."""
    keeper.above = st.container()
    shown: ShownContent[Content] | None = state.window().shown.get(keeper.key)
    entered = keeper.peek(shown.content) if shown else None
    waiting = unsaved.of(keeper.key)
    if waiting is not None and (shown is None or entered is None or entered == waiting.content.entered):
        return _waiting(keeper, waiting, is_new=shown is None or entered is None)
    if shown is None or entered is None:
        return _first_run(keeper)
    if entered != shown.content:
        return _save(keeper, keeper.draw(shown.content), shown)
    return _unchanged(keeper, shown)


def _waiting(keeper: Keeper[Content], waiting: unsaved.Change, *, is_new: bool) -> Content:
    """Show the change that the store could not take, also where the page was left in the meantime."""
    content: Content = waiting.content.entered
    if is_new:
        keeper.put(content)
    keeper.draw(content)
    if waiting.lacks:
        return _lacking(keeper, waiting, content)
    if waiting.reason:
        return _ask(keeper, keeper.read(), content)
    state.window().shown[keeper.key] = ShownContent(content, waiting.content.version)
    mark(keeper, waiting.content.version, refusals.AN_ANSWER_WAITS, is_warning=True, is_waiting=True)
    return cast("Content", waiting.content.stored)


def _lacking(keeper: Keeper[Content], waiting: unsaved.Change, content: Content) -> Content:
    """Say again at its field what a change lacks that was kept, unless somebody has saved since."""
    stored = keeper.read()
    if stored.version != waiting.content.version:
        return _ask(keeper, stored, content)
    state.window().shown[keeper.key] = ShownContent(content, stored.version)
    mark(keeper, stored.version, waiting.lacks, is_warning=True, is_at_field=True)
    return stored.content


def _first_run(keeper: Keeper[Content]) -> Content:
    """A window's first run, which is also the first run after a server was restarted under an open page.

    Then the widgets may give a click that no server has seen. Where nothing is stored it is saved. Where something is,
    nobody can tell whether this page had shown it: the person is asked, unless this browser only went on writing.
    """
    stored = keeper.read()
    entered = keeper.draw(stored.content)
    if entered == stored.content:
        return _settled(keeper, stored)
    if stored.version == 0 or (stored.writer == state.window().writer and keeper.goes_on(stored.content, entered)):
        return _save(keeper, entered, ShownContent(stored.content, stored.version))
    return _ask(keeper, stored, entered)


def _unchanged(keeper: Keeper[Content], shown: ShownContent[Content]) -> Content:
    """Nothing was done here; show what another window may have saved, and say so."""
    stored = keeper.read()
    is_refreshed = stored.content != shown.content
    if is_refreshed:
        keeper.put(stored.content)
    keeper.draw(stored.content)
    return _settled(keeper, stored, is_refreshed=is_refreshed, is_kept=shown.is_kept)


def _save(keeper: Keeper[Content], entered: Content, shown: ShownContent[Content]) -> Content:
    """Save what the person changed, unless another window has saved since this one showed the answer."""
    try:
        return _settled(keeper, keeper.save(entered, shown.version), is_kept=shown.is_kept)
    except Conflict:
        return _ask(keeper, keeper.read(), entered)
    except Unavailable as failure:
        words = refusals.beside_an_answer(failure)
        return _put_aside(keeper, entered, shown, words)
    except Refused as refusal:
        words = refusals.beside_an_answer(refusal)
        if refusal.code is Refusal.REASON_MISSING:
            return _put_aside(keeper, entered, shown, words, is_lacking=True)
        return _refused(keeper, shown, words, is_at_field=refusal.code in AT_A_FIELD)
    except Closed as refusal:
        return _refused(keeper, shown, refusals.beside_an_answer(refusal), is_at_field=False)


def _refused(keeper: Keeper[Content], shown: ShownContent[Content], words: str, *, is_at_field: bool) -> Content:
    state.window().shown[keeper.key] = shown
    mark(keeper, shown.version, words, is_warning=True, is_at_field=is_at_field)
    return shown.content


def _put_aside(
    keeper: Keeper[Content], entered: Content, shown: ShownContent[Content], words: str, *, is_lacking: bool = False
) -> Content:
    """Keep a change that the store could not take, and say so; it is tried again over the version that was shown.

    One that lacks something is kept as well, and not tried: it is completed where it stands, now or later.
    """
    before = unsaved.of(keeper.key)
    stored = before.content.stored if before else shown.content

    def attempt() -> None:
        try:
            done = keeper.save(entered, shown.version)
        except Conflict:
            done = keeper.read()
            if done.content != entered:
                raise
        state.window().shown[keeper.key] = ShownContent(done.content, done.version)

    what = _("{subject}: {answer}", subject=keeper.subject(), answer=keeper.describe(entered))
    content = UnsavedContent(entered, shown.version, stored)
    lacks, page = (words, address.page_of_run()) if is_lacking else ("", "")
    unsaved.keep(unsaved.Change(keeper.key, what, attempt, content, lacks=lacks, page=page))
    state.window().shown[keeper.key] = ShownContent(entered, shown.version)
    mark(keeper, shown.version, words, is_warning=True, is_waiting=not is_lacking, is_at_field=is_lacking)
    return cast("Content", stored)


def _settled(
    keeper: Keeper[Content], stored: StoredContent[Content], *, is_refreshed: bool = False, is_kept: bool = False
) -> Content:
    """Screen and store say the same."""
    unsaved.forget(keeper.key)
    state.window().shown[keeper.key] = ShownContent(stored.content, stored.version)
    mark(keeper, stored.version, saved_words(keeper, stored, is_refreshed=is_refreshed, is_kept=is_kept))
    return stored.content


def _ask(keeper: Keeper[Content], stored: StoredContent[Content], entered: Content) -> Content:
    """Page and store disagree: show both, and save neither until the person has chosen."""
    if entered == stored.content:
        return _settled(keeper, stored)
    state.window().shown[keeper.key] = ShownContent(stored.content, UNSETTLED)
    theirs, mine = keeper.describe(stored.content), keeper.describe(entered)
    mark(
        keeper,
        stored.version,
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
        unsaved.forget(keeper.key)
        keeper.put(stored.content)
        state.window().shown[keeper.key] = ShownContent(stored.content, stored.version, is_kept=True)

    def take_mine() -> None:
        unsaved.forget(keeper.key)
        state.window().shown[keeper.key] = ShownContent(stored.content, stored.version, is_kept=True)

    with keeper.above, st.container(horizontal=True):
        st.button(plain(_("Keep “{theirs}”", theirs=theirs)), key=f"{keeper.mark_key}:theirs", on_click=take_theirs)
        st.button(plain(_("Save “{mine}”", mine=mine)), key=f"{keeper.mark_key}:mine", on_click=take_mine)
    return stored.content


def saved_words(
    keeper: Keeper[Content], stored: StoredContent[Content], *, is_refreshed: bool = False, is_kept: bool = False
) -> str:
    """What the mark says of an answer that needs nothing."""
    if stored.saved_at is None:
        return keeper.unsaved_words()
    changed = _("Changed in another window; this is what is stored. ") if is_refreshed else ""
    kept = _("Kept: {content}. ", content=plain(keeper.describe(stored.content))) if is_kept else ""
    return _(
        "{changed}{kept}✓ Saved {local_time}{advice}",
        changed=changed,
        kept=kept,
        local_time=local_time(stored.saved_at),
        advice=keeper.advice(stored.content),
    )


def mark(
    keeper: Keeper[Content],
    version: int,
    text: str,
    *,
    is_warning: bool = False,
    is_waiting: bool = False,
    is_at_field: bool = False,
) -> None:
    """The line under an answer that says what is stored. ``version`` is that of what is.

    A warning stands before the answer, or before the field that lacks something. ``is_waiting``: the change is tried
    again by itself. The page's script reads the mark out when version or text
    changes, and hides it from a change on until a run that has read the change draws it again: the name is another one
    with each drawing, and has the echo of what was read.
    """
    window = state.window()
    window.drawn += 1
    name = f"mark-{keeper.mark_key}-v{version}-d{window.drawn}-e{echo(keeper.given)}"
    lacking = keeper.at_field if is_at_field else None
    place = lacking or (keeper.above if is_warning else nullcontext())
    with place, st.container(key=name), st.container(key=f"waiting-{keeper.mark_key}") if is_waiting else nullcontext():
        if is_warning:
            st.warning(plain(text))
        else:
            st.caption(text)


def went_on(before: str, after: str) -> bool:
    """Whether a text is another one with something written into it at one place, or the same."""
    same = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(before))
    rest = before[same:]
    return len(after) >= len(before) and after[same:].endswith(rest)


def echo(given: Sequence[str]) -> int:
    """A number that stands for what widgets gave, which the page's script works out in the same way."""
    number = 0
    for unit in memoryview("\0".join(given).encode("utf-16-le", "surrogatepass")).cast("H"):
        number = (number * 31 + unit) % 2**32
    return number


def local_time(moment: datetime | None) -> str:
    """The time on the reader's own clock; with the date where that was another day."""
    if moment is None:
        return _("an unknown time")
    zone = state.window().zone
    local = moment.astimezone(zone)
    is_today = local.date() == datetime.now(zone).date()
    return formatting.clock(local) if is_today else f"{formatting.day(local.date())}, {formatting.clock(local)}"
