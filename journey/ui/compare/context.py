"""What the views of the Compare page share: what they are shown for, and the choice of an earlier round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from journey.model import Round
from journey.service.compare.comparing import Occasions
from journey.service.current_view import View, Visit
from journey.ui.shared import components
from journey.ui.shared.escaping import plain


@dataclass(frozen=True, slots=True)
class Place:
    """What is in view: round and unit, and the questionnaire that was chosen."""

    visit: Visit
    view: View
    asked: Occasions

    @property
    def name(self) -> str:
        """The unit's name, for Streamlit."""
        return plain(self.view.unit.name)

    @property
    def title(self) -> str:
        """The questionnaire's title in quotation marks, for Streamlit."""
        return f"“{plain(self.asked.title)}”"


def earlier(place: Place, candidates: Sequence[Round], key: str) -> Round:
    """One of the earlier rounds, at first the last of them. ``candidates`` are in the order of time, at least one."""
    return st.selectbox(
        "Since",
        candidates,
        len(candidates) - 1,
        format_func=lambda held: held.name,
        key=f"{key}-{place.view.round.id}-{place.view.unit.id}-{place.asked.questionnaire_id}",
        width=components.SELECT_WIDTH,
    )


def before(place: Place, rounds: Sequence[Round]) -> list[Round]:
    """Those of the rounds that were held before the one in view."""
    order = {held.id: number for number, held in enumerate(place.visit.rounds)}
    return [held for held in rounds if order[held.id] < order[place.view.round.id]]


def not_asked(place: Place) -> None:
    """The unit in view was not asked in the round in view."""
    st.markdown(
        f"{place.name} was not asked {place.title} in {plain(place.view.round.name)}. Choose another round, unit or "
        "questionnaire above."
    )
