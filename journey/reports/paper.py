"""What all papers share: the file around them, whose they are, and how typed text gets in.

Text goes through Jinja's escaping; the one place that needs another kind of escaping, the foot of printed pages, has a
function of its own here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from journey.model import LEVEL_NAMES, Questionnaire, Section, Statement, StatementRef
from journey.wording import formatting, places, terms
from journey.wording.catalogue import in_markup

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_FOOT = 110
"""Signs of a title that fit the foot of an upright page beside the number of the page."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Whose paper it is. ``code`` leads to the light pages, or is empty; ``address`` is where to type it in."""

    council: str
    unit: str
    title: str
    held_on: date
    minutes: int
    purpose: str = ""
    who: str = ""
    code: str = ""
    address: str = ""

    @property
    def owner(self) -> str:
        """The council and, where it is another, the unit."""
        return places.as_a_heading(self.council, self.unit)

    @property
    def day(self) -> str:
        """The date, written out."""
        return formatting.day(self.held_on)


@dataclass(frozen=True, slots=True)
class PaperStatement:
    """A statement with its number on paper, ``2.3``: the same on every paper of a workshop."""

    number: str
    assessment_id: str
    statement: Statement

    @property
    def ref(self) -> StatementRef:
        """What names the statement in a room of several questionnaires."""
        return StatementRef(self.assessment_id, self.statement.id)


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A section with those of its statements that are asked."""

    number: int
    questionnaire: Questionnaire
    section: Section
    statements: tuple[PaperStatement, ...]

    @property
    def title(self) -> str:
        """``2 Setting direction``."""
        return f"{self.number} {self.section.title}"


def write(template: str, *, kind: str, of: Occasion, size: str = "A4", **values: Any) -> str:
    """A whole file. ``kind`` says what paper it is, ``size`` is what its pages are, in CSS: ``A3 landscape``."""
    return (
        _environment()
        .get_template(template)
        .render(kind=kind, of=of, size=size, foot=foot(f"{kind} · {of.owner} · {of.title} · {of.day}"), **values)
    )


def foot(text: str) -> str:
    """A CSS string for the foot of each printed page: everything but plain letters and figures is written as a code."""
    text = " ".join(text.split())
    short = text if len(text) <= LONGEST_FOOT else f"{text[: LONGEST_FOOT - 1]}…"
    coded = "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):x} " for sign in short)
    return f'"{coded}"'


def documents(parts: Sequence[PaperSection]) -> list[tuple[str, str]]:
    """The sources that these statements name: key, and title with publisher and year, in the order of the keys."""
    found: dict[str, str] = {}
    for part in parts:
        for asked in part.statements:
            for reference in asked.statement.source:
                key = reference.partition(" ")[0]
                source = part.questionnaire.documents[key]
                found[key] = f"{source.title}. {source.publisher}, {source.year}."
    return sorted(found.items())


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(_=in_markup, level_names=LEVEL_NAMES, terms=terms)
    made.filters.update(day=formatting.day, capital=formatting.capital, number=formatting.number)
    return made
