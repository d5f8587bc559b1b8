"""One section: its statements, each saved as it is answered, and how far the answering is."""

from __future__ import annotations

import streamlit as st

from journey.service.answering import sessions
from journey.service.answering.previous_answers import last_time
from journey.service.answering.sessions import AnsweringSession, SectionPage
from journey.ui.answering import places
from journey.ui.answering.progress import ProgressLine
from journey.ui.answering.statement import card
from journey.ui.shared import page_title, state
from journey.ui.shared.escaping import plain
from journey.wording import choosing
from journey.wording.catalogue import _


def page(session: AnsweringSession, page: SectionPage) -> None:
    """Draw a section, with as little as can be before its first statement."""
    given = sessions.answers_given(state.product(), session)
    progress = ProgressLine(session, given)
    page_title.show(plain(page.section.title), place=f"assess-{page.name}")
    st.caption(f"{plain(session.selection.unit.name)} · {plain(session.selection.round.name)}")
    progress.at_the_top()
    _about(session, page)
    last = last_time(state.product(), session)
    answers = given[page.part.response.id]
    for statement in page.statements:
        with page_title.spot(statement.id):
            card(
                page.part,
                statement,
                last.get((page.part.questionnaire.id, statement.id)),
                answer=answers.get(statement.id),
                progress=progress,
            )
            if statement.id == state.window().changing:
                _back_to_the_review(session)
    progress.at_the_foot()
    _onwards(session)


def _about(session: AnsweringSession, page: SectionPage) -> None:
    """What the section is about, and the rules of answering: at hand, and folded away."""
    with st.expander(_("What this part is about, and how to choose a level")):
        st.markdown(plain(page.section.summary))
        st.markdown(_("**How to choose a level**"))
        st.markdown(choosing.how_to_choose(is_whole_council=session.selection.unit.kind == "corporate"))


def _back_to_the_review(session: AnsweringSession) -> None:
    st.button(
        _("Back to your answers"),
        type="primary",
        key=f"back-to-review-{session.selection.key}-{state.window().changing}",
        on_click=places.go_back_to_the_review,
        args=(session,),
    )


def _onwards(session: AnsweringSession) -> None:
    is_last = session.at + 1 == len(session.pages)
    onwards = _("Review your answers") if is_last else _("Continue to {title}", title=_title(session, session.at + 1))
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
