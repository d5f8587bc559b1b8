"""The first page: what this is, the council's name, or a look at the sample."""

from __future__ import annotations

import streamlit as st

from journey.model import Scope
from journey.service.councils import councils
from journey.service.sample import loading
from journey.ui.shared import errors, page_title, presses, state
from journey.wording import terms
from journey.wording.catalogue import _


def page() -> None:
    """Ask for the organisation, and offer the sample."""
    page_title.show(_("How well does your council manage performance?"), place="start")
    st.markdown(
        _(
            "Find out where you stand on the five stages of the improvement journey, what holds you back, and what to "
            "do next. You choose, statement by statement, the description that is closest to how things are.\n\n"
            "- **{quick}**: five to eight minutes, enough to see where to look.\n"
            "- **{full}**: thirty to forty minutes, enough for a management team to act on.\n\n"
            "Answers are kept in this installation alone. Nothing is sent anywhere else.",
            quick=terms.SCOPES[Scope.QUICK],
            full=terms.SCOPES[Scope.FULL],
        )
    )
    with st.form("start", border=True):
        st.header(_("Your council"), anchor=False)
        name = st.text_input(_("Name of the council"), max_chars=councils.NAME_LIMIT, autocomplete="organization")
        kind = st.selectbox(_("Type"), councils.KINDS, index=1)
        if presses.submit(_("Begin"), type="primary", key="start-now"):
            _begin(name, kind)
    st.header(_("Look round first"), anchor=False)
    st.markdown(
        _(
            "Wensford is a made-up council with three rounds of answers over two years. Open it to see what you would "
            "get; remove it with one click."
        )
    )
    if presses.button(_("Open the sample council"), key="start-sample"):
        organisation = loading.load(state.product())
        state.look_at(organisation_id=organisation.id)
        st.rerun()


def _begin(name: str, kind: str) -> None:
    with errors.refusals_shown_here():
        organisation = councils.start(state.product(), name=name, kind=kind)
        state.look_at(organisation_id=organisation.id)
        st.rerun()
