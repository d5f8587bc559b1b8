"""Who may open a light page: every request begins here.

``light`` makes a handler into a route's endpoint: floods are turned away before anything is read, methods other than
GET, HEAD and POST are refused, and every failure becomes a plain page. ``require_invitation`` and
``require_respondent`` look up the code of the address. A code that leads nowhere is always answered by the same page
after the same time, whatever the reason.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from journey.config import SettingError
from journey.join.cookies_and_forms import (
    RefusedRequest,
    address_of,
    code_of,
    earlier_token_of,
    set_token,
    take_over,
    token_of,
)
from journey.join.limits import LIMITER
from journey.join.pages import data, go, plain
from journey.join.write_queue import run
from journey.log import LOG, described
from journey.model import Respondent
from journey.model.refusals import Refusal
from journey.service import Closed, NotFound, Refused, Unavailable
from journey.service.answering import respondents
from journey.service.answering.respondents import JoinContext
from journey.service.context import Product
from journey.wording import formatting, refusals
from journey.wording.catalogue import _

T = TypeVar("T")
Handler = Callable[[Request], Awaitable[Response]]
METHODS = ("GET", "HEAD", "POST")
NOWHERE_AFTER = 0.06
"""Seconds after which a code that leads nowhere is answered: longer than a look-up takes, so that time says nothing."""

TAKEN_OVER = "taken_over"
"""Where a request notes the token that came in a cookie of release 1.0.0: the response gives it one of this release."""

NO_TOKEN = "-" * 43
"""Stands for a missing cookie: no respondent's hash is made from it."""


