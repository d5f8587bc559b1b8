"""Text that people typed, on its way to a screen: never Markdown, never HTML."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$&:^=\"'/@])")


def plain(text: str) -> str:
    """The text on one line, with every sign escaped that Markdown or Streamlit's own directives would read."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
