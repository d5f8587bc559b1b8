"""4 Pitfalls: the room votes on which pitfalls of a stage it avoids, and the facilitator records the unit's state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journey.model import Pitfall, QuestionKind, Workshop
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls as checklists
from journey.service.pitfalls.pitfalls import StagePitfalls
from journey.service.workshop.room import of_pitfall
from journey.service.workshop.room_items import History, Item, latest
from journey.ui.shared import components, pitfall_card, state
from journey.ui.shared.escaping import plain
from journey.ui.workshop import questions, result
from journey.wording import formatting, reveal
from journey.wording.catalogue import _

WHOLE_STAGE, CRITICAL = "", "critical"
"""The choices of what to ask: all that is left of a stage, or its critical pitfalls."""


def show(selection: Selection, workshop: Workshop, history: History) -> None:
    """The pitfalls of a stage by vote, and what is recorded of them."""
    st.header(_("Which pitfalls do we avoid?"), anchor=False)
    stages = checklists.by_stage(state.product(), selection, None)
    if not stages:
        st.markdown(_("This round has no pitfalls."))
        return
    chosen = st.selectbox(
        _("Stage"),
        list(stages),
        format_func=lambda id_: stages[id_].title,
        key=f"pitfall-stage-{workshop.id}",
        width=components.SELECT_WIDTH,
    )
    stage = stages[chosen]
    items = latest(history, QuestionKind.PITFALL)
    subjects = {pitfall.id: of_pitfall(stage.checklist, pitfall) for pitfall in stage.checklist.pitfalls}
    revealed = {id_: item for id_, new in subjects.items() if (item := items.get(new.subject)) and item.is_revealed}
    if revealed:
        _revealed(selection, stage, revealed)
    left = [pitfall for pitfall in stage.checklist.pitfalls if pitfall.id not in revealed]
    if left:
        _ask(workshop, stage, left)


def _ask(workshop: Workshop, stage: StagePitfalls, left: Sequence[Pitfall]) -> None:
    critical = [pitfall for pitfall in left if pitfall.critical]
    choices = {WHOLE_STAGE: _("All of this stage: {pitfalls}", pitfalls=formatting.count(len(left), "pitfall"))}
    if 0 < len(critical) < len(left):
        choices[CRITICAL] = _("The critical ones: {pitfalls}", pitfalls=formatting.count(len(critical), "pitfall"))
    chosen = st.radio(
        _("Put before the room"),
        list(choices),
        format_func=choices.__getitem__,
        key=f"pitfalls-what-{workshop.id}-{stage.section_id}-{len(left)}",
        width="stretch",
    )
    seconds = questions.timer(workshop, "pitfalls")
    new = [of_pitfall(stage.checklist, pitfall) for pitfall in (critical if chosen == CRITICAL else left)]
    questions.button(_("Put them before the room"), workshop, new, seconds)


def _revealed(selection: Selection, stage: StagePitfalls, revealed: Mapping[str, Item]) -> None:
    """Draw the vote on one of the revealed pitfalls, and the card that records the unit's state."""
    pitfalls_by_id = {pitfall.id: pitfall for pitfall in stage.checklist.pitfalls}
    chosen = st.radio(
        _("Revealed"),
        list(revealed),
        format_func=lambda id_: _vote_in_words(revealed[id_]),
        key=f"pitfall-{selection.round.id}-{stage.section_id}",
        width="stretch",
    )
    result.show(revealed[chosen])
    _card(selection, stage.checklist.id, pitfalls_by_id[chosen])


def _vote_in_words(item: Item) -> str:
    finding = reveal.finding(item.question.kind, item.options, item.question.result or {})
    return f"{plain(item.text)}  \n{plain(finding)}."


@st.fragment
def _card(selection: Selection, checklist_id: str, pitfall: Pitfall) -> None:
    """Draw the card of the Pitfalls page: a state is saved when it is chosen."""
    pitfall_card.card(selection, checklist_id, pitfall)
