"""What is assumed of the invented councils on which the rules are tried: ``simulation`` draws them, the methods say so.

All in levels of the scale, or shares of a variance. How far people answer like this is to be learnt from the first real
rounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MEAN = 2.3
"""Where a statement truly stands, on average."""
BETWEEN_COUNCILS = 0.30
BETWEEN_SECTIONS = 0.30
BETWEEN_STATEMENTS = 0.40
"""Standard deviations of true positions around it."""

SPREAD: Mapping[float, float] = {0.55: 0.48, 0.70: 0.69, 0.84: 0.91}
"""From the standard deviation of the answers to a statement, as observed, to that of a person's deviation."""
USUAL = 0.70
"""The spread of answers where none is named."""

SECTIONS = (7, 7, 7, 7, 7)
"""How many statements each section has, where nothing else is said."""

MANY_PEOPLE = 100_000
"""What so many people would say is called the truth."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """How the variance of a person's deviation is made up; the four shares make 1."""

    leniency: float = 0.25
    section: float = 0.10
    lasting: float = 0.325
    fresh: float = 0.325
