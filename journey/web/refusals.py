"""What the gate says itself: who is refused and why, and what to do, in plain words."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from journey.web.plain_page import HEADERS, plain_page
from journey.wording.catalogue import _


def unknown_name() -> Response:
    """Asked for under a name that this product does not have."""
    return plain_page(
        _("This address is not known here"),
        _("Nothing was changed. Open the product at the address that you were given."),
        _(
            "If you run it: the address at which managers work is named in the setting JOURNEY_ADDRESS, and the web "
            "server in front of it has to pass on the Host header. Answers are given at another address, which "
            "JOURNEY_JOIN_ADDRESS names."
        ),
        status=421,
    )


def another_site() -> Response:
    """Asked by a page of another site."""
    return plain_page(
        _("This was asked by another site"),
        _("Nothing was changed. Open the product itself, at the address that you were given."),
        status=403,
    )


def not_let_in(join_address: str) -> Response:
    """No key, or one that is not valid, and no cookie."""
    return plain_page(
        _("This browser has not been let in yet"),
        _("Here managers and facilitators work. Each browser is let in by an address of its own, which works once."),
        _(
            "On your own computer: look at the window in which the product was started, and open the whole address "
            "that stands there. Stop it and start it again for a new one."
        ),
        _(
            "On a server: ask whoever runs it for an address. They make one with “python3 -m journey key”. Nothing "
            "that was entered is lost."
        ),
        _("Were you asked to answer by a code? That is done elsewhere:"),
        status=401,
        link=(f"{join_address}/join", _("Type your code")),
    )


def let_in(cookie: str | None = None) -> Response:
    """To the first page, at an address without the key. ``cookie``: a Set-Cookie header for a new browser."""
    response = RedirectResponse("/", 303, HEADERS)
    if cookie:
        response.headers.append("Set-Cookie", cookie)
    return response


def light_page(join_address: str, path: str) -> Response:
    """Looked for a light page where managers work; it is linked to at its own address."""
    return plain_page(
        _("That page is at another address"),
        _("Nothing is answered at this address. The page that you are looking for is here:"),
        status=404,
        link=(join_address + quote(path), join_address + path),
    )


def no_such_page() -> Response:
    """No page of the product's, and nothing that a page fetches."""
    return plain_page(_("There is no such page"), status=404, link=("/", _("To the first page")))
