"""After a reveal: what the votes are ready for is accepted together; the rest is talked about, most divided first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.model import Agenda, AgreedLevel, NewQuestion, QuestionKind, StatementRef, Topic, Workshop
from journey.service import Conflict
from journey.service.current_selection import Selection
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.service.workshop import accepting, leading, room
from journey.service.workshop.accepting import Acceptance
from journey.service.workshop.agreed_levels import WHO_LIMIT
from journey.service.workshop.room_items import History, Item, latest_statements
from journey.ui.shared import agreed_form, components, errors, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import questions, result
from journey.wording import agenda as wording
from journey.wording import formatting, reveal, terms
from journey.wording.catalogue import _

Levels = Mapping[StatementRef, AgreedLevel]


def show(selection: Selection, workshop: Workshop, history: History) -> None:
    """Draw one section's revealed statements: those to accept together, those to talk about, those recorded."""
    st.header(_("Talk where it matters"), anchor=False)
    sections = _sections(history)
    if not sections:
        st.markdown(_("Nothing is revealed yet. Put a section before the room in *2 Assess*."))
        return
    keys = list(sections)
    chosen = st.selectbox(
        _("Section"),
        keys,
        len(keys) - 1,
        format_func=lambda key: sections[key][0].title,
        key=f"agree-in-{workshop.id}",
        width=components.SELECT_WIDTH + 160,
    )
    items = sections[chosen]
    levels = accepting.levels(state.product(), workshop)
    left = leading.minutes_left(state.product(), workshop)
    people = room.pulse(state.product(), workshop.organisation_id, workshop.id).joined
    waiting = [item for item in items if not _is_recorded(levels, item)]
    agenda = accepting.agenda_for(waiting, joined=people, minutes_left=left)
    agreed_ids = {
        accepted.statement_id for accepted in accepting.agenda_for(items, joined=people, minutes_left=left).accept
    }
    # A statement that was voted on twice was talked about, so it stays in that list.
    to_discuss = [item for item in items if item.question.ballot_round == 2 or item.question.subject not in agreed_ids]
    agreed = [item for item in items if item not in to_discuss]
    _accept(workshop, agenda, [item for item in agreed if item in waiting], levels)
    _discuss(selection, workshop, agenda, to_discuss, levels)
    _recorded([item for item in agreed if item not in waiting], levels)


def _sections(history: History) -> dict[str, list[Item]]:
    """The revealed statements by section, each as it was last revealed; the section that was asked last comes last."""
    by_section: dict[str, list[Item]] = {}
    for item in latest_statements([item for item in history if item.is_revealed]).values():
        by_section.setdefault(_section_key(item), []).append(item)
    last = {key: max(item.question.number for item in items) for key, items in by_section.items()}
    return {key: by_section[key] for key in sorted(by_section, key=last.__getitem__)}


def _section_key(item: Item) -> str:
    """Names the section of a statement: two questionnaires may have sections of the same title."""
    return f"{item.question.assessment_id}-{item.section.id if item.section else ''}"


def _is_recorded(levels: Levels, item: Item) -> bool:
    record = levels.get(item.question.ref)
    return record is not None and agreed_form.choice_of(record.content) is not None


def _finding(item: Item) -> str:
    return plain(reveal.finding(item.question.kind, item.options, item.question.result or {}))


def _accept(workshop: Workshop, agenda: Agenda, items: Sequence[Item], levels: Levels) -> None:
    """Draw a ticked box for each statement that is ready to be accepted, and one button that records them."""
    by_id = {item.question.subject: item for item in items}
    acceptable = [accepted for accepted in agenda.accept if accepted.statement_id in by_id]
    if not acceptable:
        return
    st.subheader(_("Ready to accept together ({number})", number=len(acceptable)), anchor=False)
    st.caption(_("The votes point to these levels. Ask first: “Does anybody see it otherwise?”"))
    with st.form(f"accept-{workshop.id}-{_section_key(items[0])}", border=False):
        for accepted in acceptable:
            item = by_id[accepted.statement_id]
            with st.container(gap="xxsmall"):
                # The label is also the name that screen readers say, signs and all.
                st.checkbox(
                    _("{text} Level {level}.", text=plain(item.text), level=accepted.level), True, key=_accept_key(item)
                )
                st.caption(f"{formatting.capital(terms.level_name(accepted.level))}. {_finding(item)}.")
        st.text_input(
            _("Agreed by: a post or a group"),
            accepting.default_agreed_by(workshop),
            WHO_LIMIT,
            key=f"accepted-by-{workshop.id}",
        )
        chosen = [by_id[accepted.statement_id] for accepted in acceptable]
        st.form_submit_button(
            _("Record these levels"), type="primary", on_click=_accept_chosen, args=(workshop, chosen, levels)
        )
    with components.fold(_("The answers in pictures"), f"accepted-pictures-{workshop.id}") as fold:
        if fold.open:
            for accepted in acceptable:
                st.markdown(plain(by_id[accepted.statement_id].text))
                result.show(by_id[accepted.statement_id])


def _accept_key(item: Item) -> str:
    return f"accept-{item.question.workshop_id}-{item.question.number}"


