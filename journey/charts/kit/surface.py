"""One picture that fits a phone and a desk: marks placed along the width the browser gives.

Vega-Lite has no media queries. So a chart is laid out twice, narrow and wide, and the browser keeps the layout that
fits its ``width`` signal. Vertical places are pixels from the top. Horizontal places are a share of the width and some
pixels, worked out in the browser. Nothing here knows what a picture means.

A mark that stands for a value on a scale carries it (``value``), with how many pixels it was moved aside (``off``), so
that a test can hold every mark to its place.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from journey.charts.kit.labels import width, wrap
from journey.charts.kit.theme import PALETTES, Palette, ThemeName

WIDE_FROM = 640
"""The width in pixels from which the wide layout is drawn."""
BROAD_FROM = 1000
"""The width in pixels from which a picture that has one is drawn in its broad layout."""

MEASURE = 720
"""Running text gets no wider, whatever room there is."""

MarkKind = Literal["rects", "lines", "shapes", "texts"]
Align = Literal["left", "center", "right"]
LINE = 20
"""Height in pixels of a line of text."""
KINDS: tuple[MarkKind, ...] = ("rects", "lines", "shapes", "texts")
"""The layers, the lowest first."""
FRAMES = Path(__file__).with_name("frames.json")


class Along(NamedTuple):
    """A place along the width: ``share`` of the width (0 to 1) and ``px`` pixels.

    ``value`` is what it stands for on a scale, if anything, and ``off`` how many pixels aside of that it lies.
    """

    share: float
    px: float = 0.0
    value: float | None = None
    off: float = 0.0

    def plus(self, px: float) -> Along:
        """This place, so many pixels further to the right."""
        return Along(self.share, self.px + px, self.value, self.off + px)

    def between(self, end: Along, part: float) -> Along:
        """The place that lies this part (0 to 1) of the way to another one."""
        return Along(self.share + (end.share - self.share) * part, self.px + (end.px - self.px) * part)


@dataclass(frozen=True, slots=True)
class Layout:
    """What differs between the two layouts.

    ``least`` is the least width it is drawn at, which texts are wrapped to; ``bar_start`` and ``bar_end`` are where the
    level scale begins and ends. Sizes are in pixels. ``is_broad`` says of a wide layout whether it is the one for much
    room, None where the picture has one wide layout only.
    """

    is_wide: bool
    least: int
    title_size: int
    text_size: int
    bar_start: Along
    bar_end: Along
    is_broad: bool | None = None

    def room(self, start: Along, end: Along) -> float:
        """How many pixels lie between two places at the least."""
        return (end.share - start.share) * self.least + end.px - start.px


NARROW = Layout(is_wide=False, least=280, title_size=15, text_size=13, bar_start=Along(0), bar_end=Along(1))
WIDE = Layout(is_wide=True, least=WIDE_FROM, title_size=16, text_size=14, bar_start=Along(0), bar_end=Along(1))
BROAD = replace(WIDE, least=BROAD_FROM, is_broad=True)


class Surface:
    """Collects the marks of one layout, in the colours of one theme."""

    def __init__(self, layout: Layout, palette: Palette) -> None:
        self.layout = layout
        self.palette = palette
        self.marks: dict[MarkKind, list[dict[str, Any]]] = {kind: [] for kind in KINDS}

    def _add(self, kind: MarkKind, start: Along, y: float, **style: Any) -> None:
        place = {"wide": self.layout.is_wide, "share": start.share, "px": start.px, "y": y}
        if self.layout.is_broad is not None:
            place["broad"] = self.layout.is_broad
        self.marks[kind].append({**place, **_stands_for(start, ""), **style})

    def rect(
        self, start: Along, end: Along, y: float, height: float, *, fill: str, stroke: str, is_dashed: bool = False
    ) -> None:
        """A box from ``start`` to ``end`` whose top is at ``y``."""
        style = {"y2": y + height, "fill": fill, "stroke": stroke, **({"dash": True} if is_dashed else {})}
        self._add("rects", start, y, share2=end.share, px2=end.px, **_stands_for(end, "2"), **style)

    def line(self, start: Along, end: Along, y: float, y2: float, *, stroke: str, thick: float = 1.5) -> None:
        """A straight stroke from ``start`` at ``y`` to ``end`` at ``y2``."""
        style = {"y2": y2, "stroke": stroke, "thick": thick}
        self._add("lines", start, y, share2=end.share, px2=end.px, **_stands_for(end, "2"), **style)

    def shape(
        self,
        at: Along,
        y: float,
        shape: str,
        side: float,
        *,
        fill: str,
        stroke: str,
        thick: float = 1.5,
        is_dashed: bool = False,
    ) -> None:
        """A symbol (Vega's name of it or an SVG path within -1 and 1) about ``side`` pixels wide, centred."""
        style: dict[str, Any] = {"dashed": True} if is_dashed else {}
        self._add("shapes", at, y, shape=shape, size=side * side, fill=fill, stroke=stroke, thick=thick, **style)

    def text(
        self,
        at: Along,
        y: float,
        text: str,
        *,
        colour: str,
        size: int | None = None,
        bold: bool = False,
        align: Align = "left",
        angle: int = 0,
    ) -> None:
        """One line of text whose middle is at ``y``; turned by ``angle`` degrees, clockwise, about where it stands."""
        style = {"size": size or self.layout.text_size, "weight": 600 if bold else 400, "align": align}
        style |= {"angle": angle} if angle else {}
        self._add("texts", at, y, text=text, fill=colour, **style)

    def wrapped(self, y: float, text: str, *, colour: str, size: int | None = None) -> float:
        """Text from the left over as many lines as it needs, the first at ``y``. Returns where the picture goes on."""
        lines = wrap(text, min(self.layout.least, MEASURE), size or self.layout.text_size)
        return self.lines(Along(0), y, lines, colour=colour, size=size)

    def within(self, layout: Layout) -> Surface:
        """The same surface, laid out otherwise: what is drawn on either is drawn on both."""
        other = copy(self)
        other.layout = layout
        return other

    def title(self, y: float, text: str, aside: str) -> float:
        """A bold title over the scale, ``aside`` at its right or, for want of room, beneath. Returns the bottom."""
        layout, palette = self.layout, self.palette
        room = layout.room(layout.bar_start, layout.bar_end)
        lines = wrap(text, room, layout.title_size)
        bottom = self.lines(layout.bar_start, y, lines, colour=palette.ink, size=layout.title_size, bold=True)
        if not aside:
            return bottom
        if width(lines[-1], layout.title_size) + width(aside, layout.text_size) + 2 * layout.text_size <= room:
            self.text(layout.bar_end, bottom - LINE / 2, aside, colour=palette.muted, align="right")
            return bottom
        return self.lines(layout.bar_start, bottom, [aside], colour=palette.muted)

    def lines(
        self,
        at: Along,
        y: float,
        lines: Sequence[str],
        *,
        colour: str,
        size: int | None = None,
        bold: bool = False,
        align: Align = "left",
    ) -> float:
        """Lines of text beneath each other, the top of the first at ``y``. Returns the bottom of the last."""
        for number, line in enumerate(lines):
            self.text(at, y + LINE * (number + 0.5), line, colour=colour, size=size, bold=bold, align=align)
        return y + LINE * len(lines)


def _stands_for(at: Along, end: str) -> dict[str, float]:
    """What a mark carries of the value that its place, or its end, stands for."""
    if at.value is None:
        return {}
    found = {f"value{end}": at.value}
    return found | {f"off{end}": at.off} if at.off else found


class Picture:
    """A chart whose marks differ from picture to picture and whose frame, which Altair made, never does.

    So the frame was checked against Vega-Lite's schema once, and no page waits for Altair; and each layer carries its
    own marks, because Streamlit makes an Arrow table of every named dataset.
    """

    def __init__(self, theme: ThemeName, surfaces: Sequence[Surface]) -> None:
        self._theme = theme
        # As text, which Vega-Lite reads as well, and nobody on the way walks through.
        self._marks = {
            kind: json.dumps([mark for surface in surfaces for mark in surface.marks[kind]]) for kind in KINDS
        }

    def to_dict(self) -> dict[str, Any]:
        """The Vega-Lite specification."""
        framed = frames()[self._theme]
        layers = [
            {**layer, "data": {"values": self._marks[kind], "format": {"type": "json"}}}
            for kind, layer in zip(KINDS, framed["layer"], strict=True)
        ]
        return {**framed, "layer": layers}


@cache
def frames() -> Mapping[ThemeName, Mapping[str, Any]]:
    """The frame of each theme, as Altair made it: see ``kit.frame``."""
    read: Mapping[ThemeName, Mapping[str, Any]] = json.loads(FRAMES.read_bytes())
    return read


def picture(
    theme: ThemeName, draw: Callable[[Surface], None], wide: Layout = WIDE, broad: Layout | None = None
) -> Picture:
    """The chart that ``draw`` makes of each layout. The height follows from the marks.

    ``broad`` is another layout, for what needs much room to be read well: it takes over from ``BROAD_FROM`` on.
    """
    wides = [replace(wide, is_broad=False), replace(broad, is_broad=True, least=BROAD_FROM)] if broad else [wide]
    surfaces = [Surface(layout, PALETTES[theme]) for layout in (NARROW, *wides)]
    for surface in surfaces:
        draw(surface)
    return Picture(theme, surfaces)
