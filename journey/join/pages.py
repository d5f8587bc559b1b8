"""How a light page leaves: a template, and headers so strict that a browser fetches and runs our own files alone.

Templates escape everything that they are given. Static files carry a hash of what is in them in their address, so that
browsers may keep them for ever.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from journey.http import SECURITY_HEADERS
from journey.wording import formatting, terms
from journey.wording.catalogue import _, in_markup

FOLDER = Path(__file__).parent
STATIC = "/join/static"
KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

HEADERS = {
    **SECURITY_HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}
"""Of every light page. Pages are personal: no cache keeps one."""


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that pages fetch, as it is and packed, with the hash that its address carries."""

    body: bytes
    packed: bytes
    kind: str
    hash: str


@cache
def static_files() -> Mapping[str, StaticFile]:
    """Everything in ``static``, by name, read once."""
    files = {}
    for path in sorted((FOLDER / "static").iterdir()):
        if path.suffix in KINDS:
            body = path.read_bytes()
            digest = hashlib.sha256(body).hexdigest()[:16]
            files[path.name] = StaticFile(body, gzip.compress(body, mtime=0), KINDS[path.suffix], digest)
    return files


def static_url(name: str) -> str:
    """The address of a static file: another one whenever the file has changed. KeyError where there is no such file."""
    return f"{STATIC}/{static_files()[name].hash}/{name}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(_=in_markup, static_url=static_url, words=formatting, terms=terms)
    return environment


def render(template: str, **context: Any) -> str:
    """A template as text. Whatever is in ``context`` is escaped."""
    return _environment().get_template(template).render(context)


def page(template: str, *, status: int = 200, **context: Any) -> Response:
    """A page made from a template in ``templates``."""
    text = render(template, **context)
    return Response(text, status, HEADERS, media_type="text/html")


def plain(
    title: str,
    *lines: str,
    status: int = 200,
    link: tuple[str, str] | None = None,
    other_link: tuple[str, str] | None = None,
) -> Response:
    """A page that says one thing, in short lines. ``link``, ``other_link``: address and words of what to do next."""
    links = [one for one in (link, other_link) if one]
    return page("plain.html", status=status, title=title, lines=lines, links=links)


def go(path: str) -> Response:
    """To another page of ours, with GET."""
    return RedirectResponse(path, 303, HEADERS)


def data(content: Mapping[str, Any], *, status: int = 200) -> Response:
    """An answer to a script of ours."""
    return JSONResponse(content, status, HEADERS)


def attachment(body: bytes, name: str) -> Response:
    """A table that is kept as a file of this name."""
    return Response(body, 200, HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}, "text/csv")


async def static(request: Request) -> Response:
    """A static file; packed where the browser takes that."""
    file = static_files().get(request.path_params["name"])
    if file is None:
        return plain(_("There is no such page"), status=404)
    is_current = request.path_params["hash"] == file.hash
    headers = {
        **HEADERS,
        "Cache-Control": "public, max-age=31536000, immutable" if is_current else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(file.packed, 200, headers | {"Content-Encoding": "gzip"}, file.kind)
    return Response(file.body, 200, headers, file.kind)
