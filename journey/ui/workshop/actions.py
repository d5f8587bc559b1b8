"""Priorities by dots, and the few actions that come out of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from journey.model import Action, ActionContent, NewQuestion, QuestionKind, Workshop
from journey.service import Conflict, NotFound, Unavailable
from journey.service.current_selection import Selection
from journey.service.workshop import outcomes
from journey.service.workshop.outcomes import MOST_ACTIONS, WHAT_LIMIT, WHO_LIMIT, InvalidOutcome
from journey.service.workshop.room import Item
from journey.ui.shared import components, day_field, errors, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import questions, result
from journey.ui.workshop.asking import History, asked_statements_of
from journey.wording import days, formatting, reveal

NO_STATEMENT = ""
UNSETTLED = -1
"""The version that a window has seen while it and the store disagree: no save goes through with it."""


def show(selection: Selection, workshop: Workshop, history: History) -> None:
    """Dots first, then the actions."""
    st.header("What matters most", anchor=False)
    put = next((one for one in reversed(history) if one.question.kind is QuestionKind.PRIORITY), None)
    if put is not None and put.is_revealed:
        result.shown(put)
    else:
        _dots(workshop, put)
    _actions(selection, workshop, put)


def _dots(workshop: Workshop, put: Item | None) -> None:
    """Ask for dots on what was agreed to be low, or is contested."""
    if put is not None and put.question.batch == workshop.batch:
        st.caption("Before the room now: everybody has three dots.")
        return
    proposed = outcomes.priorities(state.product(), workshop)
    if not proposed.options:
        st.markdown(
            "Nothing to give dots to yet. What is recorded in *3 Agree* at level 1 or 2, or as still contested, comes "
            "here."
        )
        return
    st.markdown("Everybody has three dots, all on one thing or spread. Untick what is not to be chosen from.")
    chosen = [
        option
        for option in proposed.options
        if st.checkbox(plain(option.text), True, key=f"dot-{workshop.id}-{option.key}")
    ]
    seconds = questions.timer(workshop, "dots")
    if len(chosen) > 1:
        new = NewQuestion(QuestionKind.PRIORITY, options=tuple(chosen))
        questions.button("Put them before the room", workshop, [new], seconds)
    else:
        st.caption("Leave at least two to choose from.")


def _actions(selection: Selection, workshop: Workshop, put: Item | None) -> None:
    every = outcomes.actions(state.product(), workshop)
    statements = asked_statements_of(selection)
    st.header(f"Actions ({len(every)} of at most {MOST_ACTIONS})", anchor=False)
    for number, one in enumerate(every, start=1):
        label = f"{number}. {plain(formatting.shortened(one.content.what))}"
        with components.fold(label, f"action-{one.id}") as fold:
            if fold.open:
                _Form(workshop, statements, one).draw()
    if len(every) < MOST_ACTIONS:
        # Once one is written down this is another fold, and an open one: the next can be written at once.
        with components.fold("Write an action down", f"new-action-{len(every)}", is_open=True) as fold:
            if fold.open:
                content = ActionContent("", statement_id=_next_statement(put, every))
                _Form(workshop, statements, Action(f"new-{len(every)}", content)).draw()


def _next_statement(put: Item | None, every: Sequence[Action]) -> str | None:
    """The statement with most dots that no action is to move yet."""
    if put is None or put.question.result is None:
        return None
    taken = {one.content.statement_id for one in every}
    ranked = (one.option.key.split("/")[-1] for one in reveal.ranking(put.options, put.question.result) if one.dots)
    return next((id_ for id_ in ranked if id_ not in taken), None)


@dataclass(frozen=True, slots=True)
class _Form:
    """The form of one action; of a new one, where its version is 0. As with agreed levels, nothing is overwritten."""

    workshop: Workshop
    statements: Mapping[str, str]
    stored: Action

    def name(self, field: str) -> str:
        """The key of a widget, and with no field that of the version that this window has seen."""
        return f"action-{self.workshop.id}-{self.stored.id}-{field}"

    @property
    def is_new(self) -> bool:
        """Whether nothing is stored yet."""
        return self.stored.version == 0

    def draw(self) -> None:
        """The fields, the buttons, and the question where another facilitator was quicker."""
        if self.name("what") not in st.session_state:
            self.put()
        elif self.is_new and not st.session_state[self.name("moves")]:
            # The dots may have been revealed since the empty form was drawn first.
            st.session_state[self.name("moves")] = self.stored.content.statement_id or NO_STATEMENT
        with st.form(self.name("form"), border=False):
            self._fields()
            with st.container(horizontal=True):
                wants_to = st.form_submit_button("Write it down" if self.is_new else "Save", key=self.name("save"))
                removes = not self.is_new and st.form_submit_button("Remove it", key=self.name("remove"))
        fault = self._save() if wants_to else self._remove() if removes else ""
        if fault:
            st.error(plain(fault))
        elif (wants_to or removes) and self._seen() != UNSETTLED:
            st.rerun()
        if self._seen() == UNSETTLED:
            self._ask()

    def put(self) -> None:
        """Make the form show what is stored."""
        content, widgets = self.stored.content, st.session_state
        widgets[self.name("what")] = content.what
        widgets[self.name("lead")] = content.lead
        widgets[self.name("day")] = formatting.day(content.by_when) if content.by_when else ""
        statement_id = content.statement_id
        widgets[self.name("moves")] = statement_id if statement_id in self.statements else NO_STATEMENT
        state.window().shown[self.name("")] = self.stored.version

    def _seen(self) -> int:
        seen: int = state.window().shown.get(self.name(""), UNSETTLED)
        return seen

    def _fields(self) -> None:
        st.text_area("What will be done", height=80, max_chars=WHAT_LIMIT, key=self.name("what"))
        st.text_input("Who leads it: a post or a team", max_chars=WHO_LIMIT, key=self.name("lead"))
        st.text_input(day_field.label("By when?"), key=self.name("day"))
        st.selectbox(
            "Which statement it should move",
            [NO_STATEMENT, *self.statements],
            format_func=lambda id_: self.statements.get(id_, "None in particular"),
            key=self.name("moves"),
        )

    def given(self) -> ActionContent:
        """What the form says."""
        widgets = st.session_state
        return ActionContent(
            what=widgets[self.name("what")] or "",
            lead=widgets[self.name("lead")] or "",
            by_when=days.parse_day(widgets[self.name("day")] or ""),
            statement_id=widgets[self.name("moves")] or None,
        )

    def _save(self) -> str:
        """Write down what the form says; why it could not be, empty where it was or another was quicker."""
        product, writer, content = state.product(), state.window().writer, self.given()
        try:
            if self.is_new:
                saved = outcomes.add_action(product, self.workshop, content, writer=writer)
            else:
                saved = outcomes.change_action(
                    product, self.workshop, self.stored.id, content, expected_version=self._seen(), writer=writer
                )
        except Conflict:
            state.window().shown[self.name("")] = UNSETTLED
        except InvalidOutcome as fault:
            return str(fault)
        except (Unavailable, NotFound) as fault:
            return errors.in_words(fault)
        else:
            state.window().shown[self.name("")] = saved.version
            state.leave_notice("Written down." if self.is_new else "Saved.")
        return ""

    def _remove(self) -> str:
        try:
            outcomes.remove_action(state.product(), self.workshop, self.stored.id, expected_version=self._seen())
        except Conflict:
            state.window().shown[self.name("")] = UNSETTLED
        except InvalidOutcome as fault:
            return str(fault)
        except (Unavailable, NotFound) as fault:
            return errors.in_words(fault)
        else:
            state.leave_notice("Removed.")
        return ""

    def _ask(self) -> None:
        """Page and store disagree: show what is stored, and change nothing until it is decided."""
        st.warning(
            "Not saved: another facilitator has changed this action since this page was opened. What you entered is "
            "still in the form above. This is what is stored:"
        )
        text(self.stored.content, self.statements)
        with st.container(horizontal=True):
            st.button("Keep what is stored", key=self.name("theirs"), on_click=self.put)
            st.button("Save what I entered", key=self.name("mine"), on_click=self._save_mine)

    def _save_mine(self) -> None:
        """Save the form in place of what is stored here, unless even that has changed since."""
        state.window().shown[self.name("")] = self.stored.version
        if fault := self._save():
            state.leave_fault(fault)


def text(content: ActionContent, statements: Mapping[str, str]) -> None:
    """An action as it was typed: what, who, by when, and what it should move."""
    st.text(content.what)
    facts = [f"Led by {content.lead}" if content.lead else "Nobody leads it yet"]
    facts.append(f"by {formatting.day(content.by_when)}" if content.by_when else "no day set")
    st.caption(plain(", ".join(facts)))
    if content.statement_id is not None and content.statement_id in statements:
        st.caption(f"Should move: {plain(statements[content.statement_id])}")
