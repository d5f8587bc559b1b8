"""Rounds: each with its date and state, the one in view opened in full, and a new one started."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Privacy, Reopening, Round
from journey.service.answering import invitation_links
from journey.service.current_selection import Navigation, Selection
from journey.service.rounds import closing, lifecycle
from journey.service.rounds.lifecycle import UnitProgress
from journey.ui.rounds import inviting, manage, plan, targets
from journey.ui.shared import state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _


def page() -> None:
    """A new round, then all there are, the newest first."""
    navigation = state.navigation()
    organisation = state.organisation(navigation)
    st.title(_("Rounds"), anchor=False)
    st.markdown(
        _(
            "A round is one dated occasion on which units say where they stand. While it is open, answers may change. "
            "Closing it keeps its results as they are, and the next round shows what has changed since."
        )
    )
    if navigation.selection is None:
        st.markdown(
            _(
                "There is none yet. Open the first one here for several units at once, or go to *Assess* and "
                "begin alone: "
                "that opens one too."
            )
        )
    plan.fold(organisation, navigation)
    if navigation.selection is not None:
        for held in reversed(navigation.rounds):
            _round(navigation, navigation.selection, held)


def _round(navigation: Navigation, selection: Selection, held: Round) -> None:
    with st.container(key=f"round-{held.id}", border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            with st.container(width="content", gap="xxsmall"):
                st.header(plain(held.name), anchor=False)
                st.markdown(
                    _("Held on {held_on} · {status}", held_on=formatting.day(held.held_on), status=_status(held))
                )
            if held.id != selection.round.id and st.button(
                _("Look at {name}", name=plain(held.name)), key=f"look-{held.id}"
            ):
                state.look_at(organisation_id=selection.organisation.id, round_id=held.id, unit_id=selection.unit.id)
                st.rerun()
        if held.id == selection.round.id:
            _opened(navigation, selection)


def _status(held: Round) -> str:
    return _("closed on {date}", date=formatting.day(held.closed_at.date())) if held.closed_at else "open"


def _opened(navigation: Navigation, selection: Selection) -> None:
    """The round in view: how far it is, where to go from here, and what can be done with it."""
    held = selection.round
    manage.told_if_somebody_was_quicker(held)
    answered = lifecycle.answered(state.product(), held)
    _table(answered)
    _reopenings(closing.reopenings(state.product(), held.organisation_id, held.id))
    _onwards(navigation, held, answered)
    inviting.section(navigation, selection, answered, invitation_links.of_round(state.product(), held))
    if not held.closed_at:
        manage.close(held, answered)
    targets.fold(navigation, selection)
    manage.change(held)
    if held.closed_at:
        manage.reopen(held, answered)
    manage.remove(held)


def _table(answered: Sequence[UnitProgress]) -> None:
    """A row for each unit, a column for each questionnaire."""
    import pandas as pd

    asked = {one.assessment.questionnaire_id: one.title for one in answered}
    said = {(one.unit.id, one.assessment.questionnaire_id): _said(one) for one in answered}
    names = {one.unit.id: one.unit.name for one in answered}
    ids = state.product().library.in_order(asked)
    rows = [
        {"Unit": plain(name)} | {plain(asked[id_]): said.get((unit_id, id_), _("not asked")) for id_ in ids}
        for unit_id, name in names.items()
    ]
    st.table(pd.DataFrame(rows), hide_index=True)
    if any(one.assessment.privacy is Privacy.CONFIDENTIAL for one in answered):
        st.caption(_("Where people answer confidentially there are counts alone: nobody is shown who has answered."))


def _said(one: UnitProgress) -> str:
    if one.assessment.privacy is Privacy.CONFIDENTIAL:
        return _("{begun} begun, {finished} finished", begun=one.turnout.begun, finished=one.turnout.finished)
    return _(
        "{answered} of {asked} statements{words}",
        answered=one.answered,
        asked=one.asked,
        words=", finished" if one.turnout.finished else "",
    )


def _reopenings(found: Sequence[Reopening]) -> None:
    for one in found:
        st.markdown(
            _(
                "**Opened again on {date}**, decided by {decided_by}. The reason:",
                date=formatting.day(one.at.date()),
                decided_by=plain(one.decided_by),
            )
        )
        st.text(one.reason)


def _onwards(navigation: Navigation, held: Round, answered: Sequence[UnitProgress]) -> None:
    is_open = any(one.assessment.privacy is Privacy.OPEN for one in answered)
    with st.container(horizontal=True):
        if held.closed_at is None and is_open and st.button(_("Answer in this round"), type="primary"):
            # Whoever comes from here has not seen yet for whom they answer, and who will see it.
            state.choose_again()
            st.switch_page(state.page("assess"))
        if st.button(_("See the profile")):
            st.switch_page(state.page("profile"))
        if held != navigation.rounds[0] and st.button(_("See what has changed")):
            st.switch_page(state.page("compare"))
