"""A view of the plan: the journey so far on one picture."""

from __future__ import annotations

from journey.service.plan.place import PlanPlace


def show(place: PlanPlace) -> None:
    """Draw the view for a unit."""
