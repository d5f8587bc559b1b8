"""What can be done with a round: close it, open it again, rename it, remove it. Each says first what it does."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Privacy, Round
from journey.model.refusals import Refusal
from journey.service import Closed
from journey.service.rounds import closing, lifecycle
from journey.service.rounds.closing import REASON_LIMIT, WHO_LIMIT, SmallGroupLimits
from journey.service.rounds.lifecycle import NAME_LIMIT, UnitProgress
from journey.ui.rounds import fields
from journey.ui.shared import day_field, errors, state
from journey.ui.shared.components import fold
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import N_, _

CLOSED_ALREADY = N_("This round had been closed already, in another window or by somebody else. Nothing is lost.")
OPEN_ALREADY = N_(
    "This round had been opened already, in another window or by somebody else. Your reason was not recorded."
)


def told_if_somebody_was_quicker(held: Round) -> None:
    """Say so where a button was pressed that is not drawn any more, because the round is closed or open already."""
    if held.closed_at and st.session_state.get(_close_key(held)):
        st.info(_(CLOSED_ALREADY))
    if not held.closed_at and st.session_state.get(_reopen_key(held)):
        st.info(_(OPEN_ALREADY))


def _close_key(held: Round) -> str:
    return f"close-now-{held.id}"


def _reopen_key(held: Round) -> str:
    return f"reopen-now-{held.id}"


def close(held: Round, answered: Sequence[UnitProgress]) -> None:
    """Close the round, after it was read what that means."""
    with fold(_("Close this round"), f"close-{held.id}") as form:
        if form.open:
            _close_form(held, answered)


def _close_form(held: Round, answered: Sequence[UnitProgress]) -> None:
    with st.form(f"close-form-{held.id}", border=False):
        st.markdown(_what_closing_does(answered))
        has_read = st.checkbox(_("I have read this"))
        if st.form_submit_button(_("Close the round"), key=_close_key(held)):
            if has_read:
                _close(held)
            else:
                st.error(_("The round is still open. Tick the box above once you have read what closing does."))


def _what_closing_does(answered: Sequence[UnitProgress]) -> str:
    lines = [
        _("Answers, notes and checklists of this round stop changing, in every window that is open on them."),
        _("Its scores are frozen, with the wording and the rules they came from. No later version changes them."),
        _(
            "What is not answered stays unanswered, and counts nowhere. What was begun and not finished counts "
            "as far as "
            "it goes."
        ),
    ]
    if limits := _limits(answered):
        lines.append(
            _(
                "Confidential results appear, where at least {min_group} people have answered. Those of smaller "
                "groups stay hidden.",
                min_group=limits.min_group,
            )
        )
    lines.append(_("It can be opened again later, with a written reason that stays on this page."))
    return "\n".join(f"- {line}" for line in lines)


def _limits(answered: Sequence[UnitProgress]) -> SmallGroupLimits | None:
    return closing.small_group_limits(state.product(), [progress.assessment for progress in answered])


def _close(held: Round) -> None:
    try:
        closing.close(state.product(), held.organisation_id, held.id)
    except Closed:
        state.leave_notice(_(CLOSED_ALREADY))
    else:
        state.leave_notice(_("{name} is closed. Its results are kept as they are now.", name=plain(held.name)))
    st.rerun()


def reopen(held: Round, answered: Sequence[UnitProgress]) -> None:
    """Open a closed round again, with a reason."""
    with fold(_("Open it again"), f"reopen-{held.id}") as form:
        if form.open:
            _reopen_form(held, answered)


def _reopen_form(held: Round, answered: Sequence[UnitProgress]) -> None:
    with st.form(f"reopen-form-{held.id}", border=False):
        st.markdown(_what_reopening_does(answered))
        reason = st.text_area(_("Reason"), max_chars=REASON_LIMIT)
        decided_by = st.text_input(_("Decided by: a post or a group"), max_chars=WHO_LIMIT)
        if st.form_submit_button(_("Open the round again"), key=_reopen_key(held)):
            _reopen(held, reason or "", decided_by or "")


def _what_reopening_does(answered: Sequence[UnitProgress]) -> str:
    lines = [_("Answers, notes and checklists of this round may change again, until it is closed again.")]
    if any(progress.assessment.privacy is Privacy.OPEN for progress in answered):
        lines.append(_("Results of open assessments follow their answers."))
    if limits := _limits(answered):
        lines.append(
            _(
                "Results of confidential assessments stay as they are. At the next closing they are replaced "
                "only where "
                "at least {replaced_from} responses are new or changed and the difference shows nobody’s "
                "answers. Roles are then not shown any more.",
                replaced_from=limits.replaced_from,
            )
        )
    lines.append(_("The date, the reason and who decided it stay on this page."))
    return "\n".join(f"- {line}" for line in lines)


def _reopen(held: Round, reason: str, decided_by: str) -> None:
    with errors.said_here():
        done = closing.reopen(state.product(), held.organisation_id, held.id, reason=reason, decided_by=decided_by)
        state.leave_notice(_("{name} is open again.", name=plain(held.name)) if done else _(OPEN_ALREADY))
        st.rerun()


def change(held: Round) -> None:
    """Another name or date, and whether last answers are shown."""
    # Once something is changed this is another fold, and a closed one.
    key = f"change-{held.id}-{held.name}-{held.held_on}-{held.shows_last}"
    with fold(_("Name, date and last answers"), key) as form:
        if form.open:
            _change_form(held)


def _change_form(held: Round) -> None:
    with st.form(f"change-form-{held.id}", border=False):
        name, day = fields.name_and_date(held.name, held.held_on)
        shows_last = fields.shows_last(held.shows_last)
        if st.form_submit_button(_("Save")):
            _change(held, name, day, shows_last=shows_last)


def _change(held: Round, name: str, day: str, *, shows_last: bool) -> None:
    with errors.said_here():
        held_on = day_field.required(day, Refusal.ROUND_DAY_MISSING)
        changed = lifecycle.change(state.product(), held, name=name, held_on=held_on, shows_last=shows_last)
        state.leave_notice(
            _("Saved: {name}, held on {held_on}.", name=plain(changed.name), held_on=formatting.day(changed.held_on))
        )
        st.rerun()


def remove(held: Round) -> None:
    """Remove the round, where its name is typed."""
    with fold(_("Remove this round"), f"remove-{held.id}") as form:
        if form.open:
            _remove_form(held)


def _remove_form(held: Round) -> None:
    with st.form(f"remove-form-{held.id}", border=False):
        st.markdown(
            _(
                "Everything in it goes with it: all answers, notes and checklists, what was agreed, its results "
                "and its "
                "targets. Comparisons with it are no longer possible. This cannot be undone."
            )
        )
        st.text(held.name)
        typed = st.text_input(_("To confirm, type the name of the round as it stands here"), max_chars=NAME_LIMIT)
        if st.form_submit_button(_("Remove for good")):
            _remove(held, typed or "")


def _remove(held: Round, typed: str) -> None:
    with errors.said_here():
        lifecycle.remove(state.product(), held, typed=typed)
        state.look_at(organisation_id=held.organisation_id)
        state.leave_notice(_("{name} was removed, with everything in it.", name=plain(held.name)))
        st.rerun()
