"""What holds a unit back first, or after a quick check where to look first: each statement, and the ways on from it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from journey.model import (
    LEVELS,
    Origin,
    Privacy,
    Profile,
    Section,
    Statement,
    StatementScore,
    Subject,
    SubjectKind,
)
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from journey.service.profile.unit_findings import UnitFindings
from journey.ui.shared import how_others, page_title, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.in_plan import InPlan
from journey.wording import few_could_say, holding_back, terms
from journey.wording.catalogue import _
from journey.wording.holding_back import HoldingBack
from journey.wording.next_steps import OpenStatement, Spot, Target, statement

SECTION_SPOT = "section"
"""What the spot of a section's details is called, before its id."""


def show(selection: Selection, findings: UnitFindings, profile: Profile) -> None:
    """The first statements as cards, and what hardly anybody could say."""
    first = holding_back.holding_back(findings.questionnaire, profile)
    with page_title.spot(Spot.HOLDING_BACK):
        if first is not None:
            _first(selection, findings, first)
    _few_could_say(selection, findings, profile)


def _first(selection: Selection, findings: UnitFindings, first: HoldingBack) -> None:
    st.header(plain(first.title), anchor=False)
    st.markdown(plain(first.reason))
    if first.order:
        st.caption(first.order)
    shown = {score.statement_id: score for score in first.statements}
    placed = [
        (section, one)
        for id_ in shown
        for section in findings.questionnaire.sections
        for one in section.statements
        if one.id == id_
    ]
    _ways_on(selection, findings, {section.id: section for section, _statement in placed}.values())
    in_plan = InPlan.read(selection)
    for section, one in placed:
        _card(in_plan, findings, section, one, shown[one.id], first.wanted.get(one.id))
    if first.more:
        st.caption(first.more)


def _ways_on(selection: Selection, findings: UnitFindings, of_sections: Iterable[Section]) -> None:
    """The buttons that lead from a section to its details and to its checklist."""
    with st.container(horizontal=True):
        for section in of_sections:
            title = plain(section.title)
            if st.button(_("See how {title} stands", title=title), key=f"details-{section.id}"):
                _go(Target("profile", f"{SECTION_SPOT}-{section.id}", questionnaire=findings.questionnaire.id))
            if findings.questionnaire.id == STAGES:
                closed, to_do = _("See the pitfalls of {title}"), _("Go through the pitfalls of {title}")
                label = (closed if selection.round.closed_at else to_do).format(title=title)
                if st.button(label, key=f"pitfalls-{section.id}"):
                    _go(Target("pitfalls", Spot.CHECKLIST, stage=section.id))


def _go(target: Target) -> None:
    state.go_to(target.page, spot=target.spot, **target.tabs)


def _card(
    in_plan: InPlan,
    findings: UnitFindings,
    section: Section,
    one: Statement,
    score: StatementScore,
    wanted: int | None,
) -> None:
    """A statement: its level now, the next, what helps, what is done about it, and where it can be answered again."""
    level = score.median or LEVELS[0]
    with page_title.spot(one.id), st.container(key=f"statement-{one.id}", border=True):
        st.subheader(plain(one.text), anchor=False)
        now, after = st.columns(2)
        with now:
            st.markdown(_described(_("Now"), one, level))
        with after:
            if level + 1 in LEVELS:
                st.markdown(_described(_("Next"), one, level + 1))
            if wanted and wanted > level + 1:
                st.markdown(_described(_("What {title} needs", title=plain(section.title)), one, wanted))
        if not wanted:
            st.markdown(_("**Why it matters.** {why}", why=plain(one.why)))
        subject = Subject(SubjectKind.STATEMENT, one.id, findings.questionnaire.id)
        how_others.offer(subject, key=f"{in_plan.selection.key}-{one.id}", is_open=state.wanted_spot() == one.id)
        if can_be_answered(in_plan.selection, findings) and st.button(_("Answer it again"), key=f"again-{one.id}"):
            _go(statement(OpenStatement(f"{findings.questionnaire.id}.{section.id}", one.id)))
        in_plan.show(subject, Origin.BLOCKER if wanted else Origin.FIRST_LOOK, key=f"statement-{one.id}")


def _described(when: str, one: Statement, level: int) -> str:
    return f"**{when}: {terms.level_in_words(level)}**  \n{plain(one.levels[level])}"  # type: ignore[index]


def can_be_answered(selection: Selection, findings: UnitFindings) -> bool:
    """Whether a statement can be answered again on this side: openly, while the round is open."""
    return selection.round.closed_at is None and findings.assessment.privacy is Privacy.OPEN


def _few_could_say(selection: Selection, findings: UnitFindings, profile: Profile) -> None:
    """The statements that few or none gave a level to; of one answer each can be answered with somebody who knows."""
    found = few_could_say.few_could_say(findings.questionnaire, profile)
    if not found:
        return
    st.header(few_could_say.title(profile), anchor=False)
    st.markdown(few_could_say.lead(profile))
    for line in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"- {plain(line.text)}", width="stretch")
            if can_be_answered(selection, findings) and st.button(_("Answer it"), key=f"could-say-{line.statement_id}"):
                _go(statement(OpenStatement(f"{findings.questionnaire.id}.{line.section_id}", line.statement_id)))
