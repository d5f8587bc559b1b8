"""After a reveal: what the room agrees on is accepted together; the rest is talked about, the most divided first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.model import Agenda, AgreedLevel, NewQuestion, QuestionKind, StatementRef, Topic, Workshop
from journey.service import Conflict
from journey.service.current_selection import Selection
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.service.workshop import leading, outcomes, room
from journey.service.workshop.agreed_levels import WHO_LIMIT
from journey.service.workshop.outcomes import Acceptance
from journey.service.workshop.room import History, Item, latest_statements
from journey.ui.shared import agreed_form, components, errors, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import questions, result
from journey.wording import agenda as wording
from journey.wording import formatting, reveal, terms
from journey.wording.catalogue import _

Levels = Mapping[StatementRef, AgreedLevel]


def show(selection: Selection, workshop: Workshop, history: History) -> None:
    """One section's revealed statements: those agreed, those to talk about, those recorded."""
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
    levels = outcomes.levels(state.product(), workshop)
    left = leading.minutes_left(state.product(), workshop)
    came = room.pulse(state.product(), workshop.organisation_id, workshop.id).came
    waiting = [one for one in items if not _is_recorded(levels, one)]
    agenda = outcomes.routed(waiting, came=came, minutes_left=left)
    in_the_vote = {one.statement_id for one in outcomes.routed(items, came=came, minutes_left=left).accept}
    # What was asked once more was talked about, and stays where its form is.
    talked = [one for one in items if one.question.ballot_round == 2 or one.question.subject not in in_the_vote]
    alike = [one for one in items if one not in talked]
    _accept(workshop, agenda, [one for one in alike if one in waiting], levels)
    _discuss(selection, workshop, agenda, talked, levels)
    _recorded([one for one in alike if one not in waiting], levels)


def _sections(history: History) -> dict[str, list[Item]]:
    """The statements as they were last revealed, by section; what was put last comes last."""
    found: dict[str, list[Item]] = {}
    for item in latest_statements([item for item in history if item.is_revealed]).values():
        found.setdefault(_section_key(item), []).append(item)
    last = {key: max(item.question.number for item in items) for key, items in found.items()}
    return {key: found[key] for key in sorted(found, key=last.__getitem__)}


def _section_key(item: Item) -> str:
    """Names the section of a statement: two questionnaires may have sections of the same title."""
    return f"{item.question.assessment_id}-{item.section.id if item.section else ''}"


def _is_recorded(levels: Levels, item: Item) -> bool:
    one = levels.get(item.question.ref)
    return one is not None and agreed_form.choice_of(one.content) is not None


def _finding(item: Item) -> str:
    return plain(reveal.finding(item.question.kind, item.options, item.question.result or {}))


def _accept(workshop: Workshop, agenda: Agenda, items: Sequence[Item], levels: Levels) -> None:
    """All that the vote agrees on, ticked, with one button."""
    by_id = {one.question.subject: one for one in items}
    accept = [one for one in agenda.accept if one.statement_id in by_id]
    if not accept:
        return
    st.subheader(_("Agreed in the vote ({accept})", accept=len(accept)), anchor=False)
    with st.form(f"accept-{workshop.id}-{_section_key(items[0])}", border=False):
        for one in accept:
            item = by_id[one.statement_id]
            with st.container(gap="xxsmall"):
                # The label is also the name that screen readers say, signs and all.
                st.checkbox(
                    _("{text} Level {level}.", text=plain(item.text), level=one.level), True, key=_accept_key(item)
                )
                st.caption(f"{formatting.capital(terms.level_name(one.level))}. {_finding(item)}.")
        st.text_input(
            _("Agreed by: a post or a group"),
            outcomes.default_agreed_by(workshop),
            WHO_LIMIT,
            key=f"accepted-by-{workshop.id}",
        )
        chosen = [by_id[one.statement_id] for one in accept]
        st.form_submit_button(
            _("Record these levels"), type="primary", on_click=_accept_chosen, args=(workshop, chosen, levels)
        )
    with components.fold(_("The answers in pictures"), f"accepted-pictures-{workshop.id}") as fold:
        if fold.open:
            for one in accept:
                st.markdown(plain(by_id[one.statement_id].text))
                result.shown(by_id[one.statement_id])


def _accept_key(item: Item) -> str:
    return f"accept-{item.question.workshop_id}-{item.question.number}"


