"""Every change of an action: when, from what to what, by which browser, and why."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from journey.model import Action
from journey.service.plan import actions
from journey.ui.plan.reading import PlanInView
from journey.ui.shared import state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording import plan as words
from journey.wording.catalogue import _


def show(view: PlanInView, action: Action) -> None:
    """The history of an action, the newest change first."""
    events = actions.history(state.product(), view.place.organisation_id, action.id)
    saves = [list(of_save) for _at, of_save in groupby(events, lambda event: (event.at, event.writer))]
    for of_save in reversed(saves):
        first = of_save[0]
        told = words.changed(of_save, view.priorities)
        if not told:
            continue
        at = first.at.astimezone(state.window().zone)
        own = first.writer == state.window().writer
        who = _("in this browser") if own else _("in another browser")
        when = _("{day}, {clock}, {who}", day=formatting.day(at.date()), clock=formatting.clock(at), who=who)
        why = [_("Why: {why}", why=first.why)] if first.why else []
        st.markdown("\n".join([f"**{plain(when)}**", "", *(f"- {plain(line)}" for line in (*told, *why))]))
    if not events:
        st.caption(_("Written down before changes were kept."))
