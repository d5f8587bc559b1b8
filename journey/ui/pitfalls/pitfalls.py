"""Whether the pitfalls of each stage are true of us, beside where it stands, and whether to move on from it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from journey.model import Absent, Pitfall, PitfallTally, Profile, SectionScore
from journey.service.current_selection import Navigation, Selection
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.pitfalls.pitfalls import StagePitfalls
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.ui.pitfalls import moving_on
from journey.ui.shared import components, downloads, explained, page_title, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.in_plan import InPlan
from journey.ui.shared.pitfall_card import card
from journey.wording import readiness, standing, suppression, terms
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
    selection = navigation.selection
    page_title.show(_("Avoiding the pitfalls"), place="pitfalls")
    components.in_view(navigation, selection)
    findings = unit_findings.by_questionnaire(state.product(), selection).get(STAGES)
    profile = findings.profile if findings else None
    stages = pitfalls.by_stage(state.product(), selection, profile)
    picture(selection, findings, {section_id: stage.tally for section_id, stage in stages.items()})
    chosen = _choose(stages)
    with page_title.spot(Spot.CHECKLIST):
        stage = stages[chosen]
        st.header(plain(stage.title), anchor=False)
        st.markdown(plain(stage.checklist.summary))
        is_last = chosen == list(stages)[-1]
        moving_on.at_the_top(selection, stage)
        _readiness(selection, stage, _score(profile, chosen), is_hidden=bool(findings and not profile), is_last=is_last)
        if selection.round.closed_at:
            _closed(navigation, selection)
    _checklist(selection, stage)
    moving_on.at_the_end(selection, stage, is_last=is_last)


def _choose(stages: Mapping[str, StagePitfalls]) -> str:
    """The stage that is open; at first the one that people are at, which is not ready and was not left."""
    at = next((id_ for id_, stage in stages.items() if not stage.readiness.is_ready and not stage.moved_on), None)
    return components.tab(
        "stage",
        _("Stage"),
        list(stages),
        key="pitfall-stage",
        first=at,
        format_func={section_id: stage.title for section_id, stage in stages.items()}.__getitem__,
        captions=[_in_short(stage) for stage in stages.values()],
        horizontal=True,
    )


def _in_short(stage: StagePitfalls) -> str:
    return _("moved on anyway") if moving_on.is_left(stage) else readiness.in_short(stage.readiness)


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
    explained.terms(standing.terms_used(findings.profile.sections), key="pitfalls")


def _readiness(
    selection: Selection, stage: StagePitfalls, score: SectionScore | None, *, is_hidden: bool, is_last: bool
) -> None:
    """Whether the stage is ready; where not, what is missing by number and by name, each pitfall a press away."""
    if stage.readiness.is_ready:
        st.success(
            _("{title} is ready: nothing is missing.", title=stage.title)
            if is_last
            else _("{title} is ready to move on from.", title=stage.title)
        )
        return
    st.subheader(_("What is still missing") if is_last else _("Not ready to move on from yet"), anchor=False)
    lacks = readiness.lacks(stage.readiness, score, is_hidden=is_hidden)
    st.markdown("\n".join(f"- {lack.said}" for lack in lacks if not lack.pitfall_ids))
    texts = {pitfall.id: pitfall.text for pitfall in stage.checklist.pitfalls}
    for lack in lacks:
        if not lack.pitfall_ids:
            continue
        st.markdown(f"- {lack.said}")
        for pitfall_id in lack.pitfall_ids:
            st.button(
                plain(_("Go to “{text}”", text=texts[pitfall_id])),
                key=f"see-{selection.key}-{pitfall_id}",
                on_click=state.seek,
                args=(pitfall_id,),
            )


def _closed(navigation: Navigation, selection: Selection) -> None:
    """That nothing can be changed any longer, and where what is still open is taken up."""
    is_open = [round_ for round_ in navigation.rounds if not round_.closed_at]
    with st.container(border=True):
        st.markdown(_("**This round is closed.** What was said stays as it is, and nothing can be changed here."))
        if not is_open:
            st.markdown(_("What is still open is taken up in the next round."))
            if st.button(_("Start the next round"), key=f"next-{selection.key}"):
                state.go_to("rounds", spot=Spot.NEW_ROUND)
            return
        newest = is_open[-1]
        st.markdown(_("What is still open is taken up in {round}.", round=plain(newest.name)))
        label = _("Go to the pitfalls of {round}", round=plain(newest.name))
        if st.button(label, key=f"newest-{selection.key}"):
            state.seek(Spot.CHECKLIST)
            components.look_at_chosen(Selection(selection.organisation, newest, selection.unit))


def _checklist(selection: Selection, stage: StagePitfalls) -> None:
    if any(pitfall.critical for pitfall in stage.checklist.pitfalls):
        st.caption(f"▲ {terms.CRITICAL}: {readiness.WHAT_CRITICAL_MEANS}")
    in_plan, pitfalls_by_id = InPlan.read(selection), {pitfall.id: pitfall for pitfall in stage.checklist.pitfalls}
    for pitfall_id in state.kept_order(f"{selection.key}-{stage.section_id}", [p.id for p in stage.by_urgency()]):
        with page_title.spot(pitfall_id):
            _answer(in_plan, stage, pitfalls_by_id[pitfall_id])


@st.fragment
def _answer(in_plan: InPlan, stage: StagePitfalls, pitfall: Pitfall) -> None:
    """Draw one pitfall, and the whole page again when its state has changed: picture and readiness depend on it."""
    state_now = card(in_plan.selection, stage.checklist.id, pitfall, in_plan)
    if state_now is not stage.answers[pitfall.id].content.state:
        st.rerun()
