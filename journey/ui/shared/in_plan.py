"""On the card of a finding: what the plan already holds about it, and the way to make it an action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import streamlit as st

from journey.model import Action, Origin, Subject
from journey.service.current_selection import Selection
from journey.service.plan.in_hand import InHand
from journey.service.plan.place import PlanPlace
from journey.ui.shared import make_action, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _


@dataclass(frozen=True, slots=True)
class InPlan:
    """What is in hand for the unit in view, read once for all cards of a page."""

    selection: Selection
    in_hand: InHand

    @classmethod
    def read(cls, selection: Selection) -> Self:
        """As the plan stands now."""
        return cls(selection, InHand.of(state.product(), PlanPlace.of(selection)))

    def show(self, subject: Subject, origin: Origin, *, key: str, beneath: Sequence[Subject] = ()) -> None:
        """What is in hand about a subject, or about what lies ``beneath`` it; and one more action about it."""
        self.say(subject, *beneath, key=key)
        make_action.offer(self.selection, subject, origin, key=key)

    def say(self, *subjects: Subject, key: str) -> None:
        """What is in hand about these subjects, and where it stands in the plan; nothing where nothing is."""
        for action in self.in_hand.about(*subjects):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(_in_words(action), width="stretch")
                if st.button(_("See it in the plan"), key=f"in-plan-{self.selection.key}-{key}-{action.id}"):
                    state.go_to("plan", spot=action.id, view="actions")


def _in_words(action: Action) -> str:
    what = formatting.shortened(action.content.what)
    lead = action.content.lead or _("nobody owns it yet")
    return _("**In the plan:** {what} ({lead})", what=plain(what), lead=plain(lead))
