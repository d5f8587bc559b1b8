"""How an action goes: its owner's word, its first step, and what becomes of it; each saved over what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, Self

import streamlit as st

from journey.model import Action, ActionProgress, ActionState, OwnersWord
from journey.model.refusals import Refusal
from journey.service import Refused
from journey.service.plan import actions
from journey.service.plan.fields import TEXT_LIMIT
from journey.ui.plan.action_form import is_seen, key_of, show_stored
from journey.ui.plan.reading import PlanInView
from journey.ui.shared import day_field, errors, presses, state
from journey.ui.shared.text_field import room
from journey.ui.shared.versioned_form import Press, VersionedForm, Written
from journey.wording import days, formatting
from journey.wording import plan as words
from journey.wording.catalogue import N_, _

LIVE, PAUSED, DONE = ActionState.LIVE, ActionState.PAUSED, ActionState.DONE
DROPPED, HANDED_OVER = ActionState.DROPPED, ActionState.HANDED_OVER

MOVES: Mapping[ActionState, tuple[ActionState, ...]] = {
    ActionState.PROPOSED: (LIVE, DROPPED),
    LIVE: (DONE, PAUSED, DROPPED, HANDED_OVER),
    PAUSED: (LIVE, DONE, DROPPED, HANDED_OVER),
    DONE: (LIVE,),
    DROPPED: (LIVE,),
    HANDED_OVER: (LIVE,),
}
"""What may become of an action, from each state."""
LABELS: Mapping[ActionState, str] = {
    LIVE: N_("Take it up again"),
    DONE: N_("It is done"),
    PAUSED: N_("Pause it until a day"),
    DROPPED: N_("Drop it"),
    HANDED_OVER: N_("Hand it over to a service plan"),
}
REASONS: Mapping[ActionState, str] = {
    LIVE: N_("Why now"),
    DONE: N_("Did it do what it was for? Say what came of it"),
    PAUSED: N_("Why it waits"),
    DROPPED: N_("Why it is given up"),
    HANDED_OVER: N_("Why there"),
}
SAVED: Mapping[ActionState, str] = {
    LIVE: N_("It is in hand."),
    DONE: N_("It is done. Whether it worked, the next round, a bet or a reading says."),
    PAUSED: N_("Paused. On that day it comes back."),
    DROPPED: N_("Dropped, with the reason. It can still be found under “Dropped or handed over”."),
    HANDED_OVER: N_("Handed over. It can still be found under “Dropped or handed over”."),
}


class _ProgressForm(VersionedForm[ActionProgress]):
    """What the forms of an action's progress have in common."""

    view: PlanInView
    stored: Action

    @property
    def version(self) -> int:
        return self.stored.version

    def what(self) -> str:
        return _("How it goes: {what}", what=formatting.shortened(self.stored.content.what))

    def save(self, content: ActionProgress, seen: int) -> Written:
        saved = advance(self.view, self.stored, content, seen)
        is_seen(self.stored, seen, saved.version)
        return Written(saved.version, self.saved())

    def saved(self) -> str:
        """What is said once it is saved."""
        return _("Recorded.")

    def show_stored(self) -> None:
        st.warning(
            _(
                "Not recorded: somebody has changed this action in another window since this one showed it. What you "
                "entered is still in the form above. This is what is stored:"
            )
        )
        show_stored(self.stored, self.view)

    def keep_label(self) -> str:
        return _("Keep what is stored")

    def replace_label(self, content: ActionProgress) -> str:  # noqa: ARG002  it stands in the form above
        return _("Record what I entered")


def advance(view: PlanInView, action: Action, progress: ActionProgress, seen: int) -> Action:
    """Save how far an action is over the version that was seen."""
    product, writer = state.product(), state.window().writer
    organisation_id = view.place.organisation_id
    return actions.advance(product, organisation_id, action.id, progress, expected_version=seen, writer=writer)


