"""After a workshop: what was agreed, what will be done, what is parked, and where to go from here."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from journey.model import AgreedLevel, StatementRef, Workshop
from journey.service.current_selection import Selection
from journey.service.workshop import accepting, actions, agreed_levels, parking_lot, sections
from journey.ui.shared import agreed_form, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import downloads
from journey.ui.workshop import recorded as recorded_actions
from journey.wording import formatting
from journey.wording.catalogue import _


def show(selection: Selection, workshop: Workshop) -> None:
    """Draw the outcome: review day, actions, agreed levels, parked items, the pack, and where to go on."""
    ended = _("ended")
    if workshop.ended_at:
        ended = _("ended on {date}", date=formatting.day(state.product().day_of(workshop.ended_at)))
    st.caption(f"{plain(selection.unit.name)} · {plain(selection.round.name)} · {ended}")
    review = (
        _("**The review is on {day}.**", day=formatting.day(workshop.review_on))
        if workshop.review_on
        else _("No review was set.")
    )
    st.markdown(_("The workshop has ended. {review}", review=review))
    _actions(workshop)
    _levels(workshop, sections.statement_texts(state.product(), selection))
    _parked(workshop)
    st.header(_("The pack"), anchor=False)
    downloads.printed(workshop)
    st.header(_("Where to go from here"), anchor=False)
    with st.container(horizontal=True):
        if st.button(_("The plan")):
            state.go_to("plan", view="actions")
        if st.button(_("The review")):
            state.go_to("review")
        if st.button(_("Individual and agreed")):
            state.go_to("compare", view="agreed")
        if st.button(_("Close the round") if selection.round.closed_at is None else _("The round")):
            state.go_to("rounds")


def _actions(workshop: Workshop) -> None:
    recorded = actions.of_workshop(state.product(), workshop)
    st.header(_("What will be done"), anchor=False)
    if not recorded:
        st.markdown(_("No action was written down."))
    recorded_actions.show(workshop, recorded)
    st.markdown(recorded_actions.in_the_plan(workshop, recorded))


def _levels(workshop: Workshop, statements: Mapping[StatementRef, str]) -> None:
    records = {ref: record for ref, record in accepting.levels(state.product(), workshop).items() if ref in statements}
    agreed = {ref: record for ref, record in records.items() if record.content.level is not None}
    contested = {ref: record for ref, record in records.items() if agreed_levels.is_contested(record.content)}
    st.header(_("What was agreed"), anchor=False)
    if not agreed and not contested:
        st.markdown(_("Nothing was recorded as agreed."))
    _list(_("Still contested ({number})", number=len(contested)), contested, statements, is_open=True)
    _list(_("Agreed levels ({number})", number=len(agreed)), agreed, statements, is_open=not contested)


def _list(
    title: str, records: Mapping[StatementRef, AgreedLevel], statements: Mapping[StatementRef, str], *, is_open: bool
) -> None:
    if not records:
        return
    with st.expander(title, expanded=is_open):
        for ref, text in statements.items():
            if ref in records:
                st.markdown(f"**{plain(text)}**")
                st.markdown(plain(agreed_form.record_in_words(records[ref])))
                agreed_form.texts_of(records[ref])


def _parked(workshop: Workshop) -> None:
    parked = parking_lot.of_workshop(state.product(), workshop)
    if not parked:
        return
    st.header(_("What was parked"), anchor=False)
    if not all(item.is_settled for item in parked):
        st.markdown(_("What is not settled comes back at the review."))
    for item in parked:
        st.text(item.text)
        st.caption(f"{_('Settled. ') if item.is_settled else _('Not settled. ')}{plain(item.who) if item.who else ''}")
