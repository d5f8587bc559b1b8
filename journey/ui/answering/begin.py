"""What to look at, and how much time there is: the page before the first statement."""

from __future__ import annotations

import streamlit as st

from journey.model import Organisation, Scope, Turnout, Unit
from journey.service.answering import invitations, sessions, widening
from journey.service.answering.sessions import AnsweringSession, AssessmentPart
from journey.service.current_selection import Navigation, Selection
from journey.service.plan.place import PlanPlace
from journey.ui.answering import places
from journey.ui.shared import asking_more, components, page_title, presses, promises, state
from journey.ui.shared.escaping import plain
from journey.wording import choosing, formatting, terms
from journey.wording.catalogue import N_, _

BOTH = ("stages", "breakthroughs")
SUBJECTS: dict[str, tuple[str, ...]] = {
    N_("**The five stages of the improvement journey**, from taking stock to keeping on track"): ("stages",),
    N_("**The eight breakthroughs**: what turns the usual frustrations round"): ("breakthroughs",),
    N_("**Both**: the fullest picture"): BOTH,
}
"""What can be chosen to look at, and the questionnaires that are asked then."""


def page(organisation: Organisation, navigation: Navigation, session: AnsweringSession | None) -> None:
    """Choose, read how to answer and who sees it, and begin; ``session`` is what was begun already.

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
    if session is not None:
        _go_on(session)
        asking_more.choice(session.selection, key="choice")
        _who_sees_it(unit)
        promises.show(PlanPlace.of(session.selection), key="assess")
        return
    questionnaire_ids = _subject(about)
    scope = _scope(questionnaire_ids, about)
    _how_to_answer(unit)
    _who_sees_it(unit)
    if presses.button(_("Begin"), type="primary", key=f"begin-{about}"):
        _begin(organisation, unit, navigation.selection, questionnaire_ids, scope)


def _go_on(session: AnsweringSession) -> None:
    """What was begun, how far it is, and the way to the first statement that is not answered, or to the review."""
    given = sessions.answers_given(state.product(), session)
    progress = sessions.progress(session, given)
    titles = [f"{plain(part.questionnaire.title)} ({_asked(part)})" for part in session.parts]
    st.markdown(
        _(
            "You are answering {titles}. {answered} of {asked} statements are answered{left}.",
            titles=formatting.listed([title[:1].lower() + title[1:] for title in titles]),
            answered=progress.answered,
            asked=progress.asked,
            left=_(", about {minutes} left", minutes=formatting.count(progress.minutes_left, "minute"))
            if progress.minutes_left
            else "",
        )
    )
    is_all = progress.answered == progress.asked
    opening = widening.first_open(state.product(), session)
    st.button(
        _("Review your answers") if is_all else _("Go on answering"),
        type="primary",
        key=f"go-on-{session.selection.key}",
        on_click=places.go_to_the_review if is_all else places.go_to_statement,
        args=(session,) if is_all else (session, opening.number, opening.statement_id),
    )


def _asked(part: AssessmentPart) -> str:
    """``quick check``, and of which sections everything is asked."""
    titles = [section.title for section in part.questionnaire.sections if section.id in part.assessment.widened]
    scope = terms.SCOPES[part.assessment.scope].lower()
    if not titles:
        return scope
    lowered = [plain(title[:1].lower() + title[1:]) for title in titles]
    return _("{scope}, with all of {titles}", scope=scope, titles=formatting.listed(lowered))


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


def _subject(about: str) -> tuple[str, ...]:
    """Draw the choice of what to look at, and return the ids of its questionnaires."""
    chosen: str = st.radio(
        _("What do you want to look at?"),
        list(SUBJECTS),
        format_func=_,
        width="stretch",
        key=f"subject-{about}",
    )
    return SUBJECTS[chosen]


def _scope(questionnaire_ids: tuple[str, ...], about: str) -> Scope:
    """Draw the choice between the quick check and all of it."""
    chosen: Scope = st.radio(
        _("How much time do you have?"),
        [Scope.QUICK, Scope.FULL],
        format_func=lambda scope: _offer(scope, questionnaire_ids),
        width="stretch",
        key=f"scope-{about}-{'-'.join(questionnaire_ids)}",
    )
    return chosen


def _offer(scope: Scope, questionnaire_ids: tuple[str, ...]) -> str:
    """A scope with its size and what it is good for."""
    size = terms.workload(*sessions.size_of_all(state.product(), questionnaire_ids, scope))
    return f"**{terms.SCOPES[scope]}**: {size}; {terms.SCOPE_USES[scope]}"


def _how_to_answer(unit: Unit) -> None:
    st.header(_("How to choose a level"), anchor=False)
    st.markdown(choosing.how_to_choose(is_whole_council=unit.kind == "corporate"))


def _who_sees_it(unit: Unit) -> None:
    st.header(_("Who sees these answers"), anchor=False)
    st.markdown(
        _(
            "This is an *open* assessment: you, or your team together, answer once, in the name of {name}. Whoever was "
            "let in to these pages, by the key or a link, sees the answers and notes as they are, and can change or "
            "remove them: leave people’s names out. This stays so for the whole round. If colleagues are to answer "
            "each for themselves, *confidentially*, invite them on *Rounds* instead.",
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
