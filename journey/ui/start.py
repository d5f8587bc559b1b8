"""The first page: what one gets, the council's name, a look at the sample, and what happens to answers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journey import charts
from journey.model import Scope
from journey.service.answering import sessions
from journey.service.councils import councils
from journey.service.pinned_content import STAGES
from journey.service.sample.figures import figures
from journey.service.sample.story import NAME
from journey.ui.shared import components, errors, page_title, presses, sample, state
from journey.ui.shared.downloads import AskedIn, TableSubject
from journey.ui.shared.escaping import plain
from journey.ui.shared.text_field import room
from journey.wording import formatting, terms
from journey.wording.catalogue import _


def page() -> None:
    """Say what this is, ask for the council, show a result; the form comes first where there is one column."""
    page_title.show(_("How well does your council manage performance?"), place="start")
    st.markdown(
        _(
            "For each statement you choose what is closest to how things are, alone or with your management team. You "
            "see **where you stand, what holds you back and what to do first**. Quick check: {size}.",
            size=_size(Scope.QUICK, _questionnaires()[:1]),
        )
    )
    with st.container(key="start"):
        act, look = st.columns([2, 3], gap="large")
    with act:
        _your_council()
        _sample()
    with look:
        _result()
    asked, kept = st.columns(2, gap="large")
    with asked:
        _what_is_asked()
    with kept:
        _what_happens_to_answers()


def _your_council() -> None:
    with st.form("start", border=True):
        st.header(_("Your council"), anchor=False)
        fault = st.container()
        name = st.text_input(_("Name of the council"), max_chars=room(councils.NAME_LIMIT), autocomplete="organization")
        kind = st.selectbox(
            _("Type, if you like"), councils.KINDS, index=None, placeholder=_("Choose, or leave it open")
        )
        if presses.submit(_("Begin"), type="primary", key="start-now"):
            with fault:
                _begin(name, kind or councils.NO_KIND)


def _begin(name: str, kind: str) -> None:
    with errors.refusals_shown_here():
        organisation = councils.start(state.product(), name=name, kind=kind)
        state.look_at(organisation_id=organisation.id)
        state.go_to("assess")


def _sample() -> None:
    st.header(_("Or look round first"), anchor=False)
    st.markdown(
        _(
            "Wensford is a made-up council with three rounds of answers over two years. Nothing of it mixes with your "
            "own."
        )
    )
    sample.offer()


def _result() -> None:
    """The picture of the sample's last round, as it is drawn of any council."""
    st.header(_("What you get"), anchor=False)
    found = figures()
    questionnaire = state.product().library.questionnaire(STAGES, found.profile.version)
    st.caption(_("For example Wensford, which is made up, in {round}:", round=found.round_name))
    components.drawn(
        charts.journey_chart(questionnaire, found.profile, found.tallies, state.theme()),
        key="start",
        subject=TableSubject(
            view="pitfalls",
            council=NAME,
            unit=NAME,
            questionnaire_id=STAGES,
            questionnaire=questionnaire.title,
            asked_in=(AskedIn(found.round_name, questionnaire.version),),
        ),
    )


def _what_is_asked() -> None:
    library = state.product().library
    st.header(_("What is asked, and how long it takes"), anchor=False)
    lines = []
    for questionnaire in map(library.questionnaire, _questionnaires()):
        sections = formatting.listed([section.title for section in questionnaire.sections])
        lines.append(_("- **{title}**: {sections}", title=plain(questionnaire.title), sections=plain(sections)))
    st.markdown("\n".join([*lines, *_times()]))


def _times() -> list[str]:
    """How long the quick check takes, all about the stages, and everything."""
    first = _questionnaires()[:1]
    sizes = {
        _("{quick} of the stages", quick=terms.SCOPES[Scope.QUICK]): _size(Scope.QUICK, first),
        _("{full} of the stages", full=terms.SCOPES[Scope.FULL]): _size(Scope.FULL, first),
        _("{full} of both", full=terms.SCOPES[Scope.FULL]): _size(Scope.FULL, _questionnaires()),
    }
    return [_("- **{name}**: {size}", name=name, size=size) for name, size in sizes.items()]


def _questionnaires() -> tuple[str, ...]:
    return state.product().library.ids("questionnaire")


def _size(scope: Scope, questionnaire_ids: Sequence[str]) -> str:
    return terms.workload(*sessions.size_of_all(state.product(), questionnaire_ids, scope))


def _what_happens_to_answers() -> None:
    st.header(_("What happens to your answers"), anchor=False)
    st.markdown(
        _(
            "- They are saved as you give them, here alone: nothing is sent anywhere else. Stop whenever you like.\n"
            "- Whoever was let in to these pages by a start address or key sees, and can change or remove, everything "
            "of every council here.\n"
            "- Colleagues can be asked to answer confidentially, on their phones. They see none of these pages."
        )
    )
