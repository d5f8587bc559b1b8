"""What a request to a light page may carry: the respondent's cookie, a small form, and the proof that it is our own.

The cookie holds a random token that no script can read; the store keeps its hash alone. A form carries a second token
that only a page made for this cookie has: another site can send a form, but not that.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from journey.service.answering.saving import TEXT_LIMIT
from journey.wording.catalogue import _

COOKIE = "journey_respondent"
COOKIE_DAYS = 400
FORM = "form"
"""The field in which a form carries its token."""

BODY_LIMIT = 512 * 1024
"""Ten statements with a full note each, in characters that take nine bytes each when sent."""
MOST_FIELDS = 200
FORM_TYPE = "application/x-www-form-urlencoded"
CODE_LENGTH = 8

_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
_NOT_OF_A_CODE = re.compile(r"[\s\-–—_.]+")


class RefusedRequest(Exception):
    """A request that is not taken: its status, and what to say. Nothing was changed."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


def new_token() -> str:
    """A fresh token of 256 random bits."""
    return secrets.token_urlsafe(32)


def token_of(request: Request) -> str | None:
    """The token in the respondent's cookie; None where there is none, or what no page of ours ever set."""
    token = request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None


def set_token(request: Request, response: Response, token: str) -> None:
    """Let the browser keep the token: out of reach of scripts, and not sent along by other sites' forms."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_DAYS * 86400,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def form_token(token: str) -> str:
    """What a form on a page for this cookie carries: another one on every page."""
    salt = secrets.token_urlsafe(9)
    return f"{salt}.{_proof(token, salt)}"


def is_form_token(token: str, text: str) -> bool:
    """Whether the form comes from a page that was made for this cookie."""
    salt, _dot, proof = text.partition(".")
    return hmac.compare_digest(_proof(token, salt).encode(), proof.encode("utf-8", "replace"))


def _proof(token: str, salt: str) -> str:
    return hmac.new(token.encode(), f"form:{salt}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:43]


def code_of(text: str) -> str:
    """A code as it is stored, from what somebody typed: in capitals, without spaces and hyphens."""
    return _NOT_OF_A_CODE.sub("", text).upper()


def address_of(request: Request) -> str:
    """Where a request comes from, as far as limits are concerned: an IPv6 network counts as one address."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host[:64]
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, 64), strict=False))
    return str(address)


async def form(request: Request, token: str) -> Mapping[str, str]:
    """The fields of a form from a page made for this cookie; of a repeated field the last. Raises RefusedRequest.

    Browsers that are told to send no referrer send ``Origin: null`` with a form, so that the form's own token decides;
    an origin that is named and is not ours is refused whatever the form carries.
    """
    _check_origin(request)
    fields = await _fields(request)
    if not is_form_token(token, fields.get(FORM, "")):
        raise RefusedRequest(403, _("This page is out of date, or it was opened in another browser."))
    return fields


def _check_origin(request: Request) -> None:
    origin = request.headers.get("origin", "null")
    site = request.headers.get("sec-fetch-site", "none")
    is_foreign = origin != "null" and urlsplit(origin).netloc != request.headers.get("host", "")
    if is_foreign or site not in ("none", "same-origin"):
        raise RefusedRequest(403, _("The form was sent from another site."))


async def _fields(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM_TYPE:
        raise RefusedRequest(415, _("What was sent is not a form of ours."))
    try:
        text = (await _body(request)).decode()
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
    except ValueError as error:  # UnicodeDecodeError is one
        raise RefusedRequest(400, _("What was sent could not be read.")) from error


async def _body(request: Request) -> bytes:
    """The body, refused before it is read where it says that it is too large, and as soon as it turns out to be."""
    too_large = RefusedRequest(
        413, _("What was sent is too large. A note may have {most} characters.", most=f"{TEXT_LIMIT:,}")
    )
    declared_length = request.headers.get("content-length", "0")
    if not declared_length.isascii() or not declared_length.isdigit() or int(declared_length) > BODY_LIMIT:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise too_large
    return bytes(body)