def _accept_chosen(workshop: Workshop, items: Sequence[Item], levels: Levels) -> None:
    chosen = [
        Acceptance(*item.question.ref, levels[item.question.ref].version if item.question.ref in levels else 0)
        for item in items
        if st.session_state.get(_accept_key(item))
    ]
    by = st.session_state.get(f"accepted-by-{workshop.id}") or ""
    with errors.said_in_the_next_run():
        try:
            saved = outcomes.accept_batch(state.product(), workshop, chosen, writer=state.window().writer, agreed_by=by)
            state.leave_notice(f"Recorded: {formatting.count(len(saved), 'level')}.")
        except Conflict as conflict:
            stored = conflict.stored
            told = agreed_form.said(stored) if isinstance(stored, AgreedLevel) else ""
            state.leave_fault(
                _(
                    "Nothing was recorded: another facilitator recorded one of these since this page was drawn. {told} "
                    "It is kept. Look at the rest and record it again.",
                    told=told,
                )
            )


def _discuss(selection: Selection, workshop: Workshop, agenda: Agenda, items: Sequence[Item], levels: Levels) -> None:
    """What is talked about, in order, one opened at a time. What is recorded stays in the list, to be changed."""
    if not items:
        return
    by_id = {one.question.subject: one for one in items}
    topics = {one.statement_id: one for one in (*agenda.discuss, *agenda.later)}
    waiting = [id_ for id_ in topics if id_ in by_id]
    if waiting:
        st.subheader(_("To talk about ({waiting})", waiting=len(waiting)), anchor=False)
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
    """A statement with what the vote says, and what is to be done."""
    if _is_recorded(levels, item):
        then = f"Recorded: {agreed_form.quoted(levels[item.question.ref].content)}"
    elif topic is None:
        then = _("Agreed in the revote: record it")
    else:
        then = formatting.capital(formatting.count(topic.minutes, "minute")) + (
            _(", more than is left") if is_late else ""
        )
    return f"**{plain(item.text)}**  \n{_finding(item)}. {then}."


def _opened(selection: Selection, workshop: Workshop, item: Item, topic: Topic | None, levels: Levels) -> None:
    """One statement: its picture, how to talk about it, the one revote, and the record."""
    with st.container(border=True, key=f"topic-{item.question.subject}"):
        earlier = room.earlier(state.product(), [item]).get(item.question.number)
        result.shown(item, earlier)
        if topic is not None:
            st.markdown(plain(wording.advice(topic)))
        if item.question.ballot_round == 1:
            _revote(workshop, item)
        st.markdown(_("**Record what the room says now**"))
        _form(selection, workshop, item, levels)


def _revote(workshop: Workshop, item: Item) -> None:
    question = item.question
    seconds = questions.timer(workshop, "revote", 60)
    again = NewQuestion(QuestionKind.STATEMENT, question.subject, question.assessment_id, ballot_round=2)
    questions.button(_("Ask once more"), workshop, [again], seconds, is_primary=False)
    st.caption(_("There is one revote of each statement. Everybody may change their answer, or keep it."))


def _form(selection: Selection, workshop: Workshop, item: Item, levels: Levels) -> None:
    standing = _standing(selection, item)
    if standing is None or item.statement is None:
        return
    median = reveal.median(QuestionKind.STATEMENT, item.question.result or {})
    individually = (
        None
        if median is None
        else _("The median of the vote is {level_in_words}.", level_in_words=terms.level_in_words(median))
    )
    stored = levels.get(item.question.ref, AgreedLevel(item.question.subject))
    agreed_form.record(standing.assessment, item.statement, stored, individually, workshop)


def _standing(selection: Selection, item: Item) -> UnitFindings | None:
    found = unit_findings.by_questionnaire(state.product(), selection).values()
    return next((one for one in found if one.assessment.id == item.question.assessment_id), None)


def _recorded(items: Sequence[Item], levels: Levels) -> None:
    """What was agreed in the vote and is recorded, folded away."""
    if not items:
        return
    with st.expander(_("Recorded as agreed in the vote ({items})", items=len(items))):
        for item in items:
            st.markdown(f"**{plain(item.text)}**")
            st.markdown(plain(agreed_form.said(levels[item.question.ref])))
            agreed_form.texts(levels[item.question.ref])
        st.caption(_("To change one of these, go to *Compare*, *Individual and agreed*."))
