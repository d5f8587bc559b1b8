"""All rounds: where each section of the unit stood over time, and its way through the stages."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from journey.model import Round
from journey.service.compare import comparing
from journey.service.compare.comparing import History
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from journey.service.rounds import lifecycle
from journey.ui.compare.common import CompareContext
from journey.ui.shared import components, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting


def show(context: CompareContext) -> None:
    """The whole history of the unit in view."""
    selection = context.selection
    history = comparing.history(state.product(), selection.organisation.id, context.asked.questionnaire_id)
    figures = history.of_unit(selection.unit.id) if history else ()
    if history is None or not figures:
        st.markdown(f"{context.name} was never asked {context.title}. Choose another unit or questionnaire above.")
        return
    from journey import charts

    held, targets = _targets(context, history)
    questionnaire = history.questionnaire
    components.drawn(
        charts.trail_chart(questionnaire, history.rounds, figures, state.theme(), targets),
        key=f"trail-{questionnaire.id}",
        file_name=f"rounds-{questionnaire.id}",
    )
    if held:
        st.caption(f"Flags: the targets that {context.name} set in {plain(held.name)} for the round after it.")
    _versions(history)
    if questionnaire.id == STAGES:
        st.header("The way through the stages", anchor=False)
        ready = comparing.readiness_over_time(state.product(), selection, history)
        components.drawn(
            charts.stage_path_chart(questionnaire, history.rounds, figures, ready, state.theme()),
            key="stage-path",
            file_name="stage-path",
        )


def _targets(context: CompareContext, history: History) -> tuple[Round | None, Mapping[str, float]]:
    """The targets of the newest of the last two rounds that has any, and the round in which they were set."""
    selection = context.selection
    for held in reversed(history.rounds[-2:]):
        here = Selection(selection.organisation, held, selection.unit)
        found = lifecycle.targets_of(state.product(), here, context.asked.questionnaire_id)
        if found:
            return held, {section_id: target.index for section_id, target in found.items()}
    return None, {}


def _versions(history: History) -> None:
    """Say so where the rounds did not all ask the same version."""
    if history.other_versions:
        were = "version" if len(history.other_versions) == 1 else "versions"
        st.caption(
            f"The newest round asked version {history.questionnaire.version}; others asked {were} "
            f"{formatting.listed(history.other_versions)}. Each figure is that of the wording its round asked. "
            "*Since an "
            "earlier round* compares only what two rounds asked alike."
        )
