"""Where a unit stands: the picture, the summary to paste, what holds it back, and every number opened."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from journey.model import (
    LEVELS,
    Absent,
    Hidden,
    Privacy,
    Profile,
    Questionnaire,
    Section,
    Statement,
    StatementScore,
)
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.ui.profile import number_details, written_summary
from journey.ui.shared import components, downloads, page_title, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.tips import tip
from journey.wording import few_could_say, frustrations, places, suppression, terms
from journey.wording.catalogue import _
from journey.wording.holding_back import holding_back
from journey.wording.next_steps import Spot
from journey.wording.scores import headline
from journey.wording.summary import summarise


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
        _hidden(findings)
    else:
        _shown(navigation.selection, findings, findings.profile)


def _choose(by_questionnaire: dict[str, UnitFindings]) -> UnitFindings:
    ids = list(by_questionnaire)
    if len(ids) == 1:
        return by_questionnaire[ids[0]]
    titles = {id_: findings.questionnaire.title for id_, findings in by_questionnaire.items()}
    chosen = components.tab(
        "questionnaire", _("Profile of"), ids, key="profile-of", format_func=titles.__getitem__, horizontal=True
    )
    return by_questionnaire[chosen]


def _hidden(findings: UnitFindings) -> None:
    st.info(suppression.whole(findings.why or Absent.TOO_FEW, findings.min_group, findings.turnout))


def _shown(selection: Selection, findings: UnitFindings, profile: Profile) -> None:
    from journey import charts

    questionnaire = findings.questionnaire
    if findings.waiting:
        st.info(suppression.waiting(findings.waiting, findings.min_group))
    _summary(selection, findings, profile)
    components.drawn(
        charts.profile_chart(questionnaire, profile, state.theme()),
        key=f"profile-{questionnaire.id}",
        subject=downloads.in_one_round(selection, questionnaire, "profile"),
    )
    with page_title.spot(Spot.HOLDING_BACK):
        _holding_back(questionnaire, profile)
    _few_could_say(questionnaire, profile)
    if questionnaire.frustrations:
        _frustrations(questionnaire, profile)
    _sections(selection, findings, profile)


def _summary(selection: Selection, findings: UnitFindings, profile: Profile) -> None:
    stages = pitfalls.by_stage(state.product(), selection, profile) if findings.questionnaire.id == STAGES else {}
    name = places.in_a_sentence(selection.organisation.name, selection.unit.name)
    ready = {section_id: stage.readiness for section_id, stage in stages.items()}
    written_summary.show(
        summarise(findings.questionnaire, profile, name, selection.round.name, selection.round.held_on, ready or None)
    )


def _holding_back(questionnaire: Questionnaire, profile: Profile) -> None:
    first = holding_back(questionnaire, profile)
    if first is None:
        return
    st.header(first.title, anchor=False)
    st.markdown(plain(first.lead))
    if first.order:
        st.caption(first.order)
    statements = {statement.id: statement for statement in questionnaire.statements()}
    for score in first.statements:
        _blocker(statements[score.statement_id], score)
    if first.more:
        st.caption(first.more)


def _few_could_say(questionnaire: Questionnaire, profile: Profile) -> None:
    lines = few_could_say.few_could_say(questionnaire, profile)
    if not lines:
        return
    st.header(few_could_say.TITLE, anchor=False)
    st.markdown(few_could_say.LEAD + "\n\n" + "\n".join(f"- {plain(line)}" for line in lines))


def _blocker(statement: Statement, score: StatementScore) -> None:
    level = score.median or 1
    with page_title.spot(statement.id), st.container(border=True):
        st.markdown(f"**{plain(statement.text)}**")
        st.markdown(_("Now, {level}: {text}", level=_level(level), text=plain(statement.levels[level])))  # type: ignore[index]
        if level + 1 in LEVELS:
            higher = plain(statement.levels[level + 1])  # type: ignore[index]
            st.markdown(_("Next, {level}: {text}", level=_level(level + 1), text=higher))
        with st.expander(_("What helps")):
            for tip_id in statement.guidance:
                tip(state.product().library.tips[tip_id])


def _level(number: int) -> str:
    return f"{number} {terms.level_name(number)}"


def _frustrations(questionnaire: Questionnaire, profile: Profile) -> None:
    """The frustrations that are likely here, each beside its way out."""
    st.header(_("Frustrations you may recognise"), anchor=False)
    recognised = frustrations.likely(questionnaire, profile)
    for likely in recognised:
        with st.container(border=True):
            st.markdown(f"**{plain(likely.title)}**  \n{plain(likely.text)}")
            st.markdown(plain(likely.way_out))
    if not recognised:
        st.markdown(frustrations.NONE)


def _sections(selection: Selection, findings: UnitFindings, profile: Profile) -> None:
    st.header(_("Section by section"), anchor=False)
    st.caption(_("Each opens to its statements, and every number to how it was worked out."))
    for score in profile.sections:
        section = _section_of(findings.questionnaire, score.section_id)
        margin = findings.margins.get(score.section_id)
        title = f"{plain(section.title)} · {headline(score, margin)}"
        with st.expander(title, key=f"open-{score.section_id}", on_change="rerun") as box:
            if not box.open:
                continue
            if score.hidden is Hidden.NOTHING:
                subject = downloads.in_one_round(selection, findings.questionnaire, section.id)
                number_details.show(section, score, profile.responses, margin, subject)
            else:
                st.markdown(suppression.section(score.hidden, findings.min_group))
            _written(findings, section)


def _written(findings: UnitFindings, section: Section) -> None:
    """Notes and evidence, as far as they may be read."""
    texts = unit_findings.written(state.product(), findings, section)
    if texts:
        with st.expander(_("What was written ({number})", number=len(texts))):
            if findings.assessment.privacy is Privacy.CONFIDENTIAL:
                st.caption(_("Notes and evidence, without names, in alphabetical order."))
            for text, times in Counter(texts).items():
                st.text(text if times == 1 else _("{text} ({times} times)", text=text, times=times))


def _section_of(questionnaire: Questionnaire, section_id: str) -> Section:
    """The section with this id."""
    return next(section for section in questionnaire.sections if section.id == section_id)
