"""Priorities by dots, and the few actions that come out of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

import streamlit as st

from journey.model import (
    Action,
    ActionContent,
    NewQuestion,
    Origin,
    QuestionKind,
    Subject,
    SubjectKind,
    Workshop,
)
from journey.service import Conflict
from journey.service.current_selection import Selection
from journey.service.plan.fields import TEXT_LIMIT, WHAT_LIMIT, WHO_LIMIT
from journey.service.plan.in_hand import InHand
from journey.service.plan.place import PlanPlace
from journey.service.workshop import actions, priorities, sections
from journey.service.workshop.actions import MOST_ACTIONS
from journey.service.workshop.room_items import History, Item
from journey.ui.shared import components, day_field, errors, presses, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.ui.shared.versioned_form import Press, VersionedForm, Written
from journey.ui.workshop import questions, recorded, result
from journey.wording import days, formatting
from journey.wording.catalogue import _

NO_STATEMENT = ""


def show(selection: Selection, workshop: Workshop, history: History) -> None:
    """Draw the vote by dots, then the actions."""
    st.header(_("What matters most"), anchor=False)
    item = next((i for i in reversed(history) if i.question.kind is QuestionKind.PRIORITY), None)
    if item is not None and item.is_revealed:
        result.show(item)
    else:
        _dots(selection, workshop, item)
    _actions(selection, workshop, item)


def _dots(selection: Selection, workshop: Workshop, item: Item | None) -> None:
    """Ask for dots on what was agreed to be low, or is contested; what the plan has in hand already is marked."""
    if item is not None and item.question.question_set == workshop.question_set:
        st.caption(_("Before the room now: everybody has three dots."))
        return
    proposed = priorities.proposed(state.product(), workshop)
    if not proposed.options:
        st.markdown(
            _(
                "Nothing to give dots to yet. What is recorded in *3 Agree* at level 1 or 2, or as still contested, "
                "comes here."
            )
        )
        return
    st.markdown(_("Everybody has three dots, all on one thing or spread. Untick what is not to be chosen from."))
    in_hand, chosen = InHand.of(state.product(), PlanPlace.of(selection)), []
    for option in proposed.options:
        if st.checkbox(plain(option.text), True, key=f"dot-{workshop.id}-{option.key}"):
            chosen.append(option)
        for action in in_hand.about(priorities.about(option)):
            st.caption(_("In hand already: {what}", what=plain(formatting.shortened(action.content.what))))
    seconds = questions.timer(workshop, "dots")
    if len(chosen) > 1:
        new = NewQuestion(QuestionKind.PRIORITY, options=tuple(chosen))
        questions.button(_("Put them before the room"), workshop, [new], seconds)
    else:
        st.caption(_("Leave at least two to choose from."))


def _actions(selection: Selection, workshop: Workshop, item: Item | None) -> None:
    written = actions.of_workshop(state.product(), workshop)
    statements = sections.texts_to_move(state.product(), selection)
    st.header(_("Actions ({number} of at most {most})", number=len(written), most=MOST_ACTIONS), anchor=False)
    for number, action in enumerate(written, start=1):
        label = f"{number}. {plain(formatting.shortened(action.content.what))}"
        with components.fold(label, f"action-{action.id}") as fold:
            if fold.open:
                _ActionForm(workshop, statements, action).draw()
    if len(written) < MOST_ACTIONS:
        # Once one is written down this is another fold, and an open one: the next can be written at once.
        with components.fold(_("Write an action down"), f"new-action-{len(written)}", is_open=True) as fold:
            if fold.open:
                content = ActionContent("", subject=_subject(priorities.next_to_move(item, written)))
                _ActionForm(workshop, statements, Action(f"new-{len(written)}", content)).draw()
        _from_the_plan(workshop, item)


def _from_the_plan(workshop: Workshop, item: Item | None) -> None:
    """What the plan has in hand, to be taken up; folded away."""
    first = priorities.most_wanted(state.product(), workshop, item)
    waiting = actions.to_take_up(state.product(), workshop, first)
    if not waiting:
        return
    label = _("From the plan ({number} in hand)", number=len(waiting))
    with components.fold(label, f"from-plan-{workshop.id}-{len(waiting)}") as fold:
        if not fold.open:
            return
        st.markdown(_("What is taken up here is one of the five. It stays the same action, with its history."))
        about = recorded.about(waiting)
        for action in waiting:
            with st.container(border=True, key=f"in-plan-{action.id}"):
                recorded.show_action(action.content, about.get(action.id, ""))
                if presses.button(_("Take it up"), key=f"take-up-{workshop.id}-{action.id}-{action.version}"):
                    _take_up(workshop, action)


def _take_up(workshop: Workshop, action: Action) -> None:
    writer = state.window().writer
    with errors.refusals_shown_here():
        try:
            actions.take_up(state.product(), workshop, action.id, expected_version=action.version, writer=writer)
            state.leave_notice(_("Taken up."))
        except Conflict:
            state.leave_fault(_("Not taken up: somebody has changed this action since. It is shown as it is now."))
        st.rerun()


def _subject(statement_id: str | None) -> Subject | None:
    return Subject(SubjectKind.STATEMENT, statement_id) if statement_id else None


@dataclass(frozen=True, slots=True)
class _ActionForm(VersionedForm[ActionContent]):
    """One action; a new one where its version is 0. ``statements`` are the texts of those it may move, by id."""

    workshop: Workshop
    statements: Mapping[str, str]
    stored: Action
    first_field: ClassVar[str] = "what"

    @property
    def key(self) -> str:
        return f"action-{self.workshop.id}-{self.stored.id}"

    @property
    def version(self) -> int:
        return self.stored.version

    def fill(self) -> None:
        content, widgets = self.stored.content, st.session_state
        widgets[self.name("what")] = content.what
        widgets[self.name("lead")] = content.lead
        widgets[self.name("day")] = formatting.day(content.by_when) if content.by_when else ""
        widgets[self.name("moves")] = self._proposed()
        widgets[self.name("success")] = content.success
        widgets[self.name("step")] = content.first_step
        widgets[self.name("step-day")] = formatting.day(content.first_step_on) if content.first_step_on else ""

    def _proposed(self) -> str:
        statement_id = self.stored.content.statement_id or NO_STATEMENT
        return statement_id if statement_id in self.statements else NO_STATEMENT

    def _subject(self, statement_id: str | None) -> Subject | None:
        """What is chosen; an action about something that is not in the list stays about it."""
        about = self.stored.content.subject
        is_listed = about is None or self.stored.content.statement_id in self.statements
        is_the_same = about is not None and statement_id == self.stored.content.statement_id
        return _subject(statement_id) if not is_the_same and (statement_id or is_listed) else about

    def fields(self) -> None:
        if self.version == 0 and not st.session_state[self.name("moves")]:
            # The dots may have been revealed since the empty form was drawn first.
            st.session_state[self.name("moves")] = self._proposed()
        st.text_area(_("What will be done"), height=80, max_chars=room(WHAT_LIMIT), key=self.name("what"))
        st.text_input(_("Who leads it: a post or a team"), max_chars=room(WHO_LIMIT), key=self.name("lead"))
        day_field.ask(day_field.label(_("By when?")), key=self.name("day"))
        st.selectbox(
            _("Which statement it should move"),
            [NO_STATEMENT, *self.statements],
            format_func=lambda id_: self.statements.get(id_, _("None in particular")),
            key=self.name("moves"),
        )
        with st.expander(_("Measure of success and first step")):
            st.text_area(
                _("How one sees that it worked"), height=80, max_chars=room(TEXT_LIMIT), key=self.name("success")
            )
            st.text_input(_("First step, within two weeks"), max_chars=room(WHAT_LIMIT), key=self.name("step"))
            day_field.ask(day_field.label(_("First step by")), key=self.name("step-day"))

    def buttons(self) -> Press | None:
        with st.container(horizontal=True):
            saves = presses.submit(_("Save") if self.version else _("Write it down"), key=self.name("save"))
            label = _("Remove it") if self._is_born_here else _("Put it back into the plan")
            removes = bool(self.version) and presses.submit(label, key=self.name("remove"))
        if saves:
            return lambda: partial(self.save, self.content())
        return (lambda: self._remove) if removes else None

    def what(self) -> str:
        typed = st.session_state[self.name("what")] or self.stored.content.what
        return _("Action: {what}", what=formatting.shortened(typed))

    def content(self) -> ActionContent:
        widgets = st.session_state
        return replace(
            self.stored.content,
            what=widgets[self.name("what")] or "",
            lead=widgets[self.name("lead")] or "",
            by_when=days.parse_day(widgets[self.name("day")] or ""),
            subject=self._subject(widgets[self.name("moves")]),
            success=widgets[self.name("success")] or "",
            first_step=widgets[self.name("step")] or "",
            first_step_on=days.parse_day(widgets[self.name("step-day")] or ""),
        )

    def save(self, content: ActionContent, seen: int) -> Written:
        product, writer = state.product(), state.window().writer
        if self.version == 0:
            return Written(actions.add(product, self.workshop, content, writer=writer).version, _("Written down."))
        saved = actions.change(product, self.workshop, self.stored.id, content, expected_version=seen, writer=writer)
        return Written(saved.version, _("Saved."))

    def _remove(self, seen: int) -> Written:
        writer = state.window().writer
        actions.remove(state.product(), self.workshop, self.stored.id, expected_version=seen, writer=writer)
        return Written(seen, _("Removed.") if self._is_born_here else _("Put back into the plan."))

    @property
    def _is_born_here(self) -> bool:
        return self.stored.origin is Origin.WORKSHOP and self.stored.round_id == self.workshop.round_id

    def show_stored(self) -> None:
        st.warning(
            _(
                "Not saved: another facilitator has changed this action since this page was opened. What you entered "
                "is still in the form above. This is what is stored:"
            )
        )
        recorded.show_action(self.stored.content, self.statements.get(self.stored.content.statement_id or "", ""))

    def keep_label(self) -> str:
        return _("Keep what is stored")

    def replace_label(self, content: ActionContent) -> str:  # noqa: ARG002  an action is too long to be quoted
        return _("Save what I entered")
