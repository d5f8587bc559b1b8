"""Home: where we are on the five stages, what is unfinished, what to do next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Round, Scope
from journey.service.answering import sessions
from journey.service.answering.sessions import AnsweringSession
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.profile import unit_findings
from journey.ui.answering import assess
from journey.ui.pitfalls.pitfalls import picture
from journey.ui.shared import components, page_title, state
from journey.ui.shared.escaping import plain
from journey.wording.catalogue import _
from journey.wording.next_steps import Advice, Answering, next_steps


def page() -> None:
    """The council in view, its next step, and the picture of the five stages."""
    navigation = state.navigation()
    page_title.show(plain(state.organisation(navigation).name), place="home")
    if navigation.selection is None:
        st.markdown(
            _(
                "Nothing is assessed yet. Choose what to look at and how much time you have; the picture of where you "
                "stand grows as you answer."
            )
        )
        _advise(_("What to do next"), next_steps(None, None, None, {}), is_first=True)
        return
    components.in_view(navigation, navigation.selection)
    findings = unit_findings.by_questionnaire(state.product(), navigation.selection).get(STAGES)
    profile = findings.profile if findings else None
    stages = pitfalls.by_stage(state.product(), navigation.selection, profile)
    tallies = {section_id: stage.tally for section_id, stage in stages.items()}
    questionnaire = findings.questionnaire if findings else None
    steps = next_steps(
        _answering(navigation.selection, assess.current(navigation)),
        questionnaire,
        profile,
        tallies,
        earlier=_earlier(navigation.rounds, navigation.selection.round),
        is_over=navigation.selection.round == navigation.rounds[-1]
        and navigation.selection.round.closed_at is not None,
    )
    _advise(_("What to do next"), steps[:1], is_first=True)
    st.header(_("Where we are on the five stages"), anchor=False)
    picture(navigation.selection, findings, tallies)
    _advise(_("After that"), steps[1:])


def _earlier(rounds: Sequence[Round], round_: Round) -> str | None:
    position = [r.id for r in rounds].index(round_.id)
    return rounds[position - 1].name if position else None


def _answering(selection: Selection, session: AnsweringSession | None) -> Answering | None:
    if session is None or selection.round.closed_at:
        return None
    progress = sessions.progress(session, sessions.answers_given(state.product(), session))
    return Answering(
        answered=progress.answered,
        asked=progress.asked,
        minutes_left=progress.minutes_left,
        is_finished=session.is_finished,
        is_quick=session.scope is Scope.QUICK,
    )


def _advise(title: str, steps: tuple[Advice, ...], *, is_first: bool = False) -> None:
    if not steps:
        return
    st.header(title, anchor=False)
    for number, step in enumerate(steps):
        with st.container(border=True, horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(step.reason, width="content")
            key = f"step-{title}-{number}"
            if st.button(plain(step.action), key=key, type="primary" if is_first else "secondary"):
                state.go_to(step.page)
