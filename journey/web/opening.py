"""The page in which Streamlit draws, with one script of ours: it says so in words where no connection comes about.

Streamlit shows grey bars until its websocket is there, and for ever where a web server in between does not pass it on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from journey.wording.catalogue import _

END = "</body>"


def routes(addresses: Iterable[str], page: str) -> list[Route]:
    """The addresses of the managers' pages, each of which is Streamlit's one ``page``. Raises ValueError."""
    text = with_words(page)

    async def opened(request: Request) -> Response:  # noqa: ARG001  what a handler is given
        return Response(text, headers={"Cache-Control": "no-cache"}, media_type="text/html")

    return [Route(address, opened) for address in sorted(addresses)]


def with_words(page: str) -> str:
    """The page with the script at its end. ValueError where it has no end, which a newer Streamlit may have changed."""
    before, end, after = page.rpartition(END)
    if not end:
        raise ValueError(f"Streamlit’s page has no {END}: journey/web/opening.py cannot add its script.")
    script = Path(__file__).with_name("opening.js").read_text(encoding="utf-8")
    told = json.dumps(words()).replace("<", "\\u003c")
    return f"{before}<script>\nconst journeyNotConnected = {told};\n{script}</script>\n{end}{after}"


def words() -> str:
    """What is said while there is no connection."""
    return _(
        "This page is not connected yet, and nothing that you do here would be saved. Nothing that was saved is lost. "
        "It is being tried again: wait a little, or reload the page. If it stays like this, tell whoever looks after "
        "this installation: a web server in front of it has to pass websockets on, as the README says."
    )
