"""The gate before the managers' pages: every request and every websocket passes it before Streamlit sees them.

It answers to known names alone, to no page of another site, and to no browser that did not come in by a key. It opens
none of Streamlit's doors that the product does not use, and sends people who look for the light pages to theirs.
"""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from journey.config import Settings
from journey.web import refusals
from journey.web.hosts import origin_of
from journey.web.pace import MESSAGES, WINDOWS, Queue, paced
from journey.web.start_keys import BROWSER_DAYS, DAY, KEY, StartKeys

COOKIE = "journey_key"
MOST_WINDOWS = 500
"""Open at once. Each takes descriptors and memory; the last that a browser left behind go within minutes."""

LIGHT = ("join", "screen")
CLOSED = ("upload_file", "metrics", "agent", "script-health-check")
"""What Streamlit serves below ``/_stcore/`` and no page here uses."""
OF_STREAMLIT = ("_stcore", "static", "media", "component")
FILES = ("/favicon.png", "/manifest.json")
HEALTH = ("/health/live", "/health/ready")
"""Answered under any name: a monitor asks by a bare address, and what it is told helps nobody else."""


class Gate:
    """ASGI middleware around everything. ``pages``: the addresses of the managers' pages."""

    def __init__(self, app: ASGIApp, settings: Settings, keys: StartKeys, pages: frozenset[str]) -> None:
        self.app = app
        self._settings = settings
        self._keys = keys
        self._pages = pages
        self._new_windows = Queue(WINDOWS)
        self._windows = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in; answer everything else here."""
        if scope["type"] == "lifespan":
            _leave_out_the_servers_name(receive)
            await self.app(scope, receive, send)
        elif (answer := await self._answer(scope)) is not None:
            await _refuse(answer, scope, receive, send)
        elif scope["type"] == "websocket":
            await self._open_window(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response | None:
        """What the gate says itself, in the order in which it looks; None where the request may pass."""
        headers, is_socket = Headers(scope=scope), scope["type"] == "websocket"
        if scope["path"] in HEALTH and not is_socket:
            return None
        asked: str = scope["scheme"]
        scheme = {"ws": "http", "wss": "https"}.get(asked, asked)
        port = scope["server"][1]
        own = origin_of(headers.get("host", ""), port=port, scheme=scheme, address=self._settings.address)
        if own is None:
            return refusals.unknown_name()
        if headers.get("origin", own if not is_socket else "") != own:
            return refusals.another_site()
        scope["scheme"] = own.partition(":")[0].replace("http", "ws" if is_socket else "http")
        path = scope["path"]
        if path == "/_stcore/health":
            return None
        first, _, rest = path.lstrip("/").partition("/")
        if first.lower() in LIGHT:
            return refusals.light_page(self._settings.join_address, path)
        if first == "_stcore" and rest.partition("/")[0] in CLOSED:
            return refusals.no_such_page()
        return await self._keys_answer(scope, headers, own) or self._unknown(path)

    async def _keys_answer(self, scope: Scope, headers: Headers, own: str) -> Response | None:
        """What is said to a browser that brings a key, or that was not let in; None where it was."""
        name = cookie_name(own)
        is_known = self._keys.knows(cookie_parser(headers.get("cookie", "")).get(name, ""))
        key = _key_in(scope)
        if key is None:
            return None if is_known else refusals.not_let_in(self._settings.join_address)
        is_valid = await run_in_threadpool(self._keys.use, key)
        if is_known:
            return refusals.let_in()
        if not is_valid:
            return refusals.not_let_in(self._settings.join_address)
        return refusals.let_in(_set_cookie(name, await run_in_threadpool(self._keys.let_in), own))

    def _unknown(self, path: str) -> Response | None:
        is_known = (path.rstrip("/") or "/") in self._pages or path in FILES
        return None if is_known or path.split("/")[1] in OF_STREAMLIT else refusals.no_such_page()

    async def _open_window(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._windows >= MOST_WINDOWS:
            await send({"type": "websocket.close", "code": 1013})
            return
        self._windows += 1
        try:
            await self._new_windows.turn()
            await self.app(scope, paced(receive, Queue(MESSAGES)), send)
        finally:
            self._windows -= 1


def _key_in(scope: Scope) -> str | None:
    """The key in an address that is opened; who only looks if it is there does not use it up."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] != "/":
        return None
    found = parse_qs(scope["query_string"].decode("latin-1")).get(KEY)
    return found[0] if found else None


def cookie_name(origin: str) -> str:
    """The name of the cookie. Cookies know no ports: two products on one machine would overwrite each other's."""
    port = origin.rpartition(":")[2]
    return f"{COOKIE}_{port}" if port.isdigit() else COOKIE


def _set_cookie(name: str, token: str, own: str) -> str:
    parts = [f"{name}={token}", "Path=/", f"Max-Age={BROWSER_DAYS * DAY}", "HttpOnly", "SameSite=Lax"]
    return "; ".join([*parts, *(["Secure"] if own.startswith("https:") else [])])


async def _refuse(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
    else:
        await answer(scope, receive, send)


def _leave_out_the_servers_name(receive: Receive) -> None:
    """Have uvicorn leave out the header that names it: Streamlit, which starts it, has no setting for that."""
    config = getattr(getattr(receive, "__self__", None), "config", None)
    if config is not None:
        config.encoded_headers = [header for header in config.encoded_headers if header[0] != b"server"]
