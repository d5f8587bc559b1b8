"""Section by section: the weakest first and open, each with its statements drawn and every number opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from journey.model import (
    Hidden,
    Origin,
    Privacy,
    Profile,
    Questionnaire,
    Section,
    SectionScore,
    Subject,
    SubjectKind,
)
from journey.service.current_selection import Selection
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings, Written, WrittenKind
from journey.ui.profile import number_details
from journey.ui.profile.holding_back import SECTION_SPOT
from journey.ui.shared import downloads, how_others, page_title, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.in_plan import InPlan
from journey.wording import pictures, ranking, standing, suppression
from journey.wording.catalogue import N_, _
from journey.wording.scores import ScoredSections

KINDS = {
    WrittenKind.NOTE: N_("Note"),
    WrittenKind.EVIDENCE: N_("Evidence"),
    WrittenKind.ACT: N_("What leaders did"),
    WrittenKind.REASON: N_("Why it does not apply"),
}


def weakest_first(questionnaire: Questionnaire, profile: Profile) -> ScoredSections:
    """The sections as the picture has them, with those that hold back first before the others."""
    first = ranking.first_sections(profile)
    placed = pictures.in_order(questionnaire, profile)
    return sorted(placed, key=lambda one: first.index(one[0].id) if one[0].id in first else len(first))


def show(selection: Selection, findings: UnitFindings, profile: Profile) -> None:
    """A fold for each section; the first, and the one that was asked for, is open."""
    st.header(_("Section by section"), anchor=False)
    st.caption(_("Each opens to its statements, and every number to how it was worked out."))
    in_plan = InPlan.read(selection)
    for place, (section, score) in enumerate(weakest_first(findings.questionnaire, profile)):
        name = f"{SECTION_SPOT}-{section.id}"
        is_wanted = state.wanted_spot() == name
        margin = findings.margins.get(section.id)
        title = f"{plain(section.title)}: {standing.headline(section, score, margin)}"
        key = f"open-{section.id}{'-wanted' if is_wanted else ''}"
        with (
            page_title.spot(name),
            st.expander(title, expanded=is_wanted or not place, key=key, on_change="rerun") as box,
        ):
            if box.open:
                _details(selection, findings, profile, section, score)
                _in_the_plan(in_plan, findings.questionnaire, section)


def _in_the_plan(in_plan: InPlan, questionnaire: Questionnaire, section: Section) -> None:
    """What is in hand about a section and its statements, and one more action about it."""
    st.subheader(_("What is done about it"), anchor=False)
    statements = [Subject(SubjectKind.STATEMENT, one.id, questionnaire.id) for one in section.statements]
    subject = Subject(SubjectKind.SECTION, section.id, questionnaire.id)
    how_others.offer(subject, key=f"{in_plan.selection.key}-{section.id}")
    in_plan.show(subject, Origin.FIRST_LOOK, key=f"section-{section.id}", beneath=statements)


def _details(
    selection: Selection, findings: UnitFindings, profile: Profile, section: Section, score: SectionScore
) -> None:
    if score.hidden is Hidden.NOTHING:
        subject = downloads.in_one_round(selection, findings.questionnaire, section.id)
        number_details.show(section, score, profile.responses, findings.margins.get(section.id), subject)
    else:
        st.markdown(suppression.section(score.hidden, findings.min_group))
    if findings.assessment.privacy is Privacy.OPEN:
        _written_openly(section, unit_findings.written_openly(state.product(), findings, section))
    else:
        _written(unit_findings.written(state.product(), findings, section))


def _written_openly(section: Section, found: Sequence[Written]) -> None:
    """Notes, evidence and reasons, each named, under its statement."""
    if not found:
        return
    st.subheader(_("Notes, evidence and reasons"), anchor=False)
    for statement in section.statements:
        own = [one for one in found if one.statement_id == statement.id]
        if own:
            st.markdown(f"**{plain(statement.text)}**")
        for one in own:
            st.text(_("{kind}: {text}", kind=_(KINDS[one.kind]), text=one.text))


def _written(texts: Sequence[str]) -> None:
    """What many wrote, as far as it may be read: without names, and without what it was written beside."""
    if not texts:
        return
    with st.expander(_("Notes and evidence of those who answered ({number})", number=len(texts))):
        st.caption(_("Without names, in alphabetical order."))
        for text, times in Counter(texts).items():
            st.text(text if times == 1 else _("{text} ({times} times)", text=text, times=times))
