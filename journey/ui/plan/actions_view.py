"""A view of the plan: the actions of a unit, what needs a decision first; where one is written down in a line."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import ActionContent, Origin
from journey.service.plan import actions
from journey.service.plan.fields import WHAT_LIMIT
from journey.service.plan.place import PlanPlace
from journey.service.plan.standings import StandingAction
from journey.ui.plan import action_card, choosing, handing_over, parked_matters, plan_file, reading
from journey.ui.plan.reading import PlanInView
from journey.ui.shared import errors, make_action, presses, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.wording import formatting
from journey.wording import plan as words
from journey.wording.catalogue import _

PAGE = 12
"""So many cards are drawn at once."""


def show(place: PlanPlace) -> None:
    """Draw the view for a unit."""
    view = reading.read(place)
    _write_down(place)
    if view.plan.actions:
        _listed(view)
    else:
        _lead_on()
    parked_matters.show(place)
    if view.plan.actions:
        handing_over.show(place)
        plan_file.offer(view)


def _write_down(place: PlanPlace) -> None:
    """An action in one line; it comes first then, with the rest of its form open."""
    name = f"plan-new-{place.key}"
    with st.form(name, border=False):
        line, press = st.columns((4, 1), vertical_alignment="bottom")
        what = line.text_input(
            _("Write an action down: what will be done"), max_chars=room(WHAT_LIMIT), key=make_action.line_key(name)
        )
        with press:
            pressed = presses.submit(_("Write it down"), key=f"{name}-save", width="stretch")
    if pressed:
        with errors.refusals_shown_here():
            content, writer = ActionContent(what or ""), state.window().writer
            added = actions.add(state.product(), place, content, origin=Origin.IDEA, writer=writer)
            make_action.is_written(name)
            state.leave_notice(_("Written down. Below is the rest of it, as far as you know it by now."))
            state.seek(added.id)
            st.rerun()


def _listed(view: PlanInView) -> None:
    st.header(_("What is planned"), anchor=False)
    found = choosing.chosen(view)
    name = f"plan-more-{view.place.key}"
    number = state.window().shown.get(name, PAGE)
    _cards(view, found[:number])
    if len(found) > number:
        label = _("Show {number} more", number=formatting.number(min(PAGE, len(found) - number)))
        st.button(label, key=f"{name}-press", on_click=_more, args=(name, number + PAGE))
    if found:
        st.caption(plain(words.legend([one.standing for one in found])))


def _more(name: str, number: int) -> None:
    state.window().shown[name] = number


def _cards(view: PlanInView, shown: Sequence[StandingAction]) -> None:
    for one in shown:
        action_card.show(view, one)


def _lead_on() -> None:
    """Where there is no action yet: what this page will show, and where the first ones come from."""
    st.header(_("Nothing is planned yet"), anchor=False)
    st.markdown(
        _(
            "What you will do about your findings stands here: who does it, the first step within two weeks, and "
            "whether it worked. Begin with what holds you back first: each of its cards can be made an action."
        )
    )
    with st.container(horizontal=True):
        for page, label in (
            ("profile", _("See what holds us back first")),
            ("pitfalls", _("Go through the pitfalls")),
            ("what-helps", _("See what helps")),
        ):
            if st.button(label, key=f"plan-lead-{page}", type="primary" if page == "profile" else "secondary"):
                state.go_to(page)
