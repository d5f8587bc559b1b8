"""A field for a day: the example beside it, and what is said of a text that is no day."""

from __future__ import annotations

from datetime import date

from journey.service import clean
from journey.ui.shared import state
from journey.wording import days, formatting


def label(question: str) -> str:
    """``By when? For example 14 October 2027``: the question with a day to come as its example."""
    return days.with_example(question, _example())


def example() -> str:
    """The day to come that stands in the label."""
    return formatting.day(_example())


def fault(typed: str) -> str:
    """What is said of a text that is no day, with the example of the label."""
    return days.not_a_day(clean(typed), _example())


def _example() -> date:
    return days.example_to_come(today())


def today() -> date:
    """The day it is by the product's clock."""
    return state.product().clock().date()
