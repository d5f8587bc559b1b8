"""What the sample council's last round came to, kept beside this module so that the start can show it at once.

They are the figures of ``figures.json`` that *Pitfalls* shows of the sample once it is loaded: a test holds the one
against the other, and ``python3 -m tests.service.sample.figures`` writes them anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from journey.model import PitfallTally, Profile

FILE = Path(__file__).with_suffix(".json")


@dataclass(frozen=True, slots=True)
class SampleFigures:
    """The stages of the council as a whole in its last round, and their pitfalls by section id, as far as shown."""

    round_name: str
    profile: Profile
    tallies: Mapping[str, PitfallTally]


@cache
def figures() -> SampleFigures:
    """The figures that ship with the product."""
    return as_json().validate_json(FILE.read_bytes())


@cache
def as_json() -> TypeAdapter[SampleFigures]:
    """How they are written and read."""
    return TypeAdapter(SampleFigures)