class EndEarly(Exception):
    """Raised by a handler to end early with this response."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


class LightRequest:
    """The endpoint of a route: a handler, and what holds for every light page around it."""

    def __init__(self, handler: Handler, methods: tuple[str, ...]) -> None:
        self._handler = handler
        self._methods = methods

    def __str__(self) -> str:
        return f"{self._handler.__module__}.{self._handler.__name__}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        response = await _answer(self._handler, request, self._methods)
        if token := getattr(request.state, TAKEN_OVER, None):
            set_token(request, response, code_of(request.path_params["code"]), token, is_kept=True)
        await response(scope, receive, send)


def light(handler: Handler, *, methods: tuple[str, ...] = METHODS) -> ASGIApp:
    """The endpoint of a route that the handler answers."""
    return LightRequest(handler, methods)


async def _answer(handler: Handler, request: Request, methods: tuple[str, ...]) -> Response:
    code = code_of(request.path_params.get("code", ""))
    wait = LIMITER.count_request(address_of(request), token_of(request), code)
    if wait:
        return too_many(request, wait)
    if request.method not in methods:
        refused = plain(_("This page does not take that"), _("Nothing was changed."), status=405)
        refused.headers["Allow"] = ", ".join(methods)
        return refused
    try:
        return await handler(request)
    except EndEarly as end:
        return end.response
    except ClientDisconnect:  # nobody is there to be told
        return Response(status_code=400)
    except RefusedRequest as refusal:
        return _refused(request, refusal)
    except NotFound:
        return _refused(request, RefusedRequest(404, _("This is not among what you are asked.")))
    except Closed:
        return nowhere(request)
    except Refused as refusal:
        return _turned_away(request, refusal)
    except Exception as failure:  # the last place where a failure can become words
        return _failed(request, failure)


def wants_data(request: Request) -> bool:
    """Whether a script of ours asks, which reads JSON."""
    return request.headers.get("accept", "").startswith("application/json")


def too_many(request: Request, wait: int) -> Response:
    """The response to somebody who sends too many requests: wait, in seconds."""
    lines = (
        _("Too many requests have come from your device or network. Everything that was marked as saved is kept."),
        _("Wait {wait}, then try again.", wait=formatting.count(wait, "second")),
    )
    if wants_data(request):
        response = data({"error": " ".join(lines)}, status=429)
    else:
        response = plain(_("Please wait a moment"), *lines, status=429)
    response.headers["Retry-After"] = str(wait)
    return response


def _refused(request: Request, refusal: RefusedRequest) -> Response:
    kept = _(
        "Nothing was changed, and everything that was saved before is kept. Load the page again, then try once more."
    )
    if wants_data(request):
        response = data({"error": f"{refusal.why} {kept}"}, status=refusal.status)
    else:
        response = plain(_("That was not taken"), refusal.why, kept, status=refusal.status)
    if refusal.status == 413:
        response.headers["Connection"] = "close"  # what is still to come is not read
    return response


def _turned_away(request: Request, refusal: Refused) -> Response:
    """A service refused, and the page itself has no place to say why."""
    why = refusals.sentence(refusal)
    if wants_data(request):
        return data({"error": why}, status=403)
    title = _("No more people can join") if refusal.code is Refusal.INVITATION_FULL else _("That was not taken")
    return plain(title, why, status=403, link=(request.url.path, _("Try again")))


def _failed(request: Request, failure: Exception) -> Response:
    """The log says what failed and why, and repeats nothing that was sent."""
    LOG.error("%s: %s", request.scope.get("endpoint"), described(failure))
    is_passing = isinstance(failure, Unavailable | SettingError)
    status = 503 if is_passing else 500
    lines = (
        _("Everything that was marked as saved is kept. What you did last may not be saved."),
        _("Wait a moment, then load the page again. If it stays like this, tell whoever invited you."),
    )
    if wants_data(request):
        return data({"error": " ".join(lines)}, status=status)
    return plain(_("This does not work at the moment"), *lines, status=status)


def check_guesses(request: Request, code: str, token: str | None) -> int:
    """Ends early where somebody has guessed too many codes and this one is not tried.

    Returns the seconds that whoever has guessed too many has to wait where this one is tried all the same, and
    otherwise 0.
    """
    address = address_of(request)
    wait = LIMITER.wait_before_look_up(address, token)
    sooner = LIMITER.wait_while_shut(address, code) if wait else 0
    if sooner:
        raise EndEarly(too_many(request, min(wait, sooner)))
    return wait


async def require_invitation(request: Request) -> JoinContext:
    """The invitation of the code in the address. Ends early where there is none, or after too many guesses."""
    token = token_of(request)
    context = await look_up(
        request, lambda product, code: respondents.find_invitation(product, code, token or NO_TOKEN)
    )
    if token is None:
        context = await _who_joined_before(request) or context
    elif context.respondent:
        LIMITER.joined(token)
    return context


async def _who_joined_before(request: Request) -> JoinContext | None:
    """The invitation and the respondent, of a device that joined under release 1.0.0 and has only that cookie yet."""
    token = earlier_token_of(request)
    if token is None:
        return None
    context = await run(respondents.find_who_joined_before, code_of(request.path_params["code"]), token)
    if context is not None:
        take_over(request, token)
        setattr(request.state, TAKEN_OVER, token)
        LIMITER.joined(token)
    return context


async def look_up(request: Request, look: Callable[[Product, str], T | None]) -> T:
    """What ``look`` finds for the code in the address. Ends early where it finds None, or after too many
    guesses."""
    began = time.monotonic()
    code, token = code_of(request.path_params["code"]), token_of(request)
    wait = check_guesses(request, code, token)
    behind_code = await run(look, code)
    if behind_code is None:
        LIMITER.led_nowhere(code)
        if wait:
            raise EndEarly(too_many(request, wait))
        LIMITER.guessed_wrong(address_of(request), token)
        await asyncio.sleep(max(0.0, began + NOWHERE_AFTER - time.monotonic()))
        raise EndEarly(nowhere(request))
    LIMITER.led_somewhere(code)
    return behind_code


async def require_respondent(request: Request) -> tuple[JoinContext, Respondent, str]:
    """The invitation, the respondent and their token, for pages of those who have begun.

    Others are led to the page where they begin (EndEarly).
    """
    context = await require_invitation(request)
    token = token_of(request)
    if context.respondent is None or token is None:
        raise EndEarly(lead_to_beginning(request, context.invitation.code))
    return context, context.respondent, token


def lead_to_beginning(request: Request, code: str) -> Response:
    """Leads a device that has not joined to the page where people join, which also says what is wrong with a code."""
    if wants_data(request):
        why = _("This device is not known here any more. Your answer was not saved. Load the page again.")
        return data({"error": why}, status=403)
    return go(f"/join/{quote(code)}")


def nowhere(request: Request) -> Response:
    """The one page for every code that leads nowhere: never known, closed, or of a closed round."""
    lines = (
        _("Check the code and type it again."),
        _("If it is right, then answering has ended, or it has been closed. Answers that were saved are kept."),
        _("Or whoever invited you has begun anew, with another code: then please answer once more, by that code."),
        _("Ask the person who gave you the code."),
    )
    if wants_data(request):
        return data({"error": " ".join((_("This code leads nowhere."), *lines))}, status=404)
    return plain(
        _("This code leads nowhere"),
        *lines,
        status=404,
        link=("/join", _("Type a code")),
        other_link=("/join/leave", _("Finish on this device")),
    )
