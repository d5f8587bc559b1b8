"""Moving on from a stage that is not ready: the written reason, where it is seen, and taking it back."""

from __future__ import annotations

from datetime import date

import streamlit as st

from journey.model import ReadinessOverride
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls
from journey.service.pitfalls.pitfalls import LeftBefore, StagePitfalls
from journey.ui.shared import errors, presses, state
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.wording import formatting, readiness
from journey.wording.catalogue import _
from journey.wording.next_steps import Spot


def is_left(stage: StagePitfalls) -> bool:
    """Whether the stage was left in the round in view, and is not ready until now."""
    return stage.moved_on is not None and not stage.readiness.is_ready


def at_the_top(selection: Selection, stage: StagePitfalls) -> None:
    """What was decided about the stage in this round, and in the one before."""
    if before := pitfalls.left_before(state.product(), selection, stage):
        _brought_up_again(stage, before)
    if stage.moved_on:
        with st.container(border=True):
            st.markdown(f"**{plain(readiness.moved_on(stage.moved_on, _day(stage.moved_on)))}**")
            _reason(stage.moved_on)
            if stage.readiness.is_ready:
                st.markdown(_("It is ready now."))
            if not selection.round.closed_at:
                _change(selection, stage, stage.moved_on)


def _brought_up_again(stage: StagePitfalls, before: LeftBefore) -> None:
    with st.container(border=True):
        st.markdown(
            _(
                "**In {round} you moved on from this stage although it was not ready**, decided by {decided_by} on "
                "{day}.",
                round=plain(before.round.name),
                decided_by=plain(before.override.decided_by),
                day=formatting.day(_day(before.override)),
            )
        )
        _reason(before.override)
        now = _("The stage is ready now.") if stage.readiness.is_ready else _("The stage is not ready now either.")
        st.markdown(f"{readiness.since_then(before.since)} {now}")


def _day(override: ReadinessOverride) -> date:
    return state.product().day_of(override.decided_at)


def _reason(override: ReadinessOverride) -> None:
    st.text(_("The reason given: {reason}", reason=override.reason))


def _change(selection: Selection, stage: StagePitfalls, override: ReadinessOverride) -> None:
    about = f"moved-on-{selection.key}-{stage.section_id}"
    with st.expander(_("Change the reason, or take it back")):
        _form(selection, stage, about, override, label=_("Save the reason"))
        if presses.button(_("We have not moved on after all"), key=f"{about}-back"):
            with errors.refusals_shown_here():
                pitfalls.take_back_moving_on(state.product(), selection, stage.section_id)
                _say(_("Taken back: {title} counts as a stage that you are still at.", title=stage.title))


def at_the_end(selection: Selection, stage: StagePitfalls, *, is_last: bool) -> None:
    """Moving on although something is missing, where there is a stage to move on to."""
    if stage.readiness.is_ready or stage.moved_on or selection.round.closed_at:
        return
    if is_last:
        st.markdown(readiness.NOWHERE_TO_MOVE_ON_TO)
        return
    with st.expander(_("Move on anyway, with a written reason")):
        _form(selection, stage, f"move-on-{selection.key}-{stage.section_id}", None, label=_("Record and move on"))


def _form(
    selection: Selection, stage: StagePitfalls, about: str, override: ReadinessOverride | None, *, label: str
) -> None:
    start = (override.reason, override.decided_by) if override else ("", "")
    with st.form(about, border=False):
        reason = st.text_area(_("Reason"), start[0], max_chars=room(pitfalls.TEXT_LIMIT))
        decided_by = st.text_input(_("Decided by: a post or a group"), start[1], max_chars=room(pitfalls.WHO_LIMIT))
        if presses.submit(label, key=f"{about}-now"):
            with errors.refusals_shown_here():
                pitfalls.move_on(
                    state.product(), selection, stage.section_id, reason=reason or "", decided_by=decided_by or ""
                )
                _say(_("Recorded. The next round brings it up again."))


def _say(notice: str) -> None:
    state.leave_notice(notice)
    state.seek(Spot.CHECKLIST)
    st.rerun()
