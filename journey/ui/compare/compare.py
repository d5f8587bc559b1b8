"""Compare: since an earlier round, services, roles, all rounds, and the agreed beside the individual view."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from journey.service.compare import comparing
from journey.service.compare.comparing import Occasions
from journey.ui.compare import agreed, change, roles, rounds, units
from journey.ui.compare.context import Place
from journey.ui.shared import components, state

VIEWS = {
    "change": ("Since an earlier round", change.show),
    "services": ("Services", units.show),
    "roles": ("Roles", roles.show),
    "rounds": ("All rounds", rounds.show),
    "agreed": ("Individual and agreed", agreed.show),
}


def page() -> None:
    """The round, the unit, the questionnaire and the view; then the view."""
    visit = state.visit()
    if visit.view is None:
        components.nothing_yet(
            "Compare",
            "From the second round on, this page shows what has changed, and how sure that is. Services and roles "
            "stand side by side here as soon as they have answered.",
        )
        return
    st.title("Compare", anchor=False)
    components.in_view(visit, visit.view)
    asked = comparing.occasions(state.product(), visit.view.organisation.id)
    if not asked:
        st.markdown("Nobody was asked anything yet, so there is nothing to compare.")
        return
    place = Place(visit, visit.view, _questionnaire(asked))
    wanted = st.radio(
        "What do you want to compare?",
        list(VIEWS),
        format_func=lambda view: VIEWS[view][0],
        horizontal=True,
        key="compare-view",
    )
    with st.container(key=f"compared-{wanted}"):
        VIEWS[wanted][1](place)


def _questionnaire(asked: Mapping[str, Occasions]) -> Occasions:
    ids = sorted(asked, reverse=True)
    if len(ids) == 1:
        return asked[ids[0]]
    chosen = st.radio(
        "Questionnaire",
        ids,
        format_func=lambda id_: asked[id_].title,
        horizontal=True,
        key="compare-questionnaire",
    )
    return asked[chosen]
