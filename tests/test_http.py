"""The headers of every response, by how and for what it was asked."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import Message, Scope

from journey.http import SecurityHeaders
from tests.steps.own_loop import run_alone


def headers(path: str, scheme: str = "http") -> dict[str, str]:
    """The headers of a response to this request."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "http", "method": "GET", "path": path, "scheme": scheme, "headers": []}
    run_alone(SecurityHeaders(PlainTextResponse("x", headers={"Cache-Control": "public"}))(scope, receive, send))
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_a_browser_that_came_by_https_is_told_to_come_by_no_other_way() -> None:
    assert headers("/", "https")["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in headers("/")


def test_what_was_made_for_one_window_is_kept_in_no_cache() -> None:
    assert headers("/media/table.csv")["cache-control"] == "no-store"
    assert headers("/static/js/index.js")["cache-control"] == "public"
