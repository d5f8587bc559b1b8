"""A view of the plan: the actions of a unit."""

from __future__ import annotations

from journey.service.plan.place import PlanPlace


def show(place: PlanPlace) -> None:
    """Draw the view for a unit."""
