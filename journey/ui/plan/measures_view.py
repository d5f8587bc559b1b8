"""A view of the plan: the measures of a unit, and their readings."""

from __future__ import annotations

from journey.service.plan.place import PlanPlace


def show(place: PlanPlace) -> None:
    """Draw the view for a unit."""
