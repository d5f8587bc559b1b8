"""What every response carries: headers that keep the page to itself, and the cookie that knows a browser again.

The cookie holds a random token that no script can read; the store keeps its hash alone. No token is ever in a URL.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "journey_browser"
COOKIE_DAYS = 400
"""The longest that browsers keep a cookie: a council comes back after a year."""

SECURITY_HEADERS = {
    # Streamlit needs inline styles, and Vega turns its expressions into functions; nothing comes from outside.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data:; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

MADE_FOR_ONE = "/media/"


class SecurityHeaders:
    """ASGI middleware: security headers on every response, a browser's cookie on the first page.

    Once a browser has come by https it comes by no other way. What is made for one window to download is kept in no
    cache. A response that brings headers of its own keeps them. One with its own Content-Security-Policy is a light
    page, to which people come who are no managers: it gets no browser's cookie.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; add headers to what comes back over HTTP."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_secure = scope["scheme"] == "https"
        is_new = COOKIE not in cookie_parser(Headers(scope=scope).get("cookie", ""))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_light = "content-security-policy" in headers
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                if is_secure:
                    headers.setdefault("Strict-Transport-Security", f"max-age={365 * 86400}")
                if scope["path"].startswith(MADE_FOR_ONE):
                    headers["Cache-Control"] = "no-store"
                if is_new and not is_light and headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", new_cookie(is_secure=is_secure))
            await send(message)

        await self.app(scope, receive, send_with_headers)


def new_cookie(*, is_secure: bool) -> str:
    """The value of a Set-Cookie header with a fresh token of 256 random bits.

    Lax: a Strict cookie stays behind when a link in an e-mail is followed, and the page would set another over it.
    """
    parts = [f"{COOKIE}={secrets.token_urlsafe(32)}", "Path=/", f"Max-Age={COOKIE_DAYS * 86400}"]
    parts += ["HttpOnly", "SameSite=Lax", *(["Secure"] if is_secure else [])]
    return "; ".join(parts)
