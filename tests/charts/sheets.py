"""Draws every picture of the level scale and of plans for somebody to look at: a sheet a picture and theme.

``python3 -m tests.charts.sheets FOLDER [WORD …]`` writes those whose names have one of the words, or all. Each picture
is there at three widths.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import vl_convert
from PIL import Image

from journey.charts import Drawn, ThemeName
from journey.charts.kit.theme import PALETTES
from tests.charts import plan_pictures
from tests.charts.scale_pictures import pictures

WIDTHS = (1120, 704, 288)
BETWEEN = 30


def sheet(drawn: Drawn, theme: ThemeName) -> Image.Image:
    """A picture at all widths, beside each other."""
    assert drawn.chart is not None
    spec = drawn.chart.to_dict()
    images = [Image.open(io.BytesIO(vl_convert.vegalite_to_png({**spec, "width": width}))) for width in WIDTHS]
    wide, tall = sum(image.width + BETWEEN for image in images), max(image.height for image in images)
    found = Image.new("RGB", (wide, tall), PALETTES[theme].page)
    left = 0
    for image in images:
        found.paste(image, (left, 0))
        left += image.width + BETWEEN
    return found


def main(folder: Path, words: Sequence[str]) -> None:
    """Write the sheets, and say what each picture says."""
    folder.mkdir(parents=True, exist_ok=True)
    for theme in get_args(ThemeName):
        for name, drawn in {**pictures(theme), **plan_pictures.pictures(theme)}.items():
            if drawn.chart is not None and (not words or any(word in name for word in words)):
                sheet(drawn, theme).save(folder / f"{name.replace(', ', '-').replace(' ', '-')}-{theme}.png")
                print(f"{name}, {theme}: {drawn.takeaway}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
