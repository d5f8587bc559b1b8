"""A revealed question on the console: its picture, what it says in words, and the levels that were to choose from."""

from __future__ import annotations

import streamlit as st

from journey.model import EarlierMedian, Statement
from journey.service.workshop.room_items import Item
from journey.ui.shared import components, downloads, state
from journey.ui.shared.escaping import plain
from journey.wording import few_answers, reveal, terms
from journey.wording.catalogue import _


def show(item: Item, earlier: EarlierMedian | None = None) -> None:
    """Draw the picture with its sentence. ``earlier`` is the last round's median, if it asked the statement."""
    from journey import charts

    question = item.question
    about = item.title if item.vignette else item.text
    chart = charts.reveal_chart(question.kind, about, item.options, question.result or {}, state.theme(), earlier)
    selection = state.navigation().selection
    if selection is not None:
        subject = downloads.in_a_workshop(selection, f"question-{question.number}")
        components.drawn(chart, key=f"question-{question.number}", subject=subject)
    if item.first is not None:
        st.markdown(plain(reveal.revote(item.first, question.result or {})))
    if question.few is not None:
        st.caption(plain(few_answers.rested_on(question.few, question.ballot_round)))


def level_descriptions(statement: Statement, key: str) -> None:
    """Draw what the levels of a statement mean, folded away."""
    with components.fold(_("What the levels say"), key) as fold:
        if fold.open:
            described = sorted(statement.levels.items())
            st.markdown("\n".join(f"- **{terms.level(level)}.** {plain(text)}" for level, text in described))
