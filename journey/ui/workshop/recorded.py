"""The actions of a workshop, to be read: what, who, by when, what each is about and which priority it serves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.model import Action, ActionContent, Workshop
from journey.service.plan import priorities, subjects
from journey.ui.shared import state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _


def show(workshop: Workshop, actions: Sequence[Action]) -> None:
    """Each action in a box, and that all of them are in the plan."""
    if not actions:
        return
    titles = about(actions)
    every = priorities.every(state.product(), workshop.organisation_id)
    names = {priority.id: priority.content.name for priority in every}
    for action in actions:
        with st.container(border=True, key=f"recorded-{action.id}"):
            show_action(action.content, titles.get(action.id, ""), names.get(action.content.priority_id or "", ""))


def about(actions: Sequence[Action]) -> Mapping[str, str]:
    """What each action is about, by its id; those about nothing in particular are absent."""
    named = subjects.of_actions(state.product(), state.organisation(state.navigation()).id, actions)
    return {id_: one.title for id_, one in named.items()}


def show_action(content: ActionContent, subject: str, priority: str = "") -> None:
    """Show an action as it was typed: what, who, by when, what it is about, serves, begins with, and is seen by."""
    st.text(content.what)
    facts = [_("Led by {lead}", lead=content.lead) if content.lead else _("Nobody leads it yet")]
    facts.append(_("by {day}", day=formatting.day(content.by_when)) if content.by_when else _("no day set"))
    st.caption(plain(", ".join(facts)))
    if subject:
        is_a_statement = content.statement_id is not None
        st.caption(
            _("Should move: {statement}", statement=plain(subject))
            if is_a_statement
            else _("About: {subject}", subject=plain(subject))
        )
    if priority:
        st.caption(_("Serves: {priority}", priority=plain(priority)))
    if content.first_step:
        by_when = _(", by {day}", day=formatting.day(content.first_step_on)) if content.first_step_on else ""
        st.caption(_("First step: {step}", step=plain(content.first_step + by_when)))
    if content.success:
        st.caption(_("It worked when: {success}", success=plain(content.success)))


def in_the_plan(workshop: Workshop, actions: Sequence[Action]) -> str:
    """That the actions are in the plan, and when they are looked at again; empty where there are none."""
    if not actions:
        return ""
    are_many = len(actions) > 1
    if workshop.review_on is None:
        many, one = (
            _("They are in the plan, and no review is set yet."),
            _("It is in the plan, and no review is set yet."),
        )
        return many if are_many else one
    many = _("They are in the plan, and the review on {day} comes back to them.")
    one = _("It is in the plan, and the review on {day} comes back to it.")
    return (many if are_many else one).format(day=formatting.day(workshop.review_on))
