"""A view of the plan: the journey so far on one picture, and beneath it in dates, each of which leads to its place."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey import charts
from journey.service.plan import story
from journey.service.plan.place import PlanPlace
from journey.ui.shared import components, presses, state
from journey.ui.shared.downloads import AskedIn, TableSubject
from journey.ui.shared.escaping import plain
from journey.wording.catalogue import N_, _
from journey.wording.takeaways import journey_dates
from journey.wording.takeaways.journey_dates import Dated, Kind, Spell

_LEADS_TO = {
    Kind.ROUND: N_("See the profile then"),
    Kind.MOVED_ON: N_("See the stage then"),
    Kind.ACTION: N_("See the action"),
    Kind.REVIEW: N_("See the reviews"),
}

MOST = 40
"""So many dates of one time are listed; the table beside the picture has all."""


def show(place: PlanPlace) -> None:
    """Draw the view for a unit."""
    st.header(_("The journey so far"), anchor=False)
    told = story.journey(state.product(), place)
    if not told.has_begun:
        _not_begun()
        return
    components.drawn(
        charts.journey_story_chart(told, state.theme()), key=f"journey-{place.key}", subject=_subject(place)
    )
    _in_dates(place, journey_dates.spells(told))
    if in_hand := journey_dates.in_hand(told):
        st.caption(in_hand)


def _not_begun() -> None:
    st.markdown(
        _(
            "Here the rounds, what you did between them and what came of it will stand on one picture. It begins with "
            "the first round, or with the first action."
        )
    )
    if presses.button(_("Go to rounds"), key="story-to-rounds"):
        state.go_to("rounds")


def _subject(place: PlanPlace) -> TableSubject:
    navigation = state.navigation()
    council = navigation.organisation.name if navigation.organisation else ""
    unit = next((unit.name for unit in navigation.units if unit.id == place.unit_id), "")
    return TableSubject("journey", council, unit, "", "", (AskedIn("", ""),))


def _in_dates(place: PlanPlace, spells: Sequence[Spell]) -> None:
    """The same in dates, by the rounds; the last time in which more was than the round itself is open."""
    told = [spell for spell in spells if len(spell.dates) > 1] or spells
    if spells:
        st.header(_("The story in dates"), anchor=False)
    for spell in spells:
        is_open = spell is told[-1]
        with components.fold(plain(spell.title), f"story-{place.key}-{spell.number}", is_open=is_open) as fold:
            if fold.open:
                _spell(place, spell)


def _spell(place: PlanPlace, spell: Spell) -> None:
    for number, one in enumerate(spell.dates[:MOST]):
        with st.container(key=f"dated-{place.key}-{spell.number}-{number}", gap="xxsmall"):
            st.markdown(f"**{one.day}: {plain(one.title)}**  \n{plain(one.said)}")
            name = f"story-{place.key}-{one.kind}-{one.id}-{one.round_id}"
            if presses.button(_(_LEADS_TO[one.kind]), key=name, type="tertiary"):
                _go_to(one)
    if len(spell.dates) > MOST:
        st.caption(_("The table beside the picture has {number} more.", number=len(spell.dates) - MOST))


def _go_to(one: Dated) -> None:
    if one.kind is Kind.ACTION:
        state.go_to("plan", spot=one.id, view="actions")
    if one.kind is Kind.REVIEW:
        state.go_to("review")
    if one.kind is Kind.MOVED_ON:
        parameters = {**state.link_parameters(stage=one.id), "round": one.round_id}
        st.switch_page(state.page("pitfalls"), query_params=parameters)
    st.switch_page(state.page("profile"), query_params={**state.link_parameters(), "round": one.round_id})
