"""Compare: since an earlier round, services, roles, all rounds, and the agreed beside the individual view."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from journey.service.compare.history import WhereAsked, where_asked
from journey.ui.compare import agreed, change, roles, rounds, units
from journey.ui.compare.common import CompareContext
from journey.ui.shared import components, page_title, state
from journey.wording.catalogue import N_, _

VIEWS = {
    "change": (N_("Since an earlier round"), change.show),
    "services": (N_("Services"), units.show),
    "roles": (N_("Roles"), roles.show),
    "rounds": (N_("All rounds"), rounds.show),
    "agreed": (N_("Individual and agreed"), agreed.show),
}


def page() -> None:
    """The round, the unit, the questionnaire and the view; then the view."""
    navigation = state.navigation()
    if navigation.selection is None:
        components.nothing_yet(
            _("Compare"),
            _(
                "From the second round on, this page shows what has changed, and how sure that is. Services and roles "
                "stand side by side here as soon as they have answered."
            ),
        )
        return
    page_title.show(_("Compare"), place="compare")
    components.in_view(navigation, navigation.selection)
    by_id = where_asked(state.product(), navigation.selection.organisation.id)
    if not by_id:
        st.markdown(_("Nobody was asked anything yet, so there is nothing to compare."))
        return
    context = CompareContext(navigation, navigation.selection, _questionnaire(by_id))
    view = components.tab(
        "view",
        _("What do you want to compare?"),
        list(VIEWS),
        key="compare-view",
        format_func=lambda view: _(VIEWS[view][0]),
        horizontal=True,
    )
    with st.container(key=f"compared-{view}"):
        VIEWS[view][1](context)


def _questionnaire(by_id: Mapping[str, WhereAsked]) -> WhereAsked:
    ids = list(by_id)
    if len(ids) == 1:
        return by_id[ids[0]]
    chosen = components.tab(
        "questionnaire",
        _("Questionnaire"),
        ids,
        key="compare-questionnaire",
        format_func=lambda id_: by_id[id_].title,
        horizontal=True,
    )
    return by_id[chosen]
