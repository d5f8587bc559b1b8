"""Colours and type of the charts, light and dark.

Contrast to the page: text at least 4.5:1, marks at least 3:1 (WCAG 1.4.3 and 1.4.11). The fills of filled cells reach
less than that, which is why a filled cell always has an outline in ``mark``. What is written on a level's colour is
written in the colour that ``on_levels`` has for it, at 4.5:1; levels whose colour is near the page's have an outline.
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

    ``filled`` is the inside of a filled cell and ``mark`` its outline; ``panel`` and ``empty`` make an empty cell.
    ``second`` is the second of two things compared. ``levels`` fill cells by level or band, from 1 to 4.
    """

    page: str
    panel: str
    ink: str
    muted: str
    border: str
    hairline: str
    empty: str
    primary: str
    filled: str
    mark: str
    warning: str
    warning_tint: str
    second: str
    levels: tuple[str, str, str, str]
    on_levels: tuple[str, str, str, str]


PALETTES: Mapping[ThemeName, Palette] = {
    "light": Palette(
        page="#ffffff",
        panel="#f4f7f8",
        ink="#17262e",
        muted="#4c5d66",
        border="#75858d",
        hairline="#d5dee2",
        empty="#b3c0c6",
        primary="#0b5d73",
        filled="#d3e5ea",
        mark="#3f8798",
        warning="#a63c06",
        warning_tint="#f9e3d8",
        second="#7a3e8e",
        levels=("#d3e5ea", "#8fbfca", "#377b8c", "#0b4a5c"),
        on_levels=("#17262e", "#17262e", "#ffffff", "#ffffff"),
    ),
    "dark": Palette(
        page="#10191e",
        panel="#18242a",
        ink="#e9f0f2",
        muted="#a9b8be",
        border="#7c8d95",
        hairline="#2b3a42",
        empty="#5c707a",
        primary="#63b7cc",
        filled="#24424c",
        mark="#5aa9bb",
        warning="#ff9a5c",
        warning_tint="#45291a",
        second="#d29be3",
        levels=("#24424c", "#34707f", "#5aa9bb", "#b5e1ea"),
        on_levels=("#e9f0f2", "#e9f0f2", "#10191e", "#10191e"),
    ),
}
