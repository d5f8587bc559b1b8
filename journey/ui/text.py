"""Text that people typed, on its way to a screen: never Markdown, never HTML."""

from __future__ import annotations

import re

# Only what would really be read as something else is escaped: Streamlit also uses a widget's label, backslashes and
# all, as the name that screen readers say.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>$~@]|&(?=\w+;|#)|:(?=[A-Za-z/])|(?<=www)\.)")


def plain(text: str) -> str:
    """The text on one line, with the signs escaped that Markdown or Streamlit's own directives would read."""
    line = _ANYWHERE.sub(r"\\\1", " ".join(text.split()))
    if re.match(r"[#+\-=|]", line):
        return f"\\{line}"
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", line)
