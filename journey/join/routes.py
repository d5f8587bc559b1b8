"""The light pages as routes of the app, in the order in which they are tried."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from journey.join import pages
from journey.join.guard import light
from journey.join.phone import answering, begin, review, room
from journey.join.screen import screen
from journey.wording.catalogue import _


def routes() -> list[BaseRoute]:
    """Every light page and the files they fetch."""
    return [
        Route(f"{pages.STATIC}/{{hash}}/{{name}}", light(pages.static, methods=("GET", "HEAD"))),
        *begin.routes(),
        *answering.routes(),
        *review.routes(),
        *room.routes(),
        *screen.routes(),
        # Last: whatever else is asked for below /join is answered here, and not by a manager's page.
        Route("/join/{rest:path}", light(missing)),
    ]


async def missing(request: Request) -> Response:  # noqa: ARG001  what a handler is given
    """There is no such light page."""
    return pages.plain(_("There is no such page"), status=404, link=("/join", _("Type a code")))
