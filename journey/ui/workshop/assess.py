"""2 Assess: the room is asked a section, or one statement of it, and answers in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.model import NewQuestion, QuestionKind, Section, Statement, StatementRef, Workshop
from journey.service.current_selection import Selection
from journey.service.workshop import sections
from journey.service.workshop.room_items import History, Item, latest_statements
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
    items = latest_statements(history)
    sections_asked = sections.asked(state.product(), selection)
    if not sections_asked:
        st.markdown(_("No statement is asked in this workshop."))
        return
    place = st.selectbox(
        _("Section"),
        range(len(sections_asked)),
        _first_open(sections_asked, items),
        format_func=lambda number: _section_name(sections_asked[number], items),
        key=f"assess-section-{workshop.id}",
        width=components.SELECT_WIDTH + 160,
    )
    _ask(workshop, sections_asked[place], items)


def _ask(workshop: Workshop, chosen: WorkshopSection, items: Mapping[StatementRef, Item]) -> None:
    """Draw the choice of what to ask of the statements left in the section, and the button that asks it."""
    left = [statement for ref, statement in chosen.refs().items() if not _is_revealed(items, ref)]
    if not left:
        st.markdown(_("All of this section is revealed. Go on to *3 Agree*, or choose another section."))
        return
    new = [
        NewQuestion(QuestionKind.STATEMENT, statement.id, chosen.assessment.id)
        for statement in _chosen(workshop, chosen.section, left)
    ]
    refs = [StatementRef(chosen.assessment.id, question.subject) for question in new]
    if all(ref in items and items[ref].question.question_set == workshop.question_set for ref in refs):
        st.caption(_("Before the room now."))
        return
    seconds = questions.timer(workshop, "section")
    st.caption(_("Nobody sees a result before you reveal it, you included. Answers given beforehand are counted."))
    questions.button(_("Put it before the room"), workshop, new, seconds)


def _chosen(workshop: Workshop, section: Section, left: Sequence[Statement]) -> list[Statement]:
    """Draw the choice between all statements left in the section and one of them; return those chosen."""
    choices = {WHOLE_SECTION: _("The whole section: {statements}", statements=formatting.count(len(left), "statement"))}
    choices |= {statement.id: plain(statement.text) for statement in left} if len(left) > 1 else {}
    chosen = st.radio(
        _("Put before the room"),
        list(choices),
        format_func=choices.__getitem__,
        key=f"assess-what-{workshop.id}-{section.id}-{len(left)}",
        width="stretch",
    )
    return [statement for statement in left if chosen in (WHOLE_SECTION, statement.id)]


def _is_revealed(items: Mapping[StatementRef, Item], ref: StatementRef) -> bool:
    return ref in items and (items[ref].is_revealed or items[ref].question.ballot_round == 2)


def _first_open(sections_asked: Sequence[WorkshopSection], items: Mapping[StatementRef, Item]) -> int:
    """The first section that has statements left to reveal."""
    still_open = (
        place
        for place, offered in enumerate(sections_asked)
        if not all(_is_revealed(items, ref) for ref in offered.refs())
    )
    return next(still_open, 0)


def _section_name(offered: WorkshopSection, items: Mapping[StatementRef, Item]) -> str:
    title, total = offered.section.title, len(offered.statements)
    revealed = sum(_is_revealed(items, ref) for ref in offered.refs())
    if not revealed:
        return title
    how_far = (
        _("revealed") if revealed == total else _("revealed {revealed} of {total}", revealed=revealed, total=total)
    )
    return f"{title} ({how_far})"
