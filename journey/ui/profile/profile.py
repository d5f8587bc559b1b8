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
from journey.ui.shared import components, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.tips import tip
from journey.wording import formatting, suppression
from journey.wording.summary import summarise

RECOGNISED_BELOW = 2.5


def page() -> None:
    """One questionnaire's findings for the round and unit in view."""
    navigation = state.navigation()
    if navigation.selection is None:
        components.nothing_yet("Profile", "Your profile appears here as soon as the first statements are answered.")
        return
    st.title("Profile", anchor=False)
    components.in_view(navigation, navigation.selection)
    found = unit_findings.by_questionnaire(state.product(), navigation.selection)
    if not found:
        st.markdown("Nothing was answered for this unit in this round.")
        if st.button("Begin an assessment", type="primary"):
            st.switch_page(state.page("assess"))
        return
    chosen = _choose(found)
    if chosen.profile is None:
        _hidden(chosen)
    else:
        _standing(navigation.selection, chosen, chosen.profile)


def _choose(found: dict[str, UnitFindings]) -> UnitFindings:
    ids = sorted(found, reverse=True)
    if len(ids) == 1:
        return found[ids[0]]
    titles = {id_: standing.questionnaire.title for id_, standing in found.items()}
    return found[st.radio("Profile of", ids, format_func=titles.__getitem__, horizontal=True)]


def _hidden(standing: UnitFindings) -> None:
    st.info(suppression.whole(standing.why or Absent.TOO_FEW, standing.k, standing.started, standing.finished))


def _standing(selection: Selection, standing: UnitFindings, profile: Profile) -> None:
    from journey import charts

    questionnaire = standing.questionnaire
    if standing.waiting:
        st.info(suppression.waiting(standing.waiting, standing.k))
    _summary(selection, standing, profile)
    components.drawn(
        charts.profile_chart(questionnaire, profile, state.theme()),
        key=f"profile-{questionnaire.id}",
        file_name=f"profile-{questionnaire.id}",
    )
    _holding_back(questionnaire, profile)
    if questionnaire.frustrations:
        _frustrations(questionnaire, profile)
    _sections(standing, profile)


def _summary(selection: Selection, standing: UnitFindings, profile: Profile) -> None:
    stages = pitfalls.by_stage(state.product(), selection, profile) if standing.questionnaire.id == STAGES else {}
    name = selection.organisation.name
    if selection.unit.kind != "corporate":
        name = f"{selection.unit.name}, {name}"
    ready = {section_id: stage.readiness for section_id, stage in stages.items()}
    paragraphs = summarise(
        standing.questionnaire, profile, name, selection.round.name, selection.round.held_on, ready or None
    )
    for paragraph in paragraphs:
        st.markdown(plain(paragraph))
    with st.expander("Copy this summary for a paper"):
        st.code("\n\n".join(paragraphs), language=None, wrap_lines=True)


def _holding_back(questionnaire: Questionnaire, profile: Profile) -> None:
    scored = [s for s in profile.sections if s.secure_level is not None and s.blockers]
    if not scored:
        return
    weakest = min(scored, key=lambda s: (s.secure_level or 0, s.index or 0))
    section = section_of(questionnaire, weakest.section_id)
    target = (weakest.secure_level or 0) + 1
    st.header("What holds you back first", anchor=False)
    st.markdown(
        f"**{plain(section.title)}** is secure at level {weakest.secure_level}. "
        f"These statements stand between it and level {target}, {LEVEL_NAMES[target].lower()}."
    )
    for blocker in weakest.blockers[:3]:
        statement = next(s for s in section.statements if s.id == blocker)
        score = next(s for s in weakest.statements if s.statement_id == blocker)
        _blocker(statement, score)
    if len(weakest.blockers) > 3:
        more = formatting.count(len(weakest.blockers) - 3, "more is", "more are")
        st.caption(f"{formatting.capital(more)} listed under {plain(section.title)} below.")


def _blocker(statement: Statement, score: StatementScore) -> None:
    now = score.median or 1
    with st.container(border=True):
        st.markdown(f"**{plain(statement.text)}**")
        st.markdown(f"Now, {now} {LEVEL_NAMES[now].lower()}: {plain(statement.levels[now])}")  # type: ignore[index]
        if now < 4:
            st.markdown(f"Next, {now + 1} {LEVEL_NAMES[now + 1].lower()}: {plain(statement.levels[now + 1])}")  # type: ignore[index]
        with st.expander("What helps"):
            for tip_id in statement.guidance:
                tip(state.product().library.tips[tip_id])


def _frustrations(questionnaire: Questionnaire, profile: Profile) -> None:
    """The symptom beside its way out: a frustration is likely where its breakthroughs are below the third band."""
    st.header("Frustrations you may recognise", anchor=False)
    scores = {s.section_id: s for s in profile.sections}
    told = False
    for frustration in questionnaire.frustrations:
        ways_out = [s for s in questionnaire.sections if frustration.id in s.frustrations]
        weak = [s for s in ways_out if _is_weak(scores.get(s.id))]
        if not weak:
            continue
        told = True
        with st.container(border=True):
            st.markdown(f"**{plain(frustration.title)}**  \n{plain(frustration.text)}")
            names = formatting.listed([f"{s.title} ({formatting.index_figure(scores[s.id].index or 0)})" for s in weak])
            st.markdown(f"The way out: {plain(names)}.")
    if not told:
        st.markdown("None stands out: every breakthrough that was scored is at 2.5 or above.")


def _is_weak(score: SectionScore | None) -> bool:
    return score is not None and score.index is not None and score.index < RECOGNISED_BELOW


def _sections(standing: UnitFindings, profile: Profile) -> None:
    st.header("Section by section", anchor=False)
    st.caption("Each opens to its statements, and every number to how it was worked out.")
    for score in profile.sections:
        section = section_of(standing.questionnaire, score.section_id)
        with st.expander(
            f"{plain(section.title)} · {headline(score)}", key=f"open-{score.section_id}", on_change="rerun"
        ) as box:
            if not box.open:
                continue
            if score.hidden is Hidden.NOTHING:
                number_details.section(section, score, profile.responses)
            else:
                st.markdown(suppression.section(score.hidden, standing.k))
            _written(standing, section)


def _written(standing: UnitFindings, section: Section) -> None:
    """Notes and evidence, as far as they may be read."""
    texts = unit_findings.written(state.product(), standing, section)
    if texts:
        with st.expander(f"What was written ({len(texts)})"):
            if standing.assessment.privacy is Privacy.CONFIDENTIAL:
                st.caption("Notes and evidence, without names, in alphabetical order.")
            for text, times in Counter(texts).items():
                st.text(text if times == 1 else f"{text} ({times} times)")


def headline(score: SectionScore) -> str:
    """A section's numbers in a few words."""
    if score.hidden is Hidden.EVERYTHING:
        return suppression.HIDDEN
    if score.index is None:
        return "not enough answers"
    said = [f"index {formatting.index_figure(score.index)}"]
    if score.secure_level is not None:
        said.append(f"secure level {score.secure_level}")
    if score.is_indicative:
        said.append("indicative")
    if score.is_provisional:
        said.append("provisional")
    return ", ".join(said)


def section_of(questionnaire: Questionnaire, section_id: str) -> Section:
    """The section with this id."""
    return next(section for section in questionnaire.sections if section.id == section_id)
