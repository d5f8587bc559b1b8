"""A view of the plan: what the actions should move, and whether it moved."""

from __future__ import annotations

from journey.service.plan.place import PlanPlace


def show(place: PlanPlace) -> None:
    """Draw the view for a unit."""
