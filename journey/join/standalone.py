"""The light pages alone, for phones on the network of a room: an app with nothing of the managers' pages in it."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from journey.join.pages import plain
from journey.join.routes import routes
from journey.wording.catalogue import _


def app() -> Starlette:
    """The app: the routes of the light pages, and one plain page for every other address, with the same headers."""
    compressed = Middleware(GZipMiddleware, minimum_size=500)
    made = Starlette(routes=routes(), middleware=[compressed], exception_handlers={HTTPException: _no_such_page})
    # A redirect to an address with or without a slash would name the host that the request claims to be for.
    made.router.redirect_slashes = False
    return made


async def _no_such_page(_request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 404
    return plain(
        _("There is no such page"),
        _("On this address people answer by a code."),
        status=status,
        link=("/join", _("Type a code")),
    )
