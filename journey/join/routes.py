"""The light pages as routes of the app, in the order in which they are tried."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from journey.join import pages
from journey.join.guard import light
from journey.join.phone import answering, begin, leave, remove, review, room
from journey.join.screen import screen


def routes() -> list[BaseRoute]:
    """Every light page and the files they fetch."""
    return [
        Route(f"{pages.STATIC}/{{hash}}/{{name}}", light(pages.static, methods=("GET", "HEAD"))),
        *leave.routes(),  # before those that take any word for a code, as is the next
        *remove.routes(),
        *begin.routes(),
        *answering.routes(),
        *review.routes(),
        *room.routes(),
        *screen.routes(),
    ]
