"""What whoever leads is told where many have come by a link within a minute from one address: never who, nor which."""

from __future__ import annotations

from journey.wording.catalogue import _


def jump(people: int, at: str) -> str:
    """That so many came, the last of them at ``at`` (a time in words), and what it may mean."""
    return _(
        "**{people} people joined within one minute from one address** ({at}). Where many share a network, as in an "
        "office or a room, that is usual; otherwise somebody may be filling the link.",
        people=people,
        at=at,
    )


def remedy() -> str:
    """What can be done about a link that is being filled."""
    return _("As long as no results were shown, what came by the link can be removed: begin it anew, below.")
