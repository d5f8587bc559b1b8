"""All rounds: where each section of the unit stood over time, and its way through the stages."""

from __future__ import annotations

import streamlit as st

from journey.service.compare.history import History, line_changes, over_rounds, readiness_over_time, targets_over_time
from journey.service.pinned_content import STAGES
from journey.ui.compare import common
from journey.ui.compare.common import CompareContext
from journey.ui.shared import components, downloads, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _


def show(context: CompareContext) -> None:
    """The whole history of the unit in view."""
    selection = context.selection
    history = over_rounds(state.product(), selection.organisation.id, context.where_asked.questionnaire_id)
    figures = history.of_unit(selection.unit.id) if history else ()
    if history is None or not figures:
        st.markdown(
            _(
                "{name} was never asked {title}. Choose another unit or questionnaire above.",
                name=context.name,
                title=context.title,
            )
        )
        return
    from journey import charts

    targets = targets_over_time(state.product(), selection, history)
    changes = line_changes(state.product(), selection.organisation.id, history, figures)
    by_section = {section_id: change for (_unit, section_id), change in changes.items()}
    questionnaire = history.questionnaire
    components.drawn(
        charts.trail_chart(questionnaire, history.rounds, figures, state.theme(), targets, by_section),
        key=f"trail-{questionnaire.id}",
        subject=downloads.over_rounds(selection, questionnaire, "all-rounds", common.asked_in(history)),
    )
    newest = next((round_ for round_ in history.rounds if round_.id == targets.newest), None)
    if newest and any(targets.wanted(section.id) is not None for section in questionnaire.sections):
        st.caption(
            _(
                "Next: the targets that {name} set in {round} for the round after it.",
                name=context.name,
                round=plain(newest.name),
            )
        )
    _versions(history)
    if questionnaire.id == STAGES:
        st.header(_("The way through the stages"), anchor=False)
        ready = readiness_over_time(state.product(), selection, history)
        components.drawn(
            charts.stage_path_chart(questionnaire, history.rounds, figures, ready, state.theme()),
            key="stage-path",
            subject=downloads.over_rounds(selection, questionnaire, "stage-path", common.asked_in(history)),
        )


def _versions(history: History) -> None:
    """Say so where the rounds did not all ask the same version."""
    if history.other_versions:
        versions = _("version") if len(history.other_versions) == 1 else _("versions")
        st.caption(
            _(
                "The newest round asked version {version}; others asked {versions} {other_versions}. Each figure is "
                "that of the wording its round asked. *Since an earlier round* compares only what two rounds asked "
                "alike.",
                version=history.questionnaire.version,
                versions=versions,
                other_versions=formatting.listed(history.other_versions),
            )
        )
