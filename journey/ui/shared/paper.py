"""A page on paper: the line at its head that is printed alone, the button, and pictures in the colours of paper."""

from __future__ import annotations

from dataclasses import astuple
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from journey.charts.kit.theme import PALETTES, Palette
from journey.ui.shared import state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BUTTON = (Path(__file__).parent / "print_button.html").read_text(encoding="utf-8")


def head(title: str) -> None:
    """Say on paper whose page this is, of which unit and round, and when it stood like this; below its title."""
    in_view = state.navigation()
    today = formatting.day(datetime.now(state.window().zone).date())
    named = [in_view.organisation.name] if in_view.organisation else []
    if in_view.selection:
        unit, round_ = in_view.selection.unit, in_view.selection.round
        named += [unit.name] if unit.name not in named else []
        closed = (
            _(", closed {date}", date=formatting.day(state.product().day_of(round_.closed_at)))
            if round_.closed_at
            else ""
        )
        named.append(f"{round_.name}{closed}")
    with st.container(key="paper-head"):
        named.append(_("as it stood on {date}", date=today))
        st.markdown(" · ".join(plain(one) for one in named if plain(one) != title))


def offer() -> None:
    """The button that prints a page with all that is folded there: the page's script presses nothing else."""
    st.html(_BUTTON.replace("WORDS", _("Print this page")))


def colours() -> str:
    """Rules of style that bring the dark pictures into the colours of the light ones, which are those of paper."""
    return "\n".join(
        f'svg.marks [{part}="{dark}"] {{ {part}: {light} !important; }}'
        for dark, light in on_paper().items()
        for part in ("fill", "stroke")
    )


def on_paper() -> Mapping[str, str]:
    """For each colour of the dark pictures, that of the light ones with the same purpose."""
    return dict(zip(_all(PALETTES["dark"]), _all(PALETTES["light"]), strict=True))


def _all(palette: Palette) -> Iterator[str]:
    return chain.from_iterable([one] if isinstance(one, str) else one for one in reversed(astuple(palette)))
