"""What is taken out of typed text before it is stored."""

from __future__ import annotations

import re
import unicodedata

# Control characters except newline and tab, marks that turn the direction of reading, and halves of characters:
# they cannot be seen, can hide what a line says, and make document writers and PostgreSQL fail. The byte order mark
# among them: browsers take it for a space, and spreadsheets pass over it.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` without control characters (newline and tab stay), direction overrides, byte order marks, surrogates.

    A letter with its accent beside it, as some keyboards and file systems write it, becomes the one letter that it
    looks like: what people read as one name is one name.
    """
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def as_read(name: str) -> str:
    """What two names have in common that people take for one: without regard to capitals and to how accents are kept.

    To compare with names that are stored already: those of earlier versions came in as they were typed.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
