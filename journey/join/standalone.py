"""The light pages alone: an app with nothing of the managers' pages in it."""

from __future__ import annotations

from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from journey.join import health
from journey.join.pages import go, plain
from journey.join.routes import routes
from journey.wording.catalogue import _

GZIP_LEVEL = 4
"""Of 9: a page of statements is packed in two thirds of the time, and is three in a hundred larger."""


def app() -> Starlette:
    """The app: the routes of the light pages, and one plain page for every other address, with the same headers."""
    compressed = Middleware(GZipMiddleware, minimum_size=500, compresslevel=GZIP_LEVEL)
    made = Starlette(
        routes=[*routes(), *health.routes()], middleware=[compressed], exception_handlers={HTTPException: _no_such_page}
    )
    # A redirect to an address with or without a slash would name the host that the request claims to be for.
    made.router.redirect_slashes = False
    return made


def meant(path: str) -> str | None:
    """The light page that an address is nearly right for, ``/join/CODE`` for ``/JOIN/CODE/``; None where there is none.

    What follows the first part stays as it is, and begins with that part: nobody is led to another host.
    """
    parts = [part for part in path.split("/") if part]
    if not parts or parts[0].lower() not in ("join", "screen"):
        return None
    right = "/".join(["", parts[0].lower(), *parts[1:]])
    return right if right != path else None


async def _no_such_page(request: Request, fault: Exception) -> Response:
    right = meant(request.url.path)
    if right and request.method in ("GET", "HEAD"):
        return go(quote(right))
    status = fault.status_code if isinstance(fault, HTTPException) else 404
    return plain(
        _("There is no such page"),
        _("On this address people answer by a code."),
        status=status,
        link=("/join", _("Type a code")),
    )
