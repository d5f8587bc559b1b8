"""Symbols, what they stand for, and notes: what every picture may need, whatever it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from journey.charts.kit.labels import width, wrap
from journey.charts.kit.surface import LINE, Along, Layout, Surface

_BETWEEN = 18
_BEFORE_TEXT = 22

HATCHED_SQUARE = "M-1,-1L1,-1L1,1L-1,1ZM-1,0L0,-1M-1,1L1,-1M0,1L1,0"
"""An SVG path: an outlined square with three diagonal strokes. Vega has no pattern fill."""


class Sign(NamedTuple):
    """What a symbol looks like: Vega's name of its shape or an SVG path, its width in pixels, and its colours."""

    shape: str
    side: float
    fill: str
    stroke: str
    is_dashed: bool = False


def sign(surface: Surface, at: Along, y: float, drawn: Sign, thick: float = 2) -> None:
    """A symbol, centred."""
    surface.shape(
        at, y, drawn.shape, drawn.side, fill=drawn.fill, stroke=drawn.stroke, thick=thick, is_dashed=drawn.is_dashed
    )


def legend(surface: Surface, y: float, entries: Sequence[tuple[Sign | str, str]]) -> float:
    """Signs, or numbers, and what they stand for, in as many columns as there is room for. Returns the bottom."""
    layout = surface.layout
    texts = [wrap(text, layout.least - _BEFORE_TEXT, layout.text_size) for _, text in entries]
    longest = max(width(line, layout.text_size) for lines in texts for line in lines)
    columns = max(int((layout.least + _BETWEEN) // (_BEFORE_TEXT + longest + _BETWEEN)), 1)
    bottom = y
    for number, ((drawn, _), lines) in enumerate(zip(entries, texts, strict=True)):
        column = number % columns
        y = bottom if column == 0 else y
        _entry(surface, Along(0, column * (_BEFORE_TEXT + longest + _BETWEEN)), y, drawn)
        at = Along(0, column * (_BEFORE_TEXT + longest + _BETWEEN) + _BEFORE_TEXT)
        bottom = max(bottom, surface.lines(at, y, lines, colour=surface.palette.muted))
    return bottom


def key(surface: Surface, y: float, entries: Sequence[tuple[Sign | str, str]]) -> float:
    """Signs and what they stand for, one after the other, so that short ones share a line. Returns the bottom."""
    bottom = y
    for (drawn, _), (px, down, lines) in zip(
        entries, _flow(surface.layout, [text for _, text in entries]), strict=True
    ):
        _entry(surface, Along(0, px), y + down, drawn)
        bottom = surface.lines(Along(0, px + _BEFORE_TEXT), y + down, lines, colour=surface.palette.muted)
    return bottom


def _entry(surface: Surface, at: Along, y: float, drawn: Sign | str) -> None:
    if isinstance(drawn, str):
        surface.text(at, y + LINE / 2, drawn, colour=surface.palette.muted, bold=True)
    else:
        sign(surface, at.plus(8), y + LINE / 2, drawn)


def _flow(layout: Layout, texts: Sequence[str]) -> Iterator[tuple[float, float, list[str]]]:
    """Where each text of a key goes, with its sign: pixels from the left and from the top, and its lines."""
    px = down = 0.0
    for text in texts:
        lines = wrap(text, layout.least - _BEFORE_TEXT, layout.text_size)
        wide = _BEFORE_TEXT + max(width(line, layout.text_size) for line in lines)
        if px and px + wide > layout.least:
            px, down = 0.0, down + LINE
        yield px, down, lines
        px += wide + _BETWEEN
        if len(lines) > 1:
            px, down = 0.0, down + LINE * len(lines)


def notes(surface: Surface, y: float, texts: Sequence[str]) -> float:
    """Notes on how to read the picture, each from a line of its own on. Returns where the picture goes on."""
    for text in texts:
        y = surface.wrapped(y, text, colour=surface.palette.muted)
    return y
