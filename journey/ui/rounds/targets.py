"""Targets: where a unit wants its sections to be at the next round, beside where they stand now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise

import streamlit as st

from journey.model import Hidden, Round, Section, Target
from journey.service.current_selection import Navigation, Selection
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.service.rounds import targets
from journey.service.rounds.targets import HIGHEST_TARGET, LOWEST_TARGET
from journey.ui.shared import components, errors, presses, state, unsaved
from journey.ui.shared.escaping import plain
from journey.wording import formatting, refusals, suppression
from journey.wording.catalogue import _


def show(navigation: Navigation, selection: Selection) -> None:
    """Draw the targets that were set in the round in view, once the fold is opened."""
    with components.fold(_("Targets for the next round"), f"targets-{selection.round.id}") as form:
        if form.open:
            _targets(navigation, selection)


def _targets(navigation: Navigation, selection: Selection) -> None:
    st.markdown(_what_they_do(navigation, selection.round))
    units = list(navigation.units)
    if len(units) > 1:
        unit = st.selectbox(
            _("Unit"),
            units,
            units.index(selection.unit),
            format_func=lambda u: u.name,
            key=f"targets-unit-{selection.key}",
        )
        if unit != selection.unit:
            components.look_at_chosen(replace(selection, unit=unit))
    by_questionnaire = unit_findings.by_questionnaire(state.product(), selection)
    if not by_questionnaire:
        st.markdown(_("{name} was not asked in this round.", name=plain(selection.unit.name)))
        return
    ids = list(by_questionnaire)
    chosen = ids[0]
    if len(ids) > 1:
        titles = {id_: findings.questionnaire.title for id_, findings in by_questionnaire.items()}
        chosen = st.radio(
            _("Targets for"),
            ids,
            format_func=titles.__getitem__,
            horizontal=True,
            key=f"targets-for-{selection.key}",
        )
    _form(selection, by_questionnaire[chosen])


def _what_they_do(navigation: Navigation, round_: Round) -> str:
    following = next((later for before, later in pairwise(navigation.rounds) if before.id == round_.id), None)
    if following is None:
        return _("Where should each section be at the next round? The next round is held against it, on *Compare*.")
    return _(
        "{name} is held against these targets, on *Compare*. It has begun already: what is changed now was not aimed "
        "at from the start.",
        name=plain(following.name),
    )


def _form(selection: Selection, findings: UnitFindings) -> None:
    questionnaire = findings.questionnaire
    saved = targets.of_unit(state.product(), selection, questionnaire.id)
    about = f"targets-of-{selection.key}-{questionnaire.id}"
    with st.form(about, border=False):
        wanted = {section.id: _field(selection, findings, section, saved) for section in questionnaire.sections}
        st.caption(_("From 1.0 to 4.0. An empty field means no target."))
        if presses.submit(_("Save the targets"), key=f"{about}-save"):
            _save(selection, findings, wanted)


def _field(selection: Selection, findings: UnitFindings, section: Section, saved: Mapping[str, Target]) -> float | None:
    key = f"target-{selection.round.id}-{selection.unit.id}-{findings.questionnaire.id}-{section.id}"
    # A field with a value of its own goes back to that when it is emptied, so the saved target is put in this way.
    if key not in st.session_state and section.id in saved:
        st.session_state[key] = saved[section.id].index
    return st.number_input(
        _("{title}, now: {now}", title=plain(section.title), now=_now(findings, section)),
        LOWEST_TARGET,
        HIGHEST_TARGET,
        None,
        step=0.1,
        format="%.1f",
        key=key,
        width=components.SELECT_WIDTH,
    )


def _now(findings: UnitFindings, section: Section) -> str:
    """The index of the section, or why it is not shown."""
    scores = findings.profile.sections if findings.profile else ()
    score = next((s for s in scores if s.section_id == section.id), None)
    if findings.profile is None or (score and score.hidden is Hidden.EVERYTHING):
        return suppression.HIDDEN
    if score is None or score.index is None:
        return _("no score")
    return formatting.index_figure(score.index)


def _save(selection: Selection, findings: UnitFindings, wanted: Mapping[str, float | None]) -> None:
    number = sum(index is not None for index in wanted.values())
    title = plain(findings.questionnaire.title)
    change = unsaved.Change(
        f"targets-{selection.round.id}-{selection.unit.id}-{findings.questionnaire.id}",
        _("Targets: {name}, {title}", name=selection.unit.name, title=findings.questionnaire.title),
        partial(targets.save, state.product(), selection, findings.questionnaire, dict(wanted)),
    )
    with errors.refusals_shown_here():
        if not unsaved.store(change):
            st.warning(refusals.AN_ANSWER_WAITS)
            return
        # Shown here because the form is long.
        st.success(
            _(
                "Saved for {name}, {title}: {number}.",
                name=plain(selection.unit.name),
                title=title,
                number=formatting.count(number, "target"),
            )
        )
