"""A page that says one thing in plain words and fetches nothing, for whoever is not let in to the managers' pages."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from starlette.responses import Response

from journey.http import SECURITY_HEADERS

STYLE = (
    "body{font:1.125rem/1.5 system-ui,sans-serif;margin:0}main{max-width:38rem;margin:0 auto;padding:2rem 1rem}"
    "h1{font-size:1.75rem;line-height:1.25}code{overflow-wrap:anywhere}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

HEADERS = {
    **SECURITY_HEADERS,
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}


def plain_page(title: str, *lines: str, status: int, link: tuple[str, str] | None = None) -> Response:
    """The page, with each line as a paragraph and at its end a link, an address and its words. All is escaped."""
    paragraphs = [f"<p>{escape(line)}</p>" for line in lines]
    if link:
        paragraphs.append(f'<p><a href="{escape(link[0])}">{escape(link[1])}</a></p>')
    text = _template().substitute(title=escape(title), style=STYLE, lines="\n".join(paragraphs))
    return Response(text, status, HEADERS, media_type="text/html")


@cache
def _template() -> Template:
    return Template(Path(__file__).with_name("plain.html").read_text(encoding="utf-8"))
