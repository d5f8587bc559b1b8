"""After a workshop: what was agreed, what will be done, what is parked, and where to go from here."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from journey.model import AgreedLevel, StatementRef, Workshop
from journey.service.current_selection import Selection
from journey.service.workshop import agreed_levels, outcomes, sections
from journey.ui.shared import agreed_form, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import actions, downloads
from journey.wording import formatting
from journey.wording.catalogue import _


def show(selection: Selection, workshop: Workshop) -> None:
    """The outcome of the workshop, most lasting things first."""
    ended = _("ended on {date}", date=formatting.day(workshop.ended_at.date())) if workshop.ended_at else "ended"
    st.caption(f"{plain(selection.unit.name)} · {plain(selection.round.name)} · {ended}")
    review = (
        _("**The review is on {review_on}.**", review_on=formatting.day(workshop.review_on))
        if workshop.review_on
        else _("No review was set.")
    )
    st.markdown(_("The workshop has ended. {review}", review=review))
    _actions(workshop, sections.texts_to_move(state.product(), selection))
    _levels(workshop, sections.statement_texts(state.product(), selection))
    _parked(workshop)
    st.header(_("The pack"), anchor=False)
    downloads.printed(workshop)
    st.header(_("Where to go from here"), anchor=False)
    with st.container(horizontal=True):
        if st.button(_("Individual and agreed")):
            st.session_state["compare-view"] = "agreed"
            st.switch_page(state.page("compare"))
        if st.button(_("Close the round") if selection.round.closed_at is None else _("The round")):
            st.switch_page(state.page("rounds"))


def _actions(workshop: Workshop, statements: Mapping[str, str]) -> None:
    every = outcomes.actions(state.product(), workshop)
    st.header(_("What will be done"), anchor=False)
    if not every:
        st.markdown(_("No action was written down."))
    for number, one in enumerate(every, start=1):
        with st.container(border=True, key=f"action-{number}"):
            actions.text(one.content, statements)


def _levels(workshop: Workshop, statements: Mapping[StatementRef, str]) -> None:
    found = {ref: level for ref, level in outcomes.levels(state.product(), workshop).items() if ref in statements}
    agreed = {ref: level for ref, level in found.items() if level.content.level is not None}
    contested = {ref: level for ref, level in found.items() if agreed_levels.is_contested(level.content)}
    st.header(_("What was agreed"), anchor=False)
    if not agreed and not contested:
        st.markdown(_("Nothing was recorded as agreed."))
    _list(_("Still contested ({contested})", contested=len(contested)), contested, statements, is_open=True)
    _list(_("Agreed levels ({agreed})", agreed=len(agreed)), agreed, statements, is_open=not contested)


def _list(
    title: str, found: Mapping[StatementRef, AgreedLevel], statements: Mapping[StatementRef, str], *, is_open: bool
) -> None:
    if not found:
        return
    with st.expander(title, expanded=is_open):
        for ref, text in statements.items():
            if ref in found:
                st.markdown(f"**{plain(text)}**")
                st.markdown(plain(agreed_form.said(found[ref])))
                agreed_form.texts(found[ref])


def _parked(workshop: Workshop) -> None:
    every = outcomes.parked(state.product(), workshop)
    if not every:
        return
    st.header(_("What was parked"), anchor=False)
    for one in every:
        st.text(one.text)
        st.caption(f"{'Settled. ' if one.is_settled else _('Not settled. ')}{plain(one.who) if one.who else ''}")
