"""The press that reveals, and the second one where few have answered: with the figures, in place of the first.

What was asked belongs to the workshop as it was: once anybody has moved it on, the first press is offered again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from journey.model import FewAnswered, Workshop
from journey.service import Product
from journey.service.workshop import leading
from journey.service.workshop.few_answers import RevealOfFew
from journey.ui.shared import focus, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import commands
from journey.wording import few_answers
from journey.wording.catalogue import _

OnRevealed = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked once more, when the workshop had this control version."""

    control_version: int
    few: FewAnswered
    words: str


def asked_once_more(workshop: Workshop) -> str:
    """Draw what is asked before a reveal that rests on few; the key of the button that says yes, empty if nothing."""
    asked = _asked(workshop)
    if asked is None:
        return ""
    st.warning(plain(asked.words))
    return f"reveal-few-{workshop.id}-{asked.few.answered}-{asked.few.present}"


def buttons(workshop: Workshop, yes: str, on_revealed: OnRevealed) -> None:
    """Draw the button that reveals; where that was asked once more, ``yes`` is the key of the second press."""
    asked = _asked(workshop)
    if asked is None or not yes:
        first = _("Reveal to everybody")
        of = (workshop, None, on_revealed)
        st.button(first, type="primary", key=f"reveal-{workshop.id}", on_click=_reveal, args=of)
        return
    of_few = (workshop, asked.few, on_revealed)
    st.button(_("Reveal all the same"), type="primary", key=yes, on_click=_reveal, args=of_few)
    st.button(_("Wait for more answers"), key=f"wait-{workshop.id}", on_click=_forget, args=(workshop,))
    focus.to_button(yes)


def _reveal(workshop: Workshop, assent: FewAnswered | None, on_revealed: OnRevealed) -> None:
    """Reveal; where few have answered and these figures were not assented to, ask in the next run."""
    _forget(workshop)

    def reveal(product: Product, seen: Workshop) -> Workshop:
        try:
            return leading.reveal(product, seen, assent=assent)
        except RevealOfFew as refused:
            words = few_answers.asked_once_more(
                refused.few,
                is_second=refused.is_second,
                questions=refused.questions,
                min_group=refused.min_group,
            )
            state.window().shown[_key(workshop)] = _Asked(seen.control_version, refused.few, words)
            return seen

    if commands.act(workshop, reveal) and _key(workshop) not in state.window().shown:
        on_revealed()


def _asked(workshop: Workshop) -> _Asked | None:
    asked: _Asked | None = state.window().shown.get(_key(workshop))
    return asked if asked is not None and asked.control_version == workshop.control_version else None


def _forget(workshop: Workshop) -> None:
    state.window().shown.pop(_key(workshop), None)


def _key(workshop: Workshop) -> str:
    return f"few-answered-{workshop.id}"
