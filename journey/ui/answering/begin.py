"""What to look at, and how much time there is: the page before the first statement."""

from __future__ import annotations

import streamlit as st

from journey.model import Organisation, Scope, Turnout, Unit
from journey.service.answering import invitations, sessions
from journey.service.answering.sessions import AnsweringSession
from journey.service.current_selection import Navigation, Selection
from journey.ui.answering import places
from journey.ui.shared import components, page_title, presses, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting, terms
from journey.wording.catalogue import N_, _

BOTH = ("stages", "breakthroughs")
SUBJECTS: dict[str, tuple[str, ...]] = {
    N_("**The five stages of the improvement journey**  \nFrom taking stock to keeping on track"): ("stages",),
    N_("**The eight performance breakthroughs**  \nWhat turns the usual frustrations round"): ("breakthroughs",),
    N_("**Both**  \nThe fullest picture"): BOTH,
}
"""What can be chosen to look at, and the questionnaires that are asked then."""


def page(organisation: Organisation, navigation: Navigation, session: AnsweringSession | None) -> None:
    """Choose, read who will see the answers, and begin; ``session`` is what was begun already.

    Its widgets are about the unit in the round in view, or about the council that has no round yet.
    """
    unit = navigation.selection.unit if navigation.selection else navigation.units[0]
    about = navigation.selection.key if navigation.selection else organisation.id
    page_title.show(_("Assess how performance is managed"), place="assess")
    if navigation.selection:
        components.in_view(navigation, navigation.selection)
        if navigation.selection.round.closed_at:
            _closed(navigation.selection)
        elif turnout := sessions.confidential_turnout(state.product(), navigation.selection):
            _confidential(navigation.selection, turnout)
            return
    questionnaire_ids = _subject(session, about)
    scope = _scope(session, questionnaire_ids, about)
    _who_sees_it(unit)
    if session is not None:
        st.caption(_("What you have answered so far is kept, whatever you choose here."))
    with st.container(horizontal=True):
        label = _("Begin") if session is None else _("Go on")
        if presses.button(label, type="primary", key=f"begin-{about}"):
            _begin(organisation, unit, navigation.selection, questionnaire_ids, scope)
        if session is not None:
            st.button(_("Back to the statements"), key=f"stop-{about}", on_click=places.go_back_to, args=(session,))


def _closed(selection: Selection) -> None:
    st.info(
        _("{name} is closed: its answers stay. Beginning opens a new round.", name=plain(selection.round.name)),
    )


def _confidential(selection: Selection, turnout: Turnout) -> None:
    """Say that colleagues answer confidentially, so nobody answers in the name of the unit; lead to the link."""
    st.info(
        _(
            "In this round colleagues answer for {name} confidentially, each for themselves, so nobody answers here "
            "in its name. {begun} begun, {finished} finished. To answer openly, choose another unit or round above.",
            name=plain(selection.unit.name),
            begun=formatting.capital(formatting.count(turnout.begun, "response")),
            finished=turnout.finished,
        )
    )
    is_invited = invitations.invited(state.product(), selection) is not None
    st.markdown(
        _("They come by a link, which is on *Rounds* with words to send it.")
        if is_invited
        else _("Nobody has been given a link yet. It is made on *Rounds*.")
    )
    if st.button(_("Go to the link") if is_invited else _("Invite colleagues"), type="primary"):
        state.go_to("rounds")


def _subject(session: AnsweringSession | None, about: str) -> tuple[str, ...]:
    """Draw the choice of what to look at, and return the ids of its questionnaires."""
    chosen: str = st.radio(
        _("What do you want to look at?"),
        list(SUBJECTS),
        format_func=_,
        index=0 if session is None else _subject_of(session),
        width="stretch",
        key=f"subject-{about}",
    )
    return SUBJECTS[chosen]


def _subject_of(session: AnsweringSession) -> int:
    """The place in SUBJECTS of what the session asks."""
    asked = {part.assessment.questionnaire_id for part in session.parts}
    return next((place for place, ids in enumerate(SUBJECTS.values()) if set(ids) == asked), len(SUBJECTS) - 1)


def _scope(session: AnsweringSession | None, questionnaire_ids: tuple[str, ...], about: str) -> Scope:
    """Draw the choice between the quick check and all of it."""
    chosen: Scope = st.radio(
        _("How much time do you have?"),
        [Scope.QUICK, Scope.FULL],
        index=0 if session is None or session.scope is Scope.QUICK else 1,
        format_func=lambda scope: _offer(scope, questionnaire_ids),
        width="stretch",
        key=f"scope-{about}-{'-'.join(questionnaire_ids)}",
    )
    return chosen


def _offer(scope: Scope, questionnaire_ids: tuple[str, ...]) -> str:
    """A scope with its size and what it is good for."""
    size = terms.workload(*sessions.size_of_all(state.product(), questionnaire_ids, scope))
    return f"**{terms.SCOPES[scope]}**  \n{size}: {terms.SCOPE_USES[scope]}"


def _who_sees_it(unit: Unit) -> None:
    st.header(_("Who sees these answers"), anchor=False)
    st.markdown(
        _(
            "This is an **open** assessment: you, or your team together, answer in the name of {name}. Everybody who "
            "can open this tool for your council sees the answers and notes as they are. Leave people’s names out of "
            "notes. This stays so for the whole round.",
            name=plain(unit.name),
        )
    )


def _begin(
    organisation: Organisation,
    unit: Unit,
    selection: Selection | None,
    questionnaire_ids: tuple[str, ...],
    scope: Scope,
) -> None:
    begun = sessions.begin(
        state.product(),
        organisation,
        unit,
        round_id=selection.round.id if selection and selection.round.closed_at is None else None,
        questionnaire_ids=questionnaire_ids,
        scope=scope,
    )
    state.look_at(organisation_id=organisation.id, round_id=begun.round.id, unit_id=unit.id)
    st.rerun()
