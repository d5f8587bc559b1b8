"""What the product keeps: plain dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal


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
class Round:
    """One dated occasion. ``closed_at`` is None while answers may change.

    ``shows_last`` says whether people see, beside each statement, what was answered the time before.
    """

    id: str
    organisation_id: str
    name: str
    held_on: date
    closed_at: datetime | None
    shows_last: bool = False


@dataclass(frozen=True, slots=True)
class Reopening:
    """A closed round was opened again, and why. ``number`` counts from 1 within the round."""

    round_id: str
    number: int
    reason: str
    decided_by: str
    at: datetime


class Privacy(StrEnum):
    """Open: one person or team answers in the unit's name. Confidential: nobody's answers are shown singly."""

    OPEN = "open"
    CONFIDENTIAL = "confidential"


DEFAULT_MIN_GROUP = 5
"""The least number of responses shown together, unless it is set higher or lower."""
LOWEST_MIN_GROUP = 3
"""Whatever is set, no fewer responses than these are shown together."""


class Scope(StrEnum):
    """How much of the questionnaire is asked."""

    QUICK = "quick"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Assessment:
    """One unit, one round, one questionnaire version (by the hash of its pinned content).

    ``small_group`` is the least number of responses shown together that was promised when it began: a setting that is
    lowered or lost later does not weaken the promise. ``widened`` are the ids of the sections of which everything is
    asked although the rest is a quick check, in alphabetical order.
    """

    id: str
    organisation_id: str
    round_id: str
    unit_id: str
    questionnaire_id: str
    content_hash: str
    scope: Scope
    privacy: Privacy
    small_group: int = DEFAULT_MIN_GROUP
    widened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """One respondent's answers to one assessment. ``place`` is the section id where they left off, or ``review``."""

    id: str
    organisation_id: str
    assessment_id: str
    role: str | None
    place: str | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many responses were begun, and how many of these are finished or on paper ballots: counts alone."""

    begun: int
    finished: int
    ballots: int = 0


class AnswerState(StrEnum):
    """What an answer says. Unanswered is a state of its own: never low, never skipped over in silence."""

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
class ReadinessOverride:
    """A written decision to leave a stage that is not ready."""

    section_id: str
    reason: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Target:
    """Where a unit wants a section's index to be at the next round: ``tenths`` from 10 to 40, so 28 means 2.8."""

    section_id: str
    tenths: int

    @property
    def index(self) -> float:
        """The index wanted, from 1.0 to 4.0."""
        return self.tenths / 10


@dataclass(frozen=True, slots=True)
class AgreedContent:
    """What a workshop agreed about one statement. ``level`` is None where none was agreed or the record was taken back.

    ``question`` is what was left open, and ``owner`` who will find out.
    """

    level: int | None = None
    reason: str = ""
    dissent: str = ""
    agreed_by: str = ""
    question: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class AgreedLevel:
    """A workshop's level as it is stored: a record of its own, never in place of anybody's answer.

    ``version`` and ``writer`` as in Answer.
    """

    statement_id: str
    content: AgreedContent = AgreedContent()
    version: int = 0
    writer: str = ""
    saved_at: datetime | None = None
