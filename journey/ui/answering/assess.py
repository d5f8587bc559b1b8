"""Answering: choose what to look at, one section at a time, review what was said, finish."""

from __future__ import annotations

from dataclasses import replace

from journey.service.answering import sessions
from journey.service.answering.sessions import AnsweringSession
from journey.service.current_selection import Navigation
from journey.ui.answering import begin, places, review, section
from journey.ui.shared import state


def page() -> None:
    """Show the choice of what to assess, the section where answering stopped, or the review after the last section."""
    navigation = state.navigation()
    session = current(navigation)
    number = places.number(session) if session else None
    if session is None or number is None:
        begin.page(state.organisation(navigation), navigation, session)
    elif number == len(session.pages):
        review.page(session)
    else:
        section.page(replace(session, at=number), session.pages[number])


def current(navigation: Navigation) -> AnsweringSession | None:
    """The answering of the unit in view in the round in view, where it was begun and the round is open."""
    if navigation.selection is None or navigation.selection.round.closed_at:
        return None
    return sessions.session_of(state.product(), navigation.selection)
