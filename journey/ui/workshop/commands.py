"""What a facilitator presses, done with the workshop as it was drawn: nobody acts on what they have not seen."""

from __future__ import annotations

from collections.abc import Callable

from journey.model import Workshop
from journey.service import Product
from journey.service.workshop.leading import StaleWorkshop
from journey.ui.shared import errors, state

Move = Callable[[Product, Workshop], Workshop]


def seen(workshop: Workshop) -> None:
    """Remember how far the workshop is that this window shows."""
    state.window().shown[_key(workshop)] = workshop.control_version


def last_seen(workshop: Workshop) -> int:
    """How far the workshop was that this window last showed."""
    control_version: int = state.window().shown.get(_key(workshop), workshop.control_version)
    return control_version


def act(workshop: Workshop, move: Move, said: str = "") -> bool:
    """Move the workshop on from how it was drawn, in the callback of a button. Returns whether it was done.

    What stands in the way is left to be said in the run that follows.
    """
    with errors.said_in_the_next_run():
        try:
            moved = move(state.product(), workshop)
        except StaleWorkshop as stale:
            # A second press of the same button finds the workshop where the first one has brought it.
            if stale.workshop.control_version == last_seen(stale.workshop):
                return False
            raise
        seen(moved)
        if said:
            state.leave_notice(said)
        return True
    return False


def press(workshop: Workshop, move: Move, said: str = "") -> None:
    """``act``, for a button that does nothing else."""
    act(workshop, move, said)


def _key(workshop: Workshop) -> str:
    return f"workshop-{workshop.id}"
