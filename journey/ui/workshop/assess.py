"""2 Assess: a section, or one statement of it, is put before the room and answered in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.model import NewQuestion, QuestionKind, Section, Statement, StatementRef, Workshop
from journey.service.current_selection import Selection
from journey.service.workshop import sections
from journey.service.workshop.room import History, Item, latest_statements
from journey.service.workshop.sections import WorkshopSection
from journey.ui.shared import components, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import questions
from journey.wording import formatting
from journey.wording.catalogue import _

WHOLE_SECTION = ""
"""The choice of everything that is left in a section, beside the ids of single statements."""


def show(selection: Selection, workshop: Workshop, history: History) -> None:
    """Choose a section, all of it or one statement, and open it."""
    st.header(_("Answer in silence"), anchor=False)
    put = latest_statements(history)
    asked = sections.asked(state.product(), selection)
    if not asked:
        st.markdown(_("No statement is asked in this workshop."))
        return
    place = st.selectbox(
        _("Section"),
        range(len(asked)),
        _first_open(asked, put),
        format_func=lambda number: _section_name(asked[number], put),
        key=f"assess-section-{workshop.id}",
        width=components.SELECT_WIDTH + 160,
    )
    _ask(workshop, asked[place], put)


def _ask(workshop: Workshop, chosen: WorkshopSection, put: Mapping[StatementRef, Item]) -> None:
    """What is left of the section, to be asked all together or one by one."""
    left = [statement for ref, statement in chosen.refs().items() if not _is_revealed(put, ref)]
    if not left:
        st.markdown(_("All of this section is revealed. Go on to *3 Agree*, or choose another section."))
        return
    new = [
        NewQuestion(QuestionKind.STATEMENT, statement.id, chosen.assessment.id)
        for statement in _chosen(workshop, chosen.section, left)
    ]
    refs = [StatementRef(chosen.assessment.id, question.subject) for question in new]
    if all(ref in put and put[ref].question.question_set == workshop.question_set for ref in refs):
        st.caption(_("Before the room now."))
        return
    seconds = questions.timer(workshop, "section")
    st.caption(_("Nobody sees a result before you reveal it, you included. Answers given beforehand are counted."))
    questions.button(_("Put it before the room"), workshop, new, seconds)


def _chosen(workshop: Workshop, section: Section, left: Sequence[Statement]) -> list[Statement]:
    """Choose the whole section or one of the statements that are left in it."""
    choices = {WHOLE_SECTION: _("The whole section: {left}", left=formatting.count(len(left), "statement"))}
    choices |= {statement.id: plain(statement.text) for statement in left} if len(left) > 1 else {}
    chosen = st.radio(
        _("Put before the room"),
        list(choices),
        format_func=choices.__getitem__,
        key=f"assess-what-{workshop.id}-{section.id}-{len(left)}",
        width="stretch",
    )
    return [statement for statement in left if chosen in (WHOLE_SECTION, statement.id)]


def _is_revealed(put: Mapping[StatementRef, Item], ref: StatementRef) -> bool:
    return ref in put and (put[ref].is_revealed or put[ref].question.ballot_round == 2)


def _first_open(asked: Sequence[WorkshopSection], put: Mapping[StatementRef, Item]) -> int:
    """The first section that has statements left to reveal."""
    still_open = (place for place, each in enumerate(asked) if not all(_is_revealed(put, ref) for ref in each.refs()))
    return next(still_open, 0)


def _section_name(each: WorkshopSection, put: Mapping[StatementRef, Item]) -> str:
    title, total = each.section.title, len(each.statements)
    revealed = sum(_is_revealed(put, ref) for ref in each.refs())
    if not revealed:
        return title
    return (
        f"{title} (revealed{'' if revealed == total else _(' {revealed} of {total}', revealed=revealed, total=total)})"
    )
