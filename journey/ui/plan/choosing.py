"""Which actions of a plan are looked at: by state, owner, priority, stage, what they were born from, and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journey.model import IN_HAND, Action, ActionState
from journey.service.plan.standings import StandingAction
from journey.ui.plan.reading import PlanInView
from journey.ui.shared import components, state
from journey.wording import formatting
from journey.wording import plan as words
from journey.wording.catalogue import N_, _

ANY = ""
NOBODY, NONE = "-nobody", "-none"
FEW = 6
"""So many actions need no search."""

HELD: Mapping[str, tuple[str, frozenset[ActionState]]] = {
    "in-hand": (N_("In hand"), IN_HAND),
    "done": (N_("Done"), frozenset({ActionState.DONE})),
    "over": (N_("Dropped or handed over"), frozenset({ActionState.DROPPED, ActionState.HANDED_OVER})),
    "all": (N_("All"), frozenset(ActionState)),
}
"""What is looked at by state."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; ANY where it does not matter."""

    held: str = "in-hand"
    text: str = ""
    owner: str = ANY
    priority: str = ANY
    part: str = ANY
    origin: str = ANY

    def finds(self, view: PlanInView, action: Action) -> bool:
        """Whether an action is what is looked for."""
        content = action.content
        return (
            action.progress.state in HELD[self.held][1]
            and self.owner in (ANY, content.lead.casefold() or NOBODY)
            and self.priority in (ANY, content.priority_id or NONE)
            and self.part in (ANY, view.part(action.id) or NONE)
            and self.origin in (ANY, action.origin)
            and (not self.text or self._is_said(view, action))
        )

    def _is_said(self, view: PlanInView, action: Action) -> bool:
        content, progress = action.content, action.progress
        own = (content.what, content.lead, content.first_step, content.success, content.risk, progress.word_text)
        said = " ".join((*own, progress.why, view.title(action.id), view.priority(content.priority_id))).casefold()
        return all(word in said for word in self.text.casefold().split())


def chosen(view: PlanInView) -> list[StandingAction]:
    """Draw what can be chosen, say how many are found, and return them; what was asked for by name comes first."""
    every = view.plan.actions
    spot = state.wanted_spot()
    asked = view.plan.by_id(spot) if spot else None
    wanted = _asked(view, asked)
    found = [one for one in every if wanted.finds(view, one.action) and one is not asked]
    shown = [asked, *found] if asked else found
    st.caption(_count(len(shown), len(every)))
    return shown


def _count(found: int, every: int) -> str:
    if found == every:
        return formatting.capital(formatting.count(every, "action")) + "."
    number = formatting.capital(formatting.count(found, "action"))
    return _("{number} of {every} in this plan.", number=number, every=formatting.number(every))


def _asked(view: PlanInView, asked: StandingAction | None) -> Wanted:
    """What the fields say; nothing is asked where everything is in hand and there is little of it."""
    actions, key = [one.action for one in view.plan.actions], f"plan-{view.place.key}"
    is_all_in_hand = all(action.is_in_hand for action in actions)
    held = "in-hand"
    if not is_all_in_hand:
        first = "in-hand" if asked is None or asked.action.is_in_hand else "all"
        held = st.radio(
            _("Which actions"),
            list(HELD),
            list(HELD).index(first),
            format_func=lambda name: _(HELD[name][0]),
            horizontal=True,
            key=f"{key}-held{'-all' if first == 'all' else ''}",
            label_visibility="collapsed",
        )
    if len(actions) <= FEW:
        return Wanted(held)
    with components.fold(_("Search and choose"), f"{key}-choose") as opened:
        if not opened.open:
            return Wanted(held)
        return _fields(view, actions, held, key)


def _fields(view: PlanInView, actions: Sequence[Action], held: str, key: str) -> Wanted:
    text = st.text_input(_("Words in it"), key=f"{key}-text") or ""
    owners = {action.content.lead.casefold() or NOBODY: action.content.lead or _("Nobody yet") for action in actions}
    priorities = {
        action.content.priority_id or NONE: view.priority(action.content.priority_id) or _("None yet")
        for action in actions
    }
    parts = {view.part(action.id) or NONE: view.part(action.id) or _("None in particular") for action in actions}
    origins = {str(action.origin): formatting.capital(words.ORIGINS[action.origin]) for action in actions}
    columns = st.columns(4)
    fields = (
        (_("Owner"), owners, "owner"),
        (_("Priority"), priorities, "priority"),
        (_("Stage or breakthrough"), parts, "part"),
        (_("Born from"), origins, "origin"),
    )
    picked = [
        _pick(column, label, options, f"{key}-{name}")
        for column, (label, options, name) in zip(columns, fields, strict=True)
    ]
    return Wanted(held, text, *picked)


def _pick(column: DeltaGenerator, label: str, options: Mapping[str, str], key: str) -> str:
    in_order = sorted(options, key=lambda one: options[one].casefold())
    with column:
        picked: str = st.selectbox(label, [ANY, *in_order], format_func=lambda one: options.get(one, _("Any")), key=key)
    return picked
