"""What people write in YAML. These are pydantic models because the limits of each field are part of what the noun
means, and because editors get their schema from them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
SemanticVersion = Annotated[str, Field(pattern=r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$", max_length=20)]
DocumentKey = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{1,7}$")]
Reference = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{1,7}( \S.*)?$", max_length=60)]
"""A document's key and, after a space, where in it: ``MG 3.9``, ``PB 4``, ``IJ``."""
Title = Annotated[str, Field(min_length=3, max_length=90)]
Sentence = Annotated[str, Field(min_length=10, max_length=220)]
Paragraph = Annotated[str, Field(min_length=10, max_length=700)]

LevelDescription = Annotated[str, Field(min_length=15, max_length=320)]


class Authored(BaseModel):
    """What all authored nouns share: unknown keys and wrong types are faults, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Document(Authored):
    """A source that content may refer to."""

    title: Title
    publisher: Title
    year: Annotated[int, Field(ge=1900, le=2200)]


class Statement(Authored):
    """What is answered. Its id is permanent; its revision rises when its meaning changes."""

    id: Slug
    revision: Annotated[int, Field(ge=1)]
    text: Sentence
    levels: dict[Literal[1, 2, 3, 4], LevelDescription]
    why: Sentence
    look_for: Annotated[tuple[Sentence, ...], Field(min_length=2, max_length=3)]
    source: Annotated[tuple[Reference, ...], Field(min_length=1, max_length=4)]
    guidance: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=3)]
    quick: bool = False
    leadership: bool = False
    weight: Annotated[float, Field(gt=0, le=10)] = 1.0


class Section(Authored):
    """A stage, a breakthrough or a theme: what is scored."""

    id: Slug
    title: Title
    summary: Paragraph
    frustrations: tuple[Slug, ...] = ()
    statements: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=10)]


class Frustration(Authored):
    """A symptom that managers recognise, answered by one or more breakthroughs."""

    id: Slug
    title: Title
    text: Paragraph
    source: Annotated[tuple[Reference, ...], Field(min_length=1, max_length=4)]


class Versioned(Authored):
    """The head that questionnaires, checklists and guidance share."""

    id: Slug
    version: SemanticVersion
    title: Title
    summary: Paragraph
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    documents: Annotated[dict[DocumentKey, Document], Field(min_length=1)]


class Questionnaire(Versioned):
    """Versioned sections of statements."""

    frustrations: tuple[Frustration, ...] = ()
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=20)]

    @property
    def is_journey(self) -> bool:
        """Whether its sections are stages, which keep their order; ways out of frustrations stand side by side."""
        return not self.frustrations

    def statements(self) -> tuple[Statement, ...]:
        """All statements in the order of the file."""
        return tuple(statement for section in self.sections for statement in section.statements)


class Pitfall(Authored):
    """A way in which a stage goes wrong. Critical: moving on with it open is unwise."""

    id: Slug
    revision: Annotated[int, Field(ge=1)]
    text: Sentence
    bites: Paragraph
    tell: Paragraph
    avoid: Paragraph
    source: Annotated[tuple[Reference, ...], Field(min_length=1, max_length=4)]
    critical: bool = False


class Checklist(Versioned):
    """Pitfalls, usually of one stage: a section of a questionnaire."""

    questionnaire: Slug | None = None
    section: Slug | None = None
    pitfalls: Annotated[tuple[Pitfall, ...], Field(min_length=1, max_length=20)]

    @property
    def subject(self) -> str:
        """What it is about, as a rule a stage: its title without what the titles of all checklists share."""
        return self.title.split(":")[0]


class Tip(Authored):
    """One thing to do, and where a named council did it, if a source says so.

    A *tool* is something to fill in, hold or draw as it is written. ``helps_with`` are ids of pitfalls, sections and
    statements that it helps with; those statements that name it themselves need not be there.
    """

    id: Slug
    title: Title
    kind: Literal["tip", "tool"] = "tip"
    text: Paragraph
    practice: Paragraph | None = None
    helps_with: Annotated[tuple[Slug, ...], Field(max_length=20)] = ()
    source: Annotated[tuple[Reference, ...], Field(min_length=1, max_length=4)]


class Vignette(Authored):
    """A short, fictional case that a room places on the levels of one statement, to see how people read them.

    ``level`` is where the writer would place it, and ``because`` says why.
    """

    id: Slug
    title: Title
    text: Paragraph
    questionnaire: Slug
    statement: Slug
    level: Literal[1, 2, 3, 4]
    because: Paragraph


class WorkshopStep(Authored):
    """One step of a workshop, as a facilitator runs it."""

    title: Title
    minutes: Annotated[int, Field(ge=1, le=180)]
    text: Paragraph


class WorkshopDesign(Versioned):
    """A workshop that a facilitator can run as written.

    ``questionnaire`` and ``covers`` (section ids) say what is put to the room by default; the ``vignettes`` come first,
    to calibrate. ``source`` says what the way of working rests on.
    """

    purpose: Paragraph
    who: Sentence
    materials: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=10)]
    outcome: Paragraph
    questionnaire: Slug
    covers: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=20)]
    steps: Annotated[tuple[WorkshopStep, ...], Field(min_length=2, max_length=20)]
    vignettes: Annotated[tuple[Vignette, ...], Field(min_length=2, max_length=4)]
    source: Annotated[tuple[Reference, ...], Field(min_length=1, max_length=4)]

    @property
    def minutes(self) -> int:
        """How long all steps take together."""
        return sum(step.minutes for step in self.steps)


class Guidance(Versioned):
    """Help with the how. Statements name the tips that help."""

    tips: Annotated[tuple[Tip, ...], Field(min_length=1, max_length=80)]
