"""What is taken out of typed text before it is stored."""

from __future__ import annotations

import re

# Control characters except newline and tab, marks that turn the direction of reading, and halves of characters:
# they cannot be seen, can hide what a line says, and make document writers and PostgreSQL fail.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` without control characters (newline and tab stay), direction overrides and lone surrogates."""
    return _UNSEEN.sub("", text)
