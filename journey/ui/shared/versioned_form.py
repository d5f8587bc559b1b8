"""A form over one record that several windows may change: nothing that another window wrote is overwritten unseen.

Its widgets keep what was typed; the window keeps the version of the record that the form began with, and a save names
that version. Where somebody has written since, or where the page was opened by a window that is lost, what is stored
and what was typed stand beside each other, and neither takes the other's place until a person has chosen.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Generic, Self, TypeVar

import streamlit as st

from journey.service import Conflict, Refused, StoreError, Unavailable
from journey.ui.shared import errors, page_title, state, unsaved
from journey.ui.shared.escaping import plain
from journey.wording import refusals

UNSETTLED = -1
"""The version that a window has seen while it and the store disagree: no save goes through with it."""

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Written:
    """What a button of a form has done: the version that is stored now, and what to say of it."""

    version: int
    notice: str


Write = Callable[[int], Written]
"""Writes over the version that it is given. Raises Conflict where another is stored."""

Press = Callable[[], Write]
"""Reads what the widgets give as a button is pressed, and returns what is to be written. Raises Refused."""


class VersionedForm(ABC, Generic[Content]):
    """The form of one record: its fields, its buttons, and the question where another window was quicker.

    ``first_field`` names a widget that is always drawn: where the window has it, the form was filled already.
    ``enter_saves`` says whether Enter in a field presses the first button.
    """

    first_field: ClassVar[str]
    enter_saves: ClassVar[bool] = True

    @property
    @abstractmethod
    def key(self) -> str:
        """The name of the record among all that a window shows."""

    @property
    @abstractmethod
    def version(self) -> int:
        """The version of the record as it is stored; 0 where nothing is."""

    @abstractmethod
    def fill(self) -> None:
        """Make the widgets show what is stored."""

    @abstractmethod
    def fields(self) -> None:
        """Draw the widgets."""

    @abstractmethod
    def buttons(self) -> Press | None:
        """Draw the buttons of the form, and return what the one that was pressed does."""

    @abstractmethod
    def content(self) -> Content:
        """The content that the widgets give. Raises Refused where it cannot be saved."""

    @abstractmethod
    def what(self) -> str:
        """The record in a few words, for the list of what is not saved yet."""

    @abstractmethod
    def save(self, content: Content, seen: int) -> Written:
        """Write the content over the version seen. Raises Refused, Conflict, NotFound, Unavailable."""

    @abstractmethod
    def show_stored(self) -> None:
        """Say that page and store disagree, and what is stored."""

    @abstractmethod
    def keep_label(self) -> str:
        """The label of the button that keeps what is stored."""

    @abstractmethod
    def replace_label(self, content: Content) -> str:
        """The label of the button that replaces what is stored by what was typed."""

    def reread(self) -> Self:
        """The form over the record as the store has it by now."""
        return self

    def settled(self) -> None:
        """Draw the line under the form while page and store agree."""

    def name(self, field: str) -> str:
        """The key of a widget."""
        return f"{self.key}-{field}"

    def draw(self) -> None:
        """Draw the form, do what was pressed, and show the result; a question is brought into sight."""
        if self.name(self.first_field) not in st.session_state:
            self.take_stored()
        elif self.key not in state.window().shown:
            self._see(UNSETTLED)
        with st.form(self.name("form"), border=False, enter_to_submit=self.enter_saves):
            self.fields()
            press = self.buttons()
        fault = self._attempt(press) if press else ""
        if press and not fault:
            if self._is_unsettled:
                state.bring_into_sight(self.name("question"))
            st.rerun()
        if fault:
            st.error(plain(fault))
        if self._is_unsettled:
            with page_title.spot(self.name("question")):
                self._ask()
        elif not fault:
            self.settled()

    def take_stored(self) -> None:
        """Make the form show what is stored, and go on from there."""
        self.fill()
        self._see(self.version)

    def take_typed(self, content: Content) -> None:
        """Save the content in place of what is stored here, unless even that has changed since."""
        self._see(self.version)
        if fault := self._attempt(lambda: partial(self.save, content)):
            state.leave_notice(plain(fault))

    def _ask(self) -> None:
        stored = self.reread()
        stored.show_stored()
        with st.container(horizontal=True):
            st.button(stored.keep_label(), key=self.name("theirs"), on_click=stored.take_stored)
            try:
                content = self.content()
            except Refused:
                return
            st.button(self.replace_label(content), key=self.name("mine"), on_click=stored.take_typed, args=(content,))

    def _attempt(self, press: Press) -> str:
        """Write over the version that was seen; why that could not be, empty where it was or a person has to choose."""
        seen = state.window().shown[self.key]
        try:
            write = press()
        except Refused as refusal:
            return errors.failure_in_words(refusal)
        try:
            written = write(seen)
        except Conflict:
            self._see(UNSETTLED)
            return ""
        except Unavailable:
            unsaved.keep(unsaved.Change(self.key, self.what(), lambda: self._see(write(seen).version)))
            return refusals.AN_ANSWER_WAITS
        except (Refused, StoreError) as failure:
            return errors.failure_in_words(failure)
        unsaved.forget(self.key)
        self._see(written.version)
        state.leave_notice(written.notice)
        return ""

    def _see(self, version: int) -> None:
        state.window().shown[self.key] = version

    @property
    def _is_unsettled(self) -> bool:
        return bool(state.window().shown[self.key] == UNSETTLED)
