"""Where a unit stands: the finding and its picture, what holds it back, each section from inside, and the summary."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Absent, Profile, Questionnaire, Section, SectionScore
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.ui.profile import holding_back, more_to_answer, sections, written_summary
from journey.ui.shared import components, downloads, explained, page_title, state
from journey.ui.shared.escaping import plain
from journey.wording import frustrations, pictures, places, standing, suppression
from journey.wording.catalogue import _
from journey.wording.summary import summarise
from journey.wording.takeaways import profile as takeaways

BESIDE = (2, 1)
"""The picture, and where each section stands in words."""


def page() -> None:
    """One questionnaire's findings for the round and unit in view."""
    navigation = state.navigation()
    if navigation.selection is None:
        components.nothing_yet(
            _("Profile"), _("Your profile appears here as soon as the first statements are answered.")
        )
        return
    page_title.show(_("Profile"), place="profile")
    components.in_view(navigation, navigation.selection)
    by_questionnaire = unit_findings.by_questionnaire(state.product(), navigation.selection)
    if not by_questionnaire:
        st.markdown(_("Nothing was answered for this unit in this round."))
        if st.button(_("Begin an assessment"), type="primary"):
            state.go_to("assess")
        return
    findings = _choose(by_questionnaire)
    if findings.profile is None:
        st.info(suppression.whole(findings.why or Absent.TOO_FEW, findings.min_group, findings.turnout))
    else:
        _shown(navigation.selection, findings, findings.profile)


def _choose(by_questionnaire: dict[str, UnitFindings]) -> UnitFindings:
    ids = list(by_questionnaire)
    if len(ids) == 1:
        return by_questionnaire[ids[0]]
    titles = {id_: findings.questionnaire.title for id_, findings in by_questionnaire.items()}
    chosen = components.tab(
        "questionnaire",
        _("Profile of"),
        ids,
        key="profile-of",
        format_func=titles.__getitem__,
        horizontal=True,
        label_visibility="collapsed",
    )
    return by_questionnaire[chosen]


def _shown(selection: Selection, findings: UnitFindings, profile: Profile) -> None:
    if findings.waiting:
        st.info(suppression.waiting(findings.waiting, findings.min_group))
    _finding(selection, findings, profile)
    holding_back.show(selection, findings, profile)
    more_to_answer.show(selection, findings, profile)
    sections.show(selection, findings, profile)
    if findings.questionnaire.frustrations:
        _frustrations(findings.questionnaire, profile)
    _summary(selection, findings, profile)


def _finding(selection: Selection, findings: UnitFindings, profile: Profile) -> None:
    """The finding as a heading, its picture, and beside it where each section stands in words."""
    from journey import charts

    questionnaire = findings.questionnaire
    finding, more = takeaways.finding(questionnaire, profile)
    st.header(plain(finding), anchor=False)
    if more:
        st.markdown(plain(more))
    picture, beside = st.columns(BESIDE, gap="large")
    with picture:
        components.drawn(
            charts.profile_chart(questionnaire, profile, state.theme()),
            key=f"profile-{questionnaire.id}",
            subject=downloads.in_one_round(selection, questionnaire, "profile"),
            is_said=False,
        )
    with beside:
        in_order = pictures.in_order(questionnaire, profile)
        st.header(_("What can be relied on"), anchor=False)
        _in_words(in_order)
        explained.terms(standing.terms_used([score for _section, score in in_order]), key="standing")


def _in_words(in_order: Sequence[tuple[Section, SectionScore]]) -> None:
    """For each section the level that can be relied on, the index, and what both rest on."""
    lines = []
    for section, score in in_order:
        beneath = " · ".join(filter(None, (standing.number(score), standing.rests_on(section, score))))
        lines.append(f"- **{plain(section.title)}**: {plain(standing.level(score))}  \n  {plain(beneath)}")
    with st.container(key="in-words"):
        st.markdown("\n".join(lines))


def _frustrations(questionnaire: Questionnaire, profile: Profile) -> None:
    """The frustrations that are likely here, the worst first, each beside its way out."""
    st.header(_("Frustrations you may recognise"), anchor=False)
    recognised = frustrations.likely(questionnaire, profile)
    for likely in recognised:
        with st.container(border=True):
            st.subheader(plain(likely.title), anchor=False)
            st.markdown(plain(likely.text))
            st.markdown(plain(likely.way_out))
    if not recognised:
        st.markdown(frustrations.NONE)


def _summary(selection: Selection, findings: UnitFindings, profile: Profile) -> None:
    stages = pitfalls.by_stage(state.product(), selection, profile) if findings.questionnaire.id == STAGES else {}
    name = places.in_a_sentence(selection.organisation.name, selection.unit.name)
    ready = {section_id: stage.readiness for section_id, stage in stages.items()}
    st.header(_("The summary, for a paper"), anchor=False)
    written_summary.show(
        summarise(findings.questionnaire, profile, name, selection.round.name, selection.round.held_on, ready or None)
    )
