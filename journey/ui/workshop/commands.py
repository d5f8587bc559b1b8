"""The buttons of a facilitator act on the workshop as it was drawn: nobody acts on what they have not seen."""

from __future__ import annotations

from collections.abc import Callable

from journey.model import Workshop
from journey.service import Product
from journey.service.workshop.control import StaleWorkshop
from journey.ui.shared import errors, state

Command = Callable[[Product, Workshop], Workshop]


def remember_as_seen(workshop: Workshop) -> None:
    """Remember which control version of the workshop this window shows."""
    state.window().shown[_key(workshop)] = workshop.control_version


def last_seen(workshop: Workshop) -> int:
    """The control version of the workshop that this window last showed."""
    control_version: int = state.window().shown.get(_key(workshop), workshop.control_version)
    return control_version


def act(workshop: Workshop, command: Command, notice: str = "") -> bool:
    """Do a command with the workshop as it was drawn, in the callback of a button. Returns whether it was done.

    A refusal is shown in the run that follows.
    """
    with errors.refusals_shown_next_run():
        try:
            changed = command(state.product(), workshop)
        except StaleWorkshop as stale:
            # A second press of the same button finds the workshop where the first one has brought it.
            if stale.workshop.control_version == last_seen(stale.workshop):
                return False
            raise
        remember_as_seen(changed)
        if notice:
            state.leave_notice(notice)
        return True
    return False


def press(workshop: Workshop, command: Command, notice: str = "") -> None:
    """``act``, for a button that does nothing else."""
    act(workshop, command, notice)


def _key(workshop: Workshop) -> str:
    return f"workshop-{workshop.id}"