def _accept_chosen(workshop: Workshop, items: Sequence[Item], levels: Levels) -> None:
    chosen = [
        Acceptance(*item.question.ref, levels[item.question.ref].version if item.question.ref in levels else 0)
        for item in items
        if st.session_state.get(_accept_key(item))
    ]
    agreed_by = st.session_state.get(f"accepted-by-{workshop.id}") or ""
    with errors.refusals_shown_next_run():
        try:
            saved = accepting.accept(
                state.product(), workshop, chosen, writer=state.window().writer, agreed_by=agreed_by
            )
            state.leave_notice(_("Recorded: {levels}.", levels=formatting.count(len(saved), "level")))
        except Conflict as conflict:
            stored = conflict.stored
            record = agreed_form.record_in_words(stored) if isinstance(stored, AgreedLevel) else ""
            state.leave_fault(
                _(
                    "Nothing was recorded: another facilitator recorded one of these since this page was drawn. "
                    "{record} It is kept. Look at the rest and record it again.",
                    record=record,
                )
            )


def _discuss(selection: Selection, workshop: Workshop, agenda: Agenda, items: Sequence[Item], levels: Levels) -> None:
    """Draw the statements to talk about in order, one opened at a time. Recorded ones stay, to be changed."""
    if not items:
        return
    by_id = {item.question.subject: item for item in items}
    topics = {topic.statement_id: topic for topic in (*agenda.discuss, *agenda.later)}
    waiting = [id_ for id_ in topics if id_ in by_id]
    if waiting:
        st.subheader(_("To talk about ({number})", number=len(waiting)), anchor=False)
        st.caption(plain(wording.in_words(agenda)))
    else:
        st.subheader(_("Talked about"), anchor=False)
        st.caption(_("All of these are recorded. Go on with the next section in *2 Assess*, or change a record here."))
    order = state.kept_order(f"topics-{workshop.id}-{_section_key(items[0])}", [*waiting, *(by_id.keys() - waiting)])
    late = {topic.statement_id for topic in agenda.later}
    key = f"topic-{workshop.id}-{_section_key(items[0])}"
    questions.keep_chosen(key)
    chosen = st.radio(
        _("Statement"),
        order,
        format_func=lambda id_: _topic(by_id[id_], topics.get(id_), levels, is_late=id_ in late),
        key=key,
        width="stretch",
    )
    _opened(selection, workshop, by_id[chosen], topics.get(chosen), levels)


def _topic(item: Item, topic: Topic | None, levels: Levels, *, is_late: bool) -> str:
    """A statement with the finding of its vote, and what comes next."""
    if _is_recorded(levels, item):
        what_next = _("Recorded: {record}", record=agreed_form.quoted(levels[item.question.ref].content))
    elif topic is None:
        what_next = _("The revote is ready to be accepted: record it")
    else:
        what_next = formatting.capital(formatting.count(topic.minutes, "minute")) + (
            _(", more than is left") if is_late else ""
        )
    return f"**{plain(item.text)}**  \n{_finding(item)}. {what_next}."


def _opened(selection: Selection, workshop: Workshop, item: Item, topic: Topic | None, levels: Levels) -> None:
    """Draw one statement: its picture, advice on how to talk about it, the revote, and the form that records it."""
    with st.container(border=True, key=f"topic-{item.question.subject}"):
        earlier = room.earlier(state.product(), [item]).get(item.question.number)
        result.show(item, earlier)
        if topic is not None:
            st.markdown(plain(wording.advice(topic)))
        if item.question.ballot_round == 1:
            _revote(workshop, item)
        st.subheader(_("Record what the room says now"), anchor=False)
        _form(selection, workshop, item, levels)


def _revote(workshop: Workshop, item: Item) -> None:
    question = item.question
    seconds = questions.timer(workshop, "revote", 60)
    again = NewQuestion(QuestionKind.STATEMENT, question.subject, question.assessment_id, ballot_round=2)
    questions.button(_("Ask once more"), workshop, [again], seconds, is_primary=False)
    st.caption(_("There is one revote of each statement. Everybody may change their answer, or keep it."))


def _form(selection: Selection, workshop: Workshop, item: Item, levels: Levels) -> None:
    findings = _findings(selection, item)
    if findings is None or item.statement is None:
        return
    proposed = reveal.proposed(item.question.result or {})
    individually = (
        _("The vote proposes no level.")
        if proposed is None
        else _("The vote proposes level {level}.", level=terms.level_in_words(proposed))
    )
    stored = levels.get(item.question.ref, AgreedLevel(item.question.subject))
    agreed_form.statement_form(findings.assessment, item.statement, stored, individually, workshop)


def _findings(selection: Selection, item: Item) -> UnitFindings | None:
    by_questionnaire = unit_findings.by_questionnaire(state.product(), selection)
    assessment_id = item.question.assessment_id
    return next((findings for findings in by_questionnaire.values() if findings.assessment.id == assessment_id), None)


def _recorded(items: Sequence[Item], levels: Levels) -> None:
    """Draw the statements that were accepted together, folded away."""
    if not items:
        return
    with st.expander(_("Accepted together and recorded ({number})", number=len(items))):
        for item in items:
            st.markdown(f"**{plain(item.text)}**")
            st.markdown(plain(agreed_form.record_in_words(levels[item.question.ref])))
            agreed_form.texts_of(levels[item.question.ref])
        st.caption(_("To change one of these, go to *Compare*, *Individual and agreed*."))
