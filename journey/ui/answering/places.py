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
REVIEWED = "reviewed-"
"""What the spot of a statement in the review begins with, before its id."""


def number(session: AnsweringSession) -> int | None:
    """The number of the page that this window is at, from 0, the review last; None where it is at the choice."""
    name, names = state.tab(TAB), _names(session)
    if name == CHOICE:
        return None
    if name not in names:
        name = names[session.at]
        state.keep_tab(TAB, name)
    return names.index(name)


def go(session: AnsweringSession, to: int, changing: str = "") -> None:
    """Go to a page, or to the review, in this window; answering is left there. A step in Back.

    While the store cannot be written to, this window goes on, and only a new one begins where answering was before.
    ``changing`` is the statement that is to be changed there, from which one press leads back to the review.
    """
    state.window().changing = changing
    if changing:
        state.seek(changing)
    with suppress(Unavailable):
        sessions.go(state.product(), session, to)
    state.open_tab(TAB, _names(session)[to])


def go_back_to_the_review(session: AnsweringSession) -> None:
    """Go from a statement that was changed back to where it stands in the review."""
    statement_id = state.window().changing
    go(session, len(session.pages))
    state.seek(f"{REVIEWED}{statement_id}")


def go_to_the_choice() -> None:
    """Show the choice of what to assess once more, although answering has begun."""
    state.window().changing = ""
    state.open_tab(TAB, CHOICE)


def go_to_the_review(session: AnsweringSession) -> None:
    """Go to the review."""
    go(session, len(session.pages))


def go_to_statement(session: AnsweringSession, to: int, statement_id: str) -> None:
    """Go to a statement on a page."""
    go(session, to)
    state.seek(statement_id)


def _names(session: AnsweringSession) -> list[str]:
    return [*(page.name for page in session.pages), REVIEW]
