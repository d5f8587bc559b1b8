"""'Done the right things?': the pitfalls of each stage beside where it stands, and whether to move on."""

from __future__ import annotations

import streamlit as st

from journey.model import Absent, Pitfall, PitfallTally, Profile, ReadinessOverride, SectionScore
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.pitfalls.pitfalls import StagePitfalls
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.ui.shared import components, downloads, errors, page_title, presses, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.pitfall_card import card
from journey.wording import formatting, readiness, suppression
from journey.wording.catalogue import _
from journey.wording.next_steps import Spot


def page() -> None:
    """The picture of all stages, then one stage's pitfalls."""
    navigation = state.navigation()
    if navigation.selection is None:
        components.nothing_yet(
            _("Avoiding the pitfalls"),
            _(
                "Each stage has a checklist of the ways in which it usually goes wrong. They open with your first "
                "assessment."
            ),
        )
        return
    page_title.show(_("Avoiding the pitfalls"), place="pitfalls")
    components.in_view(navigation, navigation.selection)
    findings = unit_findings.by_questionnaire(state.product(), navigation.selection).get(STAGES)
    profile = findings.profile if findings else None
    stages = pitfalls.by_stage(state.product(), navigation.selection, profile)
    picture(navigation.selection, findings, {section_id: stage.tally for section_id, stage in stages.items()})
    titles = {section_id: stage.title for section_id, stage in stages.items()}
    chosen = components.tab(
        "stage", _("Stage"), list(stages), key="pitfall-stage", format_func=titles.__getitem__, horizontal=True
    )
    _stage(navigation.selection, stages[chosen], _score(profile, chosen))


def _score(profile: Profile | None, section_id: str) -> SectionScore | None:
    return next((score for score in profile.sections if score.section_id == section_id), None) if profile else None


def picture(selection: Selection, findings: UnitFindings | None, tallies: dict[str, PitfallTally]) -> None:
    """The five stages alongside the pitfalls avoided and open."""
    if findings is None:
        st.caption(_("The picture of the five stages appears here once the stages are assessed."))
        return
    if findings.profile is None:
        st.info(suppression.whole(findings.why or Absent.TOO_FEW, findings.min_group, findings.turnout))
        return
    from journey import charts

    looked_at = {section_id: tally for section_id, tally in tallies.items() if not tally.is_untouched}
    chart = charts.journey_chart(findings.questionnaire, findings.profile, looked_at, state.theme())
    components.drawn(
        chart, key="journey", subject=downloads.in_one_round(selection, findings.questionnaire, "pitfalls")
    )


def _stage(selection: Selection, stage: StagePitfalls, score: SectionScore | None) -> None:
    with page_title.spot(Spot.CHECKLIST):
        st.header(stage.checklist.title, anchor=False)
    _brought_up_again(selection, stage)
    _readiness(stage, score)
    if selection.round.closed_at:
        st.caption(_("This round is closed: what was said stays as it is."))
    pitfalls_by_id = {pitfall.id: pitfall for pitfall in stage.checklist.pitfalls}
    for pitfall_id in state.kept_order(f"{selection.key}-{stage.section_id}", [p.id for p in stage.by_urgency()]):
        with page_title.spot(pitfall_id):
            _answer(selection, stage, pitfalls_by_id[pitfall_id])
    _moving_on(selection, stage)


@st.fragment
def _answer(selection: Selection, stage: StagePitfalls, pitfall: Pitfall) -> None:
    """Draw one pitfall, and the whole page again when its state has changed: picture and readiness depend on it."""
    state_now = card(selection, stage.checklist.id, pitfall)
    if state_now is not stage.answers[pitfall.id].content.state:
        st.rerun()


def _readiness(stage: StagePitfalls, score: SectionScore | None) -> None:
    if stage.readiness.is_ready:
        st.success(_("{title} is ready to move on from.", title=stage.title))
        return
    lines = [lack.said for lack in readiness.lacks(stage.readiness, score)]
    st.markdown(_("**Not ready to move on yet:**\n\n") + "\n".join(f"- {line}" for line in lines))


def _brought_up_again(selection: Selection, stage: StagePitfalls) -> None:
    """Say that the last round moved on from this stage although it was not ready, with the reason given then."""
    if override := pitfalls.brought_up_again(state.product(), selection).get(stage.section_id):
        with st.container(border=True):
            st.markdown(
                _("**Last round you moved on from this stage although it was not ready.** The reason given was:")
            )
            _reason(override)


def _reason(override: ReadinessOverride) -> None:
    st.text(override.reason)
    st.caption(f"{plain(override.decided_by)}, {formatting.day(state.product().day_of(override.decided_at))}")


def _moving_on(selection: Selection, stage: StagePitfalls) -> None:
    if stage.moved_on:
        with st.container(border=True):
            st.markdown(_("**Moved on although not ready.** The next round brings this up again."))
            _reason(stage.moved_on)
    if stage.readiness.is_ready or selection.round.closed_at:
        return
    about = f"move-on-{selection.key}-{stage.section_id}"
    with st.expander(_("Move on anyway, with a written reason")), st.form(about, border=False):
        reason = st.text_area(_("Reason"), max_chars=pitfalls.TEXT_LIMIT)
        decided_by = st.text_input(_("Decided by: a post or a group"), max_chars=pitfalls.WHO_LIMIT)
        if presses.submit(_("Record and move on"), key=f"{about}-now"):
            _record(selection, stage, reason or "", decided_by or "")


def _record(selection: Selection, stage: StagePitfalls, reason: str, decided_by: str) -> None:
    with errors.refusals_shown_here():
        pitfalls.move_on(state.product(), selection, stage.section_id, reason=reason, decided_by=decided_by)
        state.leave_notice(_("Recorded. The next round brings it up again."))
        st.rerun()