@dataclass(frozen=True, slots=True)
class WordForm(_ProgressForm):
    """What the owner says of it: on track, at risk or off track, and one sentence."""

    view: PlanInView
    stored: Action
    first_field: ClassVar[str] = "text"

    @property
    def key(self) -> str:
        return key_of(self.stored, "word")

    def fill(self) -> None:
        st.session_state[self.name("word")] = None
        st.session_state[self.name("text")] = ""

    def fields(self) -> None:
        st.radio(
            _("What does its owner say?"),
            list(OwnersWord),
            index=None,
            format_func=words.WORDS.__getitem__,
            horizontal=True,
            key=self.name("word"),
        )
        st.text_input(_("In one sentence"), max_chars=room(TEXT_LIMIT), key=self.name("text"))

    def buttons(self) -> Press | None:
        records = presses.submit(_("Record the word"), key=self.name("save"))
        return (lambda: partial(self.save, self.content())) if records else None

    def content(self) -> ActionProgress:
        word, text = st.session_state[self.name("word")], st.session_state[self.name("text")] or ""
        if word is None:
            raise Refused(Refusal.WORD_UNCHOSEN)
        today = state.product().today()
        return replace(self.stored.progress, word=OwnersWord(word), word_text=text, word_on=today)

    def reread(self) -> Self:
        return replace(self, stored=_again(self.view, self.stored))


@dataclass(frozen=True, slots=True)
class MoveForm(_ProgressForm):
    """What becomes of an action, with what that state needs."""

    view: PlanInView
    stored: Action
    to: ActionState
    first_field: ClassVar[str] = "why"

    @property
    def key(self) -> str:
        return key_of(self.stored, f"to-{self.to}")

    def fill(self) -> None:
        for field in ("why", "kept_in", "look_again_on"):
            st.session_state[self.name(field)] = ""

    def fields(self) -> None:
        if self.to is PAUSED:
            day_field.ask(day_field.label(_("Look at it again on")), key=self.name("look_again_on"))
        if self.to is HANDED_OVER:
            st.text_input(_("Where it is followed from now on"), max_chars=room(TEXT_LIMIT), key=self.name("kept_in"))
        st.text_area(_(REASONS[self.to]), height=68, max_chars=room(TEXT_LIMIT), key=self.name("why"))

    def buttons(self) -> Press | None:
        label = _("Begin it") if self.stored.progress.state is ActionState.PROPOSED else _(LABELS[self.to])
        moves = presses.submit(label, key=self.name("save"))
        return (lambda: partial(self.save, self.content())) if moves else None

    def content(self) -> ActionProgress:
        typed = {field: st.session_state.get(self.name(field)) or "" for field in ("why", "kept_in", "look_again_on")}
        today = state.product().today()
        return replace(
            self.stored.progress,
            state=self.to,
            why=typed["why"],
            kept_in=typed["kept_in"],
            look_again_on=days.parse_day(typed["look_again_on"]),
            done_on=today if self.to is DONE else None,
        )

    def saved(self) -> str:
        return _(SAVED[self.to])

    def reread(self) -> Self:
        return replace(self, stored=_again(self.view, self.stored))


def _again(view: PlanInView, action: Action) -> Action:
    return actions.get(state.product(), view.place.organisation_id, action.id)


def show(view: PlanInView, action: Action) -> None:
    """The owner's word, the first step, and what becomes of the action."""
    moves = MOVES[action.progress.state]
    if action.progress.state in (LIVE, PAUSED):
        if action.progress.state is LIVE:
            WordForm(view, action).draw()
        _first_step(view, action)
    to: ActionState | None = moves[0]
    if len(moves) > 1:
        to = st.selectbox(
            _("Something else has happened"),
            moves,
            index=None,
            format_func=lambda one: _("Begin it") if _is_begun(action, one) else _(LABELS[one]),
            placeholder=_("Choose what"),
            key=f"plan-moves-{action.id}-{action.progress.state}",
        )
    if to is not None:
        MoveForm(view, action, ActionState(to)).draw()


def _is_begun(action: Action, to: ActionState) -> bool:
    return action.progress.state is ActionState.PROPOSED and to is LIVE


def _first_step(view: PlanInView, action: Action) -> None:
    """A press that says that the first step is taken; its key carries the version that is shown."""
    if not action.content.first_step or action.progress.first_step_done_on is not None:
        return
    if presses.button(_("The first step is done"), key=f"plan-step-{action.id}-{action.version}"):
        done = replace(action.progress, first_step_done_on=state.product().today())
        with errors.refusals_shown_here():
            saved = advance(view, action, done, action.version)
            is_seen(action, action.version, saved.version)
            state.leave_notice(_("Recorded: the first step is done."))
            st.rerun()
