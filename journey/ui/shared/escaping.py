"""Text that people typed, on its way to a screen: never Markdown, never HTML."""

from __future__ import annotations

import re
from functools import lru_cache

# Only what would really be read as something else is escaped: Streamlit also uses a widget's label, backslashes and
# all, as the name that screen readers say.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>$~]|&(?=\w+;|#))")
_AT_THE_START = re.compile(r"^(?=[#+\-=|])")
_NUMBERED = re.compile(r"^(\d+)([.)])")

# Icons, emoji and arrows are put in after Markdown was read, and so are links from what looks like an address: a
# backslash does not stop them. A joiner, which takes no room and cannot be seen, does.
_JOINER = "\u2060"
_REPLACED = re.compile(r":(?=[A-Za-z+-]|\d+:|//)|-(?=[->])|<(?=[-=])|>(?==)|~(?==)|@(?=\w)|www(?=\.)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text on one line, so that neither Markdown nor Streamlit's own directives read anything in it."""
    joined = _REPLACED.sub(lambda match: match.group() + _JOINER, " ".join(text.split()))
    line = _MARKDOWN.sub(r"\\\1", joined)
    return _NUMBERED.sub(r"\1\\\2", _AT_THE_START.sub(r"\\", line))
