"""Where people join: type a code, read the privacy notice, choose a role, begin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from journey.join.cookies_and_forms import (
    CODE_LENGTH,
    address_of,
    code_of,
    form,
    form_token,
    new_token,
    set_token,
    token_of,
)
from journey.join.guard import EndEarly, light, nowhere, require_invitation, too_many
from journey.join.limits import LIMITER
from journey.join.pages import go, page, plain
from journey.join.write_queue import run, write
from journey.model import WorkshopStage
from journey.model.refusals import Refusal
from journey.service import Refused
from journey.service.answering import respondents
from journey.service.answering.arrivals import ARRIVALS
from journey.service.answering.respondents import JoinContext
from journey.wording import places, refusals
from journey.wording.catalogue import _

NO_ROLE = "none"
"""What the form sends for “I would rather not say”."""

TOLD_OF_REVEALS = "reveals"
"""What the form sends where it told of reveals: nobody begins under a privacy notice that they have not read."""

SHARED_DEVICE = "shared"
"""The field that says that others use the device as well."""

LONGEST_TYPED = 300
"""Characters of a code as somebody types it: a whole link has room."""

NEVER_USED = "01IO"
"""Characters that no code has, because people take them for each other."""

_IN_LINK = re.compile(r".*/(?:join|screen)(?:/|\?code=)([^/?#&\s]+).*", re.IGNORECASE | re.DOTALL)
"""A text with a link in it, as people paste one where a code is asked for."""


def routes() -> list[BaseRoute]:
    """The pages on which people join."""
    return [
        Route("/join", light(type_code, methods=("GET", "HEAD"))),
        Route("/join/{code}", light(begin)),
    ]


async def type_code(request: Request) -> Response:
    """A page to type the code; once it has the form of a code it leads on to the page of that code."""
    typed = request.query_params.get("code")
    if typed is None:
        return _code_page()
    code = code_of(_IN_LINK.sub(r"\1", typed))[:40]
    error = _fault_of(code)
    return _code_page(typed, error) if error else go(f"/join/{quote(code)}")


def _code_page(typed: str = "", error: str = "") -> Response:
    return page(
        "code.html",
        typed=typed[:LONGEST_TYPED],
        error=error,
        errors=[("code", error)] if error else (),
        code_length=CODE_LENGTH,
        longest=LONGEST_TYPED,
    )


def _fault_of(code: str) -> str:
    if not code:
        return _("Type your code")
    if any(sign in NEVER_USED for sign in code):
        return _("A code never has the numbers 0 and 1, nor the letters O and I. Look at it again")
    if not code.isascii() or not code.isalnum():
        return _("A code has only letters and numbers. Look at it again")
    if len(code) != CODE_LENGTH:
        return _(
            "A code has {code_length} letters and numbers, and you typed {typed}. Look at it again",
            code_length=CODE_LENGTH,
            typed=len(code),
        )
    return ""


async def begin(request: Request) -> Response:
    """What is asked and promised, the choice of a role, and the button that begins; for respondents, the way on."""
    if request.method == "POST":
        return await _join(request)
    context = await require_invitation(request)
    return await _begin_page(request, context)


async def _begin_page(
    request: Request,
    context: JoinContext,
    *,
    sent: Mapping[str, str] | None = None,
    error: str = "",
    is_anew: bool = False,
) -> Response:
    """Where people begin; where it comes back with an ``error``, with what was ``sent``.

    ``is_anew``: with a token of its own, whatever the browser has brought.
    """
    statements, minutes = await run(respondents.size, context.invitation)
    held = None if is_anew else token_of(request)
    token = held or new_token()
    response = page(
        "begin.html",
        context=context,
        heading=heading(context),
        place=place(context),
        statements=statements,
        minutes=minutes,
        way_on=way_on(context),
        is_in_room=is_in_room(context),
        no_role=NO_ROLE,
        was_opened_again=await run(respondents.was_opened_again, context.invitation),
        told=TOLD_OF_REVEALS if context.invitation.reveals else "",
        shared_device=SHARED_DEVICE,
        is_shared=SHARED_DEVICE in (sent or {}),
        form_token=form_token(token),
        error=error,
        errors=[("role-1", error)] if error else (),
    )
    if held is None:
        set_token(request, response, context.invitation.code, token)
    return response


async def _join(request: Request) -> Response:
    token = token_of(request)
    if token is None:
        raise EndEarly(await _no_cookie(request))
    context = await require_invitation(request)
    fields = await form(request, token)
    if context.respondent is not None:
        return go(way_on(context))
    role = fields.get("role", "")
    if role not in {NO_ROLE, *(role_.key for role_ in context.roles)}:
        why = _("Choose a group, or that you would rather not say")
        return await _begin_page(request, context, sent=fields, error=why)
    if wait := LIMITER.count_join(address_of(request)):
        return too_many(request, wait)
    # Never the token that the browser has brought: somebody else may have planted it, and would find these answers.
    own_token = new_token()
    try:
        respondent = await write(
            respondents.join,
            context.invitation.code,
            own_token,
            role=None if role == NO_ROLE else role,
            told_of_reveals=fields.get("told") == TOLD_OF_REVEALS,
            page_token=token,
        )
    except Refused as refusal:
        if refusal.code not in (Refusal.PROMISE_CHANGED, Refusal.PAGE_WAS_USED):
            raise
        why, is_anew = refusals.sentence(refusal), refusal.code is Refusal.PAGE_WAS_USED
        context = await require_invitation(request)
        return await _begin_page(request, context, sent=fields, error=why, is_anew=is_anew)
    if respondent is None:  # closed since the look-up
        raise EndEarly(nowhere(request))
    LIMITER.joined(own_token)
    ARRIVALS.note(respondent.id, context.invitation.code, address_of(request), datetime.now(UTC))
    response = go(way_on(context))
    is_shared_device = SHARED_DEVICE in fields
    set_token(request, response, context.invitation.code, own_token, is_kept=True, is_shared=is_shared_device)
    return response


async def _no_cookie(request: Request) -> Response:
    """Without the cookie answers could not be found again: said plainly, to those whose code leads somewhere."""
    await require_invitation(request)
    return plain(
        _("Your browser did not keep our cookie"),
        _(
            "We use one cookie, so that you find your answers again on this device. It holds a random number "
            "and nothing "
            "about you."
        ),
        _("Nothing was saved. Allow cookies for this site in your browser’s settings, or use another browser."),
        status=403,
        link=(request.url.path, _("Try again")),
    )


def is_in_room(context: JoinContext) -> bool:
    """Whether the workshop is running, so that the facilitator leads."""
    return context.workshop is not None and context.workshop.stage is WorkshopStage.ROOM


def way_on(context: JoinContext) -> str:
    """Where a respondent goes on: to the room while the workshop runs, otherwise to their answers."""
    code = context.invitation.code
    return f"/join/{code}/room" if is_in_room(context) else f"/join/{code}/answer"


def heading(context: JoinContext) -> str:
    """What this is: the workshop's title, or the round's name."""
    return context.workshop.plan.title if context.workshop else context.round.name


def place(context: JoinContext) -> str:
    """Whose it is: the council, and the unit where that is not the whole council."""
    return places.as_a_heading(context.organisation.name, context.unit.name)
