"""What was answered, statement by statement, with a way to change each; then the button that finishes."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from journey.model import Answer, AnswerContent, Statement
from journey.service.answering import sessions
from journey.service.answering.sessions import AnsweringSession, SectionPage
from journey.ui.answering import own_answers, places
from journey.ui.shared import asking_more, page_title, presses, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting, terms
from journey.wording.catalogue import _

AnswersByResponse = Mapping[str, Mapping[str, Answer]]
"""The answers by statement, of each response by its id."""


def page(session: AnsweringSession) -> None:
    """Draw what was answered and what was not, section by section, and what comes next."""
    given = sessions.answers_given(state.product(), session)
    page_title.show(_("Review your answers"), place="assess-review")
    offers = asking_more.offered(session.selection) if session.is_finished else ()
    if session.is_finished:
        st.markdown(_("You have finished. Answers may still be changed while the round is open."))
        with st.container(horizontal=True):
            _see_the_profile("top")
            asking_more.whole(session.selection, offers, key="review")
    _what_is_left(session, given)
    for number, each in enumerate(session.pages):
        _section(session, number, each, given[each.part.response.id])
    if session.is_finished:
        _see_the_profile("foot")
    elif presses.button(_("Finish and see the profile"), type="primary", key=f"finish-{session.selection.key}"):
        sessions.finish(state.product(), session)
        state.go_to("profile")
    asking_more.parts(session.selection, offers, key="review")
    own_answers.download(session, given)


def _see_the_profile(where: str) -> None:
    if st.button(_("See the profile"), type="primary", key=f"see-profile-{where}"):
        state.go_to("profile")


def _what_is_left(session: AnsweringSession, given: AnswersByResponse) -> None:
    """How many are not answered, with the way to the first of them; or that all are."""
    progress = sessions.progress(session, given)
    left = progress.asked - progress.answered
    if not left:
        st.markdown(_("All {asked} statements are answered.", asked=formatting.number(progress.asked)))
        return
    st.markdown(
        _(
            "**{left} not answered.** That is no fault: it counts nowhere and is never taken as low. But a section of "
            "which less than half is answered has no score.",
            left=formatting.capital(formatting.count(left, "statement is", "statements are")),
        )
    )
    number, statement = next(
        (number, statement)
        for number, each in enumerate(session.pages)
        for statement in each.statements
        if not sessions.is_answered(given[each.part.response.id].get(statement.id))
    )
    st.button(
        _("Answer the first of them") if left > 1 else _("Answer it"),
        key=f"first-open-{session.selection.key}",
        on_click=places.go,
        args=(session, number, statement.id),
    )


def _section(session: AnsweringSession, number: int, page: SectionPage, answers: Mapping[str, Answer]) -> None:
    answered = sum(sessions.is_answered(answers.get(statement.id)) for statement in page.statements)
    st.header(plain(page.section.title), anchor=False)
    if answered < len(page.statements):
        st.markdown(_("{answered} of {statements} answered", answered=answered, statements=len(page.statements)))
    for statement in page.statements:
        answer = answers.get(statement.id)
        with page_title.spot(f"{places.REVIEWED}{statement.id}"):
            _statement(session, number, statement, answer.content if answer else AnswerContent())


def _statement(session: AnsweringSession, number: int, statement: Statement, content: AnswerContent) -> None:
    """One statement, what was said of it, and the button that leads to it; ``access.html`` names it after it."""
    about = f"{session.pages[number].part.response.id}-{statement.id}"
    with st.container(key=f"about-{about}", horizontal=True, vertical_alignment="top"):
        with st.container():
            st.subheader(plain(statement.text), anchor=False)
            _answer(content)
        st.button(
            _("Change") if sessions.says_something(content) else _("Answer"),
            key=f"change-{about}",
            on_click=places.go,
            args=(session, number, statement.id),
        )


def _answer(content: AnswerContent) -> None:
    """What was said: the level or what stands in its place, the reason, and what was written beside it."""
    reason = f": {content.reason}" if content.reason else ""
    st.markdown(f"**{plain(terms.answer(content))}**{plain(reason)}")
    for label, text in (
        (_("Note"), content.note),
        (_("Evidence"), content.evidence),
        (_("What leaders did"), _act(content)),
    ):
        if text:
            st.caption(f"{label}: {plain(text)}")


def _act(content: AnswerContent) -> str:
    when = f" ({formatting.day(content.act_on)})" if content.act and content.act_on else ""
    return f"{content.act}{when}"
