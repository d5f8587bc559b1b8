"""The plan: what will be done about the findings, what it serves, what it should move, and whether it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from journey.service.plan.place import PlanPlace
from journey.ui.plan import actions_view, bets_view, measures_view, priorities_view, reading, story_view
from journey.ui.shared import components, page_title, state
from journey.ui.shared.escaping import plain
from journey.wording import plan as words
from journey.wording.catalogue import N_, _

VIEWS: Mapping[str, tuple[str, Callable[[PlanPlace], None]]] = {
    "actions": (N_("Actions"), actions_view.show),
    "priorities": (N_("Priorities"), priorities_view.show),
    "bets": (N_("Bets"), bets_view.show),
    "measures": (N_("Measures"), measures_view.show),
    "story": (N_("The journey"), story_view.show),
}


def page() -> None:
    """The plan of the unit in view, by what somebody wants to see of it."""
    navigation = state.navigation()
    page_title.show(_("Plan"), place="plan")
    if navigation.selection:
        components.in_view(navigation, navigation.selection)
    place = PlanPlace.in_view(navigation)
    plan = reading.read(place).plan
    if plan.actions:
        st.markdown(
            plain(words.head(plan.states, plan.to_decide, plan.next_review_on, plan.last_review_on, plan.today))
        )
    view = components.tab(
        "view",
        _("What to look at"),
        list(VIEWS),
        key=f"plan-view-{place.key}",
        format_func=lambda name: _(VIEWS[name][0]),
        horizontal=True,
        label_visibility="collapsed",
    )
    with st.container(key=f"plan-{view}"):
        VIEWS[view][1](place)
