"""The forms of the priorities: adding one, rewording it, giving it up, and the question which one gives way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, Self

import streamlit as st

from journey.model import Priority, PriorityContent
from journey.model.refusals import Refusal
from journey.service import Refused
from journey.service.plan import priorities
from journey.service.plan.fields import TEXT_LIMIT, WHO_LIMIT
from journey.service.plan.priorities import NAME_LIMIT
from journey.ui.shared import components, day_field, errors, page_title, presses, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.ui.shared.versioned_form import Press, VersionedForm, Written
from journey.wording import days, formatting
from journey.wording.catalogue import _
from journey.wording.priorities import chosen

FIRST, NOT_FIRST = "first", "not-first"
GIVEN_UP, STAYS = "given-up", "stays"
NONE_GIVES_WAY = ""

Enter = Callable[[str | None, str], Priority]
"""Makes a priority live: with the id of the one that gives way, or none, and why."""


def enter(name: str, into: Enter, done: str) -> None:
    """Make a priority live; where it is one too many, ask which one gives way. ``name`` is that of the question."""
    with errors.refusals_shown_here():
        try:
            into(None, "")
        except Refused as refusal:
            if refusal.code is not Refusal.PRIORITIES_FULL:
                raise
            state.window().shown[name] = into
            state.seek("gives-way")
            st.rerun()
        _entered(name, done)


def ask_which_gives_way(name: str, council: str, done: str) -> None:
    """The question, in place, while a priority waits that would be one too many."""
    into: Enter | None = state.window().shown.get(name)
    if into is None:
        return
    live = [one for one in priorities.every(state.product(), council) if one.is_live]
    named = {one.id: one.content.name for one in live} | {NONE_GIVES_WAY: _("None of them: there have to be more")}
    with page_title.spot("gives-way"), st.container(border=True), st.form(f"{name}-form", border=False):
        chosen_id = st.radio(
            _("There are {many} priorities already. Which one gives way?", many=formatting.number(len(live))),
            list(named),
            None,
            format_func=lambda id_: plain(named[id_]),
            key=f"{name}-which",
        )
        why = st.text_area(
            _("Why it gives way, or why there have to be more"),
            height=80,
            max_chars=room(TEXT_LIMIT),
            key=f"{name}-why",
        )
        st.caption(
            _("What gives way keeps its actions, and can be taken up again. The reason is kept, and shown with it.")
        )
        with st.container(horizontal=True):
            saves = presses.submit(_("Save"), key=f"{name}-save")
            leaves = presses.submit(_("Leave it as it was"), key=f"{name}-leave")
    if leaves:
        del state.window().shown[name]
        st.rerun()
    if not saves:
        return
    if chosen_id is None:
        st.error(_("Choose one of them, or say that none gives way."))
        return
    with errors.refusals_shown_here():
        into(chosen_id or None, why or "")
        _entered(name, done)


def _entered(name: str, done: str) -> None:
    state.window().shown.pop(name, None)
    state.leave_notice(done)
    st.rerun()


def add(council: str, number: int) -> None:
    """Add a priority, or name what does not come first. ``number`` counts those there are: then it is a new form."""
    name = f"new-priority-{council}-{number}"
    with st.form(f"{name}-form", border=False):
        kind = st.radio(
            _("What it is"),
            [FIRST, NOT_FIRST],
            format_func=lambda one: _("A priority") if one == FIRST else _("Something that does not come first"),
            horizontal=True,
            key=f"{name}-kind",
        )
        content = _fields(name)
        pressed = presses.submit(_("Write it down"), key=f"{name}-save")
    done, asked = _("Written down."), f"{name}-room"
    if pressed:
        new = replace(content, is_priority=kind == FIRST)
        state.window().shown.pop(asked, None)
        enter(asked, partial(_add, council, new), done)
    ask_which_gives_way(asked, council, done)


def _add(council: str, content: PriorityContent, dropping: str | None, why: str) -> Priority:
    writer = state.window().writer
    return priorities.add(state.product(), council, content, writer=writer, dropping=dropping, why=why)


def _fields(name: str) -> PriorityContent:
    """The widgets of a priority, and what they give."""
    what = st.text_input(_("Name"), max_chars=room(NAME_LIMIT), key=f"{name}-name")
    evidence = st.text_area(
        _("Evidence: what shows that it matters most, or that it can wait"),
        height=80,
        max_chars=room(TEXT_LIMIT),
        key=f"{name}-evidence",
    )
    by = st.text_input(_("Chosen by"), max_chars=room(WHO_LIMIT), key=f"{name}-by")
    example = days.with_example(_("Chosen on"), days.example_gone_by(day_field.today()))
    on = day_field.ask(example, key=f"{name}-on")
    return PriorityContent(what or "", True, evidence or "", by or "", days.parse_day(on))


@dataclass(frozen=True, slots=True)
class PriorityForm(VersionedForm[PriorityContent]):
    """One priority, or non-priority: its name, evidence, and who chose it and when."""

    council: str
    stored: Priority
    first_field: ClassVar[str] = "name"

    @property
    def key(self) -> str:
        return f"priority-{self.council}-{self.stored.id}"

    @property
    def version(self) -> int:
        return self.stored.version

    def fill(self) -> None:
        content, widgets = self.stored.content, st.session_state
        widgets[self.name("name")] = content.name
        widgets[self.name("evidence")] = content.evidence
        widgets[self.name("by")] = content.chosen_by
        widgets[self.name("on")] = formatting.day(content.chosen_on) if content.chosen_on else ""

    def fields(self) -> None:
        _fields(self.key)

    def buttons(self) -> Press | None:
        saves = presses.submit(_("Save"), key=self.name("save"))
        return (lambda: partial(self.save, self.content())) if saves else None

    def what(self) -> str:
        return _("Priority: {name}", name=self.stored.content.name)

    def content(self) -> PriorityContent:
        widgets = st.session_state
        return replace(
            self.stored.content,
            name=widgets[self.name("name")] or "",
            evidence=widgets[self.name("evidence")] or "",
            chosen_by=widgets[self.name("by")] or "",
            chosen_on=days.parse_day(widgets[self.name("on")] or ""),
        )

    def save(self, content: PriorityContent, seen: int) -> Written:
        writer = state.window().writer
        saved = priorities.change(
            state.product(), self.council, self.stored.id, content, expected_version=seen, writer=writer
        )
        return Written(saved.version, _("Saved."))

    def reread(self) -> Self:
        return replace(self, stored=priorities.get(state.product(), self.council, self.stored.id))

    def show_stored(self) -> None:
        st.warning(
            _(
                "Not saved: this priority was changed in another window since this page was opened. What you entered "
                "is still in the form above. This is what is stored:"
            )
        )
        content = self.stored.content
        st.text(content.name)
        if content.evidence:
            st.text(content.evidence)
        st.caption(plain(chosen(self.stored)))

    def keep_label(self) -> str:
        return _("Keep what is stored")

    def replace_label(self, content: PriorityContent) -> str:  # noqa: ARG002  a name may be too long to be quoted
        return _("Save what I entered")


def give_up(council: str, stored: Priority) -> None:
    """Drop a priority, or say that it does not come first; either with the reason."""
    name = f"drop-{council}-{stored.id}"
    options = [GIVEN_UP, STAYS] if stored.is_live else [GIVEN_UP]
    with components.group(_("Give it up"), name), st.form(f"{name}-form", border=False):
        how = st.radio(
            _("What happens with it"),
            options,
            format_func=lambda one: (
                _("It is given up") if one == GIVEN_UP else _("It stays named, as something that does not come first")
            ),
            key=f"{name}-how",
        )
        why = st.text_area(_("Why"), height=80, max_chars=room(TEXT_LIMIT), key=f"{name}-why")
        st.caption(_("Its actions stay, and show that what they serve was given up."))
        pressed = presses.submit(_("Give it up"), key=f"{name}-save")
    if not pressed:
        return
    product, writer, seen = state.product(), state.window().writer, stored.version
    with errors.refusals_shown_here():
        if how == GIVEN_UP:
            priorities.drop(product, council, stored.id, why=why or "", expected_version=seen, writer=writer)
        else:
            content = replace(stored.content, is_priority=False, evidence=why or "")
            priorities.change(product, council, stored.id, content, expected_version=seen, writer=writer)
        state.leave_notice(_("Given up. The reason is kept."))
        st.rerun()


def make_it_one(council: str, stored: Priority) -> None:
    """Let what does not come first be a priority after all, or take up again what was dropped."""
    name, done = f"enter-{council}-{stored.id}", _("It is a priority now.")
    is_dropped = stored.ended_on is not None
    label = _("Take it up again") if is_dropped else _("Make it a priority")
    if presses.button(label, key=name):
        enter(f"{name}-room", partial(_take_up if is_dropped else _promote, council, stored), done)
    ask_which_gives_way(f"{name}-room", council, done)


def _promote(council: str, stored: Priority, dropping: str | None, why: str) -> Priority:
    content, writer = replace(stored.content, is_priority=True), state.window().writer
    seen = stored.version
    return priorities.change(
        state.product(),
        council,
        stored.id,
        content,
        expected_version=seen,
        writer=writer,
        dropping=dropping,
        why=why,
    )


def _take_up(council: str, stored: Priority, dropping: str | None, why: str) -> Priority:
    writer, seen = state.window().writer, stored.version
    return priorities.take_up_again(
        state.product(), council, stored.id, expected_version=seen, writer=writer, dropping=dropping, why=why
    )
