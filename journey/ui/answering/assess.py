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
from journey.wording.catalogue import _

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
        text=_(
            "Part {value} of {pages} · {time_left}", value=here.at + 1, pages=len(here.pages), time_left=time_left(done)
        ),
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
        return _("every statement is answered")
    return _("about {minutes_left} from here to the end", minutes_left=formatting.count(done.minutes_left, "minute"))


def _onwards(here: AnsweringSession) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if here.at > 0:
            st.button(_("Back to {title}", title=_title(here, here.at - 1)), on_click=_go, args=(here, here.at - 1))
        else:
            st.button(_("Back to the choice"), on_click=state.choose_again)
        is_last = here.at + 1 == len(here.pages)
        onwards = _("Review your answers") if is_last else _("Continue to {title}", title=_title(here, here.at + 1))
        st.button(onwards, type="primary", on_click=_go, args=(here, here.at + 1))
    st.caption(_("You can stop at any time. What is marked as saved is kept, and this page opens here again."))


def _title(here: AnsweringSession, number: int) -> str:
    return plain(here.pages[number].section.title)


def _go(here: AnsweringSession, to: int) -> None:
    sessions.go(state.product(), here, to)


def review(here: AnsweringSession) -> None:
    """What was answered, what was not, and the end."""
    given = sessions.given(state.product(), here)
    done = sessions.progress(here, given)
    st.title(_("Review your answers"), anchor=False)
    if here.is_finished:
        st.success(_("Finished. You can still change answers while the round is open."))
    left = done.asked - done.answered
    if left:
        st.markdown(
            _(
                "**{left} not answered.** "
                "That is no fault: "
                "what is unanswered counts nowhere, and is never taken as low. It does lower the coverage, and "
                "below half "
                "of its answers a section has no score.",
                left=formatting.capital(formatting.count(left, "statement is", "statements are")),
            )
        )
    else:
        st.markdown(_("All {asked} statements are answered.", asked=done.asked))
    for number, page in enumerate(here.pages):
        _reviewed(here, number, page, given)
    _finish(here)


def _reviewed(here: AnsweringSession, number: int, page: SectionPage, given: AnswersByAssessment) -> None:
    answers = given[page.part.response.id]
    missing = [s for s in page.statements if not sessions.is_answered(answers.get(s.id))]
    with st.container(border=True):
        st.header(plain(page.section.title), anchor=False)
        st.markdown(
            _(
                "{value} of {statements} answered",
                value=len(page.statements) - len(missing),
                statements=len(page.statements),
            )
        )
        for statement in missing:
            st.markdown(_("- Not answered: {text}", text=plain(statement.text)))
        verb = "Answer" if missing else _("Look at")
        st.button(f"{verb} {_title(here, number)}", key=f"review-{number}", on_click=_go, args=(here, number))


def _finish(here: AnsweringSession) -> None:
    if here.is_finished:
        if st.button(_("See the profile"), type="primary"):
            st.switch_page(state.page("profile"))
    elif st.button(_("Finish and see the profile"), type="primary"):
        sessions.finish(state.product(), here)
        st.switch_page(state.page("profile"))
