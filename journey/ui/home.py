"""Home: where we are on the five stages, what is unfinished, what to do next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Round, Scope
from journey.service.answering import sessions
from journey.service.answering.sessions import AnsweringSession
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls
from journey.service.profile import unit_findings
from journey.ui.answering import assess
from journey.ui.pitfalls.pitfalls import picture
from journey.ui.shared import components, state
from journey.ui.shared.escaping import plain
from journey.wording.catalogue import _
from journey.wording.next_steps import Advice, Answering, next_steps


def page() -> None:
    """The council in view, its next step, and the picture of the five stages."""
    navigation = state.navigation()
    st.title(plain(state.organisation(navigation).name), anchor=False)
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
    standing = unit_findings.by_questionnaire(state.product(), navigation.selection).get("stages")
    profile = standing.profile if standing else None
    stages = pitfalls.by_stage(state.product(), navigation.selection, profile)
    tallies = {section_id: stage.tally for section_id, stage in stages.items()}
    questionnaire = standing.questionnaire if standing else None
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
    picture(navigation.selection, standing, tallies)
    _advise(_("After that"), steps[1:])


def _earlier(rounds: Sequence[Round], held: Round) -> str | None:
    position = [one.id for one in rounds].index(held.id)
    return rounds[position - 1].name if position else None


def _answering(selection: Selection, here: AnsweringSession | None) -> Answering | None:
    if here is None or selection.round.closed_at:
        return None
    done = sessions.progress(here, sessions.given(state.product(), here))
    return Answering(
        answered=done.answered,
        asked=done.asked,
        minutes_left=done.minutes_left,
        is_finished=here.is_finished,
        is_quick=here.scope is Scope.QUICK,
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
                st.switch_page(state.page(step.page))
