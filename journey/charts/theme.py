"""Colours and type of the charts, light and dark.

Contrast to the page: text at least 4.5:1, marks at least 3:1 (WCAG 1.4.3 and 1.4.11). The fills of filled cells reach
less than that, which is why a filled cell always has an outline in ``mark``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]

FONT = "'Source Sans', sans-serif"
"""The family that Streamlit serves itself, by the name it gives it."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, by what they are for.

    ``filled`` is the inside of a filled cell and ``mark`` its outline; ``panel`` and ``hairline`` make an empty cell.
    """

    page: str
    panel: str
    ink: str
    muted: str
    border: str
    hairline: str
    primary: str
    filled: str
    mark: str
    warning: str


PALETTES: Mapping[ThemeName, Palette] = {
    "light": Palette(
        page="#ffffff",
        panel="#f4f7f8",
        ink="#17262e",
        muted="#4c5d66",
        border="#75858d",
        hairline="#d5dee2",
        primary="#0b5d73",
        filled="#d3e5ea",
        mark="#3f8798",
        warning="#a63c06",
    ),
    "dark": Palette(
        page="#10191e",
        panel="#18242a",
        ink="#e9f0f2",
        muted="#a9b8be",
        border="#7c8d95",
        hairline="#2b3a42",
        primary="#63b7cc",
        filled="#24424c",
        mark="#5aa9bb",
        warning="#ff9a5c",
    ),
}
