"""A view of the plan: the council’s few priorities, what does not come first, and the golden thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.model import Priority, Subject, SubjectKind
from journey.service.plan import golden_thread, priorities
from journey.service.plan.place import PlanPlace
from journey.service.plan.priorities import MOST_LIVE
from journey.ui.plan import priority_forms, thread_view
from journey.ui.shared import components, how_others, page_title, state
from journey.ui.shared.escaping import plain
from journey.wording import priorities as words
from journey.wording.catalogue import _

CHOICES = Subject(SubjectKind.STATEMENT, "clear-choices", "stages")
"""The statement whose tips help with setting priorities."""


def show(place: PlanPlace) -> None:
    """Draw the view: priorities belong to the whole council, whatever unit is in view."""
    product, council = state.product(), place.organisation_id
    every = priorities.every(product, council)
    thread = golden_thread.of_organisation(product, council)
    served = {strand.priority.id: words.served(strand) for strand in thread.strands if strand.priority}
    if len(state.navigation().units) > 1:
        st.caption(_("Priorities belong to the whole council: every unit sees the same."))
    if not every:
        _what_one_is()
    live = [one for one in every if one.is_live]
    st.header(words.head(len(live), MOST_LIVE), anchor=False)
    _say_why_more(every, priorities.why_more(product, council))
    _add(council, len(every), is_first=not every)
    how_others.offer(CHOICES, key="priorities")
    _cards(council, live, served)
    _others(council, every)
    if every or thread.actions:
        thread_view.show(place, thread)


def _what_one_is() -> None:
    """The empty state: what a priority is, and how to tell whether a list of them is any good."""
    st.markdown(
        _(
            "A priority is something the council puts before other things, for a few years: it gets money, people and "
            "attention first. Three questions tell whether a list of them is one:"
        )
    )
    st.markdown(
        _(
            "- Are they few enough for everybody to know them by heart?\n"
            "- Does evidence of need, and what residents say, stand behind each?\n"
            "- Is it said as well what does not come first, and may wait?"
        )
    )


def _say_why_more(every: Sequence[Priority], why_more: Mapping[str, str]) -> None:
    """Why there are more than five, for as long as there are."""
    for one in every:
        if one.id in why_more:
            st.text(_("Why there are more, with “{name}”: {why}", name=one.content.name, why=why_more[one.id]))


def _add(council: str, number: int, *, is_first: bool) -> None:
    """The form for another; it stays open after one was written down, as the next often follows."""
    label = _("Add a priority, or something that does not come first")
    with components.fold(label, f"add-priority-{council}", is_open=is_first) as opened:
        if opened.open:
            priority_forms.add(council, number)


def _cards(council: str, shown: Sequence[Priority], served: Mapping[str, str] | None = None) -> None:
    """Two beside each other where there is room; those that are served are in an order, and numbered."""
    for start in range(0, len(shown), 2):
        for at, (column, one) in enumerate(zip(st.columns(2), shown[start : start + 2], strict=False), start=start + 1):
            with column:
                number = f"{at}. " if served is not None else ""
                _card(council, one, number, (served or {}).get(one.id, ""))


def _card(council: str, one: Priority, number: str = "", served: str = "") -> None:
    """A priority as it was typed, and the fold in which it is changed."""
    content = one.content
    with page_title.spot(f"priority-{one.id}"), st.container(border=True, key=f"priority-card-{one.id}"):
        st.markdown(f"**{number}{plain(content.name)}**")
        st.text(content.evidence or words.NO_EVIDENCE)
        st.caption(plain(" · ".join(filter(None, (words.chosen(one), served)))))
        label = _("Change it, give it up, or look back")
        with components.fold(label, f"change-priority-{one.id}") as opened:
            if opened.open:
                priority_forms.PriorityForm(council, one).draw()
                priority_forms.give_up(council, one)
                if not content.is_priority:
                    priority_forms.make_it_one(council, one)
                _history(council, one)


def _others(council: str, every: Sequence[Priority]) -> None:
    """What was said not to come first, and, in a fold, what was dropped."""
    aside = [one for one in every if not one.content.is_priority and one.ended_on is None]
    gone = [one for one in every if one.ended_on is not None]
    if aside:
        st.header(_("What does not come first"), anchor=False)
    _cards(council, aside)
    if gone:
        label = state.fold_label(f"dropped-{council}", _("Dropped ({number})", number=len(gone)))
        with components.fold(label, f"dropped-{council}") as opened:
            if opened.open:
                for one in gone:
                    _dropped(council, one)


def _dropped(council: str, one: Priority) -> None:
    st.markdown(f"**{plain(one.content.name)}**")
    st.text(words.dropped(one))
    priority_forms.make_it_one(council, one)
    _history(council, one)


def _history(council: str, one: Priority) -> None:
    """Every change of it, the newest first, as text."""
    product = state.product()
    events = priorities.history(product, council, one.id)
    with components.group(_("What was changed"), f"history-{one.id}"):
        for line in words.history(events, [product.day_of(event.at) for event in events]):
            st.text(line)
