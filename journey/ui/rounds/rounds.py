"""Rounds: each with its date and state, the one in view opened in full, and a new one started."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey.model import Privacy, Reopening, Round
from journey.service.answering import invitation_links
from journey.service.current_selection import Navigation, Selection
from journey.service.plan.place import PlanPlace
from journey.service.rounds import keeping, lifecycle, reopening
from journey.service.rounds.lifecycle import UnitProgress
from journey.ui.rounds import inviting, manage, plan, targets
from journey.ui.shared import page_title, promises, state
from journey.ui.shared.address import CHOICE
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording import keeping as words_of_keeping
from journey.wording.catalogue import _


def page() -> None:
    """Draw the form for a new round, then all rounds, the newest first."""
    navigation = state.navigation()
    organisation = state.organisation(navigation)
    page_title.show(_("Rounds"), place="rounds")
    st.markdown(
        _(
            "A round is one dated occasion on which units say where they stand. While it is open, answers may change. "
            "Closing it keeps its results as they are, and the next round shows what has changed since."
        )
    )
    if navigation.selection is None:
        st.markdown(
            _(
                "There is none yet. Open the first one here for several units at once, or go to *Assess* and begin "
                "alone: that opens one too."
            )
        )
    plan.show(organisation, navigation)
    if navigation.selection is not None:
        _keeping(navigation)
        for round_ in reversed(navigation.rounds):
            _round(navigation, navigation.selection, round_)


def _keeping(navigation: Navigation) -> None:
    """Say for how long rounds are kept, in words that stand out where some are due."""
    product = state.product()
    due = [(plain(one.name), since) for one, since in keeping.due(product, navigation.rounds)]
    said = words_of_keeping.sentence(product.settings.keep_years, due)
    st.warning(said) if due else st.caption(said)


def _round(navigation: Navigation, selection: Selection, round_: Round) -> None:
    with st.container(key=f"round-{round_.id}", border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            with st.container(width="content", gap="xxsmall"):
                st.header(plain(round_.name), anchor=False)
                st.markdown(_("Held on {day} · {status}", day=formatting.day(round_.held_on), status=_status(round_)))
            if round_.id != selection.round.id and st.button(
                _("Look at {name}", name=plain(round_.name)), key=f"look-{round_.id}"
            ):
                state.look_at(organisation_id=selection.organisation.id, round_id=round_.id, unit_id=selection.unit.id)
                st.rerun()
        if round_.id == selection.round.id:
            _details(navigation, selection)


def _status(round_: Round) -> str:
    if round_.closed_at is None:
        return _("open")
    return _("closed on {date}", date=formatting.day(state.product().day_of(round_.closed_at)))


def _details(navigation: Navigation, selection: Selection) -> None:
    """Draw the round in view: its progress, where to go on, and what can be done with it."""
    round_ = selection.round
    manage.say_if_somebody_was_quicker(round_)
    if round_.closed_at is None:
        promises.show(PlanPlace.of(selection), key="round")
    unit_progress = lifecycle.answered(state.product(), round_)
    _table(unit_progress)
    _reopenings(reopening.reopenings(state.product(), round_.organisation_id, round_.id))
    _onwards(navigation, round_, unit_progress)
    inviting.links_of_round(navigation, selection, unit_progress, invitation_links.of_round(state.product(), round_))
    if not round_.closed_at:
        manage.offer_closing(round_, unit_progress)
    targets.show(navigation, selection)
    manage.offer_change(round_)
    if round_.closed_at:
        manage.offer_reopening(round_, unit_progress)
    manage.offer_removal(round_)


def _table(unit_progress: Sequence[UnitProgress]) -> None:
    """A row for each unit, a column for each questionnaire."""
    import pandas as pd

    titles = {progress.assessment.questionnaire_id: progress.title for progress in unit_progress}
    cells = {
        (progress.unit.id, progress.assessment.questionnaire_id): _progress(progress) for progress in unit_progress
    }
    names = {progress.unit.id: progress.unit.name for progress in unit_progress}
    ids = state.product().library.in_order(titles)
    rows = [
        {_("Unit"): plain(name)} | {plain(titles[id_]): cells.get((unit_id, id_), _("not asked")) for id_ in ids}
        for unit_id, name in names.items()
    ]
    st.table(pd.DataFrame(rows), hide_index=True)
    versions = {(titles[one.assessment.questionnaire_id], one.version): None for one in unit_progress}
    asked = [_("{title} {version}", title=plain(title), version=version) for title, version in versions]
    if asked:
        st.caption(_("Asked: {versions}.", versions=formatting.listed(asked)))
    if any(progress.assessment.privacy is Privacy.CONFIDENTIAL for progress in unit_progress):
        st.caption(_("Where people answer confidentially there are counts alone: nobody is shown who has answered."))


def _progress(progress: UnitProgress) -> str:
    if progress.assessment.privacy is Privacy.CONFIDENTIAL:
        return _("{begun} begun, {finished} finished", begun=progress.turnout.begun, finished=progress.turnout.finished)
    return _(
        "{answered} of {asked} statements{finished}",
        answered=progress.answered,
        asked=progress.asked,
        finished=_(", finished") if progress.turnout.finished else "",
    )


def _reopenings(reopenings: Sequence[Reopening]) -> None:
    for event in reopenings:
        st.markdown(
            _(
                "**Opened again on {date}**, decided by {decided_by}. The reason:",
                date=formatting.day(state.product().day_of(event.at)),
                decided_by=plain(event.decided_by),
            )
        )
        st.text(event.reason)


def _onwards(navigation: Navigation, round_: Round, unit_progress: Sequence[UnitProgress]) -> None:
    is_open = any(progress.assessment.privacy is Privacy.OPEN for progress in unit_progress)
    with st.container(horizontal=True):
        if round_.closed_at is None and is_open and st.button(_("Answer in this round"), type="primary"):
            # The choice first: this page does not say for whom people answer, and who will see it.
            state.go_to("assess", section=CHOICE)
        if st.button(_("See the profile")):
            state.go_to("profile")
        if round_ != navigation.rounds[0] and st.button(_("See what has changed")):
            state.go_to("compare")
