"""The whole form of an action: only what will be done is needed, and each of the rest helps it to come off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar, Self

import streamlit as st

from journey.model import Action, ActionContent, Subject
from journey.service.plan import actions, subjects
from journey.service.plan.fields import TEXT_LIMIT, WHAT_LIMIT, WHO_LIMIT
from journey.ui.plan.reading import PlanInView
from journey.ui.shared import components, day_field, presses, state
from journey.ui.shared.text_field import room
from journey.ui.shared.versioned_form import Press, VersionedForm, Written
from journey.wording import days, formatting
from journey.wording import plan as words
from journey.wording.catalogue import _

NOTHING = ""
LOW = 68
"""Pixels: a field for two lines."""
TEXTS = ("what", "lead", "first_step", "success", "resources", "risk", "stops")
DAYS = ("by_when", "first_step_on")


def key_of(action: Action, form: str) -> str:
    """The name of a form of an action among all that a window shows."""
    return f"plan-{form}-{action.id}"


def is_seen(action: Action, seen: int, saved: int) -> None:
    """What one form of an action has saved is no news to the others that this window shows of it."""
    shown, own = state.window().shown, f"-{action.id}"
    for key in shown:
        if key.startswith("plan-") and key.endswith(own) and shown[key] == seen:
            shown[key] = saved


@dataclass(frozen=True, slots=True)
class ActionForm(VersionedForm[ActionContent]):
    """All that an action says. ``choices`` are the titles of what it may be about."""

    view: PlanInView
    choices: Mapping[Subject, str]
    stored: Action
    first_field: ClassVar[str] = "what"

    @property
    def key(self) -> str:
        return key_of(self.stored, "content")

    @property
    def version(self) -> int:
        return self.stored.version

    def fill(self) -> None:
        content, widgets = self.stored.content, st.session_state
        for field in TEXTS:
            widgets[self.name(field)] = getattr(content, field)
        for field in DAYS:
            day = getattr(content, field)
            widgets[self.name(field)] = formatting.day(day) if day else ""
        widgets[self.name("priority")] = content.priority_id or NOTHING
        widgets[self.name("subject")] = content.subject or NOTHING

    def fields(self) -> None:
        name = self.name
        st.text_area(_("What will be done"), height=LOW, max_chars=room(WHAT_LIMIT), key=name("what"))
        owner, due = st.columns(2)
        owner.text_input(_("Owner: a post or a person, one"), max_chars=room(WHO_LIMIT), key=name("lead"))
        day_field.ask(day_field.label(_("Due")), key=name("by_when"), within=due)
        with components.group(_("The first step, within two weeks"), name("first")):
            step, by = st.columns(2)
            step.text_area(_("When …, I will …"), height=LOW, max_chars=room(WHAT_LIMIT), key=name("first_step"))
            day_field.ask(_("By which day"), key=name("first_step_on"), within=by)
        with components.group(_("What it is for"), name("for")):
            self._what_for()
        with components.group(_("What it takes"), name("takes")):
            labels = {
                "success": _("How one will see that it worked"),
                "resources": _("Time, people and money it needs"),
                "risk": _("What could get in the way"),
                "stops": _("What stops to make room for it"),
            }
            columns = st.columns(2)
            for place, (field, label) in enumerate(labels.items()):
                columns[place % 2].text_area(label, height=LOW, max_chars=room(TEXT_LIMIT), key=name(field))

    def _what_for(self) -> None:
        own, about = self.stored.content.priority_id, self.stored.content.subject
        offered = [NOTHING, *dict.fromkeys((*self.view.live_priorities, *([own] if own else [])))]
        st.selectbox(
            _("Which priority it serves"),
            offered,
            format_func=lambda id_: self.view.priority(id_) or _("None yet"),
            key=self.name("priority"),
        )
        titles = dict(self.choices)
        if about is not None:
            titles.setdefault(about, self.view.title(self.stored.id) or about.id)
        st.selectbox(
            _("What it is about"),
            [NOTHING, *titles],
            format_func=lambda subject: titles[subject] if subject else _("Nothing in particular"),
            key=self.name("subject"),
        )

    def buttons(self) -> Press | None:
        saves = presses.submit(_("Save"), key=self.name("save"))
        return (lambda: partial(self.save, self.content())) if saves else None

    def what(self) -> str:
        typed = st.session_state[self.name("what")] or self.stored.content.what
        return _("Action: {what}", what=formatting.shortened(typed))

    def content(self) -> ActionContent:
        widgets = st.session_state
        typed: dict[str, Any] = {field: widgets[self.name(field)] or "" for field in TEXTS}
        typed |= {field: days.parse_day(widgets[self.name(field)] or "") for field in DAYS}
        return replace(
            self.stored.content,
            **typed,
            priority_id=widgets[self.name("priority")] or None,
            subject=widgets[self.name("subject")] or None,
        )

    def save(self, content: ActionContent, seen: int) -> Written:
        product, organisation_id = state.product(), self.view.place.organisation_id
        writer = state.window().writer
        saved = actions.change(product, organisation_id, self.stored.id, content, expected_version=seen, writer=writer)
        is_seen(self.stored, seen, saved.version)
        return Written(saved.version, _("Saved."))

    def reread(self) -> Self:
        stored = actions.get(state.product(), self.view.place.organisation_id, self.stored.id)
        return replace(self, stored=stored)

    def show_stored(self) -> None:
        st.warning(
            _(
                "Not saved: somebody has changed this action in another window since this one showed it. What you "
                "entered is still in the form above. This is what is stored:"
            )
        )
        show_stored(self.stored, self.view)

    def keep_label(self) -> str:
        return _("Keep what is stored")

    def replace_label(self, content: ActionContent) -> str:  # noqa: ARG002  an action is too long to be quoted
        return _("Save what I entered")


def show_stored(action: Action, view: PlanInView) -> None:
    """All that is stored of an action, as text."""
    content = action.content
    st.text(content.what)
    lines = [
        *words.facts(action, view.priority(content.priority_id), view.title(action.id)),
        words.first_step(action),
        *(
            f"{formatting.capital(words.FIELDS[field])}: {text}"
            for field in ("success", "resources", "risk", "stops")
            if (text := getattr(content, field))
        ),
        words.last_word(action, view.plan.today, view.plan.last_review_on),
        words.ending(action),
    ]
    for line in filter(None, lines):
        st.text(line)


def show(view: PlanInView, action: Action) -> None:
    """The whole form of an action."""
    place, round_id = view.place, action.round_id or view.place.round_id
    choices = subjects.choices(state.product(), place.organisation_id, round_id, place.unit_id)
    st.caption(_("Only what will be done is needed. The rest makes it likelier that it comes off."))
    ActionForm(view, choices, action).draw()
