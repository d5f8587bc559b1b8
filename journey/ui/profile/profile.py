"""Where a unit stands: the picture, the summary to paste, what holds it back, and every number opened."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from journey.model import (
    LEVEL_NAMES,
    Absent,
    Hidden,
    Privacy,
    Profile,
    Questionnaire,
    Section,
    SectionScore,
    Statement,
    StatementScore,
)
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.ui.profile import number_details
from journey.ui.shared import components, downloads, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.tips import tip
from journey.wording import formatting, frustrations, places, suppression
from journey.wording.catalogue import _
from journey.wording.holding_back import holding_back
from journey.wording.scores import no_score
from journey.wording.summary import summarise


def page() -> None:
    """One questionnaire's findings for the round and unit in view."""
    navigation = state.navigation()
    if navigation.selection is None:
        components.nothing_yet(
            _("Profile"), _("Your profile appears here as soon as the first statements are answered.")
        )
        return
    st.title(_("Profile"), anchor=False)
    components.in_view(navigation, navigation.selection)
    found = unit_findings.by_questionnaire(state.product(), navigation.selection)
    if not found:
        st.markdown(_("Nothing was answered for this unit in this round."))
        if st.button(_("Begin an assessment"), type="primary"):
            st.switch_page(state.page("assess"))
        return
    chosen = _choose(found)
    if chosen.profile is None:
        _hidden(chosen)
    else:
        _standing(navigation.selection, chosen, chosen.profile)


def _choose(found: dict[str, UnitFindings]) -> UnitFindings:
    ids = list(found)
    if len(ids) == 1:
        return found[ids[0]]
    titles = {id_: standing.questionnaire.title for id_, standing in found.items()}
    return found[st.radio(_("Profile of"), ids, format_func=titles.__getitem__, horizontal=True)]


def _hidden(standing: UnitFindings) -> None:
    st.info(suppression.whole(standing.why or Absent.TOO_FEW, standing.min_group, standing.turnout))


def _standing(selection: Selection, standing: UnitFindings, profile: Profile) -> None:
    from journey import charts

    questionnaire = standing.questionnaire
    if standing.waiting:
        st.info(suppression.waiting(standing.waiting, standing.min_group))
    _summary(selection, standing, profile)
    components.drawn(
        charts.profile_chart(questionnaire, profile, state.theme()),
        key=f"profile-{questionnaire.id}",
        subject=downloads.in_one_round(selection, questionnaire, "profile"),
    )
    _holding_back(questionnaire, profile)
    if questionnaire.frustrations:
        _frustrations(questionnaire, profile)
    _sections(selection, standing, profile)


def _summary(selection: Selection, standing: UnitFindings, profile: Profile) -> None:
    stages = pitfalls.by_stage(state.product(), selection, profile) if standing.questionnaire.id == STAGES else {}
    name = places.in_a_sentence(selection.organisation.name, selection.unit.name)
    ready = {section_id: stage.readiness for section_id, stage in stages.items()}
    paragraphs = summarise(
        standing.questionnaire, profile, name, selection.round.name, selection.round.held_on, ready or None
    )
    for paragraph in paragraphs:
        st.markdown(plain(paragraph))
    with st.expander(_("Copy this summary for a paper")):
        st.code("\n\n".join(paragraphs), language=None, wrap_lines=True)


def _holding_back(questionnaire: Questionnaire, profile: Profile) -> None:
    first = holding_back(questionnaire, profile)
    if first is None:
        return
    st.header(first.title, anchor=False)
    st.markdown(plain(first.lead))
    statements = {statement.id: statement for statement in questionnaire.statements()}
    for score in first.statements:
        _blocker(statements[score.statement_id], score)
    if first.more:
        st.caption(first.more)


def _blocker(statement: Statement, score: StatementScore) -> None:
    now = score.median or 1
    with st.container(border=True):
        st.markdown(f"**{plain(statement.text)}**")
        st.markdown(f"Now, {now} {LEVEL_NAMES[now].lower()}: {plain(statement.levels[now])}")  # type: ignore[index]
        if now < 4:
            st.markdown(f"Next, {now + 1} {LEVEL_NAMES[now + 1].lower()}: {plain(statement.levels[now + 1])}")  # type: ignore[index]
        with st.expander(_("What helps")):
            for tip_id in statement.guidance:
                tip(state.product().library.tips[tip_id])


def _frustrations(questionnaire: Questionnaire, profile: Profile) -> None:
    """The symptom beside its way out."""
    st.header(_("Frustrations you may recognise"), anchor=False)
    recognised = frustrations.likely(questionnaire, profile)
    for likely in recognised:
        with st.container(border=True):
            st.markdown(f"**{plain(likely.title)}**  \n{plain(likely.text)}")
            st.markdown(plain(likely.way_out))
    if not recognised:
        st.markdown(frustrations.NONE)


def _sections(selection: Selection, standing: UnitFindings, profile: Profile) -> None:
    st.header(_("Section by section"), anchor=False)
    st.caption(_("Each opens to its statements, and every number to how it was worked out."))
    for score in profile.sections:
        section = section_of(standing.questionnaire, score.section_id)
        with st.expander(
            f"{plain(section.title)} · {headline(score)}", key=f"open-{score.section_id}", on_change="rerun"
        ) as box:
            if not box.open:
                continue
            if score.hidden is Hidden.NOTHING:
                subject = downloads.in_one_round(selection, standing.questionnaire, section.id)
                number_details.section(section, score, profile.responses, subject)
            else:
                st.markdown(suppression.section(score.hidden, standing.min_group))
            _written(standing, section)


def _written(standing: UnitFindings, section: Section) -> None:
    """Notes and evidence, as far as they may be read."""
    texts = unit_findings.written(state.product(), standing, section)
    if texts:
        with st.expander(_("What was written ({texts})", texts=len(texts))):
            if standing.assessment.privacy is Privacy.CONFIDENTIAL:
                st.caption(_("Notes and evidence, without names, in alphabetical order."))
            for text, times in Counter(texts).items():
                st.text(text if times == 1 else f"{text} ({times} times)")


def headline(score: SectionScore) -> str:
    """A section's numbers in a few words."""
    if score.index is None:
        return no_score(score)
    said = [_("index {index_figure}", index_figure=formatting.index_figure(score.index))]
    if score.secure_level is not None:
        said.append(_("secure level {secure_level}", secure_level=score.secure_level))
    if score.is_indicative:
        said.append("indicative")
    if score.is_provisional:
        said.append("provisional")
    return ", ".join(said)


def section_of(questionnaire: Questionnaire, section_id: str) -> Section:
    """The section with this id."""
    return next(section for section in questionnaire.sections if section.id == section_id)
