"""Home: the first screen of the story. Where we stand, what to do next, what has changed, and what holds us back."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from journey.model import LEVELS, Absent, Profile, Questionnaire
from journey.service.answering import widening
from journey.service.compare import change
from journey.service.current_selection import Navigation, Selection
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.pitfalls.pitfalls import StagePitfalls
from journey.service.plan.place import PlanPlace
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.ui import where_we_are
from journey.ui.shared import components, downloads, errors, explained, page_title, presses, promises, state
from journey.ui.shared.escaping import plain
from journey.wording import standing, suppression, terms
from journey.wording.catalogue import _
from journey.wording.change_summary import in_a_sentence
from journey.wording.holding_back import HoldingBack, holding_back
from journey.wording.next_steps import Act, Advice, Situation, next_steps, unfinished
from journey.wording.plan_needs import PlanSituation
from journey.wording.takeaways import stages_overview

MOST_ADVICE = 3
BESIDE = (2, 1)
"""The picture, and what stands beside it on a wide screen."""


def page() -> None:
    """The council in view: its finding and picture, what to do next, and what holds it back."""
    navigation = state.navigation()
    page_title.show(plain(state.organisation(navigation).name), place="home")
    selection = navigation.selection
    if selection is None:
        st.markdown(
            _(
                "Nothing is assessed yet. Choose what to look at and how much time you have; the picture of where you "
                "stand grows as you answer."
            )
        )
        _advise(None, next_steps(Situation(quick_check=where_we_are.quick_check(state.product()))))
        return
    components.in_view(navigation, selection)
    findings = unit_findings.by_questionnaire(state.product(), selection).get(STAGES)
    stages = pitfalls.by_stage(state.product(), selection, findings.profile if findings else None)
    here = where_we_are.situation(state.product(), navigation, selection, findings, stages)
    first = holding_back(here.questionnaire, here.profile) if here.questionnaire and here.profile else None
    _finding(findings, stages)
    with st.container(key="home-story"):
        # What to do comes first where one stands below the other; beside the picture it is on the right.
        beside, picture = st.columns(list(reversed(BESIDE)), gap="large")
    with beside:
        _advise(selection, next_steps(here)[:MOST_ADVICE])
        _unfinished(here)
        _plan(selection, here.plan)
        if selection.round.closed_at is None:
            promises.show(PlanPlace.of(selection), key="home")
        changed = st.container()
    if findings and findings.profile:
        with picture:
            _picture(selection, findings, findings.profile, stages)
    if here.questionnaire and here.profile and first:
        _holds_back(here.questionnaire, first)
    # It takes the longest to work out, so it is drawn last.
    with changed:
        _changed(navigation, selection, findings)


def _finding(findings: UnitFindings | None, stages: Mapping[str, StagePitfalls]) -> None:
    """The finding in one sentence, as a heading; in its place why there is none."""
    if findings is None:
        st.markdown(_("The picture of the five stages appears here once the stages are assessed."))
    elif findings.profile is None:
        st.info(suppression.whole(findings.why or Absent.TOO_FEW, findings.min_group, findings.turnout))
    else:
        looked_at = _looked_at(stages)
        finding, more = stages_overview.finding(findings.questionnaire, findings.profile, looked_at)
        st.header(plain(finding), anchor=False)
        if more:
            st.markdown(plain(more))


def _looked_at(stages: Mapping[str, StagePitfalls]) -> stages_overview.Tallies:
    return {section_id: stage.tally for section_id, stage in stages.items() if not stage.tally.is_untouched}


def _picture(
    selection: Selection, findings: UnitFindings, profile: Profile, stages: Mapping[str, StagePitfalls]
) -> None:
    from journey import charts

    chart = charts.journey_chart(findings.questionnaire, profile, _looked_at(stages), state.theme())
    subject = downloads.in_one_round(selection, findings.questionnaire, "pitfalls")
    components.drawn(chart, key="journey", subject=subject, is_said=False)
    explained.terms(standing.terms_used(profile.sections), key="home")


def _advise(selection: Selection | None, steps: tuple[Advice, ...]) -> None:
    if not steps:
        return
    st.header(_("What to do next"), anchor=False)
    about = selection.key if selection else "nothing"
    for number, step in enumerate(steps):
        with st.container(key=f"advice-{number}", gap="xsmall"):
            st.markdown(plain(step.reason))
            kind = "primary" if number == 0 else "secondary"
            if presses.button(plain(step.action), key=f"advice-{about}-{number}-{step.action}", type=kind):
                _follow(selection, step)


def _follow(selection: Selection | None, step: Advice) -> None:
    """Go where an advice leads; what it does first is done before."""
    if step.act is Act.WIDEN and selection:
        with errors.refusals_shown_here():
            opening = widening.widen(state.product(), selection, STAGES)
            state.changed_here()
            state.go_to("assess", spot=opening.statement_id, section=opening.page)
    else:
        state.go_to(step.target.page, spot=step.target.spot, **step.target.tabs)


def _unfinished(here: Situation) -> None:
    if lines := unfinished(here):
        st.header(_("What is unfinished"), anchor=False)
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _plan(selection: Selection, plan: PlanSituation | None) -> None:
    """Where the plan stands, in a sentence, and the way to it; nothing while nothing is in it."""
    if plan is None or plan.is_empty:
        return
    st.header(_("The plan"), anchor=False)
    st.markdown(plain(plan.in_a_sentence))
    if st.button(_("Open the plan"), key=f"plan-{selection.key}"):
        state.go_to("plan", view="actions")


def _changed(navigation: Navigation, selection: Selection, findings: UnitFindings | None) -> None:
    """What has changed since the round before, in a sentence, and the way to all of it."""
    position = [round_.id for round_ in navigation.rounds].index(selection.round.id)
    if findings is None or findings.profile is None or not position:
        return
    before = navigation.rounds[position - 1]
    compared = change.in_words(state.product(), selection, STAGES, before)
    if compared is None:
        return
    st.header(_("Since {round}", round=plain(before.name)), anchor=False)
    st.markdown(plain(in_a_sentence(compared)))
    if st.button(_("See what has changed"), key=f"changed-{selection.key}"):
        state.go_to("compare", view="change", questionnaire=STAGES)


def _holds_back(questionnaire: Questionnaire, first: HoldingBack) -> None:
    """The first statements in short: each leads to what helps, on Profile."""
    if not first.statements:
        return
    st.header(plain(first.title), anchor=False)
    texts = {statement.id: statement for statement in questionnaire.statements()}
    for column, score in zip(st.columns(len(first.statements)), first.statements, strict=True):
        statement, level = texts[score.statement_id], score.median or LEVELS[0]
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"**{plain(statement.text)}**")
            st.markdown(_("Now: {level}", level=terms.numbered_level(level)))
            if level + 1 in LEVELS:
                higher = statement.levels[level + 1]  # type: ignore[index]
                next_level = terms.numbered_level(level + 1)
                st.markdown(_("Next: {level}. {text}", level=next_level, text=plain(higher)))
            if st.button(_("What helps"), key=f"helps-{statement.id}"):
                state.go_to("profile", spot=statement.id, questionnaire=questionnaire.id)
