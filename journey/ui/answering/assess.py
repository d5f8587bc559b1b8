"""Answering: choose what to look at, one section at a time, review what is left, finish."""

from __future__ import annotations

import streamlit as st

from journey.model import Answer
from journey.service.answering import sessions
from journey.service.answering.previous_answers import last_time
from journey.service.answering.sessions import AnsweringSession, Progress, SectionPage
from journey.service.current_selection import Navigation
from journey.ui.answering import begin
from journey.ui.answering.statement import card
from journey.ui.shared import state
from journey.ui.shared.escaping import plain
from journey.wording import formatting

AnswersByAssessment = dict[str, dict[str, Answer]]


def page() -> None:
    """Where this unit's answering stands decides what is shown."""
    navigation = state.navigation()
    here = current(navigation)
    if here is None or state.window().is_choosing:
        begin.page(state.organisation(navigation), navigation, here)
    elif here.at == len(here.pages):
        review(here)
    else:
        section(here, here.pages[here.at])


def current(navigation: Navigation) -> AnsweringSession | None:
    """The sitting of the round and unit in view, if there is one that can still be answered."""
    if navigation.selection is None or navigation.selection.round.closed_at:
        return None
    return sessions.session_of(state.product(), navigation.selection)


def section(here: AnsweringSession, page: SectionPage) -> None:
    """One section: its statements, each saved as it is answered."""
    done = sessions.progress(here, sessions.given(state.product(), here))
    st.title(plain(page.section.title), anchor=False)
    st.caption(f"{plain(here.selection.unit.name)} · {plain(here.selection.round.name)}")
    st.progress(
        here.at / len(here.pages),
        text=f"Part {here.at + 1} of {len(here.pages)} · {time_left(done)}",
    )
    st.markdown(plain(page.section.summary))
    if here.at == 0:
        st.markdown(plain(page.part.questionnaire.summary))
    last = last_time(state.product(), here)
    for statement in page.statements:
        card(page.part, statement, last.get((page.part.questionnaire.id, statement.id)))
    _onwards(here)


def time_left(done: Progress) -> str:
    """What is left, as it was when the page was opened: it would be untrue to count on while it is not drawn again."""
    if done.answered == done.asked:
        return "every statement is answered"
    return f"about {formatting.count(done.minutes_left, 'minute')} from here to the end"


def _onwards(here: AnsweringSession) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if here.at > 0:
            st.button(f"Back to {_title(here, here.at - 1)}", on_click=_go, args=(here, here.at - 1))
        else:
            st.button("Back to the choice", on_click=state.choose_again)
        is_last = here.at + 1 == len(here.pages)
        onwards = "Review your answers" if is_last else f"Continue to {_title(here, here.at + 1)}"
        st.button(onwards, type="primary", on_click=_go, args=(here, here.at + 1))
    st.caption("You can stop at any time. What is marked as saved is kept, and this page opens here again.")


def _title(here: AnsweringSession, number: int) -> str:
    return plain(here.pages[number].section.title)


def _go(here: AnsweringSession, to: int) -> None:
    sessions.go(state.product(), here, to)


def review(here: AnsweringSession) -> None:
    """What was answered, what was not, and the end."""
    given = sessions.given(state.product(), here)
    done = sessions.progress(here, given)
    st.title("Review your answers", anchor=False)
    if here.is_finished:
        st.success("Finished. You can still change answers while the round is open.")
    left = done.asked - done.answered
    if left:
        st.markdown(
            f"**{formatting.capital(formatting.count(left, 'statement is', 'statements are'))} not answered.** "
            "That is no fault: "
            "what is unanswered counts nowhere, and is never taken as low. It does lower the coverage, and below half "
            "of its answers a section has no score."
        )
    else:
        st.markdown(f"All {done.asked} statements are answered.")
    for number, page in enumerate(here.pages):
        _reviewed(here, number, page, given)
    _finish(here)


def _reviewed(here: AnsweringSession, number: int, page: SectionPage, given: AnswersByAssessment) -> None:
    answers = given[page.part.response.id]
    missing = [s for s in page.statements if not sessions.is_answered(answers.get(s.id))]
    with st.container(border=True):
        st.header(plain(page.section.title), anchor=False)
        st.markdown(f"{len(page.statements) - len(missing)} of {len(page.statements)} answered")
        for statement in missing:
            st.markdown(f"- Not answered: {plain(statement.text)}")
        verb = "Answer" if missing else "Look at"
        st.button(f"{verb} {_title(here, number)}", key=f"review-{number}", on_click=_go, args=(here, number))


def _finish(here: AnsweringSession) -> None:
    if here.is_finished:
        if st.button("See the profile", type="primary"):
            st.switch_page(state.page("profile"))
    elif st.button("Finish and see the profile", type="primary"):
        sessions.finish(state.product(), here)
        st.switch_page(state.page("profile"))
