"""A field for a day: its label with an example, the day that was typed, and the fault of a text that is no day."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journey.model.refusals import Refusal
from journey.service import Refused, clean
from journey.ui.shared import state
from journey.ui.shared.escaping import plain
from journey.wording import days, formatting


def label(question: str) -> str:
    """``By when? For example 14 October 2027``: the question with a day to come as its example."""
    return days.with_example(question, _example())


def ask(question: str, *, key: str, within: DeltaGenerator | None = None, placeholder: str | None = None) -> str:
    """The field; where what was sent is no day, why it is none stands beneath it. ``within`` is the place on the page.

    ``question`` is its whole label. The form is refused where it is saved.
    """
    with within or st.container():
        typed = st.text_input(question, key=key, placeholder=placeholder) or ""
        if days.parse_day(typed) == days.NO_DAY:
            st.warning(plain(fault(typed)))
    return typed


def required(typed: str, missing: Refusal) -> date:
    """The day that was typed. Raises Refused: with ``missing`` where nothing was typed, else because it is no day."""
    day = days.parse_day(typed)
    if day is None:
        raise Refused(missing, example=formatting.day(_example()))
    if day == days.NO_DAY:
        raise Refused(Refusal.DAY_UNREADABLE, why=fault(typed))
    return day


def fault(typed: str) -> str:
    """Why a text is no day, with the example of the label."""
    return days.not_a_day(clean(typed), _example())


def example_year() -> int:
    """The year of the example, for another field beside it."""
    return _example().year


def _example() -> date:
    return days.example_to_come(today())


def today() -> date:
    """Today by the product's clock, where the council is."""
    return state.product().today()
