"""Compare: since an earlier round, services, roles, all rounds, and the agreed beside the individual view."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from journey.model import Round, Unit
from journey.service.compare.history import WhereAsked, where_asked
from journey.service.current_selection import Navigation, Selection
from journey.ui.compare import agreed, change, roles, rounds, units
from journey.ui.compare.common import CompareContext
from journey.ui.shared import components, explained, page_title, share, state
from journey.wording.catalogue import N_, _
from journey.wording.glossary import Term

VIEWS = {
    "change": (N_("Since an earlier round"), change.show),
    "services": (N_("Services"), units.show),
    "roles": (N_("Roles"), roles.show),
    "rounds": (N_("All rounds"), rounds.show),
    "agreed": (N_("Individual and agreed"), agreed.show),
}


def page() -> None:
    """The round, the unit and the questionnaire in one row, the views in another; then the view."""
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
    by_id = where_asked(state.product(), navigation.selection.organisation.id)
    if not by_id:
        components.in_view(navigation, navigation.selection)
        st.markdown(_("Nobody was asked anything yet, so there is nothing to compare."))
        return
    choices = st.container(key="compare-choices", horizontal=True, vertical_alignment="bottom")
    with choices:
        round_ = _round(navigation, navigation.selection)
        since = st.container(key="compare-since", horizontal=True)
        unit = _unit(navigation, navigation.selection)
        asked = _questionnaire(by_id)
        share.place()
    if (round_, unit) != (navigation.selection.round, navigation.selection.unit):
        components.look_at_chosen(Selection(navigation.selection.organisation, round_, unit))
    view = components.tab(
        "view",
        _("What do you want to compare?"),
        list(VIEWS),
        key="compare-view",
        format_func=lambda view: _(VIEWS[view][0]),
        horizontal=True,
        label_visibility="collapsed",
    )
    with st.container(key=f"compared-{view}"):
        VIEWS[view][1](CompareContext(navigation, navigation.selection, asked, since, choices))
    explained.terms((Term.INDEX, Term.RELIED_ON), key="compare")


def _round(navigation: Navigation, selection: Selection) -> Round:
    rounds = list(navigation.rounds)
    return st.selectbox(
        _("Round"),
        rounds,
        rounds.index(selection.round),
        format_func=lambda round_: round_.name,
        key=f"round-in-view-{selection.key}",
        width=components.SELECT_WIDTH,
    )


def _unit(navigation: Navigation, selection: Selection) -> Unit:
    units = list(navigation.units)
    return st.selectbox(
        _("Unit"),
        units,
        units.index(selection.unit),
        format_func=lambda unit: components.unit_name(selection, unit),
        key=f"unit-in-view-{selection.key}",
        width=components.SELECT_WIDTH,
    )


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
        is_list=True,
        width=components.SELECT_WIDTH,
    )
    return by_id[chosen]
