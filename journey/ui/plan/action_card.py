"""One action on the plan: what, how it stands, who and by when; beneath it how it goes, and all of it."""

from __future__ import annotations

import streamlit as st

from journey.model import ActionState
from journey.service.plan.standings import StandingAction
from journey.ui.plan import action_form, action_history, action_moves, bet_form
from journey.ui.plan.reading import PlanInView
from journey.ui.shared import components, how_others, page_title, state
from journey.ui.shared.escaping import plain
from journey.wording import plan as words
from journey.wording import review
from journey.wording.catalogue import _


def show(view: PlanInView, one: StandingAction) -> None:
    """The card of an action. The one that was asked for has its whole form open."""
    action = one.action
    is_wanted = state.wanted_spot() == action.id
    with page_title.spot(action.id), st.container(border=True, key=f"action-card-{action.id}"):
        st.subheader(plain(action.content.what), anchor=False)
        _stands(view, one)
        if action.progress.state is ActionState.DONE and st.button(
            _("See whether it worked"), key=f"plan-check-{action.id}"
        ):
            state.go_to("plan", spot=action.id, view="bets")
        goes, whole = st.columns(2)  # in each there is room for a form
        with goes, components.fold(_("Say how it goes"), f"plan-goes-{action.id}") as opened:
            if opened.open:
                action_moves.show(view, action)
        if action.content.subject is not None and action.is_in_hand:
            with goes:
                how_others.offer(action.content.subject, key=f"action-{action.id}")
        wanted = "-wanted" if is_wanted else ""
        with whole, components.fold(_("Change it"), f"plan-whole-{action.id}{wanted}", is_open=is_wanted) as opened:
            if opened.open:
                action_form.show(view, action)
        with whole, components.fold(_("What it should move"), f"plan-bets-{action.id}") as opened:
            if opened.open:
                bet_form.draw(view.place, action)
        with goes, components.fold(_("What has changed"), f"plan-history-{action.id}") as opened:
            if opened.open:
                action_history.show(view, action)


def _stands(view: PlanInView, one: StandingAction) -> None:
    """The mark and the flags; what was said of it last; its first step while it is in hand; who, by when and why."""
    action, plan = one.action, view.plan
    mark = f"**{plain(words.mark(one.standing))}**"
    lines = [
        words.last_word(action, plan.today, plan.last_review_on),
        review.decided_on(one.settled),
        words.first_step(action) if action.is_in_hand else "",
        words.ending(action),
    ]
    first = " · ".join((mark, *map(plain, words.flags(action, one.standing))))
    st.markdown("  \n".join((first, *(plain(line) for line in lines if line))))
    facts = words.facts(action, view.priority(action.content.priority_id), view.title(action.id))
    st.caption(" · ".join(map(plain, facts)))
