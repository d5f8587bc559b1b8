"""Reads a picture back: its marks, where they lie at a width, what is behind them, and how far colours stand apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import ceil, cos, radians, sin
from pathlib import Path
from typing import Any

import vl_convert
from PIL import ImageFont

from journey.charts import Drawn
from journey.charts.kit.surface import BROAD_FROM, WIDE_FROM

PADDING = 4
"""What the frame takes of the width, left and right together."""
LAYERS = ("rects", "lines", "shapes", "texts")
MOST_READ = 200
_READ: dict[int, tuple[Any, list[list[dict[str, Any]]]]] = {}
"""Charts that were read back, by their identity: Altair takes long over each."""


def svg(drawn: Drawn, width: int) -> str:
    assert drawn.chart is not None
    return str(vl_convert.vegalite_to_svg({**drawn.chart.to_dict(), "width": width}, show_warnings=True))


def texts(picture: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture)


def marks(drawn: Drawn, number: int) -> list[dict[str, Any]]:
    """The marks of one layer: 0 boxes, 1 lines, 2 shapes, 3 texts."""
    assert drawn.chart is not None
    chart, layers = _READ.get(id(drawn.chart), (None, []))
    if chart is not drawn.chart:
        layers = [json.loads(layer["data"]["values"]) for layer in drawn.chart.to_dict()["layer"]]
        if len(_READ) >= MOST_READ:
            _READ.clear()
        _READ[id(drawn.chart)] = drawn.chart, layers
    return layers[number]


@dataclass(frozen=True, slots=True)
class Box:
    """A mark and the box it lies in, in pixels."""

    mark: dict[str, Any]
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: Box, spare: float = 0) -> bool:
        return (
            self.left < other.right - spare
            and other.left < self.right - spare
            and self.top < other.bottom - spare
            and other.top < self.bottom - spare
        )

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def boxes(drawn: Drawn, layer: str, width: int) -> list[Box]:
    """The marks of a layer in a picture of this width, each with its box, in the order they are drawn."""
    room = width - PADDING
    return [_box(mark, layer, room) for mark in marks(drawn, LAYERS.index(layer)) if is_drawn(mark, room)]


def is_drawn(mark: dict[str, Any], room: float) -> bool:
    """Whether a mark is of the layout that is drawn in a frame of this width."""
    return mark["wide"] is (room >= WIDE_FROM) and mark.get("broad") in (None, room >= BROAD_FROM)


def _box(mark: dict[str, Any], layer: str, room: float) -> Box:
    x, y = mark["share"] * room + mark["px"], mark["y"]
    if layer in ("rects", "lines"):
        left, right = sorted((x, mark["share2"] * room + mark["px2"]))
        top, bottom = sorted((y, mark["y2"]))
        return Box(mark, left, right, top, bottom)
    if layer == "shapes":
        half = mark["size"] ** 0.5 / 2
        return Box(mark, x - half, x + half, y - half, y + half)
    wide = length(mark["text"], mark["size"], mark["weight"])
    left = x - wide * {"left": 0, "center": 0.5, "right": 1}[mark["align"]]
    return Box(mark, left, left + wide, y - mark["size"] * 0.45, y + mark["size"] * 0.45)


@cache
def served_font() -> Path:
    """The file of the charts' font, which Streamlit serves."""
    spec = find_spec("streamlit")
    assert spec is not None
    assert spec.origin is not None
    [found] = (Path(spec.origin).parent / "static" / "static" / "media").glob("SourceSansVF-Upright*.woff2")
    return found


@cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(served_font()), 100)
    font.set_variation_by_axes([weight])
    return font


@cache
def length(text: str, size: float, weight: int) -> float:
    """How wide the served font sets a text."""
    return _font(weight).getlength(text) * size / 100


def _pieces(box: Box) -> list[Box]:
    """A text as boxes: of a turned one, small ones along it."""
    angle = radians(box.mark.get("angle", 0))
    if not angle:
        return [box]
    wide, half = box.right - box.left, box.mark["size"] * 0.45
    many = max(ceil(wide / (2 * half)), 1)
    at = {"left": 0.0, "right": -wide}[box.mark["align"]]
    x, y = box.left - at, (box.top + box.bottom) / 2
    steps = [at + half + number * (wide - 2 * half) / max(many - 1, 1) for number in range(many)]
    middles = [(x + step * cos(angle), y + step * sin(angle)) for step in steps]
    return [Box(box.mark, x - half, x + half, y - half, y + half) for x, y in middles]


def clashes(drawn: Drawn, width: int) -> Iterator[str]:
    """Texts that overlap each other or a symbol they are not the value of, and marks that leave the frame."""
    written = [piece for box in boxes(drawn, "texts", width) for piece in _pieces(box)]
    signs = boxes(drawn, "shapes", width)
    by_top = sorted(written, key=lambda box: box.top)
    for number, one in enumerate(by_top):
        for other in by_top[number + 1 :]:
            if other.top > one.bottom:
                break
            if one.mark is not other.mark and one.touches(other, spare=0.5):
                yield f"“{one.mark['text']}” over “{other.mark['text']}” at {one.top:.0f}"
    for text in written:
        for symbol in signs:
            is_inside = symbol.left <= text.left and text.right <= symbol.right
            if text.touches(symbol, spare=1) and not is_inside:
                yield f"“{text.mark['text']}” over a {symbol.mark['shape']} at {text.top:.0f}"
    for box in (*written, *signs, *boxes(drawn, "rects", width), *boxes(drawn, "lines", width)):
        if box.left < -1 or box.right > width - PADDING + 1 or box.top < -4:
            yield f"out of the frame: {box}"


def behind(box: Box, cells: Sequence[Box], page: str) -> str:
    """The colour of the uppermost of the cells that the middle of a mark lies in, or else that of the page."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    under = [one.mark["fill"] for one in cells if one.holds(x, y)]
    return str(under[-1]) if under else page


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two colours like ``#0b5d73``."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
