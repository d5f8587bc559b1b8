"""Taking back what one has answered: one question, and a page that says what is gone and what stays."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from journey.join.cookies_and_forms import forget_code, form, form_token
from journey.join.guard import light, require_respondent
from journey.join.pages import go, page
from journey.join.phone.begin import heading, place
from journey.join.phone.leave import as_code
from journey.join.write_queue import run, write
from journey.service import Unavailable
from journey.service.answering import erasing


def routes() -> list[BaseRoute]:
    """The page that asks, and the one that follows, which does not say whether a code is known."""
    return [
        Route("/join/removed", light(removed, methods=("GET", "HEAD"))),
        Route("/join/{code}/remove", light(remove)),
    ]


async def remove(request: Request) -> Response:
    """What becomes of the answers when they are removed; posting to it removes them."""
    context, respondent, token = await require_respondent(request)
    if request.method != "POST":
        return page(
            "remove.html", context=context, heading=heading(context), place=place(context), form_token=form_token(token)
        )
    await form(request, token)
    await write(erasing.erase, respondent)
    with suppress(Unavailable):  # they are gone: what lies beside the file goes whenever the database is closed
        await run(erasing.sweep)
    response = go(f"/join/removed?{urlencode({'code': context.invitation.code})}")
    forget_code(request, response, context.invitation.code)
    return response


async def removed(request: Request) -> Response:
    """The answers are gone; whoever wants to may begin anew."""
    return page("removed.html", code=as_code(request.query_params.get("code", "")))
