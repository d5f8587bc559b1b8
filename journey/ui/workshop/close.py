"""The last steps: who stands behind the actions, was it worth the time, when do we look again, and the end."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Action, NewQuestion, QuestionKind, Workshop
from journey.model.refusals import Refusal
from journey.service import Product, Refused
from journey.service.current_selection import Selection
from journey.service.workshop import actions, few_answers, leading, parking_lot
from journey.service.workshop.room_items import History, Item
from journey.ui.shared import day_field, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import commands, questions, result
from journey.ui.workshop import recorded as recorded_actions
from journey.wording import days, formatting
from journey.wording import few_answers as words
from journey.wording.catalogue import _

REVIEW = "review-day"


def show(selection: Selection, workshop: Workshop, history: History) -> None:  # noqa: ARG001  as every step is drawn
    """Draw the vote on the actions, the vote on the time, the review day, and the form that ends the workshop."""
    st.header(_("Do we stand behind it?"), anchor=False)
    recorded = actions.of_workshop(state.product(), workshop)
    recorded_actions.show(workshop, recorded)
    if recorded:
        st.markdown(recorded_actions.in_the_plan(workshop, recorded))
    else:
        st.markdown(_("No action is written down yet. That is what *5 Actions* is for."))
    _vote(workshop, _last(history, QuestionKind.FIST), QuestionKind.FIST, _("Ask for a fist of five"))
    st.header(_("Was it worth the time?"), anchor=False)
    _vote(workshop, _last(history, QuestionKind.ON_TIME), QuestionKind.ON_TIME, _("Ask about the time"))
    st.header(_("When do we look again?"), anchor=False)
    _review(workshop)
    st.header(_("End the workshop"), anchor=False)
    _end_form(workshop, recorded)


def _last(history: History, kind: QuestionKind) -> Item | None:
    return next((item for item in reversed(history) if item.question.kind is kind), None)


def _vote(workshop: Workshop, item: Item | None, kind: QuestionKind, label: str) -> None:
    if item is not None and item.is_revealed:
        result.show(item)
    elif item is not None and item.question.question_set == workshop.question_set:
        st.caption(_("Before the room now."))
    else:
        seconds = questions.timer(workshop, kind.value, 60)
        questions.button(label, workshop, [NewQuestion(kind)], seconds)


def _review(workshop: Workshop) -> None:
    if workshop.review_on:
        st.markdown(_("Set: **{day}**.", day=formatting.day(workshop.review_on)))
    key = f"{REVIEW}-{workshop.id}"
    with st.form(f"review-{workshop.id}", border=False):
        st.text_input(
            day_field.label(_("Day of the review")),
            formatting.day(workshop.review_on) if workshop.review_on else "",
            key=key,
        )
        st.form_submit_button(_("Set the day"), on_click=_set_review, args=(workshop, key))


def _set_review(workshop: Workshop, key: str) -> None:
    typed = st.session_state[key] or ""
    review_on = days.parse_day(typed)

    def set_review(product: Product, seen: Workshop) -> Workshop:
        if review_on == days.NO_DAY:
            raise Refused(Refusal.DAY_UNREADABLE, why=day_field.fault(typed))
        return leading.set_review(product, seen, review_on)

    notice = _("The review is on {day}.", day=formatting.day(review_on)) if review_on else _("No day of review is set.")
    commands.act(workshop, set_review, notice)


def _end_form(workshop: Workshop, recorded: Sequence[Action]) -> None:
    """End the workshop, once the facilitator has ticked that they read what ending does."""
    unsettled = [item for item in parking_lot.of_workshop(state.product(), workshop) if not item.is_settled]
    lines = [
        _("{actions} written down.", actions=formatting.capital(formatting.count(len(recorded), "action"))),
        _("The review is on {day}.", day=formatting.day(workshop.review_on))
        if workshop.review_on
        else _("No day of review is set yet."),
    ]
    if unsettled:
        lines.append(
            _(
                "{things} parked and not settled. The review brings it up again.",
                things=formatting.capital(formatting.count(len(unsettled), "thing")),
            )
        )
    lines += [
        _("Ending shuts the code: phones and the big screen show that the workshop has ended."),
        _("Everything that was answered and recorded is kept. Confidential results appear when the round is closed."),
    ]
    lines += [plain(words.stays_hidden(few)) for few in few_answers.second_votes_left_open(state.product(), workshop)]
    st.markdown("\n".join(f"- {line}" for line in lines))
    key = f"end-read-{workshop.id}"
    with st.form(f"end-{workshop.id}", border=False):
        st.checkbox(_("I have read this"), key=key)
        st.form_submit_button(_("End the workshop"), on_click=_end, args=(workshop, key))


def _end(workshop: Workshop, key: str) -> None:
    if not st.session_state[key]:
        state.leave_fault(_("The workshop is still running. Tick the box once you have read what ending does."))
        return
    commands.act(workshop, leading.end, _("The workshop has ended. Everything that was recorded is kept."))
