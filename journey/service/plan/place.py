"""Whose plan it is: a unit of a council, and the round in view, from which new actions are born."""

from __future__ import annotations

from dataclasses import dataclass

from journey.service.current_selection import Navigation, Selection
from journey.store import NotFound


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """A unit, and the round in view; a council may write its plan before its first round (None)."""

    organisation_id: str
    unit_id: str
    round_id: str | None = None

    @classmethod
    def of(cls, selection: Selection) -> PlanPlace:
        """The unit and the round in view."""
        return cls(selection.organisation_id, selection.unit_id, selection.round_id)

    @classmethod
    def in_view(cls, navigation: Navigation) -> PlanPlace:
        """The unit in view, or before the first round the council as a whole. NotFound without a council."""
        if navigation.selection is not None:
            return cls.of(navigation.selection)
        if navigation.organisation is None:
            raise NotFound("organisation", "")
        return cls(navigation.organisation.id, navigation.units[0].id)

    @property
    def key(self) -> str:
        """Names this unit, for the keys of widgets that are about its plan."""
        return self.unit_id
