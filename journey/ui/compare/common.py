"""What the views of the Compare page share: unit, round and questionnaire, and the choice of an earlier round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journey.model import Round
from journey.service.compare.history import History, WhereAsked
from journey.service.current_selection import Navigation, Selection
from journey.ui.shared import components
from journey.ui.shared.downloads import AskedIn
from journey.ui.shared.escaping import plain
from journey.wording.catalogue import _


@dataclass(frozen=True, slots=True)
class CompareContext:
    """Round and unit in view, and the questionnaire that was chosen; ``choices`` is the row they were chosen in.

    ``since`` is the place beside the round, for an earlier one.
    """

    navigation: Navigation
    selection: Selection
    where_asked: WhereAsked
    since: DeltaGenerator
    choices: DeltaGenerator

    @property
    def name(self) -> str:
        """The unit's name, for Streamlit."""
        return plain(self.selection.unit.name)

    @property
    def title(self) -> str:
        """The questionnaire's title in quotation marks, for Streamlit."""
        return f"“{plain(self.where_asked.title)}”"


def earlier(context: CompareContext, candidates: Sequence[Round], key: str) -> Round:
    """Draw the choice of an earlier round, at first the last of the ``candidates``, which are in the order of time.

    It is one choice for all views: what one of them was asked to look back to, the next one looks back to as well.
    """
    by_id = {round_.id: round_ for round_ in candidates}
    chosen = components.tab(
        "since",
        _("Since"),
        list(by_id),
        key=f"{key}-{context.selection.round.id}-{context.selection.unit.id}-{context.where_asked.questionnaire_id}",
        first=candidates[-1].id,
        format_func=lambda id_: by_id[id_].name,
        is_list=True,
        width=components.SELECT_WIDTH,
    )
    return by_id[chosen]


def before(context: CompareContext, rounds: Sequence[Round]) -> list[Round]:
    """Those of the rounds that were held before the one in view."""
    order = {round_.id: number for number, round_ in enumerate(context.navigation.rounds)}
    return [round_ for round_ in rounds if order[round_.id] < order[context.selection.round.id]]


def asked_in(history: History) -> list[AskedIn]:
    """The rounds of a history and the versions that they asked, in the order of time."""
    return [AskedIn(round_.name, history.by_round[round_.id].version) for round_ in history.rounds]


def not_asked(context: CompareContext) -> None:
    """Say that the unit in view was not asked in the round in view."""
    st.markdown(
        _(
            "{name} was not asked {title} in {round}. Choose another round, unit or questionnaire above.",
            name=context.name,
            title=context.title,
            round=plain(context.selection.round.name),
        )
    )
