"""Fields that several forms ask with: which questionnaires, and how much of them."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from journey.model import Scope
from journey.service.answering import sessions
from journey.ui.shared import state
from journey.ui.shared.escaping import plain
from journey.wording import formatting, terms
from journey.wording.catalogue import _


def questionnaires(proposed: Collection[str], key: str) -> list[str]:
    """Draw a box for each questionnaire that ships, those proposed ticked, and return what is ticked."""
    library = state.product().library
    chosen = []
    for id_ in library.ids("questionnaire"):
        quick, full = (sessions.size(state.product(), id_, scope).statements for scope in (Scope.QUICK, Scope.FULL))
        label = _(
            "{title}: {quick} statements in the quick check, {full} in full",
            title=plain(library.questionnaire(id_).title),
            quick=quick,
            full=full,
        )
        if st.checkbox(label, id_ in proposed, key=f"{key}-{id_}"):
            chosen.append(id_)
    return chosen


def _offer(scope: Scope) -> str:
    return f"**{terms.SCOPES[scope]}**  \n{formatting.capital(terms.SCOPE_USES[scope])}"


def scope(proposed: Scope, key: str) -> Scope:
    """Draw the choice between the quick check and all of it."""
    chosen: Scope = st.radio(
        _("How much is asked"),
        list(terms.SCOPES),
        list(terms.SCOPES).index(proposed),
        format_func=_offer,
        width="stretch",
        key=f"scope-{key}",
    )
    return chosen
