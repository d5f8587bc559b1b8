"""Every noun of the product: frozen, typed, without input or output.

Two families live here. *Authored* nouns (Questionnaire, Checklist, Guidance and their parts) are written by people in
YAML; they are pydantic models because the limits of each field are part of what the noun means, and because editors get
their schema from them. *Recorded* nouns (Organisation, Round, Answer, ...) are made by the product; they are plain
dataclasses. Findings (StatementScore, SectionScore, Profile, Readiness) are what the pure modules return.

Levels are whole numbers from 1 to 4 everywhere; an index is a number from 1.0 to 4.0; shares lie between 0.0 and 1.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

LEVELS = (1, 2, 3, 4)
LEVEL_NAMES: Mapping[int, str] = {1: "Little in place", 2: "Partial", 3: "Established", 4: "Embedded"}

# ---------------------------------------------------------------------------------------------------------------------
# Authored: what writers put into YAML
# ---------------------------------------------------------------------------------------------------------------------

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


class Tip(Authored):
    """One thing to do, and where a named council did it, if a source says so."""

    id: Slug
    title: Title
    text: Paragraph
    practice: Paragraph | None = None
    source: Annotated[tuple[Reference, ...], Field(min_length=1, max_length=4)]


class Guidance(Versioned):
    """Help with the how. Statements name the tips that help."""

    tips: Annotated[tuple[Tip, ...], Field(min_length=1, max_length=80)]


# ---------------------------------------------------------------------------------------------------------------------
# Recorded: what the product keeps
# ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PinnedContent:
    """A content file as a round uses it: its bytes, and their SHA-256 as ``hash`` (64 hexadecimal digits)."""

    kind: Literal["questionnaire", "checklist"]
    id: str
    version: str
    hash: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Organisation:
    """A council. A sample is fictional and never mixed with real ones."""

    id: str
    name: str
    kind: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """The whole organisation, a service or a partnership."""

    id: str
    organisation_id: str
    parent_id: str | None
    name: str
    kind: Literal["corporate", "service", "partnership"]


@dataclass(frozen=True, slots=True)
class Role:
    """Whose eyes: leadership, managers, front line, councillors, partners. ``key`` stays, ``name`` may be changed."""

    key: str
    name: str


DEFAULT_ROLES = (
    Role("leadership", "Leadership"),
    Role("managers", "Managers"),
    Role("front-line", "Front line"),
    Role("councillors", "Councillors"),
    Role("partners", "Partners"),
)


@dataclass(frozen=True, slots=True)
class Round:
    """One dated occasion. ``closed_at`` is None while answers may change."""

    id: str
    organisation_id: str
    name: str
    held_on: date
    closed_at: datetime | None


class Privacy(StrEnum):
    """Open: one person or team answers in the unit's name. Confidential: nobody's answers are shown singly."""

    OPEN = "open"
    CONFIDENTIAL = "confidential"


class Scope(StrEnum):
    """How much of the questionnaire is asked."""

    QUICK = "quick"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Assessment:
    """One unit, one round, one questionnaire version (by the hash of its pinned content)."""

    id: str
    organisation_id: str
    round_id: str
    unit_id: str
    questionnaire_id: str
    content_hash: str
    scope: Scope
    privacy: Privacy


@dataclass(frozen=True, slots=True)
class Response:
    """One respondent's answers to one assessment. ``place`` is the section id where they left off, or ``review``."""

    id: str
    organisation_id: str
    assessment_id: str
    role: str | None
    place: str | None
    finished_at: datetime | None


class AnswerState(StrEnum):
    """What was said about a statement. Unanswered is a state of its own: never low, never skipped over in silence."""

    LEVEL = "level"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class AnswerContent:
    """What a respondent says about one statement. ``level`` is set for the state LEVEL alone.

    ``evidence`` says what could be shown; ``act`` and ``act_on``, for leadership statements, what was done and when.
    """

    state: AnswerState = AnswerState.UNANSWERED
    level: int | None = None
    reason: str = ""
    note: str = ""
    evidence: str = ""
    act: str = ""
    act_on: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is stored. ``version`` counts saves from 1; 0 means that nothing was saved yet.

    ``writer`` names the browser session that wrote last.
    """

    statement_id: str
    content: AnswerContent = AnswerContent()
    version: int = 0
    writer: str = ""
    saved_at: datetime | None = None


class PitfallState(StrEnum):
    """Where a council stands with a pitfall; unanswered counts as open."""

    AVOIDED = "avoided"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class PitfallContent:
    """What a council says about one pitfall, and who will do what is left, by when."""

    state: PitfallState = PitfallState.UNANSWERED
    note: str = ""
    who: str = ""
    by_when: date | None = None


@dataclass(frozen=True, slots=True)
class PitfallAnswer:
    """A pitfall's state as it is stored; ``version`` and ``writer`` as in Answer."""

    checklist_id: str
    pitfall_id: str
    content: PitfallContent = PitfallContent()
    version: int = 0
    writer: str = ""
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MovedOn:
    """A written decision to leave a stage that is not ready."""

    section_id: str
    reason: str
    decided_by: str
    decided_at: datetime


