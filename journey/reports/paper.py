"""What all papers share: the file around them, whose they are, and how typed text is escaped.

Jinja escapes text for HTML. The foot of printed pages is a string in CSS: ``foot`` escapes it.
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
"""Characters of a title that fit the foot of an upright page beside the number of the page."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """The workshop that a paper is for. ``code``, which may be empty, is typed in at ``address``."""

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
        """The council, and the unit where it is not the whole council."""
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


def write(template: str, *, kind: str, occasion: Occasion, size: str = "A4", **values: Any) -> str:
    """A paper as an HTML file. ``kind`` is its name in words; ``size`` is its page size in CSS: ``A3 landscape``."""
    line = foot(f"{kind} · {occasion.owner} · {occasion.title} · {occasion.day}")
    return _environment().get_template(template).render(kind=kind, occasion=occasion, size=size, foot=line, **values)


def foot(text: str) -> str:
    """A CSS string for the foot of each printed page. Every character but ASCII letters and digits is escaped as a code
    point."""
    text = " ".join(text.split())
    short = text if len(text) <= LONGEST_FOOT else f"{text[: LONGEST_FOOT - 1]}…"
    escaped = "".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in short)
    return f'"{escaped}"'


def documents(parts: Sequence[PaperSection]) -> list[tuple[str, str]]:
    """The sources that these statements cite: key, and title with publisher and year, in the order of the keys."""
    titles: dict[str, str] = {}
    for part in parts:
        for numbered in part.statements:
            for reference in numbered.statement.source:
                key = reference.partition(" ")[0]
                source = part.questionnaire.documents[key]
                titles[key] = f"{source.title}. {source.publisher}, {source.year}."
    return sorted(titles.items())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=in_markup, level_names=LEVEL_NAMES, terms=terms)
    environment.filters.update(day=formatting.day, capital=formatting.capital, number=formatting.number)
    return environment
