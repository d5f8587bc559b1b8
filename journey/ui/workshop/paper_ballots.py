"""Counts of ballot cards or raised hands, typed in for the active questions: they join the answers from phones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.model import LEVELS, QuestionKind, Workshop
from journey.service import Product
from journey.service.workshop import paper_ballots
from journey.service.workshop.paper_ballots import MOST_PAPER
from journey.service.workshop.room import Room
from journey.service.workshop.room_items import Item
from journey.ui.shared import components, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import commands
from journey.ui.workshop.live import TYPING
from journey.wording import formatting
from journey.wording.catalogue import _

COLUMNS = 3


def show(workshop: Workshop, room: Room) -> None:
    """Draw a row of number fields for each active question, folded away."""
    with components.fold(_("Type in cards or raised hands"), f"paper-{workshop.id}-{workshop.question_set}") as opened:
        if opened.open:
            state.window().shown[TYPING] = True
            _form(workshop, room.items)


def _form(workshop: Workshop, items: Sequence[Item]) -> None:
    st.markdown(
        _(
            "Type how many cards or hands there are for each choice. They join the answers from phones; whoever uses "
            "a card does not answer on a phone as well. Typing them again replaces them."
        )
    )
    on_paper = paper_ballots.on_paper(state.product(), workshop)
    with st.form(f"paper-form-{workshop.id}-{workshop.question_set}", border=False):
        for number, item in enumerate(items, start=1):
            _row(workshop, item, _typed_before(item, on_paper), number if len(items) > 1 else None)
        st.form_submit_button(_("Take the counts over"), on_click=_take_over, args=(workshop, tuple(items)))


def _row(workshop: Workshop, item: Item, before: Mapping[str, int], number: int | None) -> None:
    """Draw a number field for each choice; ``number`` leads every label, so that each names its question."""
    lead = "" if number is None else f"{number}: "
    title = plain(item.title if item.question.kind is QuestionKind.VIGNETTE else item.text)
    with components.group(f"{lead}{title}", f"cards-{workshop.id}-{item.question.number}"):
        for start in range(0, len(item.options), COLUMNS):
            # A row of columns each: on a phone, and for the Tab key, columns come one after the other.
            for column, option in zip(st.columns(COLUMNS), item.options[start : start + COLUMNS], strict=False):
                column.number_input(
                    lead + _label(item, option.key, option.text),
                    0,
                    MOST_PAPER,
                    before.get(option.key, 0),
                    key=_key(workshop, item, option.key),
                )


def _label(item: Item, key: str, text: str) -> str:
    if item.question.kind in (QuestionKind.STATEMENT, QuestionKind.VIGNETTE) and key in map(str, LEVELS):
        return _("level {number}", number=key)
    return plain(formatting.shortened(text))


def _key(workshop: Workshop, item: Item, option: str) -> str:
    return f"paper-{workshop.id}-{item.question.number}-{option}"


def _typed_before(item: Item, on_paper: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Mapping[str, int]:
    question = item.question
    if question.kind is QuestionKind.STATEMENT:
        return on_paper.get(question.assessment_id or "", {}).get(question.subject, {})
    return question.paper


def _take_over(workshop: Workshop, items: Sequence[Item]) -> None:
    """Save the rows whose counts have changed."""
    on_paper = paper_ballots.on_paper(state.product(), workshop)
    counts = {}
    for item in items:
        typed = {option.key: int(st.session_state[_key(workshop, item, option.key)] or 0) for option in item.options}
        before = _typed_before(item, on_paper)
        if any(number != before.get(key, 0) for key, number in typed.items()):
            counts[item.question.number] = typed
    if not counts:
        state.leave_notice(_("Nothing to take over: these counts are there already."))
        return

    done: list[int] = []

    def take_over(product: Product, seen: Workshop) -> Workshop:
        for number, typed in counts.items():
            seen = paper_ballots.type_in(product, seen, number, typed, writer=state.window().writer)
            done.append(number)
        return seen

    ballots = sum(sum(typed.values()) for typed in counts.values())
    notice = _("Taken over: {answers} from cards or hands.", answers=formatting.count(ballots, "answer"))
    if not commands.act(workshop, take_over, notice) and done:
        what_stays = _(
            "The counts of {questions} before that were taken over, and are kept.",
            questions=formatting.count(len(done), "question"),
        )
        state.leave_fault(f"{state.fault() or ''} {what_stays}".strip())
