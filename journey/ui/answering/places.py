"""The places of an answering, by the names that they have in the address: the choice, each section, the review.

Each window is at a place of its own. The store has the one where answering was left, for windows that come anew.
"""

from __future__ import annotations

from contextlib import suppress

from journey.service import Unavailable
from journey.service.answering import sessions
from journey.service.answering.sessions import AnsweringSession
from journey.ui.shared import state
from journey.ui.shared.address import CHOICE

TAB = "section"
REVIEW = "review"


def number(session: AnsweringSession) -> int | None:
    """The number of the page that this window is at, from 0, the review last; None where it is at the choice."""
    name, names = state.tab(TAB), _names(session)
    if name == CHOICE:
        return None
    if name not in names:
        name = names[session.at]
        state.keep_tab(TAB, name)
    return names.index(name)


def go(session: AnsweringSession, to: int) -> None:
    """Go to a page, or to the review, in this window; answering is left there. A step in Back.

    While the store cannot be written to, this window goes on, and only a new one begins where answering was before.
    """
    with suppress(Unavailable):
        sessions.go(state.product(), session, to)
    state.open_tab(TAB, _names(session)[to])


def go_to_the_choice() -> None:
    """Show the choice of what to assess once more, although answering has begun."""
    state.open_tab(TAB, CHOICE)


def go_back_to(session: AnsweringSession) -> None:
    """Go from the choice to where answering was left."""
    state.open_tab(TAB, _names(session)[session.at])


def _names(session: AnsweringSession) -> list[str]:
    return [*(page.name for page in session.pages), REVIEW]
