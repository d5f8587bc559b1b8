"""The plan in view, read once a run, with what its cards say besides: what they are about, names of priorities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journey.service.plan import priorities, standings, subjects
from journey.service.plan.place import PlanPlace
from journey.service.plan.standings import PlanStanding
from journey.service.plan.subjects import Named
from journey.ui.shared import state


@dataclass(frozen=True, slots=True)
class PlanInView:
    """The plan of a unit: how its actions stand, what they are about by their ids, and all priorities by their ids."""

    place: PlanPlace
    plan: PlanStanding
    about: Mapping[str, Named]
    priorities: Mapping[str, str]
    live_priorities: tuple[str, ...]

    def title(self, action_id: str) -> str:
        """What an action is about; empty where it is about nothing in particular."""
        return self.about[action_id].title if action_id in self.about else ""

    def part(self, action_id: str) -> str:
        """The stage or breakthrough that it is about, if any."""
        return self.about[action_id].part if action_id in self.about else ""

    def priority(self, priority_id: str | None) -> str:
        """The name of a priority; empty for none."""
        return self.priorities.get(priority_id or "", "")


def read(place: PlanPlace) -> PlanInView:
    """The plan as this run found it."""
    memory = state.window()
    if memory.plan is None or memory.plan.place != place:
        memory.plan = _read(place)
    found: PlanInView = memory.plan
    return found


def _read(place: PlanPlace) -> PlanInView:
    product = state.product()
    plan = standings.of_place(product, place)
    every = priorities.every(product, place.organisation_id)
    about = subjects.of_actions(product, place.organisation_id, [one.action for one in plan.actions])
    names = {one.id: one.content.name for one in every}
    return PlanInView(place, plan, about, names, tuple(one.id for one in every if one.is_live))
