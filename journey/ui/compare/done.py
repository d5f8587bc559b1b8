"""Beside what changed since an earlier round: what was done in between, and what the bets on it came to."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from journey.model import Round
from journey.service.current_selection import Selection
from journey.service.plan.done_between import DoneBetween, done_between
from journey.service.plan.place import PlanPlace
from journey.ui.shared import state
from journey.ui.shared.escaping import plain
from journey.wording import bets as words
from journey.wording import formatting
from journey.wording.catalogue import _


def show(selection: Selection, before: Round, after: Round) -> None:
    """Section by section, briefly, and the way to the plan; nothing where nothing was done."""
    found = done_between(state.product(), PlanPlace.of(selection), before, after)
    if not found:
        return
    st.header(_("What was done in between"), anchor=False)
    for section, those in groupby(found, lambda one: one.section):
        st.subheader(plain(section) if section else _("About no one section"), anchor=False)
        st.markdown("\n".join(f"- {_in_words(one)}" for one in those))
    st.caption(_("What was done stands beside what changed. That one came of the other is not said."))
    has_bets = any(one.bets for one in found)
    if st.button(_("See all bets") if has_bets else _("See the plan"), key=f"done-between-{selection.key}"):
        state.go_to("plan", view="bets" if has_bets else "actions")


def _in_words(one: DoneBetween) -> str:
    done_on = one.action.progress.done_on
    done = _(" (done on {day})", day=formatting.day(done_on)) if done_on else _(" (not finished)")
    lines = [plain(formatting.shortened(one.action.content.what) + done)]
    lines += [plain(words.found(bet.bet.content, bet.outcome)) for bet in one.bets]
    return "  \n  ".join(lines)
