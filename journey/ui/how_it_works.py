"""How it works: what the numbers mean, who sees what, where the content comes from, what is not accessible."""

from __future__ import annotations

import streamlit as st

from journey.model import Questionnaire
from journey.service.workshop.actions import MOST_ACTIONS
from journey.ui.shared import page_title, state
from journey.ui.shared.escaping import plain
from journey.wording import how_it_works
from journey.wording.catalogue import _


def page() -> None:
    """The page for everybody, with the methods in full a press away."""
    page_title.show(_("How it works"), place="how-it-works")
    st.markdown(
        _(
            "What you can rely on, what may be said of a change, and who sees what: about five minutes. After that, "
            "for whom it concerns: links and workshops, where the statements come from, and access."
        )
    )
    _link()
    library = state.product().library
    chapters = how_it_works.chapters(
        min_group=state.product().settings.min_group,
        most_actions=MOST_ACTIONS,
        sources=_sources(library.questionnaire("stages"), library.questionnaire("breakthroughs")),
    )
    for title, text in chapters.items():
        st.header(title, anchor=False)
        st.markdown(text)
        if title == how_it_works.NUMBERS:
            _link()


def _link() -> None:
    st.page_link(
        state.page("methods"),
        label=_("The methods in full: every definition, formula and table"),
        query_params=state.link_parameters(),
    )


def _sources(*questionnaires: Questionnaire) -> str:
    """The documents behind the content, each once."""
    documents = {key: document for each in questionnaires for key, document in each.documents.items()}
    return "\n".join(
        f"- **{key}**: {plain(document.title)}. {plain(document.publisher)}, {document.year}."
        for key, document in sorted(documents.items())
    )
