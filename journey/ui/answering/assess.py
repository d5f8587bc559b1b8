"""Answering: choose what to look at, one section at a time, review what is left, finish."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from journey.model import Answer
from journey.service.answering import sessions
from journey.service.answering.previous_answers import last_time
from journey.service.answering.sessions import AnsweringSession, Progress, SectionPage
from journey.service.current_selection import Navigation
from journey.ui.answering import begin, places
from journey.ui.answering.statement import card
from journey.ui.shared import page_title, presses, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _

AnswersByResponse = dict[str, dict[str, Answer]]
"""The answers by statement, of each response by its id."""


def page() -> None:
    """Show the choice of what to assess, the section where answering stopped, or the review after the last section."""
    navigation = state.navigation()
    session = current(navigation)
    number = places.number(session) if session else None
    if session is None or number is None:
        begin.page(state.organisation(navigation), navigation, session)
    elif number == len(session.pages):
        _review(session)
    else:
        _section(replace(session, at=number), session.pages[number])


def current(navigation: Navigation) -> AnsweringSession | None:
    """The answering of the unit in view in the round in view, where it was begun and the round is open."""
    if navigation.selection is None or navigation.selection.round.closed_at:
        return None
    return sessions.session_of(state.product(), navigation.selection)


def _section(session: AnsweringSession, page: SectionPage) -> None:
    """Draw one section: its statements, each saved as it is answered."""
    progress = sessions.progress(session, sessions.answers_given(state.product(), session))
    page_title.show(plain(page.section.title), place=f"assess-{page.part.questionnaire.id}-{page.section.id}")
    st.caption(f"{plain(session.selection.unit.name)} · {plain(session.selection.round.name)}")
    st.progress(
        session.at / len(session.pages),
        text=_(
            "Part {part} of {parts} · {time_left}",
            part=session.at + 1,
            parts=len(session.pages),
            time_left=_time_left(progress),
        ),
    )
    st.markdown(plain(page.section.summary))
    if session.at == 0:
        st.markdown(plain(page.part.questionnaire.summary))
    last = last_time(state.product(), session)
    for statement in page.statements:
        card(page.part, statement, last.get((page.part.questionnaire.id, statement.id)))
    _onwards(session)


def _time_left(progress: Progress) -> str:
    """The time from this page to the end, counted when the page was drawn."""
    if progress.answered == progress.asked:
        return _("every statement is answered")
    return _("about {minutes} from here to the end", minutes=formatting.count(progress.minutes_left, "minute"))


def _onwards(session: AnsweringSession) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if session.at > 0:
            st.button(
                _("Back to {title}", title=_title(session, session.at - 1)),
                key=f"back-{session.selection.key}-{session.at}",
                on_click=places.go,
                args=(session, session.at - 1),
            )
        else:
            st.button(
                _("Back to the choice"),
                key=f"choose-again-{session.selection.key}",
                on_click=places.go_to_the_choice,
            )
        is_last = session.at + 1 == len(session.pages)
        onwards = (
            _("Review your answers") if is_last else _("Continue to {title}", title=_title(session, session.at + 1))
        )
        st.button(
            onwards,
            type="primary",
            key=f"onwards-{session.selection.key}-{session.at}",
            on_click=places.go,
            args=(session, session.at + 1),
        )
    st.caption(_("You can stop at any time. What is marked as saved is kept, and this page opens here again."))


def _title(session: AnsweringSession, number: int) -> str:
    return plain(session.pages[number].section.title)


def _review(session: AnsweringSession) -> None:
    """Draw what was answered and what was not, section by section, and the button that finishes."""
    by_response = sessions.answers_given(state.product(), session)
    progress = sessions.progress(session, by_response)
    page_title.show(_("Review your answers"), place="assess-review")
    if session.is_finished:
        st.success(_("Finished. You can still change answers while the round is open."))
    left = progress.asked - progress.answered
    if left:
        st.markdown(
            _(
                "**{left} not answered.** That is no fault: what is unanswered counts nowhere, and is never taken as "
                "low. It does lower the coverage, and below half of its answers a section has no score.",
                left=formatting.capital(formatting.count(left, "statement is", "statements are")),
            )
        )
    else:
        st.markdown(_("All {asked} statements are answered.", asked=progress.asked))
    for number, page in enumerate(session.pages):
        _reviewed(session, number, page, by_response)
    _finish(session)


def _reviewed(session: AnsweringSession, number: int, page: SectionPage, by_response: AnswersByResponse) -> None:
    answers = by_response[page.part.response.id]
    missing = [s for s in page.statements if not sessions.is_answered(answers.get(s.id))]
    with st.container(border=True):
        st.header(plain(page.section.title), anchor=False)
        st.markdown(
            _(
                "{answered} of {statements} answered",
                answered=len(page.statements) - len(missing),
                statements=len(page.statements),
            )
        )
        for statement in missing:
            st.markdown(_("- Not answered: {text}", text=plain(statement.text)))
        verb = _("Answer") if missing else _("Look at")
        st.button(
            f"{verb} {_title(session, number)}",
            key=f"review-{session.selection.key}-{number}",
            on_click=places.go,
            args=(session, number),
        )


def _finish(session: AnsweringSession) -> None:
    if session.is_finished:
        if st.button(_("See the profile"), type="primary"):
            state.go_to("profile")
    elif presses.button(_("Finish and see the profile"), type="primary", key=f"finish-{session.selection.key}"):
        sessions.finish(state.product(), session)
        state.go_to("profile")
