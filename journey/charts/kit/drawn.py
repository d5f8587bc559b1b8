"""What every chart is handed out as."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture and what goes with it.

    ``takeaway`` says in a sentence or two what the picture shows; ``table`` carries all of it, in words and numbers
    rounded to two decimals; ``alt`` is what a screen reader says in place of the picture.
    """

    chart: alt.LayerChart | None
    takeaway: str
    table: pd.DataFrame
    alt: str
