"""Closing a round, opening it again, renaming it and removing it. Each form says first what it does."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Privacy, Round
from journey.model.refusals import Refusal
from journey.service import Closed
from journey.service.rounds import closing, lifecycle, reopening
from journey.service.rounds.closing import SmallGroupLimits
from journey.service.rounds.lifecycle import NAME_LIMIT, UnitProgress
from journey.service.rounds.reopening import REASON_LIMIT, WHO_LIMIT
from journey.ui.rounds import fields
from journey.ui.shared import day_field, errors, presses, state
from journey.ui.shared.components import fold
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.wording import formatting
from journey.wording.catalogue import N_, _

CLOSED_ALREADY = N_("This round had been closed already, in another window or by somebody else. Nothing is lost.")
OPEN_ALREADY = N_(
    "This round had been opened already, in another window or by somebody else. Your reason was not recorded."
)


def say_if_somebody_was_quicker(round_: Round) -> None:
    """Say so where a button was pressed that is not drawn any more, because the round is closed or open already."""
    if round_.closed_at and presses.is_vain(_close_key(round_)):
        st.info(_(CLOSED_ALREADY))
    if not round_.closed_at and presses.is_vain(_reopen_key(round_)):
        st.info(_(OPEN_ALREADY))


def _close_key(round_: Round) -> str:
    return f"close-now-{round_.id}"


def _reopen_key(round_: Round) -> str:
    return f"reopen-now-{round_.id}"


def offer_closing(round_: Round, unit_progress: Sequence[UnitProgress]) -> None:
    """Close the round, once the person has ticked that they read what closing does."""
    with fold(_("Close this round"), f"close-{round_.id}") as form:
        if form.open:
            _close_form(round_, unit_progress)


def _close_form(round_: Round, unit_progress: Sequence[UnitProgress]) -> None:
    with st.form(f"close-form-{round_.id}", border=False):
        st.markdown(_what_closing_does(unit_progress))
        has_read = st.checkbox(_("I have read this"))
        if presses.submit(_("Close the round"), key=_close_key(round_)):
            if has_read:
                _close(round_)
            else:
                st.error(_("The round is still open. Tick the box above once you have read what closing does."))


def _what_closing_does(unit_progress: Sequence[UnitProgress]) -> str:
    lines = [
        _("Answers, notes and checklists of this round stop changing, in every window that is open on them."),
        _("Its scores are frozen, with the wording and the rules they came from. No later version changes them."),
        _(
            "What is not answered stays unanswered, and counts nowhere. What was begun and not finished counts as far "
            "as it goes."
        ),
    ]
    if limits := _limits(unit_progress):
        lines.append(
            _(
                "Confidential results appear, where at least {min_group} people have answered. Those of smaller "
                "groups stay hidden.",
                min_group=limits.min_group,
            )
        )
        lines.append(
            _(
                "Of confidential answers, what they were before and the time of the day are forgotten, and no device "
                "is known again: nobody can change or remove theirs from then on, even if the round is opened again."
            )
        )
    lines.append(_("It can be opened again later, with a written reason that stays on this page."))
    return "\n".join(f"- {line}" for line in lines)


def _limits(unit_progress: Sequence[UnitProgress]) -> SmallGroupLimits | None:
    return closing.small_group_limits(state.product(), [progress.assessment for progress in unit_progress])


def _close(round_: Round) -> None:
    try:
        closing.close(state.product(), round_.organisation_id, round_.id)
    except Closed:
        state.leave_notice(_(CLOSED_ALREADY))
    else:
        state.changed_here()
        state.leave_notice(_("{name} is closed. Its results are kept as they are now.", name=plain(round_.name)))
    st.rerun()


def offer_reopening(round_: Round, unit_progress: Sequence[UnitProgress]) -> None:
    """Open a closed round again, with a reason."""
    with fold(_("Open it again"), f"reopen-{round_.id}") as form:
        if form.open:
            _reopen_form(round_, unit_progress)


def _reopen_form(round_: Round, unit_progress: Sequence[UnitProgress]) -> None:
    with st.form(f"reopen-form-{round_.id}", border=False):
        st.markdown(_what_reopening_does(unit_progress))
        reason = st.text_area(_("Reason"), max_chars=room(REASON_LIMIT))
        decided_by = st.text_input(_("Decided by: a post or a group"), max_chars=room(WHO_LIMIT))
        if presses.submit(_("Open the round again"), key=_reopen_key(round_)):
            _reopen(round_, reason or "", decided_by or "")


def _what_reopening_does(unit_progress: Sequence[UnitProgress]) -> str:
    lines = [_("Answers, notes and checklists of this round may change again, until it is closed again.")]
    if any(progress.assessment.privacy is Privacy.OPEN for progress in unit_progress):
        lines.append(_("Results of open assessments follow their answers."))
    if limits := _limits(unit_progress):
        lines.append(
            _(
                "Results of confidential assessments stay as they are. At the next closing they are replaced only "
                "where at least {replaced_from} responses are new or changed and the difference shows nobody’s "
                "answers. Roles are then not shown any more.",
                replaced_from=limits.replaced_from,
            )
        )
        lines.append(
            _(
                "By a link people join anew: what they answered before counts, and cannot be changed by anybody. Ask "
                "only those who have not answered."
            )
        )
    lines.append(_("The date, the reason and who decided it stay on this page."))
    return "\n".join(f"- {line}" for line in lines)


def _reopen(round_: Round, reason: str, decided_by: str) -> None:
    with errors.refusals_shown_here():
        is_reopened = reopening.reopen(
            state.product(), round_.organisation_id, round_.id, reason=reason, decided_by=decided_by
        )
        if is_reopened:
            state.changed_here()
        state.leave_notice(_("{name} is open again.", name=plain(round_.name)) if is_reopened else _(OPEN_ALREADY))
        st.rerun()


def offer_change(round_: Round) -> None:
    """Another name or date, and whether last answers are shown."""
    # Once something is changed this is another fold, and a closed one.
    key = f"change-{round_.id}-{round_.name}-{round_.held_on}-{round_.shows_last}"
    with fold(_("Name, date and last answers"), key) as form:
        if form.open:
            _change_form(round_)


def _change_form(round_: Round) -> None:
    with st.form(f"change-form-{round_.id}", border=False):
        name, day = fields.name_and_date(round_.name, round_.held_on)
        shows_last = fields.shows_last(round_.shows_last)
        if presses.submit(_("Save"), key=f"change-now-{round_.id}"):
            _change(round_, name, day, shows_last=shows_last)


def _change(round_: Round, name: str, day: str, *, shows_last: bool) -> None:
    with errors.refusals_shown_here():
        held_on = day_field.required(day, Refusal.ROUND_DAY_MISSING)
        changed = lifecycle.change(state.product(), round_, name=name, held_on=held_on, shows_last=shows_last)
        state.leave_notice(
            _("Saved: {name}, held on {day}.", name=plain(changed.name), day=formatting.day(changed.held_on))
        )
        st.rerun()


def offer_removal(round_: Round) -> None:
    """Remove the round, where its name is typed."""
    with fold(_("Remove this round"), f"remove-{round_.id}") as form:
        if form.open:
            _remove_form(round_)


def _remove_form(round_: Round) -> None:
    with st.form(f"remove-form-{round_.id}", border=False):
        st.markdown(
            _(
                "Everything in it goes with it: all answers, notes and checklists, what was agreed, its results and "
                "its targets. Comparisons with it are no longer possible. This cannot be undone. The actions of the "
                "plan stay, also those that were born in it."
            )
        )
        st.text(round_.name)
        typed = st.text_input(_("To confirm, type the name of the round as it stands here"), max_chars=room(NAME_LIMIT))
        if presses.submit(_("Remove for good"), key=f"remove-now-{round_.id}"):
            _remove(round_, typed or "")


def _remove(round_: Round, typed: str) -> None:
    with errors.refusals_shown_here():
        lifecycle.remove(state.product(), round_, typed=typed)
        state.look_at(organisation_id=round_.organisation_id)
        state.leave_notice(_("{name} was removed, with everything in it.", name=plain(round_.name)))
        st.rerun()