# ---------------------------------------------------------------------------------------------------------------------
# Findings: what the pure modules return
# ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    """How the responses to one statement fall: ``levels[0]`` chose level 1, ``levels[3]`` level 4.

    ``evidenced`` is how many of the levels 3 and 4 carry evidence.
    """

    levels: tuple[int, int, int, int] = (0, 0, 0, 0)
    dont_know: int = 0
    not_applicable: int = 0
    evidenced: int = 0

    @property
    def n(self) -> int:
        """How many gave a level."""
        return sum(self.levels)


class Agreement(StrEnum):
    """How far respondents agree, in words."""

    AGREE = "agree"
    MIXED = "mixed"
    TWO_CAMPS = "two camps"


@dataclass(frozen=True, slots=True)
class StatementScore:
    """One statement over a set of responses. What cannot be said is None."""

    statement_id: str
    weight: float
    counts: Counts
    mean: float | None
    median: int | None
    average_deviation: float | None
    r_wg: float | None
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section: how far along (index), what can be relied on (secure level), and what blocks the next level.

    ``statements`` holds the scores of the statements that were asked, in the order of the questionnaire.
    ``evidenced_share`` is the share of levels 3 and 4 that carry evidence, None where there is no such level.
    """

    section_id: str
    coverage: float | None
    index: float | None
    band: int | None
    secure_level: int | None
    blockers: tuple[str, ...]
    evidenced_share: float | None
    statements: tuple[StatementScore, ...]

    @property
    def is_provisional(self) -> bool:
        """A score from less than seven tenths of the answers."""
        return self.index is not None and self.coverage is not None and self.coverage < 0.7

    @property
    def is_indicative(self) -> bool:
        """A score from fewer than three scored statements: the index stands alone."""
        return self.index is not None and sum(s.mean is not None for s in self.statements) < 3


@dataclass(frozen=True, slots=True)
class Profile:
    """All sections of one assessment over ``responses`` responses. There is no headline grade on purpose."""

    questionnaire_id: str
    version: str
    responses: int
    sections: tuple[SectionScore, ...] = field(default=())

    def section(self, section_id: str) -> SectionScore:
        """The section with this id. Raises KeyError where it was not asked."""
        for section in self.sections:
            if section.section_id == section_id:
                return section
        raise KeyError(section_id)


@dataclass(frozen=True, slots=True)
class PitfallTally:
    """How one stage's pitfalls stand: ids by state, in the order of the checklist.

    ``critical_open`` are the critical ones not avoided; ``unanswered`` are those of ``open`` that nobody has looked at.
    """

    avoided: tuple[str, ...]
    partly: tuple[str, ...]
    open: tuple[str, ...]
    not_applicable: tuple[str, ...]
    critical_open: tuple[str, ...]
    unanswered: tuple[str, ...] = ()

    @property
    def is_untouched(self) -> bool:
        """Nobody has gone through the checklist yet: it says nothing, although everything in it counts as open."""
        return not (self.avoided or self.partly or self.not_applicable) and len(self.unanswered) == len(self.open)


class Missing(StrEnum):
    """What keeps a stage from being ready to move on."""

    NO_SCORE = "no_score"
    INDEX = "index"
    SECURE_LEVEL = "secure_level"
    CRITICAL_PITFALL = "critical_pitfall"
    PITFALLS = "pitfalls"


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a stage is ready to be left, and what is missing where it is not."""

    section_id: str
    missing: tuple[Missing, ...]
    tally: PitfallTally

    @property
    def is_ready(self) -> bool:
        """True where nothing is missing."""
        return not self.missing
