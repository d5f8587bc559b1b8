"""What a request to a light page may carry: the respondent's cookie, a small form, and the proof that it is our own.

The cookie holds a random token that no script can read; the store keeps its hash alone. A form carries a second token
that only a page made for this cookie has: another site can send a form, but not that.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from journey.join.limits import LIMITER
from journey.service.answering.saving import TEXT_LIMIT
from journey.wording.catalogue import _

COOKIE = "journey_respondent"
"""What the names of the respondent's cookies begin with: each code has its own, see ``cookie_name``."""
COOKIE_DAYS = 400
SHARED = ".shared"
"""What a cookie ends with on a device that others use as well."""
FORM = "form"
"""The field in which a form carries its token."""

BODY_LIMIT = 512 * 1024
"""Ten statements with a full note each, in characters that take nine bytes each when sent."""
SMALL_BODY_LIMIT = 64 * 1024
"""One statement with a full note; no other form carries more."""
MOST_FIELDS = 200
FORM_TYPE = "application/x-www-form-urlencoded"
CODE_LENGTH = 8

_NOT_FROM_A_BROWSER = re.compile(r"%(?![0-9A-Fa-f]{2})")
"""What no browser sends in a form. To read thousands of them takes as long as to read a megabyte of anything else."""
_parser = ThreadPoolExecutor(1, thread_name_prefix="light-parser")

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


def cookie_name(code: str, *, is_secure: bool = False) -> str:
    """The name of the respondent's cookie for a code.

    Over https browsers take one with this beginning from this very host alone: no other host can plant one.
    """
    return f"{'__Host-' if is_secure else ''}{COOKIE}_{code}"


def token_of(request: Request) -> str | None:
    """The token in the respondent's cookie for the code in the address; None where no page of ours ever set one."""
    token = _cookie(request).removesuffix(SHARED)
    return token if _TOKEN.fullmatch(token) else None


def earlier_token_of(request: Request) -> str | None:
    """The token in the cookie of release 1.0.0, where the device has none of this release for the code; else None."""
    token = "" if _cookie(request) else request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None


def take_over(request: Request, token: str) -> None:
    """Read the token from now on as if it had come in the cookie of the code in the address."""
    request.cookies[_name(request)] = token


def is_shared(request: Request) -> bool:
    """Whether the respondent has said that others use the device as well."""
    return _cookie(request).endswith(SHARED)


def _cookie(request: Request) -> str:
    return request.cookies.get(_name(request), "")


def _name(request: Request) -> str:
    code = code_of(str(request.path_params.get("code", "")))
    return cookie_name(code, is_secure=_is_secure(request))


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"


def set_token(
    request: Request, response: Response, code: str, token: str, *, is_kept: bool = False, is_shared: bool = False
) -> None:
    """Let the browser hold the token for this code: out of reach of scripts, and not sent along by other sites' forms.

    Where it ``is_kept``, it outlives the browser's windows, unless the device is shared.
    """
    response.set_cookie(
        cookie_name(code, is_secure=_is_secure(request)),
        token + SHARED if is_shared else token,
        max_age=COOKIE_DAYS * 86400 if is_kept and not is_shared else None,
        path="/",
        secure=_is_secure(request),
        httponly=True,
        samesite="lax",
    )


def tokens_of_device(request: Request) -> str:
    """What the cookies of all codes hold, as one text: the token of a form that is about the whole device."""
    return " ".join(sorted(request.cookies[name] for name in _names(request)))


def forget_device(request: Request, response: Response) -> None:
    """Let the browser drop the cookies of all codes."""
    for name in _names(request):
        _forget(response, name)


def forget_code(request: Request, response: Response, code: str) -> None:
    """Let the browser drop the cookie of one code."""
    _forget(response, cookie_name(code, is_secure=_is_secure(request)))


def _forget(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", secure=name.startswith("__Host-"), httponly=True, samesite="lax")


def _names(request: Request) -> list[str]:
    return [name for name in request.cookies if name.removeprefix("__Host-").startswith(COOKIE)]


def shelf_of(token: str) -> str:
    """Names what a script of ours keeps in the browser for the holder of the token; nobody finds the token from it."""
    return _proof(token, "shelf")[:16]


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
    """Where a request comes from, as far as limits are concerned."""
    return network_of(request.client.host if request.client else "")


def network_of(host: str) -> str:
    """What counts as one address: an IPv4 address, or the IPv6 network that one household or office has."""
    try:
        address = ip_address(host)
    except ValueError:
        return host[:64]
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, 64), strict=False))
    return str(address)


async def form(request: Request, token: str, *, most: int = SMALL_BODY_LIMIT) -> Mapping[str, str]:
    """The fields of a form from a page made for this cookie; of a repeated field the last. Raises RefusedRequest.

    ``most`` is how many bytes it may have. Whoever sent it is looked up before this is called: of strangers nothing is
    read.

    Browsers that are told to send no referrer send ``Origin: null`` with a form, so that the form's own token decides;
    an origin that is named and is not ours is refused whatever the form carries.
    """
    _check_origin(request)
    fields = await _fields(request, token, most)
    if not is_form_token(token, fields.get(FORM, "")):
        raise RefusedRequest(403, _("This page is out of date, or it was opened in another browser."))
    return fields


def _check_origin(request: Request) -> None:
    origin = request.headers.get("origin", "null")
    site = request.headers.get("sec-fetch-site", "none")
    is_foreign = origin != "null" and urlsplit(origin).netloc != request.headers.get("host", "")
    if is_foreign or site not in ("none", "same-origin"):
        raise RefusedRequest(403, _("The form was sent from another site."))


async def _fields(request: Request, token: str, most: int) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM_TYPE:
        raise RefusedRequest(415, _("What was sent is not a form of ours."))
    body = await _body(request, most)
    LIMITER.count_bytes(token, len(body))
    try:
        if len(body) <= SMALL_BODY_LIMIT:
            return _parsed(body)
        # In a thread: others are answered meanwhile.
        return await asyncio.get_running_loop().run_in_executor(_parser, _parsed, body)
    except ValueError as error:  # UnicodeDecodeError is one
        raise RefusedRequest(400, _("What was sent could not be read.")) from error


def _parsed(body: bytes) -> dict[str, str]:
    text = body.decode()
    if _NOT_FROM_A_BROWSER.search(text):
        raise ValueError("not the form of any browser")
    return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))


async def _body(request: Request, most: int) -> bytes:
    """The body, refused before it is read where it says that it is too large, and as soon as it turns out to be."""
    too_large = RefusedRequest(
        413, _("What was sent is too large. A note may have {most} characters.", most=f"{TEXT_LIMIT:,}")
    )
    declared_length = request.headers.get("content-length", "0")
    if not declared_length.isascii() or not declared_length.isdigit() or int(declared_length) > most:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise too_large
    return bytes(body)
