"""The steps that ask: cases to calibrate with, statements by section, pitfalls by stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.content import NoSuchContent
from journey.model import NewQuestion, Pitfall, Privacy, QuestionKind, Section, Statement, Vignette, Workshop
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls as checklists
from journey.service.pitfalls.pitfalls import StagePitfalls
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.service.workshop.room import Item, of_pitfall
from journey.ui.pitfalls import pitfall
from journey.ui.pitfalls.pitfalls import stage_title
from journey.ui.shared import components, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import questions, result
from journey.wording import formatting, reveal

WHOLE, CRITICAL = "", "critical"
"""The choices of everything in a section and of what is critical, beside the ids of single statements."""

History = Sequence[Item]


def latest(history: History, kind: QuestionKind) -> dict[str, Item]:
    """What was put last of each subject of a kind, by subject."""
    return {one.question.subject: one for one in history if one.question.kind is kind}


# 1 Calibrate


def calibrate(_view: Selection, workshop: Workshop, history: History) -> None:
    """Short cases first, so that everybody reads the levels alike."""
    st.header("Read the levels alike", anchor=False)
    cases = _cases(workshop)
    if not cases:
        st.markdown("This workshop was made without cases. Go on to *2 Assess*.")
        return
    st.markdown(
        "Everybody places a short, made-up case on the levels of one statement. Reveal, and talk about how the words "
        "are read: that saves time later."
    )
    seconds = questions.timer(workshop, "case", 60)
    put = latest(history, QuestionKind.VIGNETTE)
    for case in cases:
        with st.container(border=True, key=f"case-{case.id}"):
            _case(workshop, case, put.get(case.id), seconds)


def _cases(workshop: Workshop) -> Sequence[Vignette]:
    try:
        return state.product().library.workshop(workshop.plan.design).vignettes
    except NoSuchContent:
        return ()


def _case(workshop: Workshop, case: Vignette, put: Item | None, seconds: int | None) -> None:
    st.subheader(plain(case.title), anchor=False)
    st.markdown(plain(case.text))
    if (statement := _statement(case)) is not None:
        st.caption(f"Where does this stand on: “{plain(statement.text)}”")
        result.levels(statement, f"case-levels-{case.id}")
    if put is not None and put.question.result is not None:
        result.shown(put)
        st.markdown(f"{plain(reveal.intended(case.level, put.question.result))} {plain(case.because)}")
        return
    if put is not None and put.question.batch == workshop.batch:
        st.caption("Before the room now.")
        return
    new = NewQuestion(QuestionKind.VIGNETTE, case.id)
    questions.button(f"Put “{plain(case.title)}” before the room", workshop, [new], seconds)


def _statement(case: Vignette) -> Statement | None:
    """The statement on whose levels the case is placed."""
    every = state.product().library.questionnaire(case.questionnaire).statements()
    return next((one for one in every if one.id == case.statement), None)


# 2 Assess


def assess(selection: Selection, workshop: Workshop, history: History) -> None:
    """Choose a section, all of it or one statement, and open it."""
    st.header("Answer in silence", anchor=False)
    put = latest(history, QuestionKind.STATEMENT)
    asked = list(_asked(unit_findings.by_questionnaire(state.product(), selection)))
    if not asked:
        st.markdown("No statement is asked in this workshop.")
        return
    place = st.selectbox(
        "Section",
        range(len(asked)),
        _first_open(asked, put),
        format_func=lambda number: _section_name(asked[number][1], asked[number][2], put),
        key=f"assess-section-{workshop.id}",
        width=components.SELECT_WIDTH + 160,
    )
    standing, section, statements = asked[place]
    left = [one for one in statements if not _is_revealed(put, one)]
    if not left:
        st.markdown("All of this section is revealed. Go on to *3 Agree*, or choose another section.")
        return
    choices = {WHOLE: f"The whole section: {formatting.count(len(left), 'statement')}"}
    choices |= {one.id: plain(one.text) for one in left} if len(left) > 1 else {}
    chosen = st.radio(
        "Put before the room",
        list(choices),
        format_func=choices.__getitem__,
        key=f"assess-what-{workshop.id}-{section.id}-{len(left)}",
        width="stretch",
    )
    new = [
        NewQuestion(QuestionKind.STATEMENT, one.id, standing.assessment.id) for one in left if chosen in (WHOLE, one.id)
    ]
    if all(one.subject in put and put[one.subject].question.batch == workshop.batch for one in new):
        st.caption("Before the room now.")
        return
    seconds = questions.timer(workshop, "section")
    st.caption("Nobody sees a result before you reveal it, you included. Answers given beforehand are counted.")
    questions.button("Put it before the room", workshop, new, seconds)


def _asked(standings: Mapping[str, UnitFindings]) -> Sequence[tuple[UnitFindings, Section, list[Statement]]]:
    """The sections that the workshop asks about, each with its statements, in the order of the questionnaires."""
    found: list[tuple[UnitFindings, Section, list[Statement]]] = []
    own = [one for one in standings.values() if one.assessment.privacy is Privacy.CONFIDENTIAL]
    for standing in sorted(own, key=lambda one: one.questionnaire.id, reverse=True):
        found += [(standing, section, list(statements)) for section, statements in standing.asked.sections()]
    return found


def asked_statements_of(selection: Selection) -> dict[str, str]:
    """The text of each statement that the workshop asks, by id."""
    found = _asked(unit_findings.by_questionnaire(state.product(), selection))
    return {one.id: one.text for _, _, statements in found for one in statements}


def _is_revealed(put: Mapping[str, Item], statement: Statement) -> bool:
    return statement.id in put and (put[statement.id].is_revealed or put[statement.id].question.turn == 2)


def _first_open(asked: Sequence[tuple[UnitFindings, Section, list[Statement]]], put: Mapping[str, Item]) -> int:
    """The first section that has statements left to reveal."""
    still = (n for n, (_, _, statements) in enumerate(asked) if not all(_is_revealed(put, one) for one in statements))
    return next(still, 0)


def _section_name(section: Section, statements: Sequence[Statement], put: Mapping[str, Item]) -> str:
    done = sum(_is_revealed(put, one) for one in statements)
    if not done:
        return section.title
    return f"{section.title} (revealed{'' if done == len(statements) else f' {done} of {len(statements)}'})"


# 4 Pitfalls


def pitfalls(selection: Selection, workshop: Workshop, history: History) -> None:
    """The pitfalls of a stage by vote, and what is recorded of them."""
    st.header("Which pitfalls do we avoid?", anchor=False)
    stages = checklists.by_stage(state.product(), selection, None)
    if not stages:
        st.markdown("This round has no pitfalls.")
        return
    chosen = st.selectbox(
        "Stage",
        list(stages),
        format_func=lambda id_: stage_title(stages[id_]),
        key=f"pitfall-stage-{workshop.id}",
        width=components.SELECT_WIDTH,
    )
    stage = stages[chosen]
    put = latest(history, QuestionKind.PITFALL)
    subjects = {one.id: of_pitfall(stage.checklist, one) for one in stage.checklist.pitfalls}
    revealed = {id_: item for id_, new in subjects.items() if (item := put.get(new.subject)) and item.is_revealed}
    if revealed:
        _revealed(selection, stage, revealed)
    left = [one for one in stage.checklist.pitfalls if one.id not in revealed]
    if left:
        _put_pitfalls(workshop, stage, left)


def _put_pitfalls(workshop: Workshop, stage: StagePitfalls, left: Sequence[Pitfall]) -> None:
    critical = [one for one in left if one.critical]
    choices = {WHOLE: f"All of this stage: {formatting.count(len(left), 'pitfall')}"}
    if 0 < len(critical) < len(left):
        choices[CRITICAL] = f"The critical ones: {formatting.count(len(critical), 'pitfall')}"
    chosen = st.radio(
        "Put before the room",
        list(choices),
        format_func=choices.__getitem__,
        key=f"pitfalls-what-{workshop.id}-{stage.section_id}-{len(left)}",
        width="stretch",
    )
    seconds = questions.timer(workshop, "pitfalls")
    new = [of_pitfall(stage.checklist, one) for one in (critical if chosen == CRITICAL else left)]
    questions.button("Put them before the room", workshop, new, seconds)


def _revealed(selection: Selection, stage: StagePitfalls, revealed: Mapping[str, Item]) -> None:
    """What the room said of one of the revealed pitfalls, and where the unit stands with it."""
    pitfalls_by_id = {one.id: one for one in stage.checklist.pitfalls}
    chosen = st.radio(
        "Revealed",
        list(revealed),
        format_func=lambda id_: _pitfall_said(revealed[id_]),
        key=f"pitfall-{selection.round.id}-{stage.section_id}",
        width="stretch",
    )
    result.shown(revealed[chosen])
    _card(selection, stage.checklist.id, pitfalls_by_id[chosen])


def _pitfall_said(item: Item) -> str:
    found = reveal.finding(item.question.kind, item.options, item.question.result or {})
    return f"{plain(item.text)}  \n{plain(found)}."


@st.fragment
def _card(selection: Selection, checklist_id: str, one: Pitfall) -> None:
    """Where the unit stands, recorded as on the page of pitfalls: it is saved when it is chosen."""
    pitfall.card(selection, checklist_id, one)
