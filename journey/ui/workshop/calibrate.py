"""1 Calibrate: the room places short cases on the levels, so that everybody reads them alike."""

from __future__ import annotations

import streamlit as st

from journey.model import NewQuestion, QuestionKind, Vignette, Workshop
from journey.service.current_selection import Selection
from journey.service.workshop import cases
from journey.service.workshop.room_items import History, Item, latest
from journey.ui.shared import state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import questions, result
from journey.wording import reveal
from journey.wording.catalogue import _


def show(_selection: Selection, workshop: Workshop, history: History) -> None:
    """Draw the cases of the workshop, each with the button that asks the room to place it, or with its result."""
    st.header(_("Read the levels alike"), anchor=False)
    shipped = cases.cases(state.product(), workshop)
    if not shipped:
        st.markdown(_("This workshop was made without cases. Go on to *2 Assess*."))
        return
    st.markdown(
        _(
            "Everybody places a short, made-up case on the levels of one statement. Reveal, and talk about how the "
            "words are read: that saves time later."
        )
    )
    seconds = questions.timer(workshop, "case", 60)
    items = latest(history, QuestionKind.VIGNETTE)
    for case in shipped:
        with st.container(border=True, key=f"case-{case.id}"):
            _case(workshop, case, items.get(case.id), seconds)


def _case(workshop: Workshop, case: Vignette, item: Item | None, seconds: int | None) -> None:
    st.subheader(plain(case.title), anchor=False)
    st.markdown(plain(case.text))
    if (statement := cases.statement_of(state.product(), case)) is not None:
        st.caption(_("Where does this stand on: “{text}”", text=plain(statement.text)))
        result.level_descriptions(statement, f"case-levels-{case.id}")
    if item is not None and item.question.result is not None:
        result.show(item)
        st.markdown(f"{plain(reveal.intended(case.level, item.question.result))} {plain(case.because)}")
        return
    if item is not None and item.question.question_set == workshop.question_set:
        st.caption(_("Before the room now."))
        return
    new = NewQuestion(QuestionKind.VIGNETTE, case.id)
    questions.button(_("Put “{title}” before the room", title=plain(case.title)), workshop, [new], seconds)
