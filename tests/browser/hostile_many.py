"""Five hundred hostile texts: each way to break out, in each disguise that a careless reader would undo."""

from __future__ import annotations

import html
from collections.abc import Callable
from itertools import product
from urllib.parse import quote

from tests.browser.hostile import ELSEWHERE, TEXTS, on_one_line

PAYLOADS = (
    *TEXTS,
    "</textarea><script>window.hit = 1</script>",
    "</title><script>window.hit = 2</script>",
    "</script><script>window.hit = 3</script>",
    '" autofocus onfocus="window.hit = 4',
    "' onclick='window.hit = 5",
    "<details open ontoggle=window.hit=6>",
    f'<meta http-equiv="refresh" content="0;url={ELSEWHERE}/away">',
    f'<base href="{ELSEWHERE}/">',
    f'<form action="{ELSEWHERE}/form"><input type=submit>',
    f'<link rel="stylesheet" href="{ELSEWHERE}/style.css">',
    f"@import url({ELSEWHERE}/other.css);",
    "{{ 7 * 7 }} {% include 'base.html' %} {# gone #}",
    "${7 * 7} #{7 * 7} <%= 7 * 7 %>",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\u202eevil\u202c \u2066hidden\u2069 \u061c \ufeff",
    "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a",
)

DISGUISES: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: f"={text}",
    lambda text: f"[{text}]({ELSEWHERE})",
    lambda text: f"\x00\x1b[31m{text}\x07",
    lambda text: f"\u202e{text}\u202c \u2067{text[:20]}",
    lambda text: f'"{text}"',
    lambda text: f"<div>{text}</div>",
    html.escape,
    quote,
    lambda text: f"{text}\n\n{text}",
    str.upper,
    lambda text: text.replace("<", "\uff1c").replace(">", "\uff1e"),
    lambda text: f"Said in the room: {text} and no more.",
)

WORDS = tuple(sign * 10_000 for sign in ("a", "W", "—", "漢"))
"""Words of ten thousand signs, which no line can hold."""


def _different() -> tuple[str, ...]:
    """Five hundred texts of which no two look alike once the store has taken out what cannot be seen."""
    texts = (disguise(text) for disguise, text in product(DISGUISES, PAYLOADS))
    return tuple({on_one_line(text): text for text in texts}.values())[:500]


MANY = _different()
