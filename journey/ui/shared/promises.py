"""Last time's promises, where a round or a workshop opens: what came of each, and one press to the plan."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import streamlit as st

from journey.service.plan import promises
from journey.service.plan.place import PlanPlace
from journey.service.plan.promises import Promise, Promises
from journey.ui.shared import components, state
from journey.ui.shared.escaping import plain
from journey.wording import bets as of_bets
from journey.wording import formatting
from journey.wording import promises as words
from journey.wording.catalogue import _


def show(place: PlanPlace, *, key: str, is_open: bool = False) -> Promises:
    """Draw how many promises were made last time and what came of them; nothing where there were none.

    ``is_open`` unfolds them. The promises, for whoever has more to say of them.
    """
    found = promises.promises(state.product(), place)
    if not found.every:
        return found
    with st.container(border=True, key=f"promises-{key}-{place.key}", gap="xsmall"):
        st.subheader(_("Last time’s promises"), anchor=False)
        st.markdown(plain(words.in_words(found.tally(found.made), found.tally(found.older), found.made_in)))
        label = _("Each promise, and what came of it")
        with components.fold(label, f"promises-{key}-{place.key}-{place.round_id}", is_open=is_open) as fold:
            if fold.open:
                _each(found.every)
        if st.button(_("See the plan"), key=f"promises-{key}-{place.key}-plan"):
            state.go_to("plan", view="actions")
    return found


def _each(told: Iterable[Promise]) -> None:
    for came, of_this in groupby(told, lambda promise: promise.came):
        st.markdown(f"**{words.HEADINGS[came]}**\n" + "\n".join(f"- {_line(promise)}" for promise in of_this))


def _line(promise: Promise) -> str:
    """The promise, who made it and by when, why where it was ended, and what its last bet says."""
    content, progress = promise.action.content, promise.action.progress
    who = [content.lead or _("nobody owns it")]
    if content.by_when:
        who.append(_("by {day}", day=formatting.day(content.by_when)))
    why = [progress.why or progress.kept_in] if promise.came in words.EXPLAINED else []
    scored = [bet for bet in promise.bets if bet.outcome.is_scored]
    if scored:
        why.append(of_bets.found(scored[-1].bet.content, scored[-1].outcome))
    return " ".join(plain(part) for part in [f"{content.what} ({', '.join(who)}).", *filter(None, why)])
