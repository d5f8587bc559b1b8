"""The frame of every picture, made with Altair: its layers, what their marks look like, and how they find their place.

Marks are the data of a picture and its frame is the same for all of a theme, so the specifications that Altair makes
are kept beside this module, in ``frames.json``, and a page draws its first picture without waiting for Altair. Whoever
changes a frame writes them anew with ``python3 -m journey.charts.kit.frame``; a test holds that they are current.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import altair as alt

from journey.charts.kit.surface import BROAD_FROM, FRAMES, KINDS, WIDE_FROM, MarkKind
from journey.charts.kit.theme import FONT, PALETTES, ThemeName


def specification(theme: ThemeName) -> dict[str, Any]:
    """The frame of a theme, checked against Vega-Lite's schema; its layers have no marks yet."""
    framed: dict[str, Any] = _frame(theme).to_dict(validate=True)
    for layer in framed["layer"]:
        del layer["data"]
    return framed


def write() -> None:
    """Write the frames of all themes to their file."""
    text = json.dumps({theme: specification(theme) for theme in PALETTES}, indent=1, sort_keys=True)
    FRAMES.write_text(f"{text}\n", encoding="utf-8")


def _frame(theme: ThemeName) -> alt.LayerChart:
    return alt.LayerChart(
        layer=[_layer(kind) for kind in KINDS],
        background=PALETTES[theme].page,
        width="container",
        height=1,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        padding={"left": 2, "right": 2, "top": 4, "bottom": 8},
        config=alt.Config(font=FONT, view=alt.ViewConfig(stroke=None)),
    )


def _layer(kind: MarkKind) -> alt.Chart:
    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    layer = alt.Chart(alt.NamedData(name=kind), mark=_MARKS[kind])
    layer = layer.transform_filter(f"datum.wide === (width >= {WIDE_FROM})")
    layer = layer.transform_filter(f"datum.broad == null || datum.broad === (width >= {BROAD_FROM})")
    layer = layer.transform_calculate(x="datum.share * width + datum.px").encode(x, y)
    if kind == "texts":
        layer = layer.encode(alt.Text("text:N"))
    if kind in ("rects", "lines"):
        layer = layer.transform_calculate(x2="datum.share2 * width + datum.px2").encode(x2="x2", y2="y2")
    return layer


def _from_mark(name: str) -> alt.ExprRef:
    return alt.ExprRef(expr=f"datum.{name}")


_MARKS: Mapping[MarkKind, alt.MarkDef] = {
    "rects": alt.MarkDef(
        "rect",
        aria=False,
        fill=_from_mark("fill"),
        stroke=_from_mark("stroke"),
        strokeDash=alt.ExprRef(expr="datum.dash ? [4, 3] : [1, 0]"),
        strokeWidth=1,
        cornerRadius=2,
    ),
    "lines": alt.MarkDef("rule", aria=False, stroke=_from_mark("stroke"), strokeWidth=_from_mark("thick")),
    "shapes": alt.MarkDef(
        "point",
        aria=False,
        fill=_from_mark("fill"),
        stroke=_from_mark("stroke"),
        shape=_from_mark("shape"),
        size=_from_mark("size"),
        strokeWidth=_from_mark("thick"),
        strokeDash=alt.ExprRef(expr="datum.dashed ? [3, 2.5] : [1, 0]"),
        opacity=1,
    ),
    "texts": alt.MarkDef(
        "text",
        aria=False,
        fill=_from_mark("fill"),
        fontSize=_from_mark("size"),
        fontWeight=_from_mark("weight"),
        align=_from_mark("align"),
        angle=alt.ExprRef(expr="datum.angle || 0"),
        baseline="middle",
    ),
}


if __name__ == "__main__":
    write()
