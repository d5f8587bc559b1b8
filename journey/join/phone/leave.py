"""Leaving a device: the next person begins anew, and nobody finds there what somebody has answered before them."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from journey.join.cookies_and_forms import CODE_LENGTH, code_of, forget_device, form, form_token, tokens_of_device
from journey.join.guard import light
from journey.join.pages import go, page

SUBMITTED = "submitted"


def routes() -> list[BaseRoute]:
    """The page that warns before a device is left, and the one that follows. Neither says whether a code is known."""
    return [
        Route("/join/leave", light(leave)),
        Route("/join/left", light(left, methods=("GET", "HEAD"))),
    ]


async def leave(request: Request) -> Response:
    """What becomes of the answers when somebody leaves the device; posting to it leaves."""
    device = tokens_of_device(request)
    if request.method == "POST":
        fields = await form(request, device)
        return let_go(request, as_code(fields.get("code", "")))
    code = as_code(request.query_params.get("code", ""))
    return page("leave.html", code=code, form_token=form_token(device))


def let_go(request: Request, code: str, *, has_submitted: bool = False) -> Response:
    """Lets the browser forget all codes that somebody has joined by, and leads to the page that says so."""
    named = urlencode({"code": code} | ({SUBMITTED: "1"} if has_submitted else {}))
    response = go(f"/join/left?{named}")
    forget_device(request, response)
    return response


async def left(request: Request) -> Response:
    """Nobody's answers can be opened on the device now; the way on for the next person."""
    code = as_code(request.query_params.get("code", ""))
    return page("left.html", code=code, has_submitted=SUBMITTED in request.query_params)


def as_code(text: str) -> str:
    """A text that has the form of a code, as a code; empty for any other."""
    code = code_of(text)
    return code if code.isascii() and code.isalnum() and len(code) == CODE_LENGTH else ""
