"""How much room a text takes, and how it is wrapped or shortened to the room there is.

The browser measures texts after a picture is laid out, so their width is reckoned here, a little on the large side,
from the widths of the letters in the charts' font at its bold weight.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

ELLIPSIS = "…"

_WIDTHS: Mapping[str, float] = {
    **dict.fromkeys("ijlI.,:;'’ \u00a0|·", 0.29),
    **dict.fromkeys("frt!()[]{}/\\-*", 0.38),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&ß", 0.67),
    **dict.fromkeys("mwMW%@—…", 0.97),
}
"""Widths in ems. Everything else that is written from letters takes 0.57, and what is not takes a whole em."""
_FIRST_FULL_WIDTH = "⺀"


def width(text: str, size: float) -> float:
    """About how many pixels a line of text takes at this size in pixels; rarely fewer, and up to a tenth more."""
    # A letter with an accent is as wide as the letter.
    bare = (normalize("NFD", letter)[0] for letter in text)
    return size * sum(_WIDTHS.get(letter, 0.57 if letter < _FIRST_FULL_WIDTH else 1.0) for letter in bare)


def fits(text: str, room: float, size: float, lines: int = 1) -> bool:
    """Whether a text fits into so many lines without a word being broken."""
    return all(width(word, size) <= room for word in _apart(text)) and len(wrap(text, room, size)) <= lines


def shorten(text: str, room: float, size: float) -> str:
    """The text if it fits ``room`` pixels, else its beginning with an ellipsis."""
    if width(text, size) <= room:
        return text
    while text and width(text + ELLIPSIS, size) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def wrap(text: str, room: float, size: float, most: int | None = None) -> list[str]:
    """The text over lines of at most ``room`` pixels, at least one; what is over ``most`` lines ends in an ellipsis."""
    lines = [""]
    for word in _words(text, room, size):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), room, size)]
    return lines


def _apart(text: str) -> list[str]:
    """The words of a text; a no-break space keeps two together, which ``split`` alone would not."""
    return re.findall(r"[^ \t\r\n]+", text)


def _words(text: str, room: float, size: float) -> Sequence[str]:
    """The words of a text, those that are longer than a line broken."""
    words = []
    for word in _apart(text):
        while len(word) > 1 and width(word, size) > room:
            cut = next(end for end in range(1, len(word)) if width(word[: end + 1], size) > room)
            words.append(word[:cut])
            word = word[cut:]
        words.append(word)
    return words
